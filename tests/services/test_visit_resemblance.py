"""When a visit request is one that was made before: the same prisoner, the same person asking, times that overlap."""

from __future__ import annotations

from datetime import date, time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import embedded_catalogue
from services.common.civil import TimeRange
from services.forms.check import check_answers
from services.forms.resemblance import Resemblance
from services.visits import SERVICE
from services.visits.overlaps import overlap
from services.visits.resemblance import resemblance
from services.visits.slots import Slot
from tests.services.samples import CONTEXT, visit_answers, with_at

SLOT = "2026-11-28T09:30/11:00"


def of(path: str = "", value: object = None) -> Resemblance:
    answers = visit_answers(slots=[SLOT])
    checked = check_answers(SERVICE, with_at(answers, path, value) if path else answers, CONTEXT, offers=False)
    found = resemblance(checked.answers)
    assert found is not None
    return found


def alike(one: Resemblance, other: Resemblance) -> bool:
    return one.subject == other.subject and not set(one.marks).isdisjoint(other.marks)


@pytest.mark.parametrize(
    ("path", "value", "same"),
    [
        ("prisoner.number", "a1234bc", True),
        ("prisoner.number", "A1234BD", False),
        ("visitors.0.first_name", "SIAN", True),
        ("visitors.0.last_name", "O'Neill", True),
        ("visitors.0.last_name", "ONeill", True),
        ("visitors.0.last_name", "O’Neil", False),
        ("visitors.0.date_of_birth", "1990-06-06", False),
        ("visitors.1.first_name", "Megan", True),  # whoever comes along
        ("prisoner.last_name", "Tomas", True),  # the number says who it is
        ("language", "en", True),
        ("slots", ["2026-11-28T10:30/12:00"], True),
        ("slots", ["2026-11-28T11:00/12:00"], False),
        ("slots", ["2026-11-28T08:30/09:30"], False),
        ("slots", ["2026-11-29T09:30/11:00"], False),
        ("slots", ["2026-11-29T09:30/11:00", SLOT], True),  # one of them is enough
    ],
)
def test_what_makes_a_request_the_same(path: str, value: object, same: bool) -> None:  # noqa: FBT001
    assert alike(of(), of(path, value)) is same


@pytest.mark.parametrize("path", ["prisoner.number", "visitors.0.date_of_birth"])
def test_nothing_is_alike_while_it_is_not_known_who_visits_whom(path: str) -> None:
    checked = check_answers(SERVICE, with_at(visit_answers(), path, None), CONTEXT)

    assert resemblance(checked.answers) is None


on_five = st.integers(0, 12 * 24 - 1).map(lambda count: time(count * 5 // 60, count * 5 % 60))
spans = st.tuples(on_five, on_five).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: TimeRange(*pair))


@given(spans, spans)
def test_marks_are_shared_exactly_by_times_that_overlap(one: TimeRange, other: TimeRange) -> None:
    slots = [Slot(date(2026, 11, 28), span) for span in (one, other)]

    marks = [set(of("slots", [slot.value]).marks) for slot in slots]

    assert (not marks[0].isdisjoint(marks[1])) is overlap(*slots)


@pytest.mark.parametrize(
    ("span", "minutes"),
    [
        ("09:30/09:45", [570, 575, 580]),
        ("09:31/09:45", [575, 580]),  # rounded up, so that a time does not reach before it begins
        ("09:31/09:46", [575, 580, 585]),
        ("09:31/09:34", []),
        ("23:57/23:59", []),
    ],
)
def test_a_time_off_the_five_minutes_counts_those_that_begin_within_it(span: str, minutes: list[int]) -> None:
    assert of("slots", [f"2026-11-28T{span}"]).marks == tuple(f"2026-11-28|{minute}" for minute in minutes)


def test_a_time_off_the_five_minutes_is_still_the_same_as_one_that_overlaps_it() -> None:
    assert alike(of("slots", ["2026-11-28T10:57/12:00"]), of("slots", ["2026-11-28T11:30/12:30"]))
    assert not alike(of("slots", ["2026-11-28T09:28/10:58"]), of("slots", ["2026-11-28T11:01/12:00"]))


def test_every_time_of_the_catalogue_stands_on_five_minutes() -> None:
    prisons = embedded_catalogue().prisons
    days = [date(2026, 11, 23 + number) for number in range(7)]
    spans = {
        span for prison, day in product(prisons, days) for timetable in prison.timetables for span in timetable.sessions_on(day)
    }

    assert spans
    assert {at.minute % 5 for span in spans for at in (span.start, span.end)} == {0}
