"""The keyboard: part of the page below the action bar, so that it never covers what is typed into.

Keys take no focus. Text goes to the focused widget as input method text, Delete as a key press, so any Qt field works.
Capitals is a toggle and says its state; no key needs another one held down.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain, verbatim
from ui.a11y import announce
from ui.components.containers import Container
from ui.components.keyboard.key import Key
from ui.components.keyboard.layouts import KeyboardKind, Page, rows, start
from ui.components.keyboard.names import sign_name
from ui.theme import Icon, Look, LookSource, Said

_ = Domain("ui")

_RULE, _DIGIT_ROWS = 2, 4
_UNIT, _HALF, _WIDE = 100, 54, 150  # stretch of a letter key, of the room before a short row, and of a key beside a row
_WELSH_KEY, _SIGN_KEY, _SPACE, _NEXT, _HIDE = 207, 124, 546, 190, 275


class Keyboard(Container):
    """The keys for one kind of answer. `open_for` shows it for a field; it says when Hide keyboard or Next field was pressed."""

    hidden = Signal()
    next_wanted = Signal()
    typed = Signal(str)

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = KeyboardKind.TEXT
        self._page = Page.LETTERS
        self._capitals = False
        self._once = False
        self._more = False
        self.keys: dict[str, Key] = {}
        self.capitals_key: Key | None = None
        self._body: QWidget | None = None
        self._built: tuple[KeyboardKind, Page, bool, Look] | None = None  # what the keys that stand there are for
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # keys stand in their places in every language
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)
        self.open_for(KeyboardKind.TEXT)

    @property
    def capitals(self) -> bool:
        """Whether letters are capitals now."""
        return self._capitals

    @property
    def page(self) -> Page:
        """What the keys show now."""
        return self._page

    def open_for(self, kind: KeyboardKind, *, empty: bool = True, more: bool = False) -> None:
        """Show the keys for a kind of field. A name begins with a capital only while the field is `empty`.

        Where there are `more` fields on the page, a key leads to the next.
        """
        begin, before = start(kind), self._capitals
        self._kind, self._page, self._more = kind, begin.page, more
        self._once = begin.once and empty
        self._capitals = self._once if begin.once else begin.capitals
        if self._built != self._wanted():
            self._build()
        elif self._capitals is not before:
            self._show_capitals(self._capitals)

    def open_for_field(self, field: QWidget, *, more: bool = False) -> None:
        """Show the keys for a field, by its `keyboard` property."""
        kind = getattr(field, "keyboard", KeyboardKind.TEXT)
        self.open_for(kind, empty=not (isinstance(field, QLineEdit) and field.text()), more=more)

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by what it is."""
        self.setAccessibleName(self.looks.say(_("Keyboard on the screen")))

    def look_changed(self) -> None:
        """Also its height."""
        super().look_changed()
        self._build()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("surface"))
        painter.fillRect(0, 0, self.width(), _RULE, self.looks.colour("text"))

    def set_capitals(self, on: bool) -> None:  # noqa: FBT001 - a switch has two positions
        """Turn capitals on or off, and say so."""
        self._once = False
        self._show_capitals(on)
        announce(self, self.looks.say(_("Capitals on") if on else _("Capitals off")))

    def show_page(self, page: Page) -> None:
        """Show letters, Welsh letters, signs or digits."""
        self._page = page
        self._build()

    def press(self, text: str) -> None:
        """Type `text` into the focused widget."""
        target = self._target()
        if target is None:
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)
        self.typed.emit(text)
        if self._once and text.isalpha():
            self._once = False
            self._show_capitals(on=False)

    def _target(self) -> QWidget | None:
        return self.window().focusWidget()

    def _send(self, key: Qt.Key) -> None:
        target = self._target()
        if target is not None:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def _show_capitals(self, on: bool) -> None:  # noqa: FBT001 - a switch has two positions
        self._capitals = on
        if self.capitals_key is not None:
            self.capitals_key.setChecked(on)
            self.capitals_key.set_words(*self._capitals_words()[:1], short=_("ABC"), spoken=self._capitals_words()[1])
        for character, key in self.keys.items():
            if character.isalpha():
                key.set_words(character.upper() if on else character)
        self.update()

    def _capitals_words(self) -> tuple[Said, Said]:
        state = _("Capitals on") if self._capitals else _("Capitals")
        return state, _("Capitals on") if self._capitals else _("Capitals off")

    def _wanted(self) -> tuple[KeyboardKind, Page, bool, Look]:
        return self._kind, self._page, self._more, self.looks.look

    def _build(self) -> None:
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._built = self._wanted()
        self.keys.clear()
        self.capitals_key = None
        measures = self.looks.measures
        gap = measures.key_gap
        self._outer.setContentsMargins(measures.margin, measures.key_inset[0], measures.margin, measures.key_inset[1])
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        self._outer.addWidget(self._body)
        if self._page is Page.DIGITS:
            self._build_digits(column)
        else:
            self._build_letters(column)
        self._body.show()
        self.updateGeometry()

    def _build_letters(self, column: QVBoxLayout) -> None:
        all_rows = rows(self._page)
        for number, characters in enumerate(all_rows):
            row = self._row(column)
            last = number == len(all_rows) - 1
            short = len(characters) == len(all_rows[0]) - 1 and not last
            if short:
                row.addStretch(_HALF)
            if last:
                row.addWidget(self._capitals_or_letters(), _WIDE)
            for character in characters:
                row.addWidget(self._character(character), _UNIT)
            if last:
                row.addWidget(self._delete(), _WIDE)
            if short:
                row.addStretch(_HALF)
        row = self._row(column)
        row.addWidget(self._turn(Page.WELSH, _("â ê ŵ ŷ"), _("â ŵ ŷ"), _("Letters with accents")), _WELSH_KEY)
        row.addWidget(self._turn(Page.SIGNS, _("- ’ @"), _("- ’ @"), _("Signs")), _SIGN_KEY)
        extra = start(self._kind).extra if self._page is Page.LETTERS else ""
        for character in extra:
            row.addWidget(self._character(character), _UNIT)
        row.addWidget(self._space(), _SPACE - _UNIT * len(extra) - (_NEXT if self._more else 0))
        if self._more:
            row.addWidget(self._next(), _NEXT)
        row.addWidget(self._hide(), _HIDE)

    def _build_digits(self, column: QVBoxLayout) -> None:
        begin = start(self._kind)
        keys = [self._delete()]
        if self._kind is KeyboardKind.PHONE or (begin.letters and not self._more):
            keys.append(self._space())
        if self._more:
            keys.append(self._next())
        if begin.letters:
            keys.append(self._turn(Page.LETTERS, _("ABC"), _("ABC"), _("Letters")))
        sides = (*keys, *(None for _missing in range(_DIGIT_ROWS - 1 - len(keys))), self._hide())
        last = f"{begin.extra or ' '}0 "
        for characters, side in zip((*rows(Page.DIGITS), last), sides, strict=True):
            row = self._row(column)
            for character in characters:
                row.addWidget(self._gap() if character == " " else self._character(character), _UNIT)
            row.addWidget(self._gap() if side is None else side, _UNIT)

    def _gap(self) -> QWidget:
        gap = QWidget(self._body)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return gap

    def _row(self, column: QVBoxLayout) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.looks.measures.key_gap)
        column.addLayout(row)
        return row

    def _character(self, character: str) -> Key:
        shown = character.upper() if self._capitals else character
        key = Key(self.looks, verbatim(shown), spoken=sign_name(character))
        key.clicked.connect(lambda: self.press(character.upper() if self._capitals else character))
        self.keys[character] = key
        return key

    def _capitals_or_letters(self) -> Key:
        if self._page is Page.SIGNS:
            return self._turn(Page.LETTERS, _("ABC"), _("ABC"), _("Letters"))
        words, spoken = self._capitals_words()
        key = Key(self.looks, words, short=_("ABC"), spoken=spoken, icon=Icon.SHIFT, function=True)
        key.setCheckable(True)
        key.setChecked(self._capitals)
        key.clicked.connect(self.set_capitals)
        self.capitals_key = key
        return key

    def _turn(self, page: Page, words: Said, short: Said, spoken: Said) -> Key:
        shown = self._page is page
        key = Key(self.looks, words, short=short, spoken=spoken, function=True)
        key.setCheckable(shown)
        key.setChecked(shown)
        key.clicked.connect(lambda: self.show_page(Page.LETTERS if shown else page))
        return key

    def _delete(self) -> Key:
        key = Key(self.looks, _("Delete"), short=_("Del"), spoken=_("Delete the last letter"), icon=Icon.DELETE, function=True)
        key.setAutoRepeat(False)
        key.clicked.connect(lambda: self._send(Qt.Key.Key_Backspace))
        return key

    def _space(self) -> Key:
        key = Key(self.looks, _("Space"), function=True)
        key.clicked.connect(lambda: self.press(" "))
        return key

    def _next(self) -> Key:
        key = Key(self.looks, _("Next field"), short=_("Next"), spoken=_("Next field"), function=True)
        key.clicked.connect(self.next_wanted)
        return key

    def _hide(self) -> Key:
        key = Key(self.looks, _("Hide keyboard"), short=_("Hide"), icon=Icon.HIDE, function=True)
        key.clicked.connect(self._hide_now)
        return key

    def _hide_now(self) -> None:
        self.hide()
        self.hidden.emit()
