"""Status and receipt say of a request what is known now: where it is, when it went, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.device import Contact, Outcome
from kiosk_app.ports.submissions import Custody
from kiosk_app.use_cases.standing import place_of
from services.common.references import new_reference
from services.forms.receipt import Place, Receipt
from services.forms.words import Translator
from services.language import Language
from tests.services.samples import draft_of, visit_answers, words_in
from tests.ui.fake_desk import MORNING, VISIT, Bench, MemoryDevice

EN = Translator(Language.ENGLISH)


class DecidedDevice(MemoryDevice):
    """A device that was told decisions."""

    def __init__(self) -> None:
        super().__init__()
        self.decided: list[tuple[str, dict[str, str]]] = []

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        return [Outcome(submission_id, number, state, (), params, MORNING) for number, (state, params) in enumerate(self.decided)]


@pytest.fixture
def device() -> DecidedDevice:
    return DecidedDevice()


@pytest.fixture
def bench(device: DecidedDevice) -> Bench:
    return Bench(device=device)


@pytest.fixture
def reference(bench: Bench) -> str:
    return bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference


def status(bench: Bench, reference: str) -> list[str]:
    outcome = bench.desk().status(reference).outcome
    assert outcome is not None
    return [EN(words) for words in (outcome.title, outcome.state, *outcome.detail)]


def text(receipt: Receipt) -> str:
    return " ".join(EN(words) for words in words_in(receipt))


@pytest.mark.parametrize("custody", [Custody.HELD, Custody.SENDING, Custody.QUARANTINED])
def test_no_answer_is_promised_to_a_request_that_the_centre_may_not_have(bench: Bench, reference: str, custody: Custody) -> None:
    bench.submissions.change(reference, custody=custody)

    said = " ".join(status(bench, reference))

    assert "Requested" not in said
    assert "25 November" not in said


def test_a_received_request_is_promised_its_day_until_it_is_over(bench: Bench, reference: str) -> None:
    bench.submissions.change(reference, custody=Custody.ACKNOWLEDGED, acknowledged=MORNING)

    bench.clock.at = MORNING + timedelta(days=5)
    before = status(bench, reference)
    bench.clock.at = MORNING + timedelta(days=6)
    after = status(bench, reference)

    assert before[:2] == after[:2] == ["Nothing yet", "Requested. Not booked."]
    assert before[2].startswith("The prison should answer by Wednesday 25 November.")
    assert after[2] == "The prison should have answered by Wednesday 25 November."


def test_a_request_received_on_a_later_day_is_promised_no_day(bench: Bench, reference: str) -> None:
    bench.clock.at = MORNING + timedelta(days=2)
    bench.submissions.change(reference, custody=Custody.ACKNOWLEDGED, acknowledged=bench.clock.at)

    receipt = bench.desk().kept(reference)[1]

    assert status(bench, reference)[2] == "The prison has not answered yet. Do not travel before they do."
    assert "25 November" not in text(receipt)
    assert EN(receipt.next[0].when) == "Today, 22 November"


def test_the_centre_may_know_a_request_that_this_kiosk_thinks_it_only_holds(bench: Bench, reference: str) -> None:
    bench.lookup.connected = True
    bench.lookup.known[reference] = RemoteStatus(reference, VISIT.key, MORNING, "", (), (), None, MORNING)

    assert status(bench, reference)[1] == "Requested. Not booked."


def test_a_request_made_elsewhere_has_been_received(bench: Bench) -> None:
    bench.lookup.connected = True
    elsewhere = new_reference()
    bench.lookup.known[elsewhere] = RemoteStatus(elsewhere, VISIT.key, MORNING, "", (), (), None, MORNING)

    outcome = bench.desk().status(elsewhere).outcome

    assert outcome is not None
    assert EN(outcome.state) == "Requested. Not booked."


def test_the_confirmation_right_after_saving_says_that_nothing_is_booked(bench: Bench) -> None:
    done = bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH)

    assert EN(done.receipt.not_yet) == "Your visit is not booked yet."


def test_a_copy_printed_after_the_decision_says_the_newest_one(bench: Bench, device: DecidedDevice, reference: str) -> None:
    device.decided = [("requested", {}), ("booked", {"slot": "2026-11-28T09:30/11:00"})]
    booked = bench.desk().kept(reference)[1]
    device.decided.append(("cancelled", {}))
    cancelled = bench.desk().kept(reference)[1]

    assert f"{EN(booked.not_yet)} {EN(booked.decides)}" == "Your visit is booked. Saturday 28 November, 9:30am to 11am."
    assert EN(cancelled.not_yet) == "Your visit is cancelled."


def test_only_an_acknowledged_request_counts_as_received() -> None:
    assert {custody for custody in Custody if place_of(custody) is Place.RECEIVED} == {Custody.ACKNOWLEDGED}
    assert {custody for custody in Custody if place_of(custody) is Place.PUT_ASIDE} == {Custody.QUARANTINED}


def test_the_centre_was_asked_when_it_last_said_its_decisions_not_when_it_last_answered(bench: Bench, reference: str) -> None:
    bench.submissions.change(reference, custody=Custody.ACKNOWLEDGED, acknowledged=MORNING)
    bench.device.line = Contact(last_contact=MORNING + timedelta(hours=2))
    never = bench.desk().status(reference).checked

    bench.device.line = Contact(last_contact=MORNING + timedelta(hours=2), outcomes_checked=MORNING + timedelta(hours=1))

    assert never is None
    assert bench.desk().status(reference).checked == MORNING + timedelta(hours=1)
