"""What is made and imported when: a page when it is first shown or in a quiet moment, and what was measured, once."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from services.claims.fee import court_prices
from services.money_claims import SERVICE as MONEY
from services.visits import SERVICE as VISIT
from tests.ui.fake_desk import SITE, Bench
from ui.components.keyboard import Keyboard
from ui.components.keyboard.layouts import KeyboardKind
from ui.desk.places import Place
from ui.desk.screens import load_pages
from ui.theme import LookSource, TextSize
from ui.window import KioskWindow


def test_every_page_can_be_loaded_before_it_is_shown() -> None:
    loaded = list(load_pages())

    assert len(loaded) == len(set(Place) - {Place.QUESTION}) + 3  # a question is a list, a choice of times, or fields
    assert loaded[0] == "desk.question.QuestionScreen"


def test_what_a_service_reads_ahead_is_read_after_the_pages() -> None:
    loaded = list(load_pages([VISIT, MONEY]))

    assert loaded == [*load_pages(), MONEY.key]
    assert court_prices.cache_info().currsize == 1


def test_showing_the_window_does_not_make_its_page_again(qtbot: QtBot, looks: LookSource) -> None:
    bench = Bench()
    window = KioskWindow(
        site=SITE,
        services=bench.services,
        main_service="prison-visit",
        open_desk=bench.desk,
        looks=looks,
        on_session_end=lambda _how: None,
    )
    qtbot.addWidget(window, before_close_func=lambda _window: window.session.finish("stopped"))
    page = window.frame.rail.widget()

    window.start()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.session.line is not None)

    assert window.frame.rail.widget() is page


def test_what_depends_on_the_look_is_made_once_until_the_look_changes(looks: LookSource) -> None:
    made: list[TextSize] = []

    for size in (TextSize.STANDARD, TextSize.LARGE):
        looks.set(replace(looks.look, size=size))
        for _time in range(2):
            looks.once("key", lambda: made.append(looks.look.size))

    assert made == [TextSize.STANDARD, TextSize.LARGE]


def test_the_keys_stay_for_the_next_field_of_the_same_kind(looks: LookSource, qtbot: QtBot) -> None:
    keyboard = Keyboard(looks)
    qtbot.addWidget(keyboard)
    keyboard.open_for(KeyboardKind.NAME)
    keys = dict(keyboard.keys)

    keyboard.open_for(KeyboardKind.NAME, empty=False)

    assert keyboard.keys == keys
    assert keyboard.capitals is False
    keyboard.open_for(KeyboardKind.PHONE)
    assert keyboard.keys != keys
