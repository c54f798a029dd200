"""Every site in one line: its kiosks, what they brought, and what waits for its staff. Counts, never contents."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from central_api.db import Database
from central_api.device_list import DeviceLine, device_lines
from central_api.models import Case, Device, Site, StoredEnvelope
from central_api.states import CaseState, DeviceStanding, EnvelopeState


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site. An envelope counts where its kiosk stands, a case where staff see it: at the prison that it is about."""

    site: str | None  # None: kiosks and cases of no site
    kiosks: int  # that may send
    revoked: int
    last_seen: datetime | None  # of any of its kiosks, to the minute
    brought: int  # envelopes
    waiting: int  # of these, not opened yet
    parked: int  # cases, and envelopes that became none
    with_staff: int  # cases


def site_lines(database: Database) -> list[SiteLine]:
    """Every site that has a code, a kiosk or a case, by its code."""
    standing: dict[str, list[DeviceLine]] = defaultdict(list)
    for line in device_lines(database):
        standing[line.site or ""].append(line)
    with database.read() as session:
        known = set(session.scalars(select(Site.code)))
        parked, with_staff = _parked(session), _with_staff(session)
        about = set(session.scalars(select(Case.site).distinct()))
    sites = sorted(known | about | set(standing))
    return [_line(site, standing[site], parked[site], with_staff[site]) for site in sites]


def _line(site: str, kiosks: list[DeviceLine], parked: int, with_staff: int) -> SiteLine:
    active = sum(kiosk.state == DeviceStanding.ACTIVE for kiosk in kiosks)
    return SiteLine(
        site=site or None,
        kiosks=active,
        revoked=len(kiosks) - active,
        last_seen=max((kiosk.last_seen for kiosk in kiosks if kiosk.last_seen), default=None),
        brought=sum(kiosk.envelopes for kiosk in kiosks),
        waiting=sum(kiosk.waiting for kiosk in kiosks),
        parked=parked,
        with_staff=with_staff,
    )


def _parked(session: Session) -> Counter[str]:
    counting = (
        select(Case.site, Device.site_code, func.count())
        .select_from(StoredEnvelope)
        .join(Device, Device.id == StoredEnvelope.carrier_id)
        .outerjoin(Case, Case.submission_id == StoredEnvelope.submission_id)
        .where(or_(Case.state == CaseState.PARKED, and_(Case.number.is_(None), StoredEnvelope.state == EnvelopeState.PARKED)))
        .group_by(Case.site, Device.site_code)
    )
    counts: Counter[str] = Counter()
    for about, stands_at, number in session.execute(counting):
        counts[(stands_at or "") if about is None else about] += number
    return counts


def _with_staff(session: Session) -> Counter[str]:
    counting = select(Case.site, func.count()).where(Case.state == CaseState.WITH_STAFF).group_by(Case.site)
    return Counter({row[0]: row[1] for row in session.execute(counting)})
