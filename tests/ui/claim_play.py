"""A claim from an empty kiosk to the last button, by keys alone.

The play knows no page: it looks at what is asked and types the answer that a draft has for its place, so a page that comes later
is answered as long as the draft has an answer to it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from services.forms.draft import Draft
from services.forms.fields import AnyField, ChoiceField, DateField, TextField
from services.forms.journey import Step
from services.forms.page import ListPage
from services.forms.service import Service
from services.forms.statement import StatementField
from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.hands import ByKeys
from ui.desk.places import Place

_MOST = 160  # pages, or presses of one key on a page


class ClaimPlay:
    """One play. `titles` are the window's titles by page."""

    def __init__(self, driver: Driver, service: Service, answers: Draft) -> None:
        self.driver, self._service, self._answers = driver, service, answers
        self.titles: dict[str, str] = {}

    def begin(self, language: Language) -> None:
        """Wake the kiosk, choose the language, and begin the service."""
        person = ByKeys(self.driver)
        self.driver.wait(61)
        person.begin()
        person.press(f"language:{language.value}")
        self.driver.press(f"tile:{self._service.key}")

    def answer(self, until: str = "") -> None:
        """Every question, up to the page `until` or to the answers to check."""
        for _page in range(_MOST):
            step = self.driver.window.session.journey.step
            if step is None or step.page.key == until:
                return
            self.titles.setdefault(step.page.key, self.driver.window.windowTitle())
            self._answer_page(step)
        raise AssertionError(f"the questions do not end: {self.driver.window.windowTitle()}")

    def write(self, path: str, text: str) -> None:
        """Put a text into a field in the place of what is there."""
        self.driver.tab_to(f"field:{path}")
        line = self.driver.focus()
        assert isinstance(line, QLineEdit | QPlainTextEdit)
        if line.toPlainText() if isinstance(line, QPlainTextEdit) else line.text():
            self.driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.driver.key(Qt.Key.Key_Delete)
        for number, part in enumerate(text.split("\n")):
            if number:
                self.driver.key(Qt.Key.Key_Return)
            self.driver.type(part)

    def sign(self) -> None:
        """Make the statement on the page, and go on."""
        step = self.driver.window.session.journey.step
        assert step is not None
        self.driver.tab_to(f"statement:{step.page.fields[0].path}")  # type: ignore[union-attr]
        self.driver.key(Qt.Key.Key_Space)
        self.driver.press("continue")

    def typed(self) -> dict[str, str]:
        """What was typed and chosen, without the statement."""
        draft = self.driver.window.session.journey.draft
        return {path: text for path, text in draft.items() if not path.startswith("statement.")}

    def keep(self) -> None:
        """Say yes to what must be said yes to, save, and end."""
        self.titles["check"] = self.driver.window.windowTitle()
        for problem in self.driver.window.session.journey.unconfirmed():
            self.driver.tab_to(f"confirm:{problem.path}:{problem.code}")
            self.driver.key(Qt.Key.Key_Space)
        self.driver.press("continue")
        assert self.driver.place is Place.CONFIRMATION, self.driver.window.windowTitle()
        self.titles["confirmation"] = self.driver.window.windowTitle()
        self.driver.press("finish")
        if self.driver.has("finish-without"):
            self.titles["unprinted"] = self.driver.window.windowTitle()
            self.driver.press("finish-without")

    def _answer_page(self, step: Step) -> None:
        way = self.driver.window.session.journey
        if isinstance(step.page, ListPage):
            more = way.draft.count(step.page.path) < self._answers.count(step.page.path)
            self.driver.press("add" if more else "continue")
            return
        if isinstance(step.page.fields[0], StatementField):
            self.sign()
            return
        for field in step.page.fields:
            self._answer_field(step.path(field.path), field)
        if isinstance(self.driver.focus(), QLineEdit):
            self.driver.key(Qt.Key.Key_Return)
        else:
            self.driver.press("continue")
        assert not way.shown, f"{step.key}: {[(problem.path, problem.code) for problem in way.shown]}"

    def _answer_field(self, path: str, field: AnyField) -> None:
        answers = self._answers
        if isinstance(field, DateField):
            for part in field.parts if answers.get(f"{path}.day") else ():
                self.write(f"{path}.{part}", answers.get(f"{path}.{part}"))
        elif isinstance(field, TextField):
            if answers.get(path):
                self.write(path, answers.get(path))
        elif isinstance(field, ChoiceField) and field.search:
            if answers.get(path):
                ByKeys(self.driver).pick(f"options:{path}", answers.get(path))
        else:
            self._choose(path, answers.get(path))

    def _choose(self, path: str, value: str) -> None:
        """With Tab into the group of this question, with the arrow keys to the answer."""
        group = self.driver.find(f"group:{path}")
        for _press in range(_MOST):
            focused = self.driver.focus()
            if group.isAncestorOf(focused) and focused.objectName().startswith("option:"):
                break
            self.driver.key(Qt.Key.Key_Tab)
        self.driver.walk_radios(f"option:{value}")
