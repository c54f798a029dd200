"""Ten thousand cases: each text is looked at once for what is typed, and nothing is put into words before it is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kiosk_app.use_cases.case_index import CaseIndex, CaseLine, CaseState, Show, folded
from services.forms.follow_up import FollowUp
from services.forms.words import verbatim

MANY = 10_000
TODAY = date(2026, 11, 20)


class Counted(str):
    """A text that counts how often somebody looks into it."""

    __slots__ = ()
    looks = 0

    def __contains__(self, part: object) -> bool:
        Counted.looks += 1
        return super().__contains__(part)  # type: ignore[operator]


def line(at: int, state: CaseState = CaseState.GRANTED, *, mine: bool = True) -> CaseLine:
    day = date.fromordinal(TODAY.toordinal() + at % 40 - 20)
    return CaseLine(
        key=str(at),
        mine=mine,
        client=f"Zoë Client{at:05}" if mine else "",
        reference=f"{at:012}",
        service="money-claim",
        title=verbatim("Claim"),
        about=verbatim("Claim"),
        state=state,
        said=verbatim("Issued"),
        changed=datetime(2026, 11, 20, tzinfo=UTC),
        follow_ups=(FollowUp(day, verbatim("Look"), verbatim("Why")),) if mine else (),
    )


@pytest.fixture(scope="module")
def index() -> CaseIndex:
    return CaseIndex([line(at, mine=at % 2 == 0) for at in range(MANY)], TODAY)


def looks(index: CaseIndex, monkeypatch: pytest.MonkeyPatch) -> CaseIndex:
    """The same, with its texts counting."""
    monkeypatch.setattr(index, "_texts", tuple(map(Counted, index._texts)))
    monkeypatch.setattr(Counted, "looks", 0)
    return index


def test_one_word_looks_once_into_each_text_that_is_listed(index: CaseIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    found = looks(index, monkeypatch).find(Show.MINE, "client00042")

    assert [index.lines[place].client for place in found] == ["Zoë Client00042"]
    assert Counted.looks == MANY // 2


def test_each_further_word_looks_only_into_what_the_ones_before_found(index: CaseIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    looks(index, monkeypatch).find(Show.MINE, "client0004 zoe")

    assert MANY // 2 < Counted.looks <= MANY // 2 + 10


def test_nothing_typed_looks_into_nothing(index: CaseIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    found = looks(index, monkeypatch).find(Show.SITE, "  ")

    assert len(found) == index.count(Show.SITE) == MANY
    assert Counted.looks == 0


def test_counts_and_places_are_worked_out_once(index: CaseIndex) -> None:
    assert index.find(Show.TO_DO) is index.find(Show.TO_DO)
    assert [index.count(show) for show in Show] == [MANY // 2, MANY, 0, MANY // 2]


def test_what_is_overdue_comes_before_what_is_not(index: CaseIndex) -> None:
    days = [index.lines[place].follow_ups[0].day for place in index.find(Show.TO_DO)]

    assert days == sorted(days)
    assert days[0] < TODAY < days[-1]


def test_what_needs_somebody_is_counted_for_everybody() -> None:
    index = CaseIndex([line(1, CaseState.STUCK), line(2, CaseState.NEEDS_ACTION, mine=False), line(3)], TODAY)

    assert index.count(Show.NEEDS_ACTION) == 2


def test_a_draft_is_nobodys_but_its_owners() -> None:
    index = CaseIndex([line(1, CaseState.DRAFT)], TODAY)

    assert (index.count(Show.MINE), index.count(Show.SITE)) == (1, 0)


def test_a_case_is_found_by_its_key(index: CaseIndex) -> None:
    found = index.line("42")

    assert found is not None
    assert found.client == "Zoë Client00042"
    assert index.line("none") is None


@pytest.mark.parametrize(("text", "bare"), [("Siân", "sian"), ("GWENLLÏAN Ŵyn", "gwenllian wyn"), ("7K2M-9QTX", "7k2m9qtx")])
def test_accents_capitals_and_hyphens_do_not_matter(text: str, bare: str) -> None:
    assert folded(text) == bare


def test_a_name_stands_in_no_text_that_could_be_logged() -> None:
    assert "Zoë" not in repr(line(1))
