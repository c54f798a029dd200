"""The status line in words: "all sent" and "nothing waiting" are said only of a kiosk on which nothing is left to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk_app.ports.submissions import Counts
from kiosk_app.use_cases.line import Line
from services.forms.words import Translator
from services.language import Language
from ui.desk.words import line_words, short_line_words

SENT = datetime(2026, 11, 21, 14, 12, tzinfo=UTC)


def line(counts: Counts, all_sent: datetime | None = SENT) -> Line:
    return Line(connected=True, reason="", counts=counts, all_sent=all_sent, last_contact=SENT, enrolled=True)


def said(known: Line, language: Language = Language.ENGLISH) -> tuple[list[str], list[str]]:
    """The line in full, and where there is little room."""
    translate = Translator(language)
    long, short = line_words(known, SENT.date()), short_line_words(known, SENT.date())
    return [translate(words) for words in long], [translate(words) for words in short]


def test_all_sent_is_said_when_nothing_is_left() -> None:
    long, short = said(line(Counts(acknowledged=4)))

    assert long == ["Connected", "Nothing waiting to send.", "All sent: today, 2:12pm."]
    assert short == long[:2]


@pytest.mark.parametrize("counts", [Counts(quarantined=1, acknowledged=4), Counts(held=1, another_centre=1)])
def test_a_request_that_only_staff_can_help_along_is_said_instead(counts: Counts) -> None:
    long, short = said(line(counts))

    assert long == ["Connected", "1 request needs staff.", "Last time all sent: today, 2:12pm."]
    assert short == long[:2]


def test_what_was_put_aside_and_dealt_with_needs_nobody_and_still_not_all_is_sent() -> None:
    long, _short = said(line(Counts(quarantined=1, dealt_with=1, acknowledged=4)))

    assert long == ["Connected", "Nothing waiting to send.", "Last time all sent: today, 2:12pm."]


def test_what_waits_and_what_needs_staff_are_both_said() -> None:
    long, short = said(line(Counts(held=3, another_centre=1, quarantined=2)))

    assert long == ["Connected", "2 requests saved here, waiting to send.", "3 requests need staff."]
    assert short == ["Connected", "2 waiting to send. 3 requests need staff."]


def test_what_needs_staff_is_said_before_anything_was_ever_sent() -> None:
    long, short = said(line(Counts(held=1, quarantined=1), None))

    assert long == ["Connected", "1 request saved here, waiting to send.", "1 request needs staff."]
    assert short == ["Connected", "1 waiting to send. 1 request needs staff."]


def test_the_line_says_so_in_welsh_too() -> None:
    long, _ = said(line(Counts(quarantined=2)), Language.WELSH)

    assert long[1] == "Mae angen sylw staff ar 2 gais."


def test_of_a_centre_that_lost_something_it_is_not_said_that_all_is_sent() -> None:
    known = replace(line(Counts(acknowledged=4)), reason="centre-behind")

    assert said(known)[0] == ["Connected", "Nothing waiting to send.", "Last time all sent: today, 2:12pm."]
