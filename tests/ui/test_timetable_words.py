"""How old the timetable is, in words: a day at first, an age and a warning once it is old."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk_app.use_cases.catalogue import OLD_AFTER
from services.forms.words import Translator
from services.language import Language
from ui.desk.words import timetable_words

ENGLISH, WELSH = Translator(Language.ENGLISH), Translator(Language.WELSH)
TAKEN = date(2026, 7, 31)


def test_up_to_thirty_five_days_only_the_day_is_said() -> None:
    assert ENGLISH(timetable_words(TAKEN, None, TAKEN + OLD_AFTER)) == "Timetable from 31 July 2026"
    assert timedelta(days=35) == OLD_AFTER


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2026, 9, 5), "over 1 month old"),
        (date(2026, 9, 15), "nearly 2 months old"),
        (date(2026, 9, 30), "nearly 2 months old"),
        (date(2026, 10, 1), "over 2 months old"),
        (date(2026, 11, 22), "nearly 4 months old"),
        (date(2027, 8, 1), "over 12 months old"),
        (date(2027, 2, 28), "nearly 7 months old"),
    ],
)
def test_an_old_timetable_says_its_age_and_that_times_may_have_changed(today: date, age: str) -> None:
    assert ENGLISH(timetable_words(TAKEN, None, today)) == f"Timetable from 31 July 2026, {age}. Times may have changed."


def test_an_old_timetable_says_so_in_welsh() -> None:
    said = WELSH(timetable_words(TAKEN, None, date(2026, 11, 22)))

    assert said == "Amserlen 31 Gorffennaf 2026, bron yn 4 mis oed. Gall amseroedd fod wedi newid."
