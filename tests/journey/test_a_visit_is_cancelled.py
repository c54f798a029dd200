"""A visit from its request to its end, over two kiosks and a real centre: booked, moved, cancelled, and its place free again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.main.parts import Parts
from kiosk_app.ports.device import Outcome
from services.forms.check import check_answers
from services.language import Language
from tests.support import enrolled_kiosk, new_centre, running_centre, until, visit_answers

ONE_PLACE = '[[capacity]]\nprison = "*"\nplaces = 1\nfrom = 2026-01-01\nsource = "test"\n'
BORN = "1988-03-27"  # of the lead visitor in `visit_answers`


@pytest.fixture
def kiosks(tmp_path: Path) -> Iterator[tuple[Parts, Parts]]:
    """Two kiosks of a centre that has one place in each session."""
    data = tmp_path / "centre"
    new_centre(data)
    (data / "centre.toml").write_text(ONE_PLACE, encoding="utf-8")
    with running_centre(data) as url:
        here, there = (enrolled_kiosk(tmp_path / name, url, data) for name in ("here", "there"))
        yield here, there
        here.store.close()
        there.store.close()


def submit(parts: Parts, key: str, answers: dict[str, Any], cites: str = "") -> str:
    """Save and send; the reference."""
    service, context = parts.services[key], parts.catalogues.context()
    checked = check_answers(service, answers, context)
    assert checked.problems == ()
    fields = service.receipt_fields(checked.answers, context)
    reference = parts.submitting.submit(service, checked, fields, Language.ENGLISH, cites=cites).reference
    assert parts.engine.sync_once().acknowledged == 1
    return reference


def wish(parts: Parts, lead: str, slots: list[str]) -> dict[str, Any]:
    answers: dict[str, Any] = visit_answers(parts.catalogues.context())
    answers["visitors"][0]["first_name"] = lead
    return {**answers, "slots": slots}


def told(parts: Parts, reference: str) -> list[Outcome]:
    """Every outcome that a kiosk has fetched for what was made on it."""
    parts.engine.sync_once()
    kept = parts.store.submissions.find(reference)
    assert kept is not None
    return list(parts.store.device.outcomes(kept.id))


def state_of(parts: Parts, reference: str) -> str:
    known = told(parts, reference)
    return known[-1].state if known else ""


def test_a_visit_is_booked_moved_and_cancelled_elsewhere_and_its_first_kiosk_hears_of_all(kiosks: tuple[Parts, Parts]) -> None:
    here, there = kiosks
    first, second = visit_answers(here.catalogues.context())["slots"]  # type: ignore[misc]
    mine = {"lead_visitor": {"date_of_birth": BORN}}

    request = submit(here, "prison-visit", wish(here, "Siân", [first]))
    until(lambda: state_of(here, request) == "booked")
    full = submit(there, "prison-visit", wish(there, "Elin", [first]))
    until(lambda: state_of(there, full) == "rejected")

    change = submit(there, "prison-visit-change", {"prison": "CFI", "slots": [second], **mine}, request)
    until(lambda: state_of(there, change) == "booked")
    guess = {"lead_visitor": {"date_of_birth": "1970-01-01"}}
    wrong = submit(there, "prison-visit-withdraw", guess, request)
    until(lambda: state_of(there, wrong) == "needs-action")
    cancellation = submit(there, "prison-visit-withdraw", mine, request)
    until(lambda: state_of(there, cancellation) == "cancelled")

    outcomes = told(here, request)
    assert [each.state for each in outcomes] == ["requested", "booked", "booked", "cancelled"]
    assert [each.params.get("slot") for each in outcomes[1:3]] == [first, second]
    again = submit(here, "prison-visit", wish(here, "Gwen", [second]))
    until(lambda: state_of(here, again) == "booked")
    assert here.statuses.status(request).offers == ()
    assert there.statuses.status(request).asked == ()


def test_a_cancellation_that_overtakes_its_request_is_done_when_the_request_comes(kiosks: tuple[Parts, Parts]) -> None:
    here, there = kiosks
    service, context = here.services["prison-visit"], here.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    request = here.submitting.submit(service, checked, fields, Language.ENGLISH).reference  # this kiosk is not connected yet
    cancellation = submit(there, "prison-visit-withdraw", {"lead_visitor": {"date_of_birth": BORN}}, request)
    until(lambda: state_of(there, cancellation) == "needs-action")

    here.engine.sync_once()

    until(lambda: state_of(there, cancellation) in {"withdrawn", "cancelled"})
    assert told(here, request)[-1].state == state_of(there, cancellation)
