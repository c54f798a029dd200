"""Staff and the worker at one case, moment by moment: nothing is decided twice, and neither waits for the other for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from central_api.deciding import Decider
from central_api.decisions import Application, Decision
from central_api.intake import _standing
from central_api.models import Case, WrongFacts
from central_api.parked import parked_lines, take_up_again
from central_api.staff.people import operator
from central_api.staff.rulings import Rulings
from central_api.staff.steps import Acceptance
from central_api.staff.visits import Rooms, StaffCancellations, StaffRequests
from central_api.states import Parked
from services.visits.amendments import CANCELLATION, REQUEST
from tests.central_api.conftest import visit_slots
from tests.central_api.visit_cases import KIOSK, TRIES, Cases
from tests.support import until

FIRST = visit_slots(1)[0]
NIA = operator("Nia")


def rulings(cases: Cases, cancelling: type[StaffCancellations] = StaffCancellations) -> Rulings:
    rooms = Rooms(cases.rooms_within, cases.rooms_within)
    steps = {REQUEST: StaffRequests(rooms), CANCELLATION: cancelling(rooms)}
    return Rulings(cases.database, steps, cases.clock, cases.metrics)


def somebody_waits(cases: Cases) -> bool:
    with cases.database.read() as session:
        return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def test_what_staff_decided_while_the_worker_failed_stays_decided(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = cases.request(FIRST)

    class Broken:
        def decide(self, _session: Session, _application: Application, _now: datetime) -> Decision:
            raise RuntimeError

    decider = Decider(cases.database, {REQUEST: Broken()}, cases.clock, attempts=1, metrics=cases.metrics)
    put_back = decider._put_back

    def later(number: int) -> None:
        rulings(cases).accept(NIA, reference, Acceptance())
        put_back(number)

    monkeypatch.setattr(decider, "_put_back", later)
    decider.decide_next()

    assert cases.standing(reference) == ("decided", "")
    assert cases.states(reference) == ["booked"]


def test_what_staff_put_aside_is_released_by_their_reason_and_no_other(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.park(reference)
    rulings(cases).park(NIA, reference, Parked.STAFF_ASKED)

    listed = [line.reference for line in parked_lines(cases.database, Parked.STAFF_ASKED)]
    released = [take_up_again(cases.database, reason) for reason in (Parked.INVALID_ANSWERS, Parked.STAFF_ASKED)]

    assert (listed, released) == ([reference], [0, 1])
    assert cases.standing(reference) == ("requested", "")


def test_what_had_too_many_wrong_facts_can_be_tried_again_though_staff_put_it_aside_first(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    for _ in range(TRIES):
        cases.cancel(reference, born="1990-01-01")
    cancellation = cases.cancel(reference)
    cases.decide()
    parked = cases.standing(cancellation)
    rulings(cases).park(NIA, cancellation, Parked.STAFF_CHECK)

    rulings(cases).release(NIA, cancellation)
    cases.decide()

    assert parked == ("parked", Parked.WRONG_FACTS)
    assert cases.states(cancellation)[-1] == "cancelled"
    with cases.database.read() as session:
        assert session.scalars(select(WrongFacts)).all() == []


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_cancellation_of_a_cancellation_does_not_wait_for_the_staff_who_wait_for_its_turn(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    cancellation = cases.cancel(reference)
    second = cases.cancel(cancellation)
    has_it, go_on = Event(), Event()

    class Slow(StaffCancellations):
        def accept(self, *said: Any) -> Decision:
            has_it.set()
            assert go_on.wait(30)
            return super().accept(*said)

    with ThreadPoolExecutor(2) as pool:
        accepting = pool.submit(rulings(cases, Slow).accept, NIA, cancellation, Acceptance())
        assert has_it.wait(30)
        deciding = pool.submit(cases.decide)
        until(lambda: deciding.done() or somebody_waits(cases))
        go_on.set()
        accepting.result()
        deciding.result()

    assert cases.states(cancellation) == ["cancelled"]
    assert cases.states(second) == ["needs-action"]
    assert cases.standing(second) == ("decided", "")


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_two_devices_are_told_in_the_order_in_which_intake_locks_them(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    later = cases.kiosk()
    reference = cases.request(FIRST)
    cases.decide()
    with cases.database.write() as session:
        session.scalars(select(Case).where(Case.reference == reference)).one().device_id = later
    cancellation = cases.cancel(reference)
    has_it, go_on, step = Event(), Event(), cases.steps[CANCELLATION]
    decide = step.decide

    def slowly(session: Session, application: Application, now: datetime) -> object:
        decision = decide(session, application, now)
        session.flush()
        has_it.set()
        assert go_on.wait(30)
        return decision

    def take_in(devices: set[UUID]) -> None:
        with cases.database.write() as session:
            _standing(session, devices)

    monkeypatch.setattr(step, "decide", slowly)
    with ThreadPoolExecutor(2) as pool:
        deciding = pool.submit(cases.decide)
        assert has_it.wait(30)
        taking = pool.submit(take_in, {KIOSK, later})
        until(lambda: somebody_waits(cases))
        go_on.set()
        deciding.result()
        taking.result()

    assert cases.states(cancellation) == ["cancelled"]
