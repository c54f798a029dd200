"""The keys of a page of staff, over that page: its own, and those that work everywhere. Esc leads back; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from services.forms.words import Words
from ui.components.buttons import Button, Kind, Scale
from ui.components.containers import Section
from ui.components.keycap import KeyCap, KeyTold, cap_width, key_words
from ui.components.staff import Shortcut
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import column, row, side_by_side
from ui.desk.places import Place
from ui.desk.screen import Stage
from ui.desk.staff_keys import PageKeys
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import LookSource, Role, Said

_BESIDE, _GUTTER, _BETWEEN, _AIR = 560, 40, 12, 8
_EVERYWHERE: Final[Sequence[tuple[str, Words]]] = (
    ("Tab", _("Next")),
    ("Esc", _("Back")),
    ("F1", _("All keys of a page")),
    ("F2", _("Text size")),
    ("F3", _("Contrast")),
    ("F4", _("Read the screen aloud, or stop")),
    ("F5", _("Say it again")),
    ("F6", _("Quieter")),
    ("F7", _("Louder")),
    ("F8", _("Slower keys, or as quick as before")),
    ("F10", _("To the foot of the screen")),
    ("F12", _("Lock the screen")),
)
"""What the window itself does, where a page has no other use for the key."""


class _KeyWords(TextBlock):
    """What a key does; said with the key, which stands beside it for the eye."""

    def __init__(self, looks: LookSource, key: str, does: Said) -> None:
        self._key = key
        super().__init__(looks, does)

    def accessible_full_name(self) -> str:
        """The key too."""
        return f"{self.looks.say(key_words(self._key))}: {self.text()}"


class StaffHelpScreen(StaffScreen):
    """See the module."""

    beside_ways = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        page = self.session.staff.keys or PageKeys(self.title, ())
        own = {key for key, _does in page.keys}
        left = self._list(_("On this page"), page.keys, page.title)
        right = self._list(_("Everywhere"), [each for each in _EVERYWHERE if each[0] not in own], "")
        right.addSpacing(_BETWEEN)
        right.addWidget(TextBlock(self.looks, _("The button at the top changes the language."), ink="secondary"))
        back = Button(self.looks, _("Back to the page"), Kind.SECONDARY, scale=Scale.STAFF, key="Esc")
        back.setObjectName("back-to-page")
        back.clicked.connect(self.session.leave)
        slower = Button(self.looks, self._pace(), Kind.SECONDARY, scale=Scale.STAFF, key="F8")
        slower.setObjectName("slow-keys")
        slower.clicked.connect(stage.slow_keys)
        people = Button(self.looks, _("Get help"), Kind.SECONDARY, scale=Scale.STAFF)
        people.setObjectName("public-help")
        people.clicked.connect(lambda: self.session.over(Place.HELP))
        ways = (back, slower, people)
        spaced = [part for way in ways for part in ((way, 14) if stage.wide else (row(way, None), 14))][:-1]
        self.add(
            TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True), 4,
            TextBlock(self.looks, _("Everything stays as you left it."), ink="secondary"), 14,
            row(*spaced, None) if stage.wide else column(*spaced), 18,
            side_by_side(left, right, _BESIDE, wide=stage.wide, gutter=_GUTTER), None,
        )  # fmt: skip
        self.focus = back

    @property
    def title(self) -> Said:
        """What is listed."""
        return _("Keys")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys of this page."""
        return (Shortcut("Tab", _("Next")), Shortcut("Esc", _("Back")))

    def _pace(self) -> Words:
        return _("Make keys as quick as before") if self.stage.keys_are_slow else _("Make keys slower")

    def _list(self, heading: Words, keys: Sequence[KeyTold], name: Said) -> QVBoxLayout:
        listed = column(Section(self.looks, heading), 10)
        if name:
            listed.addWidget(TextBlock(self.looks, name, weight=BOLD))
            listed.addSpacing(_AIR)
        wide = max((int(cap_width(self.looks, key)) for key, _does in keys), default=0)
        for key, does in keys:
            listed.addLayout(self._line(key, does, wide))
            listed.addSpacing(_AIR)
        return listed

    def _line(self, key: str, does: Said, wide: int) -> QVBoxLayout:
        cap, words = KeyCap(self.looks, key), _KeyWords(self.looks, key, does)
        if not self.stage.wide:
            return column(row(cap, None), 2, words)
        return column(row(column(cap, None), wide - cap.sizeHint().width() + _BETWEEN, column(None, words, None)))
