"""Who is signed in at this window: signing in, locking and unlocking, and what administrators do to operators.

Behind the hidden gesture. Where nobody has been made an operator the staff page opens as it is. What somebody types as a secret
is handed over when it is asked for, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk_app.errors import KnownError
from kiosk_app.ports.operators import Operator, OperatorState, Permission, Role
from kiosk_app.site import DeskKind
from kiosk_app.staff_errors import NotSignedIn
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import RESTING, STAFFED, Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.operators import Wanted
    from kiosk_app.use_cases.seat import Seat
    from ui.desk.session import Session

_Answer = TypeVar("_Answer")

FAILED, SECONDS, DONE = "sign-in-failed", "sign-in-seconds", "operators-done"  # what a page remembers: codes and a count
_SIGNING_IN = frozenset({Place.SIGN_IN, Place.START, Place.ATTRACT})  # the last two at a desk of staff
_DESKS = frozenset({Place.CASELOAD, Place.BATCHES})
_HOMES = (
    (DeskKind.HELPER, Permission.HELP, Place.CASELOAD),
    (DeskKind.COURT, Permission.CAPTURE, Place.BATCHES),
)
_ENTRANCES: Mapping[DeskKind, tuple[Permission, ...]] = MappingProxyType(
    {kind: (Permission.STAFF_PAGES, *(needs for at, needs, _place in _HOMES if at is kind)) for kind in DeskKind},
)
"""What one must be allowed, to sign in at a desk: one of these."""
_READING = frozenset({Place.HELP, Place.NO_SPEECH, Place.INFORMATION, Place.TOPIC, Place.PRISONS})
_LAID_OVER = STAFFED | _READING | {Place.IDLE}  # of which one may lie over the work of an operator


class Operators:
    """Asks the desk's seat, one thing at a time, and remembers what its pages show."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self.at_work: Operator | None = None
        self.people: Sequence[Operator] = ()
        self._hidden = False  # whoever is at work has locked the screen
        session.changed.connect(self._page_changed)

    def may(self, permission: Permission) -> bool:
        """Whether whoever is at work may do this; anybody, where nobody needs to sign in. The application asks again."""
        return self.at_work is None or self.at_work.may(permission)

    @property
    def reading(self) -> bool:
        """Whether what anybody may read lies over work that is not locked: time on it ends with the lock, as on that work."""
        return self.at_work is not None and not self._hidden and self._session.place in _READING

    def enter(self) -> None:
        """Somebody made the hidden gesture; a client who has the screen makes none."""
        if self._session.staff.helping.client_has_it:
            return
        if self._session.place in _DESKS and self.at_work is not None and self.at_work.may(Permission.STAFF_PAGES):
            self._session.over(Place.ADMIN)
            return
        if self._session.place in _SIGNING_IN - {Place.START} | STAFFED:
            return
        if not self._door.is_open or self._door.desk().seat is None:
            self._session.over(Place.ADMIN)
            return

        def known(needed: bool) -> None:  # noqa: FBT001 - an answer
            self._session.over(Place.SIGN_IN if needed else Place.ADMIN)

        here = self._here()
        self._door.ask(_needed, here(known), here(lambda _error: self._session.over(Place.ADMIN)))

    def sign_in(self, name: str, secret: str) -> None:
        """Begin the work of somebody."""

        def begun(operator: Operator) -> None:
            if self._session.place in _SIGNING_IN:
                self.at_work = operator
                self._session.staff.open(Place.OWN_SECRET if operator.renew else self._home(operator))
            else:  # nobody waits for it any more
                self._leave()

        self._session.begin()
        self._ask(lambda seat: seat.sign_in(name, secret, *_ENTRANCES[self._kind]).operator, begun)

    def lock(self, *, idle: bool = False) -> None:
        """Hide the work of whoever is signed in; the page goes at once, whatever is still to be answered."""
        if self.at_work is None or self._session.place in {Place.LOCKED, Place.IDLE}:
            return
        focused = self._focused()
        if focused:
            self._session.view["focus"] = focused
        self._hidden = True
        self._session.over(Place.LOCKED)

        def hide(desk: PublicDesk) -> None:
            from kiosk_app.use_cases.seat import Hidden

            _seat(desk).hide(Hidden.IDLE if idle else Hidden.ASKED)

        self._door.tell(hide, lambda _error: None)

    def unlock(self, name: str, secret: str) -> None:
        """Come back to where the work was, or end it as an administrator."""

        def answered(resumed: bool) -> None:  # noqa: FBT001 - an answer
            if not resumed:
                self.at_work = None
                self._session.finish("stopped")
                return
            self._hidden = False
            if self._session.staff.helping.returned():
                return
            for over in (Place.IDLE, Place.LOCKED):  # the question may have come meanwhile
                if self._session.place is over:
                    self._session.leave()

        self._ask(lambda seat: seat.resume(name, secret), answered)

    def change_secret(self, present: str, new: str) -> None:
        """Another PIN or passphrase for whoever is at work."""

        def changed(_nothing: None) -> None:
            if self.at_work is None or not self.at_work.renew:
                self._done("secret")
                return
            self.at_work = replace(self.at_work, renew=False)
            self._session.staff.open(self._home(self.at_work))

        self._ask(lambda seat: seat.change_secret(present, new), self._here()(changed))

    def show_people(self) -> None:
        """The list of who may sign in."""

        def found(people: Sequence[Operator]) -> None:
            self.people = people
            self._session.over(Place.PEOPLE)

        self._ask(lambda seat: seat.everyone(), self._here()(found))

    def create(self, wanted: Wanted) -> None:
        """Make somebody an operator, and show the list."""

        def created(people: Sequence[Operator]) -> None:
            self.people = people
            self._session.leave()
            self._done("created")

        def create(seat: Seat) -> Sequence[Operator]:
            seat.create(wanted)
            return seat.everyone()

        self._ask(create, self._here()(created))

    def change_roles(self, operator: UUID, roles: frozenset[Role]) -> None:
        """Give other roles."""
        self._change(lambda seat: seat.change_roles(operator, roles))

    def change_state(self, operator: UUID, state: OperatorState) -> None:
        """Lock, unlock or remove."""
        self._change(lambda seat: seat.change_state(operator, state))

    def _change(self, change: Callable[[Seat], None]) -> None:
        def changed(people: Sequence[Operator]) -> None:
            self.people = people
            self._done("changed")

        def ask(seat: Seat) -> Sequence[Operator]:
            change(seat)
            return seat.everyone()

        self._ask(ask, self._here()(changed))

    def _ask(self, call: Callable[[Seat], _Answer], done: Callable[[_Answer], None]) -> None:
        here = self._here()
        self._door.ask(lambda desk: call(_seat(desk)), done, here(self._failed))

    def _failed(self, error: KnownError) -> None:
        view = self._session.view
        view.pop(DONE, None)
        view[FAILED] = error.code
        view[SECONDS] = str(error.details.get("seconds", ""))
        self._session.redraw()

    def _done(self, what: str) -> None:
        view = self._session.view
        view.pop(FAILED, None)
        view[DONE] = what
        self._session.redraw()

    def _page_changed(self) -> None:
        """Whoever leaves the pages of staff is signed out; where nobody's session lies under them, this one ends with it."""
        place = self._session.place
        if self.at_work is None or place in _LAID_OVER or self._session.staff.helping.owns(place):
            return
        self.at_work, self.people, self._hidden = None, (), False
        self._leave()
        if place in RESTING:
            QTimer.singleShot(0, self._session, lambda: self._session.finish("stopped"))

    @property
    def _kind(self) -> DeskKind:
        return self._door.desk().site.desk

    def _home(self, operator: Operator) -> Place:
        """Where the work of somebody begins."""
        for kind, permission, place in _HOMES:
            if self._kind is kind and operator.may(permission):
                return place
        return Place.ADMIN

    def _leave(self) -> None:
        def leave(desk: PublicDesk) -> None:
            from kiosk_app.use_cases.seat import Left

            _seat(desk).leave(Left.LEFT)

        self._door.tell(leave, lambda _error: None)

    def _focused(self) -> str:
        window = self._session.parent()
        focused = window.focusWidget() if isinstance(window, QWidget) else None
        return "" if focused is None else focused.objectName()


def _needed(desk: PublicDesk) -> bool:
    return desk.seat is not None and desk.seat.needed()


def _seat(desk: PublicDesk) -> Seat:
    if desk.seat is None:
        raise NotSignedIn
    return desk.seat
