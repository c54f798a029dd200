"""The list of a day from what a kiosk keeps: who is on it, in which order, and what it costs to find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.diary import Diary, Entry
from kiosk_app.ports.printing import DayLine
from kiosk_app.ports.submissions import Custody, Submission
from kiosk_app.use_cases.day_list import LOOKED_BACK, MOST_LINES, DayLists
from services.language import Language
from services.visits import SERVICE

DAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 20, 10, 51, tzinfo=UTC)
MORNING, AFTERNOON = "2026-11-28T09:30/11:00", "2026-11-28T14:00/15:30"
NEXT_DAY = "2026-11-29T14:00/15:30"


class StandingClock:
    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return NOW.date()


@dataclass
class Kept:
    """A diary in memory, that notes from when on it was asked."""

    entries: list[Entry] = field(default_factory=list)
    since: datetime | None = None

    def granted(self, day: date) -> Sequence[Entry]:
        return [each for each in self.entries if each.outcome and each.outcome.params.get("slot", "").startswith(day.isoformat())]

    def undecided(self, since: datetime) -> Iterator[Entry]:
        self.since = since
        return iter([each for each in self.entries if each.outcome is None])


@dataclass
class Written:
    """An audit log that keeps what is appended."""

    rows: list[tuple[Event, str, dict[str, str]]] = field(default_factory=list)

    def append(self, event: Event, subject: str = "", **details: str) -> None:
        self.rows.append((event, subject, details))


def submission(number: int, slots: Sequence[str], prison: str = "CFI", service: str = "prison-visit") -> Submission:
    fields = {
        "prison": prison,
        "prison_en": "HMP Cardiff",
        "prison_cy": "Carchar Caerdydd",
        "prisoner": "David T",
        "number": "A1234BC",
        "visitors": ["Ada L"],
        "slots": list(slots),
        "adults": 1,
        "children": 0,
    }
    digest, custody = bytes(32), Custody.HELD
    return Submission(
        UUID(int=number),
        f"{number:012}",
        service,
        1,
        Language.ENGLISH,
        NOW,
        fields,
        "",
        1,
        number,
        digest,
        custody,
        "",
        0,
        None,
        None,
    )


def booked(number: int, slot: str, state: str = "booked", prison: str = "CFI") -> Entry:
    outcome = Outcome(UUID(int=number), number, state, (), {"slot": slot}, NOW)
    return Entry(submission(number, (slot,), prison), outcome)


def asked(number: int, *slots: str, service: str = "prison-visit") -> Entry:
    return Entry(submission(number, slots, service=service), None)


@pytest.fixture
def diary() -> Kept:
    return Kept()


@pytest.fixture
def audit() -> Written:
    return Written()


@pytest.fixture
def lists(diary: Kept, audit: Written) -> DayLists:
    kept: Diary = diary
    log: AuditLog = audit  # type: ignore[assignment]
    return DayLists(kept, None, log, {SERVICE.key: SERVICE}, StandingClock())  # type: ignore[arg-type]


def references(found: Sequence[DayLine]) -> list[int]:
    return [int(line.reference) for line in found]


def test_visits_are_ordered_by_session_then_reference(lists: DayLists, diary: Kept) -> None:
    diary.entries = [booked(9, AFTERNOON), booked(4, MORNING), booked(7, MORNING), booked(1, AFTERNOON), booked(2, NEXT_DAY)]

    found = lists.find(DAY)

    assert references(found.granted) == [4, 7, 1, 9]
    assert found.requested == ()


def test_a_request_that_asks_for_the_day_stands_in_the_second_part_with_its_rank(lists: DayLists, diary: Kept) -> None:
    diary.entries = [asked(3, NEXT_DAY, MORNING), asked(2, AFTERNOON), asked(5, NEXT_DAY)]

    found = lists.find(DAY)

    assert references(found.requested) == [3, 2]
    notes = [line.appointment.note for line in found.requested]
    assert [words.msgid for words in notes if words] == ["2nd choice", "1st choice"]
    assert all(line.custody_words for line in found.requested)


@pytest.mark.parametrize("state", ["rejected", "cancelled", "withdrawn", "needs-action", "something-new"])
def test_what_will_not_take_place_is_not_listed(lists: DayLists, diary: Kept, state: str) -> None:
    diary.entries = [booked(1, MORNING, state)]

    found = lists.find(DAY)

    assert (found.granted, found.requested, found.left_out) == ((), (), 0)


def test_people_are_named_shortly(lists: DayLists, diary: Kept) -> None:
    diary.entries = [booked(1, MORNING)]

    (line,) = lists.find(DAY).granted

    assert (line.appointment.who, line.appointment.number, line.appointment.people) == ("David T", "A1234BC", ("Ada L",))


def test_one_prison_can_be_asked_for(lists: DayLists, diary: Kept) -> None:
    diary.entries = [booked(1, MORNING), booked(2, MORNING, prison="SWI")]

    assert references(lists.find(DAY, "SWI").granted) == [2]
    assert references(lists.find(DAY).granted) == [1, 2]


@pytest.mark.parametrize(
    ("granted", "requested", "left_out"),
    [(MOST_LINES, 0, 0), (MOST_LINES + 1, 0, 1), (MOST_LINES, 3, 3), (MOST_LINES - 1, 2, 1), (300, 10, 60)],
)
def test_a_long_list_is_cut_and_says_by_how_much(
    lists: DayLists, diary: Kept, granted: int, requested: int, left_out: int
) -> None:
    diary.entries = [booked(number, MORNING) for number in range(granted)]
    diary.entries += [asked(1000 + number, MORNING) for number in range(requested)]

    found = lists.find(DAY)

    assert len(found.granted) + len(found.requested) == min(MOST_LINES, granted + requested)
    assert found.left_out == left_out


def test_a_request_with_two_times_of_the_day_is_one_request(lists: DayLists, diary: Kept, audit: Written) -> None:
    diary.entries = [asked(3, MORNING, AFTERNOON), asked(4, AFTERNOON), booked(5, MORNING)]

    found = lists.find(DAY)
    lists.record(found, "desk", listed=True, passes=0)

    assert references(found.requested) == [3, 3, 4]
    assert (found.booked, found.asked, found.left_out) == (1, 2, 0)
    assert audit.rows[0][2]["requested"] == "2"


def test_a_list_that_is_cut_still_counts_all_visits(lists: DayLists, diary: Kept) -> None:
    diary.entries = [booked(number, MORNING) for number in range(MOST_LINES + 13)]
    diary.entries += [asked(1000, MORNING, AFTERNOON)]

    found = lists.find(DAY)

    assert (found.booked, found.asked, found.left_out) == (MOST_LINES + 13, 1, 14)


def test_of_sessions_that_begin_together_the_shorter_is_first(lists: DayLists, diary: Kept) -> None:
    longer = "2026-11-28T09:30/12:00"
    diary.entries = [booked(1, longer), booked(2, MORNING), booked(3, longer), booked(4, MORNING)]

    assert references(lists.find(DAY).granted) == [2, 4, 1, 3]


def test_requests_are_looked_for_in_the_last_sixty_days_only(lists: DayLists, diary: Kept) -> None:
    lists.find(DAY)

    assert diary.since == datetime(2026, 9, 21, tzinfo=UTC) - timedelta(hours=1)  # midnight, in summer time
    assert timedelta(days=60) == LOOKED_BACK


def test_other_services_have_no_place_on_the_list(lists: DayLists, diary: Kept) -> None:
    diary.entries = [asked(1, MORNING, service="money-claim")]

    assert lists.find(DAY).requested == ()


def test_the_log_says_how_many_and_never_who(lists: DayLists, diary: Kept, audit: Written) -> None:
    diary.entries = [booked(1, MORNING), asked(2, MORNING)]

    lists.record(lists.find(DAY), "desk", listed=True, passes=0)

    expected = {"by": "desk", "granted": "1", "requested": "1", "left_out": "0", "passes": "0", "list": "true"}
    assert audit.rows == [(Event.DAY_PRINTED, "2026-11-28", expected)]
