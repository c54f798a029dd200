"""Staff of a prison change visit times on their kiosk: from the next look on, until the last day, never the signed catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from uuid6 import uuid7

from kiosk_app.events import Event
from kiosk_app.ports.local_dates import LocalChange
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.submissions import NewSubmission, Sealed
from kiosk_app.staff_errors import DatesRefused, NotPermitted, NotSignedIn
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.local_dates import LocalDates, Sources, WantedChange
from services.catalogue import Catalogue
from services.catalogue.edits import Change, Why
from services.common.civil import TimeRange
from services.language import Language
from services.visits import SERVICE as VISIT
from services.visits.slots import slots_on_offer
from tests.services.samples import CATALOGUE
from tests.ui.fake_desk import StillClock
from tests.ui.staff_room import ADMIN, ADMIN_PIN, HELPER, HELPER_PIN, SUPERVISOR, SUPERVISOR_PHRASE, StaffRoom, staff_room

TODAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 28)
MORNING, AFTERNOON = TimeRange(time(9, 30), time(11)), TimeRange(time(14), time(15, 30))
EVENING = TimeRange(time(18), time(19))


class _Reader:
    def read(self, wire: bytes) -> Catalogue:
        raise AssertionError(wire)


class OneCatalogue(Catalogues):
    """The catalogue of these tests, as it was signed."""

    def __init__(self, room: StaffRoom, clock: StillClock) -> None:
        super().__init__(None, _Reader(), clock, room.store.local_changes)
        self.__dict__["_embedded"] = CATALOGUE


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        yield made


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 20, 10, 42, tzinfo=UTC))


@pytest.fixture
def catalogues(room: StaffRoom, clock: StillClock) -> Catalogues:
    return OneCatalogue(room, clock)


@pytest.fixture
def dates(room: StaffRoom, clock: StillClock, catalogues: Catalogues) -> LocalDates:
    """At work: a supervisor of Cardiff."""
    room.staff()
    seat = room.seat()
    seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    return made(room, seat_of=seat, clock=clock, catalogues=catalogues)


def made(room: StaffRoom, *, seat_of: object, clock: StillClock, catalogues: Catalogues, prison: str = "CFI") -> LocalDates:
    sources = Sources(room.store.local_changes, catalogues, room.store.diary, {VISIT.key: VISIT}, room.store.operators)
    return LocalDates(seat_of, sources, clock, uuid7, prison)  # type: ignore[arg-type]


def wanted(change: Change = Change.BLOCK_DAY, span: TimeRange | None = None, **more: object) -> WantedChange:
    return replace(WantedChange(change, SATURDAY, SATURDAY, Why.STAFFING, span=span), **more)  # type: ignore[arg-type]


def offered(catalogues: Catalogues) -> set[tuple[date, TimeRange]]:
    catalogue = catalogues.context().catalogue
    prison = catalogue.prison("CFI")
    assert prison is not None
    return {(slot.day, slot.span) for slot in slots_on_offer(prison, TODAY, catalogue)}


def test_a_blocked_day_is_offered_to_nobody_from_then_on(dates: LocalDates, catalogues: Catalogues) -> None:
    assert (SATURDAY, MORNING) in offered(catalogues)

    now = dates.make(wanted())

    assert SATURDAY not in {day for day, _span in offered(catalogues)}
    assert catalogues.signed().catalogue == CATALOGUE
    ((shown),) = now.changes
    assert (shown.by, shown.change.first, shown.change.why) == (SUPERVISOR, SATURDAY, Why.STAFFING)


def test_a_session_is_taken_away_and_another_added(dates: LocalDates, catalogues: Catalogues) -> None:
    dates.make(wanted(Change.REMOVE_SESSION, MORNING))
    dates.make(wanted(Change.ADD_SESSION, EVENING))

    assert {span for day, span in offered(catalogues) if day == SATURDAY} == {AFTERNOON, EVENING}


def test_what_is_taken_back_is_as_the_signed_catalogue_has_it(dates: LocalDates, catalogues: Catalogues, room: StaffRoom) -> None:
    before = offered(catalogues)
    change = dates.make(wanted()).changes[0].change

    now = dates.take_back(change.id)
    dates.take_back(change.id)

    assert (now.changes, offered(catalogues)) == ([], before)
    assert room.events()[-2:] == [Event.DATES_CHANGED, Event.DATES_TAKEN_BACK]


def test_a_change_ends_by_itself_after_its_last_day(dates: LocalDates, clock: StillClock) -> None:
    dates.make(wanted(last=SATURDAY + timedelta(days=2)))

    clock.at = datetime(2026, 11, 30, 23, tzinfo=UTC)
    still = len(dates.now().changes)
    clock.at += timedelta(hours=2)

    assert (still, len(dates.now().changes)) == (1, 0)


def test_every_change_is_in_the_audit_log_with_who_made_it(dates: LocalDates, room: StaffRoom) -> None:
    dates.make(wanted(Change.REMOVE_SESSION, MORNING))

    row = room.store.audit.rows()[-1]
    by = room.store.operators.named("CFI", SUPERVISOR)
    assert by is not None
    assert row.event is Event.DATES_CHANGED
    assert row.details == {
        "prison": "CFI", "timetable": "", "change": "remove-session", "why": "staffing", "first_day": "2026-11-28",
        "last_day": "2026-11-28", "span": "0930-1100", "operator": str(by[0].id),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (wanted(first=TODAY - timedelta(days=1), last=TODAY), "past"),
        (wanted(last=SATURDAY - timedelta(days=1)), "ends-before-it-begins"),
        (wanted(last=SATURDAY + timedelta(days=92)), "too-long"),
        (wanted(first=date(2028, 1, 1), last=date(2028, 1, 1)), "too-long"),
        (wanted(Change.ADD_SESSION, TimeRange(time(19), time(18))), "ends-before-it-starts"),
        (wanted(Change.ADD_SESSION, MORNING), "already-there"),
        (wanted(Change.ADD_SESSION, TimeRange(time(10), time(12))), "overlaps"),
        (wanted(Change.REMOVE_SESSION, EVENING), "not-there"),
        (wanted(timetable="remand"), "unknown-prison"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_with_why(
    dates: LocalDates, room: StaffRoom, change: WantedChange, why: str
) -> None:
    with pytest.raises(DatesRefused) as caught:
        dates.make(change)

    assert caught.value.details["why"] == why
    assert room.store.local_changes.standing(TODAY) == []


def test_a_kiosk_of_no_prison_changes_nothing(
    room: StaffRoom, dates: LocalDates, clock: StillClock, catalogues: Catalogues
) -> None:
    nowhere = made(room, seat_of=dates._seat, clock=clock, catalogues=catalogues, prison="")

    assert nowhere.now().prison is None
    with pytest.raises(DatesRefused):
        nowhere.make(wanted())


def test_requests_of_this_kiosk_for_a_time_that_is_blocked_are_counted_and_never_named(
    dates: LocalDates, room: StaffRoom
) -> None:
    for number, slot in enumerate(("2026-11-28T09:30/11:00", "2026-11-28T14:00/15:30", "2026-11-29T14:00/15:30")):
        receipt = {"prison": "CFI", "slots": [slot], "prisoner": "David T", "prisoner_number": "A1234BC", "visitors": ["Ada L"]}
        submit(room, number, receipt)

    dates.make(wanted(Change.REMOVE_SESSION, MORNING))
    now = dates.make(wanted(Change.BLOCK_DAY))

    assert [each.asked for each in now.changes] == [1, 2]


def test_nobody_changes_anything_without_the_right_to(room: StaffRoom, clock: StillClock, catalogues: Catalogues) -> None:
    room.staff()
    seat = room.seat()
    dates = made(room, seat_of=seat, clock=clock, catalogues=catalogues)
    calls = (dates.now, lambda: dates.make(wanted()), lambda: dates.take_back(uuid4()))

    for call in calls:
        with pytest.raises(NotSignedIn):
            call()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
    for call in calls:
        with pytest.raises(NotPermitted):
            call()
    seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)

    assert dates.now().changes == []


def test_where_nothing_is_held_at_all_any_more_visits_are_arranged_with_the_prison(
    room: StaffRoom, clock: StillClock, dates: LocalDates
) -> None:
    cardiff = CATALOGUE.prison("CFI")
    assert cardiff is not None
    one_day = replace(cardiff.timetables[0], sessions=(), anomalous={SATURDAY: (MORNING,)}, unbookable=())
    only = replace(CATALOGUE, prisons=(replace(cardiff, timetables=(one_day,)),))
    catalogues = OneCatalogue(room, clock)
    catalogues.__dict__["_embedded"] = only
    dates.make(wanted())

    seen = catalogues.current().catalogue.prison("CFI")

    assert seen is not None
    assert not seen.is_open


def test_a_change_is_kept_as_it_was_made(room: StaffRoom, clock: StillClock) -> None:
    whole = LocalChange(uuid7(), "WCI", "remand", SATURDAY, SATURDAY, Change.ADD_SESSION, Why.EVENT, "op-1", clock.now(), EVENING)

    room.store.local_changes.keep(whole)

    assert room.store.local_changes.standing(TODAY) == [whole]


def submit(room: StaffRoom, number: int, receipt: dict[str, object]) -> None:
    from datetime import datetime as instant

    from kiosk_app.ports.device import Enrolment

    if room.store.device.enrolment() is None:
        room.store.device.enrol(Enrolment(UUID(int=1), "CFI-2", "https://centre.example", bytes(32), instant.now(UTC)))
    new = NewSubmission(
        id=UUID(int=100 + number), reference=f"{number:012}", service=VISIT.key, schema_version=1, language=Language.ENGLISH,
        created=datetime(2026, 11, 19, 9, tzinfo=UTC), receipt=receipt,
    )  # fmt: skip
    room.store.submissions.submit(new, lambda position: Sealed(str(position.sequence).encode(), bytes([position.sequence]) * 32))
