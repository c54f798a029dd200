from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision
from central_api.decisions.places import Places
from central_api.decisions.visits import VisitDecisions
from central_api.models import Booking, Case, StoredEnvelope
from central_api.parked import take_up_again
from central_api.published import Publications
from central_api.states import CaseState, EnvelopeState, Parked
from services.common.references import new_reference
from services.forms.registry import installed_services
from sync.envelope import Envelope, SealingPrivateKey, canonical
from tests.central_api.conftest import BORN, NOW, Centre, Kiosk, visit_answers, visit_slots


class Killed(BaseException):
    """The process dies here."""


class Dying:
    """Decides well, and dies before anything is committed, as often as told."""

    def __init__(self, centre: Centre, deaths: int, death: type[BaseException] = Killed) -> None:
        publications = Publications(centre.database, centre.clock)
        self._decisions = VisitDecisions(Places(centre.settings.capacity, publications.catalogue))
        self._deaths = deaths
        self._death = death

    def decide(self, session: Session, application: Application, now: Any) -> Decision:
        decision = self._decisions.decide(session, application, now)
        session.flush()
        if self._deaths:
            self._deaths -= 1
            raise self._death
        return decision


def envelope_state(centre: Centre, envelope: Envelope) -> tuple[str, str]:
    with centre.database.read() as session:
        row = session.scalars(select(StoredEnvelope).where(StoredEnvelope.digest == envelope.digest)).one()
        return row.state, row.reason


def case_of(centre: Centre, envelope: Envelope) -> Case | None:
    with centre.database.read() as session:
        return session.scalar(select(Case).where(Case.submission_id == envelope.header.submission_id))


def told(kiosk: Kiosk) -> list[str]:
    return [outcome["state"] for outcome in kiosk.outcomes()["outcomes"]]


def told_of_each(kiosk: Kiosk) -> list[list[str]]:
    seen: dict[str, list[str]] = {}
    for outcome in kiosk.outcomes()["outcomes"]:
        seen.setdefault(outcome["submission_id"], []).append(outcome["state"])
    return list(seen.values())


def bookings(centre: Centre) -> int:
    with centre.database.read() as session:
        return len(session.scalars(select(Booking)).all())


def test_an_envelope_becomes_a_case_with_its_answers(centre: Centre, kiosk: Kiosk) -> None:
    reference = new_reference()
    envelope = kiosk.seal(reference=reference, assisted_by="OP-7")
    kiosk.send(envelope)

    centre.worker().run_once()

    case = case_of(centre, envelope)
    assert case is not None
    assert (case.reference, case.service, case.assisted_by, case.state) == (reference, "prison-visit", "OP-7", CaseState.DECIDED)
    assert case.answers == visit_answers()
    assert envelope_state(centre, envelope) == (EnvelopeState.PROCESSED, "")


def test_answers_are_kept_as_the_service_writes_them(centre: Centre, kiosk: Kiosk) -> None:
    untidy = visit_answers(prisoner={**visit_answers()["prisoner"], "number": " a1234bc "})
    envelope = kiosk.seal(untidy)
    kiosk.send(envelope)

    centre.worker().run_once()

    case = case_of(centre, envelope)
    assert case is not None
    assert case.answers["prisoner"]["number"] == "A1234BC"


def test_answers_that_break_a_rule_are_parked_and_the_person_is_known_to_have_asked(centre: Centre, kiosk: Kiosk) -> None:
    child = {"first_name": "Tim", "last_name": "Young", "date_of_birth": "2015-01-01"}
    envelope = kiosk.seal(visit_answers(visitors=[child]))
    kiosk.send(envelope)

    centre.worker().run_once()

    case = case_of(centre, envelope)
    assert case is not None
    assert envelope_state(centre, envelope) == (EnvelopeState.PARKED, Parked.INVALID_ANSWERS)
    assert (case.state, case.answers["visitors"]) == (CaseState.PARKED, [child])
    assert told(kiosk) == ["requested"]
    assert bookings(centre) == 0


