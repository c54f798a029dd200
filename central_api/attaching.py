"""The worker's stage between opening and deciding: a case waits until every attachment that it names is here, whole and sound.

An attachment is opened with the key that its submission carries, and held to what that says of it: its digest, its length and
its kind. So it cannot be put beside another case. Until all are sound nothing is decided, by the worker or in favour by staff;
what has waited long enough is parked, and goes on by itself should the rest still come. It stays sealed where it is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from central_api.checkpoints import UNWATCHED, Checkpoints, Point
from central_api.clock import Clock
from central_api.db import Database
from central_api.metrics import Metrics
from central_api.models import Attachment, AttachmentChunk, Case, CaseAttachment
from central_api.request_ids import dealing_with
from central_api.states import AttachmentState, CaseState, CheckState, Parked, Step
from services.scans import NotAScan, sniff
from sync.envelope import Attached, BadAttachment, open_chunks

_log = logging.getLogger(__name__)
ATTACHMENTS: Final = "attachments"  # why a case waits
_FORGOTTEN_AT_ONCE: Final = 10  # unfinished ones


class Patience(NamedTuple):
    """How long things are waited for."""

    case: timedelta  # for its attachments
    unfinished: timedelta  # for the next piece of an attachment


def name_attachments(session: Session, submission_id: UUID, attached: Sequence[Attached]) -> None:
    """Write down what a submission says of its attachments; once, however often it is opened."""
    if not attached or session.get(CaseAttachment, (submission_id, 0)) is not None:
        return
    session.add_all(
        CaseAttachment(
            submission_id=submission_id,
            place=place,
            attachment_id=each.id,
            kind=each.kind[:64],
            length=each.length,
            digest=each.digest,
            sealed=each.sealed,
            key=each.key,
            state=CheckState.AWAITED,
        )
        for place, each in enumerate(attached)
    )


def lacks_attachments() -> ColumnElement[bool]:
    """Of a case: that an attachment of it is not sound."""
    return exists().where(CaseAttachment.submission_id == Case.submission_id, CaseAttachment.state != CheckState.SOUND)


def is_lacking(session: Session, case: Case) -> bool:
    """Whether an attachment of this case is not sound."""
    lacking = CaseAttachment.submission_id == case.submission_id, CaseAttachment.state != CheckState.SOUND
    return session.scalar(select(CaseAttachment.place).where(*lacking).limit(1)) is not None


def content_of(session: Session, named: CaseAttachment) -> bytes:
    """An attachment in the clear, as its submission says that it is.

    Raises:
        BadAttachment: it is not.
    """
    attached = Attached(named.attachment_id, named.kind, named.length, named.digest, named.sealed, named.key)
    pieces = select(AttachmentChunk.content).where(AttachmentChunk.sealed == named.sealed).order_by(AttachmentChunk.number)
    return open_chunks(attached, session.scalars(pieces).all())


class Attaching:
    """Checks attachments, wakes the cases that waited for them, and forgets what nobody goes on bringing."""

    def __init__(
        self, database: Database, clock: Clock, patience: Patience, metrics: Metrics, checkpoints: Checkpoints = UNWATCHED
    ) -> None:
        self._database = database
        self._clock = clock
        self._patience = patience
        self._metrics = metrics
        self._checkpoints = checkpoints

    def look(self) -> Step:
        """Check one attachment; then see to every case that has all of its own, has a wrong one, or has waited too long."""
        now = self._clock()
        here = CaseAttachment.sealed.in_(select(Attachment.sealed).where(Attachment.state == AttachmentState.WHOLE))
        to_check = and_(CaseAttachment.state == CheckState.AWAITED, here)
        abandoned = and_(Attachment.state == AttachmentState.PARTIAL, Attachment.touched <= now - self._patience.unfinished)
        to_settle = or_(_SENT_BACK, _COMPLETE, _SPOILT, self._overdue(now))
        with self._database.read() as session:
            questions = (
                select(CaseAttachment.place).where(to_check),
                select(Attachment.sealed).where(abandoned),
                select(Case.number).where(to_settle),
            )
            if all(session.execute(question.limit(1)).first() is None for question in questions):
                return Step.IDLE
        return Step.DONE if any((self._check(to_check, now), self._settle(now), self._forget(abandoned))) else Step.IDLE

    def _check(self, to_check: ColumnElement[bool], now: datetime) -> bool:
        with self._database.write() as session:
            first = select(CaseAttachment).where(to_check).order_by(CaseAttachment.submission_id, CaseAttachment.place).limit(1)
            named = session.scalar(first.with_for_update(skip_locked=True))
            if named is None:
                return False
            named.state, named.checked = (CheckState.SOUND if _is_sound(session, named) else CheckState.UNSOUND), now
            session.flush()
            self._checkpoints.reached(Point.ATTACHMENT_CHECKED)
        _log.info("attachment of submission=%s place=%d state=%s", named.submission_id, named.place, named.state)
        return True

    def _settle(self, now: datetime) -> bool:
        with self._database.write() as session:
            for case in (back := _free(session, _SENT_BACK)):
                case.state, case.reason = CaseState.WAITING, ATTACHMENTS
                mine = CaseAttachment.submission_id == case.submission_id, CaseAttachment.state == CheckState.UNSOUND
                session.execute(update(CaseAttachment).where(*mine).values(state=CheckState.AWAITED))
            session.flush()
            for case in (complete := _free(session, _COMPLETE)):
                case.state, case.reason, case.attempts = CaseState.REQUESTED, "", 0
            spoilt = _free(session, _SPOILT)
            session.flush()
            late = [case for case in _free(session, self._overdue(now)) if case not in spoilt]
            for case in (*spoilt, *late):
                case.state = CaseState.PARKED
                case.reason = Parked.BAD_ATTACHMENT if case in spoilt else Parked.ATTACHMENTS_NOT_ARRIVED
        self._tell(complete, "attachments are here", logging.INFO)
        self._tell((*spoilt, *late), "attachments are not here, or not sound", logging.WARNING)
        for case in (*spoilt, *late):
            self._metrics.parked(case.reason)
        return bool(back or complete or spoilt or late)

    def _forget(self, abandoned: ColumnElement[bool]) -> bool:
        """Let go of what nobody went on bringing; whoever still has it is asked for all of it again."""
        some = select(Attachment.sealed).where(abandoned).limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
        with self._database.write() as session:
            found = session.scalars(some).all()
            session.execute(delete(AttachmentChunk).where(AttachmentChunk.sealed.in_(found)))
            session.execute(delete(Attachment).where(Attachment.sealed.in_(found)))
        if found:
            _log.warning("unfinished attachments forgotten: %d", len(found))
        return bool(found)

    def _overdue(self, now: datetime) -> ColumnElement[bool]:
        return and_(Case.state == CaseState.WAITING, Case.reason == ATTACHMENTS, Case.received <= now - self._patience.case)

    def _tell(self, cases: Iterable[Case], what: str, level: int) -> None:
        for case in cases:
            with dealing_with(case.request_id):
                _log.log(level, "%s submission=%s", what, case.submission_id)


def _of(*states: CheckState) -> ColumnElement[bool]:
    """Of a case: that an attachment of it is in one of these states."""
    return Case.submission_id.in_(select(CaseAttachment.submission_id).where(CaseAttachment.state.in_(states)))


_WAITS: Final = or_(
    and_(Case.state == CaseState.WAITING, Case.reason == ATTACHMENTS),
    and_(Case.state == CaseState.PARKED, Case.reason == Parked.ATTACHMENTS_NOT_ARRIVED),
)
_COMPLETE: Final = and_(_WAITS, ~lacks_attachments())
_SPOILT: Final = and_(_WAITS, _of(CheckState.UNSOUND))
# Released by staff: looked at once more. Found by its attachments, of which few lack, and not by its state, which thousands have.
_SENT_BACK: Final = and_(_of(CheckState.AWAITED, CheckState.UNSOUND), func.coalesce(Case.state, "") == CaseState.REQUESTED.value)


def _is_sound(session: Session, named: CaseAttachment) -> bool:
    try:
        return sniff(content_of(session, named)).value == named.kind
    except (BadAttachment, NotAScan):
        return False


def _free(session: Session, wanted: ColumnElement[bool]) -> Sequence[Case]:
    """Cases that nobody else is at, locked."""
    return session.scalars(select(Case).where(wanted).order_by(Case.number).with_for_update(skip_locked=True)).all()
