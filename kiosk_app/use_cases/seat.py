"""The place at a desk where one operator at a time works: signed in, perhaps with the screen locked, and gone.

While the screen is locked nothing can be done but to unlock it, by the same operator, or by somebody who may end the session.
Whatever is done asks the store who the operator is now: somebody who was removed or locked meanwhile can do nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.operators import Operator, OperatorState, Permission, Role
from kiosk_app.staff_errors import NotPermitted, NotSignedIn, SignInRefused
from kiosk_app.use_cases.operators import ManagingOperators, SignIns, Wanted


class Left(StrEnum):
    """How a session ended."""

    LEFT = "left"  # by whoever it belonged to
    SWITCHED = "switched"  # another operator signed in
    IDLE = "idle"  # nobody came back
    ENDED = "ended"  # by an administrator, while the screen was locked


class Hidden(StrEnum):
    """Why the screen was locked."""

    ASKED = "asked"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class OperatorSession:
    """One operator at work, as they were when they signed in."""

    id: UUID
    operator: Operator


class Seat:
    """One desk's. Methods block and may raise a `StoreError`; they are called one at a time."""

    def __init__(self, sign_ins: SignIns, managing: ManagingOperators, audit: AuditLog, new_id: Callable[[], UUID]) -> None:
        self._sign_ins = sign_ins
        self._managing = managing
        self._audit = audit
        self._new_id = new_id
        self.session: OperatorSession | None = None
        self.hidden = False
        self._lent: frozenset[Permission] | None = None  # what somebody else, who has the screen, may do with it

    def needed(self) -> bool:
        """Whether anybody must sign in here."""
        return self._sign_ins.needed()

    def sign_in(self, name: str, secret: str, *to: Permission) -> OperatorSession:
        """Begin a session of somebody who may do one of `to`; one that was under way ends first.

        Whoever came in with a one-time code of the centre may do nothing before they have changed it.

        Raises:
            SignInRefused, SignInWaits, SignInLocked: nobody signed in.
            NotPermitted: it is them, and no role of theirs allows it; nobody signed in.
        """
        operator = self._sign_ins.check(name, secret)
        session = OperatorSession(self._new_id(), operator)
        self._sign_ins.admit(operator, session.id)
        if self.session is not None:
            self.leave(Left.SWITCHED)
        self.session, self.hidden, self._lent = session, False, None
        if not any(map(operator.could, to)):
            self.leave(Left.LEFT)
            raise NotPermitted
        return session

    def hide(self, why: Hidden) -> None:
        """Lock the screen. Nothing to do where nobody is signed in, or it is locked."""
        if self.session is not None and not self.hidden:
            self.hidden = True
            self._note(Event.OPERATOR_HIDDEN, self.session, how=why)

    def lend(self, *to: Permission) -> None:
        """Somebody who is no operator has the screen: until who is signed in resumes, this and no more can be done."""
        self._lent = frozenset(to)

    def resume(self, name: str, secret: str) -> bool:
        """Unlock the screen: True when it is the same operator's again, False when an administrator has ended the session.

        Raises:
            NotSignedIn: there is nothing to unlock.
            SignInRefused, SignInWaits, SignInLocked: it stays locked; also for somebody else's name and secret.
        """
        session = self.session
        if session is None:
            raise NotSignedIn
        operator = self._sign_ins.check(name, secret)
        self._sign_ins.admit(operator)
        if operator.id == session.operator.id:
            self._note(Event.OPERATOR_RESUMED, session)
            self.hidden, self._lent = False, None
            return True
        if not operator.may(Permission.END_SESSIONS):
            raise SignInRefused
        self.leave(Left.ENDED, by=str(operator.id))
        return False

    def leave(self, how: Left, **details: str) -> None:
        """End the session, if there is one."""
        session, self.session, self.hidden, self._lent = self.session, None, False, None
        if session is not None:
            self._note(Event.OPERATOR_SIGNED_OUT, session, how=how, **details)

    def require(self, permission: Permission) -> Operator:
        """The operator at work, as they are now, if they may do this.

        Raises:
            NotSignedIn: nobody is, or the screen is locked, or they were removed or locked since.
            NotPermitted: no role of theirs allows it, or somebody else has the screen.
        """
        if self.session is None or self.hidden:
            raise NotSignedIn
        operator = self._sign_ins.now(self.session.operator)
        if not operator.may(permission) or (self._lent is not None and permission not in self._lent):
            raise NotPermitted
        return operator

    def confirm(self, permission: Permission, secret: str) -> Operator:
        """The operator at work, who may do this and gives their present secret again.

        Raises:
            NotSignedIn, NotPermitted, OperatorGone: nobody is, or they may not.
            SignInRefused, SignInWaits, SignInLocked: it is wrong.
        """
        named = self.require(permission)
        operator = self._sign_ins.check(named.name, secret)
        self._sign_ins.admit(operator)
        return operator

    def change_secret(self, secret: str, again: str) -> None:
        """Give oneself another PIN or passphrase, having given the present one.

        Raises:
            NotSignedIn, OperatorGone: nobody is.
            SignInRefused, SignInWaits, SignInLocked: the present one is wrong.
            SecretTooWeak: the one before stays.
        """
        if self.session is None or self.hidden or self._lent is not None:
            raise NotSignedIn
        operator = self._sign_ins.check(self.session.operator.name, secret)
        self._sign_ins.admit(operator)
        self._managing.change_secret(operator, again, str(operator.id))

    def everyone(self) -> Sequence[Operator]:
        """All operators of the site, for who manages them."""
        self.require(Permission.MANAGE_OPERATORS)
        return self._managing.everyone()

    def create(self, wanted: Wanted) -> Operator:
        """Make somebody an operator. See `ManagingOperators.create`."""
        return self._managing.create(wanted, str(self.require(Permission.MANAGE_OPERATORS).id))

    def change_roles(self, operator: UUID, roles: frozenset[Role]) -> None:
        """Give other roles. See `ManagingOperators.change_roles`."""
        self._managing.change_roles(operator, roles, str(self.require(Permission.MANAGE_OPERATORS).id))

    def change_state(self, operator: UUID, state: OperatorState) -> None:
        """Lock, unlock or remove. See `ManagingOperators.change_state`."""
        self._managing.change_state(operator, state, str(self.require(Permission.MANAGE_OPERATORS).id))

    def _note(self, event: Event, session: OperatorSession, **details: str) -> None:
        self._audit.append(event, str(session.id), operator=str(session.operator.id), **details)
