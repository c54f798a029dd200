"""What must be true of a kiosk and its centre after any round, whoever died wherever."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api import chain
from central_api.db import Database
from central_api.models import Alarm, Booking, Case, RecordedOutcome, SessionRoom, StoredEnvelope
from central_api.settings import load_settings, places
from central_api.states import CaseState, EnvelopeState
from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Submission
from services.visits.slots import read_slot
from tests.faults.kill_roles import QuickParts

ALL = 100_000
_PAGE = re.compile(r"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})-(\d+)\.pdf")


def check_everything(parts: QuickParts, data: Path, told: Sequence[str]) -> None:
    """Check the kiosk, its printed pages, the centre, and that they agree, when all is drained."""
    report = parts.engine.sync_once()
    assert (report.sent, report.reason, report.all_sent) == (0, "", True)
    kept = _check_kiosk(parts, told)
    _check_paper(parts)
    database = Database(load_settings(data).database_url)
    try:
        with database.read() as session:
            _check_centre(session, parts, kept)
            _check_rooms(session, data)
    finally:
        database.close()


def _check_kiosk(parts: QuickParts, told: Sequence[str]) -> list[Submission]:
    store = parts.store
    kept = list(reversed(store.submissions.recent(ALL)))
    references = [each.reference for each in kept]
    assert len(set(told)) == len(told)
    assert set(told) <= set(references), "something that was called saved is not here"
    assert len(references) - len(told) <= 1, "more than the one whose window died was saved untold"
    assert [each.sequence for each in kept] == list(range(1, len(kept) + 1))
    assert store.submissions.counts().acknowledged == len(kept)
    assert store.audit.first_broken() is None
    assert list(store.integrity.damage()) == []
    assert all(store.device.document(kind) for kind in (DocumentKind.KEY_LIST, DocumentKind.CATALOGUE))
    events = Counter((row.event.value, row.subject) for row in store.audit.rows(limit=ALL))
    for each in kept:
        assert events["submission.saved", str(each.id)] == events["submission.acknowledged", str(each.id)] == 1
    return kept


def _check_paper(parts: QuickParts) -> None:
    folder = parts.home.printer_folder(parts.settings)
    pages = sorted(page.name for page in folder.glob("*")) if folder.exists() else []
    printed = [_PAGE.fullmatch(name) for name in pages]
    assert all(printed), f"a page was printed twice, or by halves: {pages}"
    on_paper = {(found[1].replace("-", ""), int(found[2])) for found in printed if found}
    jobs = parts.store.prints.jobs(ALL)
    assert len({(job.reference, job.copy) for job in jobs}) == len(jobs)
    assert {(job.reference, job.copy) for job in jobs if job.state is PrintState.PRINTED} <= on_paper
    assert on_paper <= {(job.reference, job.copy) for job in jobs if job.state in {PrintState.PRINTED, PrintState.UNKNOWN}}


def _check_centre(session: Session, parts: QuickParts, kept: Sequence[Submission]) -> None:
    enrolment = parts.store.device.enrolment()
    assert enrolment is not None
    device = enrolment.device_id
    envelopes = session.scalars(select(StoredEnvelope).where(StoredEnvelope.device_id == device)).all()
    assert sorted((each.submission_id, each.sequence, each.digest) for each in envelopes) == sorted(
        (each.id, each.sequence, each.digest) for each in kept
    )
    assert {each.state for each in envelopes} <= {EnvelopeState.PROCESSED}
    cases = session.scalars(select(Case).where(Case.device_id == device)).all()
    assert sorted((case.submission_id, case.reference) for case in cases) == sorted((each.id, each.reference) for each in kept)
    assert {case.state for case in cases} <= {CaseState.DECIDED}
    _check_outcomes(session, parts, device, kept)
    head = chain.head_of(session, device, parts.store.outbox.head().epoch)
    assert head == (len(kept), kept[-1].digest if kept else bytes(32))
    assert session.scalars(select(Alarm).where(Alarm.device_id == device)).all() == []


def _check_outcomes(session: Session, parts: QuickParts, device: UUID, kept: Sequence[Submission]) -> None:
    recorded = session.scalars(
        select(RecordedOutcome).where(RecordedOutcome.device_id == device).order_by(RecordedOutcome.cursor)
    ).all()
    assert [outcome.cursor for outcome in recorded] == list(range(1, len(recorded) + 1))
    for each in kept:
        mine = [outcome for outcome in recorded if outcome.submission_id == each.id]
        assert len(mine) == 2
        assert mine[0].state == "requested"
        assert mine[1].state in {"booked", "rejected"}
        booking = session.get(Booking, each.id)
        assert (booking is not None) == (mine[1].state == "booked")
        assert [(o.cursor, o.state) for o in parts.store.device.outcomes(each.id)] == [(o.cursor, o.state) for o in mine]


def _check_rooms(session: Session, data: Path) -> None:
    """No session is over its capacity, and its count is that of its bookings."""
    capacity = load_settings(data).capacity
    booked = Counter((booking.prison, booking.part, booking.slot) for booking in session.scalars(select(Booking)))
    for room in session.scalars(select(SessionRoom)):
        slot = read_slot(room.slot)
        assert slot is not None
        assert room.taken == booked.pop((room.prison, room.part, room.slot), 0) <= places(capacity, room.prison, slot.day)
    assert not booked
