"""Outcomes: what a device is told, in an order that never changes.

A device's outcomes are numbered without gaps, by counting on its own row: the number is fixed only when the transaction is, so
nobody who has read up to a number can have missed a smaller one. Who reads the outcomes of a whole site therefore has a number
for each of its devices: see `positions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central_api.db import Database
from central_api.models import Case, Device, RecordedOutcome
from central_api.telling import Decision, tellable


@dataclass(frozen=True, slots=True)
class Page:
    """Some outcomes of a device in order, and whether there are more."""

    outcomes: Sequence[RecordedOutcome]
    next: int
    more: bool


@dataclass(frozen=True, slots=True)
class SitePage:
    """Some outcomes of the devices of a site: of each device in order, and without leaving any out up to its number in `next`."""

    site: str | None
    outcomes: Sequence[RecordedOutcome]
    next: Mapping[UUID, int]
    more: bool


def record(session: Session, case: Case, decision: Decision, now: datetime, *, by: str = "") -> None:
    """Tell the device of a case what was decided: of its reasons, what may be said. The rest stays here, also `by` whom."""
    said = tellable(case.service, decision)
    cursor = session.scalar(
        update(Device).where(Device.id == case.device_id).values(last_cursor=Device.last_cursor + 1).returning(Device.last_cursor)
    )
    session.add(
        RecordedOutcome(
            device_id=case.device_id,
            cursor=cursor,
            submission_id=case.submission_id,
            reference=case.reference,
            state=decision.state,
            codes=list(said.codes),
            params=dict(said.params or {}),
            decided_as={"codes": list(decision.codes), "params": dict(decision.params or {})},
            decided=now,
            decided_by=by,
        )
    )


def lock_devices(session: Session, *submissions: UUID) -> None:
    """Lock the devices of submissions, all of which will be told something, in the order in which intake locks several.

    Asked once every place is taken or given back: who decides on a request has its session's count before its device.
    """
    told = select(Case.device_id).where(Case.submission_id.in_(submissions))
    session.execute(select(Device.id).where(Device.id.in_(told)).order_by(Device.id).with_for_update(key_share=True))


def latest(session: Session, submission_id: UUID) -> RecordedOutcome | None:
    """What was told last about a submission."""
    return session.scalar(
        select(RecordedOutcome)
        .where(RecordedOutcome.submission_id == submission_id)
        .order_by(RecordedOutcome.cursor.desc())
        .limit(1)
    )


def is_latest(session: Session, case: Case, decision: Decision) -> bool:
    """Whether this decision is what was told last about a case."""
    known, said = latest(session, case.submission_id), tellable(case.service, decision)
    return known is not None and (known.state, known.codes, known.params) == (
        said.state,
        list(said.codes),
        dict(said.params or {}),
    )


def newest(session: Session, device_id: UUID) -> int:
    """The cursor of a device's newest outcome; 0 when there is none."""
    return session.scalar(select(Device.last_cursor).where(Device.id == device_id)) or 0


class Outcomes:
    """Reads outcomes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, device_id: UUID, after: int, limit: int) -> Page:
        """Up to `limit` outcomes of a device with a cursor above `after`."""
        with self._database.read() as session:
            rows = _of_device(session, device_id, after, limit + 1)
        shown = rows[:limit]
        return Page(shown, shown[-1].cursor if shown else after, len(rows) > limit)

    def site_page(self, device_id: UUID, after: Mapping[UUID, int], limit: int) -> SitePage:
        """Up to `limit` outcomes of the devices of this one's site, each with a cursor above its device's in `after`.

        A device without a site has only its own. Devices of elsewhere in `after` are passed over. All is read in one view of the
        database, in which a device has exactly the outcomes that its row counts.
        """
        found: list[RecordedOutcome] = []
        reached: dict[UUID, int] = {}
        more = False
        with self._database.read() as session:
            site = session.scalar(select(Device.site_code).where(Device.id == device_id))
            of_site = Device.id == device_id if site is None else Device.site_code == site
            told = select(Device.id, Device.last_cursor).where(of_site, Device.last_cursor > 0).order_by(Device.id)
            for each, last in session.execute(told).all():
                known, room = after.get(each, 0), limit - len(found)
                rows = _of_device(session, each, known, room) if room and last > known else []
                found += rows
                known = rows[-1].cursor if rows else known
                more = more or last > known
                reached |= {each: known} if known else {}
        return SitePage(site, found, reached, more)


def _of_device(session: Session, device_id: UUID, after: int, limit: int) -> Sequence[RecordedOutcome]:
    """Up to `limit` outcomes of a device with a cursor above `after`, in order."""
    return session.scalars(
        select(RecordedOutcome)
        .where(RecordedOutcome.device_id == device_id, RecordedOutcome.cursor > after)
        .order_by(RecordedOutcome.cursor)
        .limit(limit)
    ).all()
