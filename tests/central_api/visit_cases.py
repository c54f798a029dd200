"""Cases of visits on a real database, without envelopes and HTTP, and what their kiosks are told."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from uuid6 import uuid7

from central_api import outcomes
from central_api.db import Database
from central_api.deciding import Decider
from central_api.decisions import DecisionStep
from central_api.decisions.cancelling import VisitCancellations
from central_api.decisions.changing import VisitChanges
from central_api.decisions.holds import claim
from central_api.decisions.places import Places
from central_api.decisions.second_fact import Citations
from central_api.decisions.visits import VisitDecisions
from central_api.holding import Holding, Told, Wanted
from central_api.metrics import Metrics
from central_api.models import Booking, Case, Device, RecordedOutcome, SessionRoom, StoredEnvelope
from central_api.settings import CapacityRule, load_settings
from central_api.states import CaseState, DeviceStanding, EnvelopeState, OutcomeState, Step
from central_api.telling import Decision
from central_api.waiting import Waiting
from services.catalogue import embedded_catalogue
from services.common.references import new_reference
from services.visits.amendments import CANCELLATION, CHANGE, REQUEST
from tests.central_api.conftest import BORN, NOW, TestClock, visit_answers, visit_slots

KIOSK = UUID(int=1)
PATIENCE = timedelta(days=28)
TRIES = 5


class Cases:
    """A centre's database with one kiosk. `places` is the room of every session."""

    def __init__(self, url: str, places: int = 1) -> None:
        self.database = Database(url)
        self.clock = TestClock()
        self.metrics = Metrics()
        rule = CapacityRule.model_validate({"prison": "*", "places": places, "from": NOW.date(), "source": "test"})
        rooms, citations = Places((rule,), lambda _session: embedded_catalogue()), Citations(TRIES)
        defaults = load_settings(Path("nowhere"))
        self.holding = Holding(self.database, self.clock, rooms, defaults.holding, defaults.limits)
        self.rooms_within = rooms
        self.steps: dict[str, DecisionStep] = {
            REQUEST: VisitDecisions(rooms),
            CANCELLATION: VisitCancellations(rooms, citations),
            CHANGE: VisitChanges(rooms, citations),
        }
        with self.database.write() as session:
            session.add(Device(id=KIOSK, name="CFI-2", signing_key=b"", state=DeviceStanding.ACTIVE, enrolled=NOW, last_cursor=0))

    def close(self) -> None:
        self.database.close()

    def request(self, *slots: str, lead: int = 0, reference: str = "", hold: UUID | None = None, **changes: Any) -> str:
        """A visit request that was opened; its reference."""
        answers = visit_answers(lead=lead, slots=list(slots or visit_slots(1)), **changes)
        return self.case(REQUEST, answers, reference=reference, likeness=sha256(str(lead).encode()).hexdigest(), hold=hold)

    def hold(self, slot: str, hold: UUID | None = None, *, device: UUID = KIOSK, prison: str = "CFI", part: str = "") -> Told:
        """Have a place held."""
        return self.holding.hold(device, hold or uuid7(), Wanted(prison, part, slot, 2))

    def kiosk(self) -> UUID:
        """One more of them."""
        device = uuid7()
        with self.database.write() as session:
            session.add(Device(id=device, name="", signing_key=b"", state=DeviceStanding.ACTIVE, enrolled=NOW, last_cursor=0))
        return device

    def cancel(self, cites: str, born: str = BORN, device: UUID = KIOSK) -> str:
        return self.case(CANCELLATION, {"lead_visitor": {"date_of_birth": born}}, cites=cites, device=device)

    def change(self, cites: str, *slots: str, born: str = BORN, prison: str = "CFI", **more: Any) -> str:
        answers = {"prison": prison, "slots": list(slots), "lead_visitor": {"date_of_birth": born}, **more}
        return self.case(CHANGE, answers, cites=cites)

    def case(
        self,
        service: str,
        answers: dict[str, Any],
        *,
        cites: str = "",
        reference: str = "",
        likeness: str = "",
        hold: UUID | None = None,
        device: UUID = KIOSK,
        created: datetime | None = None,
    ) -> str:
        submission, reference = uuid7(), reference or new_reference()
        with self.database.write() as session:
            envelope = _envelope(submission, device, self.clock())
            session.add(envelope)
            session.flush()
            case = Case(
                submission_id=submission,
                reference=reference,
                service=service,
                schema_version=1,
                language="en",
                answers=answers,
                answers_digest="",
                cites=cites,
                created=created or self.clock(),
                received=self.clock(),
                device_id=device,
                state=CaseState.REQUESTED,
                reason="",
                attempts=0,
                likeness=likeness,
                hold=claim(session, hold, envelope, self.clock()),
            )
            session.add(case)
            session.flush()
            outcomes.record(session, case, Decision(OutcomeState.REQUESTED), self.clock())
        return reference

    def decide(self) -> None:
        """Do what waits, as a worker's pass does."""
        decider = Decider(self.database, self.steps, self.clock, attempts=5, metrics=self.metrics)
        waiting = Waiting(self.database, self.clock, PATIENCE, self.metrics)
        while Step.DONE in {waiting.look(), decider.decide_next()}:
            pass

    def told(self, reference: str) -> list[tuple[str, list[str], dict[str, str]]]:
        """Everything its kiosk heard of a submission after "requested"."""
        with self.database.read() as session:
            rows = session.scalars(
                select(RecordedOutcome).where(RecordedOutcome.reference == reference).order_by(RecordedOutcome.cursor)
            ).all()
        return [(row.state, row.codes, row.params) for row in rows if row.state != OutcomeState.REQUESTED]

    def states(self, reference: str) -> list[str]:
        return [state for state, _codes, _params in self.told(reference)]

    def standing(self, reference: str) -> tuple[str, str]:
        """How far a case is, and why it waits."""
        with self.database.read() as session:
            case = session.scalars(select(Case).where(Case.reference == reference)).one()
            return case.state, case.reason

    def staff(self, reference: str, decision: Decision) -> None:
        """Staff decide, outside this program."""
        with self.database.write() as session:
            case = session.scalars(select(Case).where(Case.reference == reference)).one()
            case.state = CaseState.DECIDED
            outcomes.record(session, case, decision, self.clock())

    def park(self, reference: str, **changes: Any) -> None:
        with self.database.write() as session:
            case = session.scalars(select(Case).where(Case.reference == reference)).one()
            case.state, case.reason = CaseState.PARKED, "invalid-answers"
            case.answers = {**case.answers, **changes}

    def taken(self) -> dict[str, int]:
        """How many places of each session are taken, by the count that bookings are made against."""
        with self.database.read() as session:
            return {room.slot: room.taken for room in session.scalars(select(SessionRoom)) if room.taken}

    def rooms(self) -> dict[tuple[str, str], int]:
        """The same by the part of the prison and the session."""
        with self.database.read() as session:
            return {(room.part, room.slot): room.taken for room in session.scalars(select(SessionRoom)) if room.taken}

    def booked(self) -> list[str]:
        """The time of every booking."""
        with self.database.read() as session:
            return sorted(session.scalars(select(Booking.slot)))


def _envelope(submission: UUID, device: UUID, received: datetime) -> StoredEnvelope:
    return StoredEnvelope(
        submission_id=submission,
        device_id=device,
        carrier_id=device,
        epoch=1,
        sequence=1,
        previous=bytes(32),
        digest=bytes(32),
        wire=b"",
        received=received,
        state=EnvelopeState.PROCESSED,
        reason="",
        attempts=0,
    )
