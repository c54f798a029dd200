"""Who may sign in: everybody at the left, and one of them at the right with what can be done."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from kiosk_app.ports.operators import Operator, OperatorState, Role
from kiosk_app.wording import OPERATOR_STATES, ROLES, error_words
from services.forms.words import Words
from ui.components.buttons import Button, Kind, Scale
from ui.components.errors import ErrorSummary
from ui.components.options import Entry, OptionList
from ui.components.status import Status, StatusMark
from ui.components.text import TextBlock
from ui.desk.layout import Part, column, row, side_by_side
from ui.desk.operators import FAILED
from ui.desk.places import Place
from ui.desk.role_marks import RoleMarks
from ui.desk.screen import PRIMARY_WIDTH, Stage
from ui.desk.staff_form import done_words
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import Role as TypeRole
from ui.theme import Said

_CHOSEN, _REMOVING = "operator", "removing"
_DETAIL = 460
_SHAPES = {OperatorState.ACTIVE: Status.DONE, OperatorState.LOCKED: Status.PUT_ASIDE, OperatorState.REMOVED: Status.CANNOT_START}


class OperatorListScreen(StaffScreen):
    """The list is one view, however many there are."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._list = OptionList(self.looks, self.title, [self._entry(each) for each in self.operators.people], self._chosen_id)
        self._list.setObjectName("operators")
        self._list.chosen.connect(self._choose)
        add = self._button(_("Add an operator"), "add-operator", lambda: self.session.over(Place.PERSON))
        done = done_words(self.session.view)
        self.add(self._summary, 16 if self.has_errors else 0)
        self.add(TextBlock(self.looks, self.title, TypeRole.SUBHEADING, of_page=True), 14, row(add, None), 14)
        if done is not None and not self.has_errors:
            self.add(StatusMark(self.looks, Status.DONE, done), 14)
        chosen = self._chosen
        detail = column(None) if chosen is None else self._detail(chosen)
        self.add(side_by_side(column(self._list), detail, _DETAIL, wide=stage.wide), None)
        self.focus = self._list

    @property
    def title(self) -> Said:
        """Whose list it is."""
        return _("Who may sign in")

    @property
    def has_errors(self) -> bool:
        """Whether a change was refused."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why."""
        if self.has_errors:
            self._summary.show_errors([(error_words(self.session.view[FAILED]), self._list)])
        else:
            super().entered()

    @property
    def _chosen_id(self) -> str:
        return self.session.view.get(_CHOSEN, "")

    @property
    def _chosen(self) -> Operator | None:
        return next((each for each in self.operators.people if str(each.id) == self._chosen_id), None)

    def _entry(self, operator: Operator) -> Entry:
        words = _("{name}. {state}", name=operator.name, state=OPERATOR_STATES[operator.state])
        return Entry(str(operator.id), words, operator.name.casefold())

    def _choose(self, value: str) -> None:
        view = self.session.view
        view.update({_CHOSEN: value, "focus": "operators"})
        for name in (_REMOVING, FAILED):
            view.pop(name, None)
        self.session.redraw()

    def _detail(self, operator: Operator) -> QVBoxLayout:
        has = ", ".join(self.looks.say(ROLES[role]) for role in Role if role in operator.roles)
        return column(
            TextBlock(self.looks, operator.name, TypeRole.SECTION, heading=True),
            TextBlock(self.looks, has, ink="secondary"),
            10,
            StatusMark(self.looks, _SHAPES[operator.state], OPERATOR_STATES[operator.state]),
            14,
            *(self._of_the_centre() if operator.delivered else (*self._roles(operator), 20)),
            self._state_buttons(operator),
            None,
        )

    def _roles(self, operator: Operator) -> list[Part]:
        """Which they have, to be changed."""
        roles = RoleMarks(self.looks, self.session.view, f"{operator.id}:{','.join(sorted(operator.roles))}", operator.roles)
        save = self._button(
            _("Keep these roles"), "keep-roles", lambda: self.operators.change_roles(operator.id, roles.chosen), Kind.PRIMARY
        )
        return [*roles.rows, 10, row(save, None)]

    def _of_the_centre(self) -> list[Part]:
        """Who says which they have."""
        said = _("Delivered by the centre, which says which roles they have.")
        return [TextBlock(self.looks, said), 20]

    def _state_buttons(self, operator: Operator) -> QVBoxLayout:
        if self.session.view.get(_REMOVING) == str(operator.id):
            sure = _("{name} can then never sign in here again. What they did stays in the records.", name=operator.name)
            yes = self._button(
                _("Remove for ever"), "remove-yes", lambda: self._state(operator.id, OperatorState.REMOVED), Kind.WARNING
            )
            no = self._button(_("Keep"), "remove-no", lambda: self._ask_to_remove(""))
            return column(TextBlock(self.looks, sure), 10, row(yes, 16, no, None))
        locked = operator.state is OperatorState.LOCKED
        words: Words = _("Unlock") if locked else _("Lock")
        wanted = OperatorState.ACTIVE if locked else OperatorState.LOCKED
        switch = self._button(words, "switch-lock", lambda: self._state(operator.id, wanted))
        remove = self._button(_("Remove"), "remove", lambda: self._ask_to_remove(str(operator.id)))
        return column(row(switch, 16, remove, None))

    def _state(self, operator: UUID, state: OperatorState) -> None:
        self.session.view.pop(_REMOVING, None)
        self.operators.change_state(operator, state)

    def _ask_to_remove(self, operator: str) -> None:
        self.session.view.update({_REMOVING: operator, "focus": "remove-no" if operator else "remove"})
        self.session.redraw()

    def _button(self, words: Said, name: str, act: Callable[[], None], kind: Kind = Kind.SECONDARY) -> Button:
        scale = Scale.NORMAL if kind is Kind.PRIMARY else Scale.STAFF
        button = Button(self.looks, words, kind, scale=scale, minimum=PRIMARY_WIDTH if kind is Kind.PRIMARY else 0)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button
