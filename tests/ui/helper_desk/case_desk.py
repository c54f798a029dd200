"""A window's desk over the records of a case room, and a caseload in which every state stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from uuid6 import uuid7

from kiosk_app.ports.operators import Operator, Role
from kiosk_app.site import DeskKind
from kiosk_app.use_cases.helping import Helping
from kiosk_app.use_cases.operators import Wanted
from kiosk_app.use_cases.staff_work import StaffWork
from services.visits.service import SERVICE as VISIT
from tests.case_room import SERVICES, CaseRoom
from tests.ui.fake_desk import SITE, Bench

OTHER, OTHER_PIN = "Mair Evans", "628415"
DILYS, TOMASZ, AMINA, OWEN = "Dilys Rowlands", "Tomasz Zieliński", "Amina Hussain", "Owen Pritchard"
GWENLLIAN, IDRIS = "Gwenllïan Ŵyn", "Idris Bowen"


def case_bench(room: CaseRoom) -> Bench:
    """At a helper desk, where nobody has signed in."""
    seat = room.staff.seat()
    made = Bench(services=dict(SERVICES), seat=seat, clock=room.clock, site=replace(SITE, desk=DeskKind.HELPER))
    helping = Helping(
        seat,
        helped=room.store.helped,
        drafts=room.store.drafts,
        catalogues=made.catalogues(),
        services=SERVICES,
        clock=room.clock,
        new_id=uuid7,
    )
    made.work = StaffWork(helping=helping, caseload=room.caseload(seat))
    return made


def fill(room: CaseRoom, helper: Operator) -> None:
    """Six clients of a helper, one in each state, and one of another's; the newest is a draft."""
    other = room.staff.managing.create(Wanted(OTHER, OTHER_PIN, frozenset({Role.HELPER})), "machine")
    now = room.clock.at
    room.clock.at = now - timedelta(days=4)
    issued = room.submitted(helper, IDRIS, payment="account")
    room.received(issued)
    days = {"issued_on": "2026-11-16", "served_on": "2026-11-21", "answer_by": "2026-12-07"}
    room.decided(issued, "issued", claim_number="000MC001", **days)
    room.clock.at = now - timedelta(days=3)
    booked = room.submitted(helper, GWENLLIAN, VISIT)
    room.received(booked)
    room.decided(booked, "booked", slot="2026-11-28T14:00/15:30")
    room.submitted(other, "Mary O’Sullivan")
    room.clock.at = now - timedelta(days=1)
    asked = room.submitted(helper, OWEN)
    room.received(asked)
    room.decided(asked, "needs-action", "fee_unpaid")
    room.received(room.submitted(helper, AMINA, VISIT))
    room.clock.at = now - timedelta(minutes=60)
    room.submitted(helper, TOMASZ)
    room.clock.at = now - timedelta(minutes=27)
    room.client(helper, DILYS)
    room.clock.at = now
