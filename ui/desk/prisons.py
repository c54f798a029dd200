"""Choosing the prison whose visiting day one wants to read about; the rules for all are one press away."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from services.forms.fields import ChoiceField, Option
from services.forms.words import bilingual
from ui.components.fields import TextField
from ui.components.text import TextBlock
from ui.desk.guides import PRISON, TOPIC
from ui.desk.inputs import BESIDE_FIELD, SearchInput, slot_of
from ui.desk.places import MOVED_UP, Place
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import Role, Said

_TYPED = "typed"


class PrisonsScreen(Screen):
    """Every prison of the catalogue, also those where visits cannot be asked for here."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        guides = self.session.guides
        prisons = guides.library.prisons if guides.library is not None else ()
        field = ChoiceField(path=PRISON, label=_("Which prison?"), options=(), search=True)
        options = [Option(each.code, bilingual(each.name_en, each.name_cy), also=each.other_names) for each in prisons]
        view = self.session.view
        self._heading = TextBlock(self.looks, self.title, Role.HEADING, heading=True)
        self._search = SearchInput(
            self.looks,
            field,
            options,
            guides.choice,
            PRISON,
            remember=lambda text: view.update({_TYPED: text}),
            typed=view.get(_TYPED, ""),
        )
        for line in self._search.fields:
            if isinstance(line, TextField):
                line.returnPressed.connect(self.enter)
        self.add(self._heading, 16, self._search.widget, None)
        self.primary(_("Continue"), self._continue)
        self.secondary(_("Rules for every prison"), lambda: self._open(""), "every-prison")
        self.focus = self._search.focus

    @property
    def title(self) -> Said:
        """The question."""
        return _("Which prison will you go to?")

    @property
    def name(self) -> Said:
        """As on the tile that leads to it."""
        return _("Information")

    def entered(self) -> None:
        """What is not loaded yet comes in a moment."""
        super().entered()
        if self.session.guides.library is None:
            self.session.view[MOVED_UP] = "yes"
            self.session.guides.load()

    def slot_for(self, widget: QWidget) -> QBoxLayout | None:
        """Beside the field."""
        return slot_of([self._search], widget)

    def keyboard_changed(self, *, is_open: bool, tight: bool) -> None:
        """The heading gives room."""
        self._heading.set_style(Role.SUBHEADING if is_open else Role.HEADING)
        beside = BESIDE_FIELD if self.looks.largest or (is_open and tight) else 0
        self._search.limit(self.stage.content_width - beside)

    def _continue(self) -> None:
        """To the page of the one that is chosen, or left; with none, to the rules for all."""
        self._search.settle()
        self._open(self.session.guides.choice.get(PRISON))

    def _open(self, prison: str) -> None:
        topic = {TOPIC: self.session.view[TOPIC]} if TOPIC in self.session.view else {}
        self.session.over(Place.TOPIC, {**topic, PRISON: prison} if prison else topic)
