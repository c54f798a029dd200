"""The whole visit request in a real window, by touch, by keyboard and by keypad, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from services.language import Language
from services.measuring import Counter
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.hands import ByKeys, ByTouch, Person
from tests.ui.keys.keypad_person import ByKeypad
from tests.ui.whole_visit import FRIDAY, PAGES, SATURDAY, THURSDAY, WholeVisit
from ui.theme import LookSource


@pytest.fixture
def played(qtbot: QtBot, look_of: Callable[..., LookSource]) -> Callable[[type[Person], Language], WholeVisit]:
    """One whole visit, played."""

    def play(hand: type[Person], language: Language) -> WholeVisit:
        visit = WholeVisit(hand(Driver(qtbot, look_of(), scenes.bench())))
        visit.play(language)
        return visit

    return play


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("hand", [ByTouch, ByKeys, ByKeypad])
def test_a_visit_can_be_asked_for(
    played: Callable[[type[Person], Language], WholeVisit], hand: type[Person], language: Language
) -> None:
    visit = played(hand, language)

    bench = visit.driver.bench
    (kept,) = bench.submissions.kept.values()
    assert visit.driver.ended == ["finished"]
    assert kept.language is language
    assert kept.receipt["slots"] == [FRIDAY, THURSDAY, SATURDAY]
    assert visit.draft["prisoner.last_name"] == "Tŷ-Ellis"
    assert [visit.draft[f"visitors.{index}.first_name"] for index in range(3)] == ["Siân", "Megan", "Non"]
    assert visit.titles.keys() == PAGES | {"check", "idle", "confirmation"}
    assert visit.mistakes == PAGES - {"visitors"}
    assert [key for key in bench.measures.counted() if key.counter is Counter.SATISFACTION]


def test_no_page_of_the_visit_has_an_english_title_in_welsh(
    played: Callable[[type[Person], Language], WholeVisit],
) -> None:
    english, welsh = played(ByKeys, Language.ENGLISH).titles, played(ByKeys, Language.WELSH).titles

    assert {page for page in english if english[page] == welsh[page]} == set()
