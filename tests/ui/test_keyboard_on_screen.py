"""The keyboard types into whatever has the focus, leaves the focus there, and has every Welsh letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from ui.a11y import interface_of
from ui.components.fields import TextField
from ui.components.keyboard import Keyboard, KeyboardKind
from ui.components.keyboard.key import Key
from ui.components.keyboard.layouts import Page
from ui.theme import LookSource, TextSize

Show = Callable[[QWidget], QWidget]
WELSH = "âêîôûŵŷáéíóúẃýäëïöüẅÿàèìòùẁỳ"


class Typing:
    """A field and a keyboard in one window, pressed by touch."""

    def __init__(self, looks: LookSource, show: Show, qtbot: QtBot, kind: KeyboardKind = KeyboardKind.TEXT) -> None:
        self._qtbot = qtbot
        page = QWidget()
        layout = QVBoxLayout(page)
        self.field = TextField(looks, "Name", keyboard=kind)
        self.keyboard = Keyboard(looks)
        layout.addWidget(self.field)
        layout.addWidget(self.keyboard)
        show(page)
        self.field.setFocus()
        self.keyboard.open_for_field(self.field)

    def touch(self, name: str) -> None:
        key = next(key for key in self.keyboard.findChildren(Key) if key.accessibleName() == name and key.isVisible())
        self._qtbot.mouseClick(key, Qt.MouseButton.LeftButton)

    def keys(self, *names: str) -> None:
        for name in names:
            self.touch(name)


@pytest.fixture
def typing(looks: LookSource, show: Show, qtbot: QtBot) -> Typing:
    return Typing(looks, show, qtbot)


def test_a_welsh_name_can_be_typed(typing: Typing) -> None:
    typing.keys("Letters with accents", "Capitals off", "Ŵ", "Capitals on", "Letters with accents", "y", "n")

    assert typing.field.text() == "Ŵyn"
    assert typing.field.hasFocus()


@pytest.mark.parametrize("letter", WELSH)
def test_every_welsh_letter_is_there_small_and_capital(typing: Typing, letter: str) -> None:
    typing.keyboard.show_page(Page.WELSH)
    typing.touch(letter)
    typing.keyboard.set_capitals(on=True)
    typing.touch(letter.upper())

    assert typing.field.text() == letter + letter.upper()


def test_it_types_into_any_qt_field(looks: LookSource, show: Show) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    line, keyboard = QLineEdit(), Keyboard(looks)
    layout.addWidget(line)
    layout.addWidget(keyboard)
    show(page)
    line.setFocus()

    keyboard.press("ŷ")

    assert line.text() == "ŷ"


def test_typing_counts_as_editing(typing: Typing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(typing.field.textEdited):
        typing.touch("a")


def test_delete_takes_the_last_letter(typing: Typing) -> None:
    typing.keys("a", "b", "Delete the last letter")

    assert typing.field.text() == "a"


def test_a_field_that_is_full_takes_no_more(typing: Typing) -> None:
    typing.field.setMaxLength(2)

    typing.keys("a", "b", "c")

    assert typing.field.text() == "ab"


def test_space_and_signs(typing: Typing) -> None:
    typing.keys("a", "Space", "Signs", "apostrophe", "Letters", "b")

    assert typing.field.text() == "a 'b"


def test_capitals_is_a_toggle_that_says_its_state(typing: Typing) -> None:
    typing.keys("Capitals off", "A", "B", "Capitals on", "c")

    assert typing.field.text() == "ABc"


def test_a_name_begins_with_one_capital(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    typing = Typing(looks, show, qtbot, KeyboardKind.NAME)

    typing.keys("S", "i", "a", "n")

    assert typing.field.text() == "Sian"


def test_a_name_that_is_there_already_goes_on_in_small_letters(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    typing = Typing(looks, show, qtbot, KeyboardKind.NAME)
    typing.field.setText("Si")

    typing.keyboard.open_for_field(typing.field)

    assert not typing.keyboard.capitals


def test_a_code_is_typed_in_capitals(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    typing = Typing(looks, show, qtbot, KeyboardKind.CODE)

    typing.keys("A", "1", "2", "3", "4", "B", "C")

    assert typing.field.text() == "A1234BC"


def test_numbers_have_their_own_keys(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    typing = Typing(looks, show, qtbot, KeyboardKind.DIGITS)

    assert set(typing.keyboard.keys) == set("0123456789")


def test_a_month_may_be_typed_as_a_word(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    typing = Typing(looks, show, qtbot, KeyboardKind.DATE)

    typing.keys("Letters", "m", "a", "i")

    assert typing.field.text() == "mai"


def test_an_email_address_needs_no_other_page(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    typing = Typing(looks, show, qtbot, KeyboardKind.EMAIL)

    typing.keys("a", "at sign", "b", "full stop", "c")

    assert typing.field.text() == "a@b.c"


def test_hiding_says_so(typing: Typing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(typing.keyboard.hidden):
        typing.touch("Hide keyboard")

    assert not typing.keyboard.isVisible()
    assert typing.field.hasFocus()


def test_a_key_that_is_held_types_one_letter(typing: Typing, qtbot: QtBot) -> None:
    key = typing.keyboard.keys["a"]

    qtbot.mousePress(key, Qt.MouseButton.LeftButton)
    while_down = typing.field.text()
    qtbot.mouseRelease(key, Qt.MouseButton.LeftButton)

    assert (while_down, typing.field.text()) == ("", "a")
    assert not any(each.autoRepeat() for each in typing.keyboard.findChildren(Key))


def test_capitals_are_a_toggle_for_assistive_technology_and_say_so(typing: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.components.keyboard.board.announce", lambda _widget, text: said.append(text))
    states = []

    for name in ("Capitals off", "Capitals on"):
        typing.touch(name)
        assert typing.keyboard.capitals_key is not None
        state = interface_of(typing.keyboard.capitals_key).state()
        states.append((bool(state.checkable), bool(state.checked)))

    assert said == ["Capitals on", "Capitals off"]
    assert states == [(True, True), (True, False)]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (KeyboardKind.NAME, ["Space", "Next field", "Hide keyboard"]),
        (KeyboardKind.DATE, ["Delete the last letter", "Next field", "Letters", "Hide keyboard"]),
        (KeyboardKind.PHONE, ["Delete the last letter", "Space", "Next field", "Hide keyboard"]),
        (KeyboardKind.DIGITS, ["Delete the last letter", "Next field", "Hide keyboard"]),
    ],
)
def test_where_there_are_more_fields_a_key_leads_to_the_next(
    typing: Typing, qtbot: QtBot, kind: KeyboardKind, keys: list[str]
) -> None:
    typing.keyboard.open_for(kind, more=True)

    shown = [key.accessibleName() for key in typing.keyboard.findChildren(Key) if key.isVisible()]

    assert [name for name in shown if name in {*keys, "Next field"}] == keys
    with qtbot.waitSignal(typing.keyboard.next_wanted):
        typing.touch("Next field")


def test_no_key_takes_the_focus(typing: Typing) -> None:
    keys = typing.keyboard.findChildren(Key)

    assert {key.focusPolicy() for key in keys} == {Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("size", TextSize)
def test_keys_are_large_and_the_keyboard_is_as_high_as_drawn(
    look_of: Callable[..., LookSource],
    qtbot: QtBot,
    language: Language,
    size: TextSize,
    compact: bool,  # noqa: FBT001 - given by pytest
) -> None:
    height, whole = (44, 270) if compact else (60, 358)
    keyboard = Keyboard(look_of(size=size, language=language, compact=compact))
    qtbot.addWidget(keyboard)
    keyboard.resize(1280, keyboard.sizeHint().height())
    keyboard.show()

    assert keyboard.sizeHint().height() == whole
    for key in keyboard.findChildren(Key):
        assert key.height() == height
        assert key.width() >= 60


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", TextSize)
def test_the_words_on_the_keys_fit(look_of: Callable[..., LookSource], qtbot: QtBot, language: Language, size: TextSize) -> None:
    keyboard = Keyboard(look_of(size=size, language=language))
    qtbot.addWidget(keyboard)
    for kind in KeyboardKind:
        keyboard.open_for(kind)
        keyboard.set_capitals(on=True)
        keyboard.resize(1280, keyboard.sizeHint().height())
        keyboard.show()

        for key in (key for key in keyboard.findChildren(Key) if key.isVisible()):
            assert key.needed_width() <= key.width(), (kind, key.accessibleName())