def test_answers_are_judged_on_the_day_they_were_given(centre: Centre, kiosk: Kiosk) -> None:
    was_seventeen = {"first_name": "Kim", "last_name": "Young", "date_of_birth": "2008-11-20"}
    envelope = kiosk.seal(visit_answers(visitors=[was_seventeen]), created=NOW - timedelta(days=2))
    kiosk.send(envelope)

    centre.worker().run_once()

    assert envelope_state(centre, envelope) == (EnvelopeState.PARKED, Parked.INVALID_ANSWERS)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"service": "no-such-service"}, Parked.UNKNOWN_SERVICE),
        ({"schema_version": 99}, Parked.UNKNOWN_SCHEMA_VERSION),
        ({"reference": "ABCD"}, Parked.BAD_CONTENT),
        ({"language": "fr"}, Parked.BAD_CONTENT),
        ({"cites": "nothing"}, Parked.BAD_CONTENT),
        ({"schema_version": 2**53 - 1}, Parked.BAD_CONTENT),
        ({"plaintext": b"no json"}, Parked.BAD_CONTENT),
        ({"plaintext": canonical({"answers": {}})}, Parked.BAD_CONTENT),
    ],
)
def test_what_cannot_be_processed_waits_with_its_reason(
    centre: Centre, kiosk: Kiosk, changes: dict[str, Any], reason: Parked
) -> None:
    envelope = kiosk.seal(**changes)
    kiosk.send(envelope)

    centre.worker().run_once()

    assert envelope_state(centre, envelope) == (EnvelopeState.PARKED, reason)


