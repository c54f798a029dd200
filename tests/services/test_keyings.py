"""Two keyings differ where what they come to differs, and nowhere else, whichever of them is looked at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import embedded_catalogue
from services.fee_payment import SERVICE as FEE
from services.forms.context import Context
from services.forms.keyings import Difference, box_keyed, decided_in, differences, overlaid
from services.forms.sheet import sheet_of
from services.forms.sheet_reading import SheetReader
from services.visits.service import SERVICE as VISIT

DAY = date(2026, 11, 26)
CONTEXT = Context(DAY, embedded_catalogue())
READER, FEES = SheetReader(VISIT, CONTEXT), SheetReader(FEE, CONTEXT)
TWICE = ("prisoner", "prisoner.date_of_birth", "prisoner.number", "visitors.0.date_of_birth")


@dataclass(frozen=True)
class Typed:
    texts: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)


BASE = {
    "prison": "CFI",
    "prisoner": "Dafydd Thomas",
    "prisoner.date_of_birth": "27 03 1985",
    "prisoner.number": "A1234BC",
    "visitors.0.date_of_birth": "1 2 1988",
}
TEXTS = st.sampled_from(["27 03 1985", "27/3/85", "270385", "27th March 1985", "28 03 1985", "", "?", "27 3", " 27 03  1985 "])
NUMBERS = st.sampled_from(["A1234BC", "a1234bc", " a1234 bc", "A1243BC", "", "?!", "?! "])
MARKS = st.sampled_from([{}, {"prisoner.number": "illegible"}, {"prisoner.number": "missing"}])


def found(first: Typed, second: Typed, twice: tuple[str, ...] = TWICE) -> tuple[Difference, ...]:
    sheet = sheet_of(VISIT, first.texts)
    return differences(VISIT, sheet, twice, READER.draft, first=first, second=second)


@st.composite
def keyings(draw: st.DrawFn) -> Typed:
    changes = {"prisoner.date_of_birth": draw(TEXTS), "prisoner.number": draw(NUMBERS)}
    return Typed({**BASE, **changes}, draw(MARKS))


@given(keyings(), keyings())
def test_they_differ_in_the_same_boxes_whichever_is_first(first: Typed, second: Typed) -> None:
    one, other = found(first, second), found(second, first)

    assert [each.key for each in one] == [each.key for each in other]
    assert [(each.first, each.second) for each in one] == [(each.second, each.first) for each in other]


@given(keyings(), keyings())
def test_there_is_no_difference_exactly_where_the_values_are_the_same(first: Typed, second: Typed) -> None:
    sheet = sheet_of(VISIT, first.texts)
    over = overlaid(first, second, TWICE)

    differing = {each.key for each in found(first, second)}

    for box in sheet.boxes:
        if box.key in TWICE:
            one = box_keyed(VISIT, box, READER.draft(sheet, first.texts, first.marks), first.texts, first.marks)
            another = box_keyed(VISIT, box, READER.draft(sheet, *over), *over)
            assert (box.key in differing) == ((one.mark, one.normal) != (another.mark, another.normal))


@given(keyings())
def test_a_keying_does_not_differ_from_itself(keying: Typed) -> None:
    assert found(keying, keying) == ()


@given(keyings(), keyings())
def test_once_all_is_decided_for_the_second_nothing_differs_from_it(first: Typed, second: Typed) -> None:
    keys = [each.key for each in found(first, second)]
    decided = Typed(
        {key: second.texts.get(key, "") for key in keys if key not in second.marks},
        {key: mark for key, mark in second.marks.items() if key in keys},
    )

    final = Typed(*overlaid(first, decided, decided_in(decided)))

    assert found(final, second) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [("27 03 1985", "27th March 1985"), ("270385", "27/3/85"), ("27 03 1985", " 27  03 1985")],
)
def test_one_day_written_in_two_ways_is_the_same_and_is_shown_as_typed(first: str, second: str) -> None:
    typed = Typed(BASE | {"prisoner.date_of_birth": first, "prisoner.number": "A1234BC"})
    again = Typed({"prisoner.date_of_birth": second, "prisoner.number": "A1243BC"})

    (differing,) = found(typed, again, ("prisoner.date_of_birth", "prisoner.number"))

    assert (differing.first.raw, differing.second.raw) == ("A1234BC", "A1243BC")


def test_one_sum_written_in_two_ways_is_the_same() -> None:
    sheet = sheet_of(FEE, {"fee.asked": "1840-00"})

    same = differences(
        FEE, sheet, ["fee.asked"], FEES.draft, first=Typed({"fee.asked": "1840-00"}), second=Typed({"fee.asked": "£1,840"})
    )
    other = differences(
        FEE, sheet, ["fee.asked"], FEES.draft, first=Typed({"fee.asked": "1840-00"}), second=Typed({"fee.asked": "1480"})
    )

    assert same == ()
    assert [each.number for each in other] == ["2"]
