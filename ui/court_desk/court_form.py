"""A form of the court desk: lines to type into, lists to choose from, and what a page remembers of both while it is shown.

Letters are typed, so the keys of such a page are F keys and Enter.
"""

from __future__ import annotations

from collections.abc import Sequence

from ui.components.buttons import Button, Kind, Scale
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.options import Entry, OptionList
from ui.components.text import BOLD, TextBlock
from ui.court_desk.court_page import CourtScreen
from ui.desk.layout import Part, row
from ui.desk.screen import PRIMARY_WIDTH
from ui.desk.words import _
from ui.theme import Role, Said

_MOST = 40  # characters


class CourtForm(CourtScreen):
    """Subclasses lay out lines and lists, and say what `enter` does."""

    def line(self, key: str, label: Said, hint: Said = "", *, initial: str = "", chars: int = 14) -> TextField:
        """A line to type into; Enter does what the green button does."""
        view = self.session.view
        field = TextField(self.looks, label, hint=hint, keyboard=KeyboardKind.CODE, chars=chars, most=_MOST)
        field.setText(view.setdefault(f"typed:{key}", initial))
        field.textChanged.connect(lambda text: view.__setitem__(f"typed:{key}", text))
        field.returnPressed.connect(self.enter)
        field.setObjectName(f"field:{key}")
        if not self.stage.wide:
            field.setMaximumWidth(self.stage.content_width)
        return field

    def pick(self, key: str, name: Said, choices: Sequence[tuple[str, Said]], initial: str = "") -> OptionList:
        """A list of which one is chosen with the arrow keys."""
        view = self.session.view
        chosen = view.setdefault(f"picked:{key}", initial or (choices[0][0] if choices else ""))
        listed = OptionList(self.looks, name, [Entry(value, words, value) for value, words in choices], chosen)
        listed.chosen.connect(lambda value: view.__setitem__(f"picked:{key}", value))
        listed.setObjectName(f"list:{key}")
        return listed

    def typed(self, key: str) -> str:
        """What stands in a line."""
        return self.session.view.get(f"typed:{key}", "").strip()

    def picked(self, key: str) -> str:
        """What is chosen in a list."""
        return self.session.view.get(f"picked:{key}", "")

    def enter(self) -> None:
        """The green button was pressed."""
        raise NotImplementedError

    def labelled(self, field: TextField | OptionList, label: Said, hint: Said = "") -> list[Part]:
        """A line or a list below its label."""
        hints: list[Part] = [TextBlock(self.looks, hint, Role.STAFF, ink="secondary"), 4] if hint else []
        return [TextBlock(self.looks, label, weight=BOLD), *hints, 4, field, 12]

    def closing(self, words: Said) -> list[Part]:
        """The green button, and the way back."""
        go = Button(self.looks, words, Kind.PRIMARY, minimum=PRIMARY_WIDTH)
        go.setObjectName("continue")
        go.clicked.connect(self.enter)
        back = Button(self.looks, _("Go back"), Kind.SECONDARY, scale=Scale.STAFF)
        back.setObjectName("go-back")
        back.clicked.connect(self.session.back)
        return [8, row(go, 16, back, None)] if self.stage.wide else [8, row(go, None), 12, row(back, None)]