def test_a_ciphertext_that_its_key_does_not_open_is_parked(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal(public=SealingPrivateKey.generate().public)
    kiosk.send(envelope)
    wrong_key = {envelope.header.sealing_key_id: SealingPrivateKey.generate()}
    centre.keys = replace(centre.keys, sealing=wrong_key)

    centre.worker().run_once()

    assert envelope_state(centre, envelope) == (EnvelopeState.PARKED, Parked.CANNOT_OPEN)


def test_a_second_submission_with_a_taken_reference_is_parked_and_leaves_the_first_alone(centre: Centre, kiosk: Kiosk) -> None:
    reference = new_reference()
    first, second = kiosk.seal(reference=reference), kiosk.seal(reference=reference)
    kiosk.send(first, second)

    centre.worker().run_once()

    assert envelope_state(centre, first) == (EnvelopeState.PROCESSED, "")
    assert envelope_state(centre, second) == (EnvelopeState.PARKED, Parked.REFERENCE_TAKEN)
    assert case_of(centre, second) is None


def test_a_service_that_nobody_decides_here_stays_requested(centre: Centre, kiosk: Kiosk) -> None:
    kiosk.send(kiosk.seal())

    centre.worker(steps={}).run_once()

    assert told(kiosk) == ["requested"]


def test_a_worker_killed_while_deciding_leaves_nothing_half_done(centre: Centre, kiosk: Kiosk) -> None:
    kiosk.send(kiosk.seal(), kiosk.seal())

    with pytest.raises(Killed):
        centre.worker(steps={"prison-visit": Dying(centre, deaths=1)}).run_once()

    assert bookings(centre) == 0
    assert told(kiosk) == ["requested"]
    centre.worker().run_once()
    centre.worker().run_once()
    assert bookings(centre) == 2
    assert told_of_each(kiosk) == [["requested", "booked"], ["requested", "booked"]]


def test_a_worker_killed_while_opening_leaves_the_envelope_for_the_next(
    centre: Centre, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope = kiosk.seal()
    kiosk.send(envelope)
    dying = centre.worker()
    monkeypatch.setattr(dying._opener, "_settle", kill)

    with pytest.raises(Killed):
        dying.run_once()

    assert envelope_state(centre, envelope) == (EnvelopeState.PROCESSING, "")
    assert told(kiosk) == []
    centre.worker().run_once()
    assert envelope_state(centre, envelope) == (EnvelopeState.PROCESSED, "")
    assert told(kiosk) == ["requested", "booked"]


def kill(*_: object) -> None:
    raise Killed


def test_a_fault_that_passes_costs_nobody_a_decision(centre: Centre, kiosk: Kiosk) -> None:
    attempts = centre.settings.worker.attempts
    kiosk.send(kiosk.seal(), kiosk.seal())
    worker = centre.worker(steps={"prison-visit": Dying(centre, deaths=attempts, death=RuntimeError)})

    for _ in range(attempts + 1):
        worker.run_once()

    assert told_of_each(kiosk) == [["requested", "booked"], ["requested", "booked"]]


def test_a_fault_of_ours_parks_a_case_after_some_attempts_and_it_can_be_taken_up_again(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal()
    kiosk.send(envelope)
    worker = centre.worker(steps={"prison-visit": Dying(centre, deaths=99, death=RuntimeError)})
    for _ in range(centre.settings.worker.attempts):
        worker.run_once()
    case = case_of(centre, envelope)
    assert case is not None
    assert (case.state, case.reason) == (CaseState.PARKED, Parked.PROCESSING_FAILED)

    taken_up = take_up_again(centre.database, Parked.PROCESSING_FAILED)
    centre.worker().run_once()

    assert taken_up == 1
    assert told(kiosk) == ["requested", "booked"]


def test_an_envelope_that_keeps_failing_is_parked_after_the_others(
    centre: Centre, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = kiosk.seal(), kiosk.seal()
    kiosk.send(bad, good)
    worker = centre.worker()
    examine = worker._opener._examiner.examine

    def fails_for_one(session: Session, envelope: Envelope, received: Any) -> Any:
        if envelope.digest == bad.digest:
            raise RuntimeError
        return examine(session, envelope, received)

    monkeypatch.setattr(worker._opener._examiner, "examine", fails_for_one)

    for _ in range(centre.settings.worker.attempts):
        worker.run_once()

    assert envelope_state(centre, good) == (EnvelopeState.PROCESSED, "")
    assert envelope_state(centre, bad) == (EnvelopeState.PARKED, Parked.PROCESSING_FAILED)


def test_what_was_parked_for_an_unknown_service_goes_on_once_the_service_is_installed(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal()
    kiosk.send(envelope)
    centre.worker(services={}).run_once()
    assert envelope_state(centre, envelope) == (EnvelopeState.PARKED, Parked.UNKNOWN_SERVICE)

    take_up_again(centre.database, Parked.UNKNOWN_SERVICE)
    centre.worker(services=installed_services()).run_once()

    assert envelope_state(centre, envelope) == (EnvelopeState.PROCESSED, "")
    assert told(kiosk) == ["requested", "booked"]


def test_times_the_timetable_does_not_hold_are_left_to_the_decision(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal(visit_answers(slots=["2026-11-29T03:00/04:00", visit_slots()[0]]))
    kiosk.send(envelope)

    centre.worker().run_once()

    assert envelope_state(centre, envelope) == (EnvelopeState.PROCESSED, "")
    assert kiosk.outcomes()["outcomes"][1]["params"] == {"slot": visit_slots()[0]}
    assert json.dumps(kiosk.outcomes()["outcomes"]).count("Ada") == 0


def test_what_was_withdrawn_while_it_was_parked_is_not_taken_up_again(centre: Centre, kiosk: Kiosk) -> None:
    reference = new_reference()
    kiosk.send(kiosk.seal(visit_answers(), reference=reference))
    cancelling = {"prison-visit-withdraw": installed_services()["prison-visit-withdraw"]}
    centre.worker(services=cancelling).run_once()
    withdrawal = kiosk.seal({"lead_visitor": {"date_of_birth": BORN}}, service="prison-visit-withdraw", cites=reference)
    kiosk.send(withdrawal)
    centre.worker(services=cancelling).run_once()

    take_up_again(centre.database, Parked.UNKNOWN_SERVICE)
    centre.worker().run_once()

    assert told_of_each(kiosk) == [["requested", "withdrawn"], ["requested", "withdrawn"]]
    assert bookings(centre) == 0
