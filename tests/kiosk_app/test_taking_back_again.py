"""A request that is taken back or changed more than once at one kiosk: what is said of it, and what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody
from kiosk_app.use_cases.status import Offer
from services.common.references import new_reference
from services.forms.words import Translator
from services.language import Language
from services.visits.amendments import AMENDMENTS, CANCELLATION, CHANGE
from services.visits.cancelling import SERVICE as CANCEL
from services.visits.changing import SERVICE as CHANGING
from tests.services.samples import draft_of, visit_answers
from tests.ui.fake_desk import MORNING, VISIT, Bench, MemoryDevice

EN = Translator(Language.ENGLISH)
BORN: dict[str, Any] = {"lead_visitor": {"date_of_birth": "1990-06-05"}}
ANSWERS: dict[str, dict[str, Any]] = {CANCELLATION: BORN, CHANGE: {"prison": "CFI", "slots": ["2026-11-28T09:30/11:00"], **BORN}}
SERVICES = {CANCELLATION: CANCEL, CHANGE: CHANGING}
BOTH = pytest.mark.parametrize("key", [CANCELLATION, CHANGE])


class ToldDevice(MemoryDevice):
    """A device that was told decisions, each with its reasons."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[UUID, tuple[str, tuple[str, ...]]] = {}

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        known = self.told.get(submission_id)
        return [Outcome(submission_id, 1, *known, {}, MORNING)] if known else []


@pytest.fixture
def device() -> ToldDevice:
    return ToldDevice()


@pytest.fixture
def bench(device: ToldDevice) -> Bench:
    return Bench(device=device)


@pytest.fixture
def reference(bench: Bench) -> str:
    return bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference


def ask(bench: Bench, key: str, cites: str) -> str:
    return bench.desk().submit(SERVICES[key], draft_of(ANSWERS[key]), Language.ENGLISH, cites).reference


def tell(bench: Bench, device: ToldDevice, reference: str, state: str, *codes: str) -> None:
    found = bench.submissions.find(reference)
    assert found is not None
    device.told[found.id] = (state, codes)


def offered(bench: Bench, reference: str) -> list[tuple[str, str, str]]:
    return [(each.service, EN(each.words), each.reference) for each in bench.desk().status(reference).offers]


@BOTH
def test_of_several_of_a_kind_the_newest_alone_is_said(bench: Bench, reference: str, key: str) -> None:
    for hours in (0, 1, 2):
        bench.clock.at = MORNING + timedelta(hours=hours)
        ask(bench, key, reference)

    kept = next(each.kept for each in AMENDMENTS if each.service == key)
    assert bench.desk().status(reference).asked == (kept(saved=MORNING + timedelta(hours=2)),)


def test_a_cancellation_and_a_change_are_both_said(bench: Bench, reference: str) -> None:
    for key in (CHANGE, CANCELLATION):
        ask(bench, key, reference)

    assert bench.desk().status(reference).asked == tuple(each.kept(saved=MORNING) for each in AMENDMENTS)


def test_a_cancellation_is_not_offered_while_one_is_on_its_way(bench: Bench, reference: str) -> None:
    before = offered(bench, reference)
    ask(bench, CANCELLATION, reference)

    assert before == [(CANCELLATION, "Cancel the request", reference), (CHANGE, "Ask for other times", reference)]
    assert offered(bench, reference) == before[1:]


def test_that_holds_of_a_request_made_elsewhere_too(bench: Bench) -> None:
    elsewhere = new_reference()
    bench.lookup.connected = True
    bench.lookup.known[elsewhere] = RemoteStatus(elsewhere, VISIT.key, MORNING, "", (), (), None, MORNING)
    ask(bench, CANCELLATION, elsewhere)

    assert offered(bench, elsewhere) == [(CHANGE, "Ask for other times", elsewhere)]


def test_a_change_on_its_way_leaves_both_ways_open(bench: Bench, reference: str) -> None:
    before = offered(bench, reference)

    ask(bench, CHANGE, reference)

    assert offered(bench, reference) == before


@pytest.mark.parametrize("changes", [{"custody": Custody.QUARANTINED}, {"reason": ANOTHER_CENTRE}])
def test_a_cancellation_that_cannot_arrive_does_not_stand_in_the_way(
    bench: Bench, reference: str, changes: dict[str, Any]
) -> None:
    before = offered(bench, reference)

    bench.submissions.change(ask(bench, CANCELLATION, reference), **changes)

    assert offered(bench, reference) == before


@BOTH
def test_one_that_was_not_matched_is_offered_again_for_the_request_it_was_about(
    bench: Bench, device: ToldDevice, reference: str, key: str
) -> None:
    failed = ask(bench, key, reference)
    tell(bench, device, failed, "needs-action", "not_matched")

    words = {CANCELLATION: "Ask again to cancel", CHANGE: "Ask again for other times"}[key]
    assert offered(bench, failed) == [(key, words, reference)]
    assert len(offered(bench, reference)) == 2


@BOTH
def test_it_is_offered_again_when_only_the_centre_knows_that_it_failed(bench: Bench, reference: str, key: str) -> None:
    failed = ask(bench, key, reference)
    bench.lookup.connected = True
    bench.lookup.known[failed] = RemoteStatus(failed, key, MORNING, "needs-action", ("not_matched",), (), MORNING, MORNING)

    assert [(service, about) for service, _words, about in offered(bench, failed)] == [(key, reference)]


@BOTH
@pytest.mark.parametrize("told", [("",), ("rejected", "too_late"), ("cancelled",), ("booked",)])
def test_one_that_was_done_or_is_too_late_or_is_not_decided_is_not(
    bench: Bench, device: ToldDevice, reference: str, key: str, told: tuple[str, ...]
) -> None:
    asked = ask(bench, key, reference)
    tell(bench, device, asked, *told)

    assert offered(bench, asked) == []


@BOTH
def test_nor_is_one_after_which_another_is_on_its_way(bench: Bench, device: ToldDevice, reference: str, key: str) -> None:
    failed = ask(bench, key, reference)
    tell(bench, device, failed, "needs-action", "not_matched")

    second = ask(bench, key, reference)
    under_way = offered(bench, failed)
    tell(bench, device, second, "needs-action", "not_matched")

    assert under_way == []
    assert [about for _key, _words, about in offered(bench, failed)] == [reference]


def test_what_was_sealed_for_another_centre_is_not_offered_again(bench: Bench, device: ToldDevice, reference: str) -> None:
    failed = ask(bench, CANCELLATION, reference)
    tell(bench, device, failed, "needs-action", "not_matched")
    bench.submissions.change(failed, reason=ANOTHER_CENTRE)

    offers: tuple[Offer, ...] = bench.desk().status(failed).offers

    assert offers == ()
