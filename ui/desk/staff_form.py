"""A form of staff pages: a few lines to type into, one after the other, what is wrong at the top, and one green button.

What is typed is remembered while the page is, but for secrets: of those nothing is kept outside their fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from kiosk_app.wording import error_words
from services.forms.words import Words
from ui.a11y import announce
from ui.components.buttons import Button, Kind, Scale
from ui.components.errors import ErrorSummary
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.secret import SecretField
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Part, column, row, side_by_side
from ui.desk.operators import DONE, FAILED, SECONDS
from ui.desk.screen import PRIMARY_WIDTH, Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, span_words
from ui.theme import Role, Said

_CHARS, _BESIDE = 22, 330
_NOT_THE_SAME = _("The two are not the same. Enter the new PIN or passphrase twice.")
_BOTH = _("Enter a name, and a PIN or passphrase.")
LOCAL = {"not-the-same": _NOT_THE_SAME, "nothing-entered": _BOTH}
"""What the page itself finds wrong, before anybody is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line to type into."""

    key: str
    label: Words
    hint: Words | None = None
    secret: bool = True


class StaffForm(StaffScreen):
    """Subclasses name the fields, and say what the button does."""

    asked: Sequence[Asked] = ()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.lines = {each.key: self._line(each) for each in self.asked}
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._wait = TextBlock(self.looks, "", Role.BODY, weight=BOLD)
        self._wait.setObjectName("wait")
        self._told = 0
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True))
        self.add(6, TextBlock(self.looks, self.sentence, ink="secondary"), 16)
        parts = [part for each in self.asked for part in self._parts(each)]
        beside = self.beside()
        fields = column(*parts)
        self.add(fields if beside is None else side_by_side(fields, beside, _BESIDE, wide=stage.wide))
        self.focus = next(iter(self.lines.values()))
        self._count_down()

    @property
    def sentence(self) -> Said:
        """Below the heading."""
        raise NotImplementedError

    @property
    def has_errors(self) -> bool:
        """Whether what was asked for was refused."""
        return bool(self.session.view.get(FAILED))

    def beside(self) -> QVBoxLayout | None:
        """What stands beside the fields, or below them where there is no room; None for nothing."""
        return None

    def close_form(self, words: Said, *, back: bool = True) -> None:
        """The buttons below the fields."""
        go = Button(self.looks, words, Kind.PRIMARY, minimum=PRIMARY_WIDTH)
        go.setObjectName("continue")
        go.clicked.connect(self.enter)
        leave = Button(self.looks, _("Go back"), Kind.SECONDARY, scale=Scale.STAFF)
        leave.setObjectName("go-back")
        leave.clicked.connect(self.session.back)
        self.add(8, row(go, 16, leave, None) if back else row(go, None), 12, self._wait, None)

    def typed(self, key: str) -> str:
        """What stands in a field."""
        return self.lines[key].text()

    def refuse(self, code: str) -> None:
        """Show what the page itself found wrong."""
        self.session.view[FAILED] = code
        self.session.view.pop(SECONDS, None)
        self.session.redraw()

    def entered(self) -> None:
        """Show what is wrong, or what was done."""
        code = self.session.view.get(FAILED, "")
        if not code:
            super().entered()
            return
        words = LOCAL.get(code) or error_words(code)
        first = next(iter(self.lines.values()))
        first.set_error(words)
        self._summary.show_errors([(words, first)])

    def tick(self) -> None:
        """Also how long to wait."""
        super().tick()
        self._count_down()

    def _count_down(self) -> None:
        """After several wrong tries: the seconds until the next is looked at, spoken every ten."""
        view, now = self.session.view, self.stage.time.seconds()
        asked = view.pop(SECONDS, "")
        if asked:
            view["until"] = str(now + float(asked))
        left = max(0, round(float(view.get("until", "0")) - now))
        self._wait.set_text(_("You can try again in {time}.", time=span_words(left)) if left else "")
        self._wait.setVisible(bool(left))
        if left and left % 10 == 0 and left != self._told:
            self._told = left
            announce(self.body, self._wait.text())

    def _parts(self, asked: Asked) -> list[Part]:
        hint = [] if asked.hint is None else [TextBlock(self.looks, asked.hint, Role.STAFF, ink="secondary")]
        return [TextBlock(self.looks, asked.label, weight=BOLD), *hint, 6, self.lines[asked.key], 16]

    def _line(self, asked: Asked) -> TextField:
        if asked.secret:
            field: TextField = SecretField(self.looks, asked.label, hint=asked.hint or "", chars=_CHARS)
        else:
            field = TextField(self.looks, asked.label, hint=asked.hint or "", keyboard=KeyboardKind.NAME, chars=_CHARS, most=60)
            field.setText(self.session.view.get(f"typed:{asked.key}", ""))
            field.textChanged.connect(lambda text: self.session.view.__setitem__(f"typed:{asked.key}", text))
        field.setObjectName(f"field:{asked.key}")
        field.returnPressed.connect(self.enter)
        if not self.stage.wide:
            field.setMaximumWidth(self.stage.content_width)
        return field


def done_words(view: dict[str, str]) -> Words | None:
    """What was done a moment ago."""
    return {
        "secret": _("Your PIN or passphrase is changed."),
        "created": _("The new operator can sign in now."),
        "changed": _("The change is kept."),
    }.get(view.get(DONE, ""))
