"""A place is held at a real centre, over HTTP, for a request that is sealed with the hold's id and decided with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk_app.main.parts import Parts
from kiosk_app.ports.centre import HoldState
from kiosk_app.ports.device import Outcome
from services.forms.check import check_answers
from services.forms.holding import WantedPlace
from services.language import Language
from tests.support import enrolled_kiosk, new_centre, running_centre, until, visit_answers

ONE_PLACE = '[[capacity]]\nprison = "*"\nplaces = 1\nfrom = 2020-01-01\nsource = "test"\n'


@pytest.fixture
def two_kiosks(tmp_path: Path) -> Iterator[tuple[Parts, Parts]]:
    """Two kiosks of a centre with one place in each session."""
    data = tmp_path / "centre"
    data.mkdir()
    (data / "centre.toml").write_text(ONE_PLACE, "utf-8")
    new_centre(data)
    with running_centre(data) as url:
        kiosks = enrolled_kiosk(tmp_path / "mine", url, data), enrolled_kiosk(tmp_path / "other", url, data)
        yield kiosks
        for parts in kiosks:
            parts.store.close()


def submit(parts: Parts, hold: UUID | None = None, *, lead: str = "Siân") -> str:
    """A request for the first time alone; its reference."""
    visit, context = parts.services["prison-visit"], parts.catalogues.context()
    answers = visit_answers(context)
    answers["slots"] = answers["slots"][:1]
    answers["visitors"][0]["first_name"] = lead
    checked = check_answers(visit, answers, context)
    fields = visit.receipt_fields(checked.answers, context)
    return parts.submitting.submit(visit, checked, fields, Language.ENGLISH, hold=hold).reference


def wanted(parts: Parts) -> WantedPlace:
    return WantedPlace("CFI", "", visit_answers(parts.catalogues.context())["slots"][0], 2)


def outcome(parts: Parts, reference: str) -> Outcome:
    """What was decided, once it is."""
    kept = parts.store.submissions.find(reference)
    assert kept is not None

    def told() -> list[Outcome]:
        parts.engine.sync_once()
        return [each for each in parts.store.device.outcomes(kept.id) if each.state != "requested"]

    until(lambda: bool(told()))
    return told()[-1]


def test_the_request_that_names_the_hold_is_booked_and_the_one_before_it_is_not(two_kiosks: tuple[Parts, Parts]) -> None:
    mine, other = two_kiosks
    hold_id, place = uuid4(), wanted(mine)
    held = mine.holds.hold(hold_id, place)
    full = other.holds.hold(uuid4(), place)

    first = outcome(other, submit(other, lead="Ada"))
    second = outcome(mine, submit(mine, hold_id))

    assert (held.state, full.state) == (HoldState.HELD, HoldState.FULL)
    assert 590 < held.seconds <= 600
    assert (first.state, first.codes) == ("rejected", ("slot_unavailable",))
    assert (second.state, dict(second.params)) == ("booked", {"slot": place.slot})


def test_a_place_that_is_given_back_is_the_next_one_s(two_kiosks: tuple[Parts, Parts]) -> None:
    mine, other = two_kiosks
    hold_id, place = uuid4(), wanted(mine)
    mine.holds.hold(hold_id, place)
    renewed = mine.holds.renew(hold_id)

    mine.holds.release(hold_id)

    assert (renewed.state, renewed.renewals) == (HoldState.HELD, 1)
    assert other.holds.hold(uuid4(), place).state is HoldState.HELD


def test_a_hold_that_the_centre_does_not_know_changes_nothing(two_kiosks: tuple[Parts, Parts]) -> None:
    mine, _other = two_kiosks

    assert outcome(mine, submit(mine, uuid4())).state == "booked"


def test_two_windows_of_one_kiosk_hold_two_places(two_kiosks: tuple[Parts, Parts]) -> None:
    mine, _other = two_kiosks
    slots = visit_answers(mine.catalogues.context())["slots"]

    states = [mine.holds.hold(uuid4(), WantedPlace("CFI", "", slot, 1)).state for slot in slots]

    assert states == [HoldState.HELD] * 2
