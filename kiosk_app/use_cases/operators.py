"""Who may sign in on this kiosk, and the making and unmaking of operators. Works without any network.

Whoever asks learns the same, in the same time, whether anybody has the name or not: a try is counted before its secret is looked
at, for a name that nobody has too, and where there is nothing to compare as much work is done for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kiosk_app.ports.operators import (
    NewOperator,
    Operator,
    Operators,
    OperatorState,
    Role,
    SecretHasher,
    SteadyClock,
    Tries,
)
from kiosk_app.staff_errors import NoRole, OperatorGone, SecretTooWeak, SignInLocked, SignInRefused, SignInWaits
from kiosk_app.use_cases.secret_rules import as_code, check_secret, clean_name
from kiosk_app.use_cases.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to make an operator of, as typed."""

    name: str = field(repr=False)
    secret: str = field(repr=False)
    roles: frozenset[Role]


class SignIns:
    """Looks at names and secrets. Every method blocks and may raise a `StoreError`."""

    def __init__(
        self, operators: Operators, hasher: SecretHasher, steady: SteadyClock, site: str, throttle: Throttle | None = None
    ) -> None:
        self._operators = operators
        self._hasher = hasher
        self._steady = steady
        self._site = site
        self._throttle = throttle or Throttle()

    def needed(self) -> bool:
        """Whether anybody must sign in here: an operator was created, and not everybody was removed."""
        return self._operators.exist()

    def check(self, name: str, secret: str) -> Operator:
        """Whose name and secret these are. `admit` must follow, or the try counts as a wrong one.

        Raises:
            SignInRefused, SignInWaits, SignInLocked: nobody's, or nothing is looked at now.
        """
        counted = self._operators.begin_try(self._site, name, self._begin)
        if counted is None:
            raise self._not_now(name)
        found = self._operators.named(self._site, name)
        if found is None:
            self._hasher.waste(secret)
        elif self._fits(secret, *found) and found[0].state is OperatorState.ACTIVE:
            return found[0]
        self._operators.refuse(self._site, name, lock=self._throttle.locks(counted))
        raise SignInRefused

    def admit(self, operator: Operator, session: UUID | None = None) -> None:
        """Somebody who was checked is them: wrong tries are forgotten, and a `session` begins where one is named.

        Raises:
            SignInRefused: removed or locked a moment ago.
        """
        try:
            self._operators.admit(operator.id, session)
        except OperatorGone:
            raise SignInRefused from None

    def now(self, operator: Operator) -> Operator:
        """The operator as they are now.

        Raises:
            OperatorGone: removed or locked since.
        """
        found = self._operators.find(operator.id)
        if found is None or found.state is not OperatorState.ACTIVE:
            raise OperatorGone(operator=operator.id)
        return found

    def _fits(self, secret: str, operator: Operator, kept: str) -> bool:
        """Whether it is theirs: one of their own, or a one-time code however it was typed."""
        return self._hasher.fits(as_code(secret) if operator.renew else secret, kept)

    def _begin(self, tries: Tries) -> Tries | None:
        return self._throttle.begin(tries, self._steady.moment())

    def _not_now(self, name: str) -> SignInLocked | SignInWaits:
        tries = self._operators.tries(self._site, name)
        if self._throttle.locks(tries):
            return SignInLocked()
        return SignInWaits(seconds=max(1, math.ceil(self._throttle.left(tries, self._steady.moment()))))


class ManagingOperators:
    """Makes and changes operators of one site. Who may ask is for the caller to know: `by` is their id."""

    def __init__(self, operators: Operators, hasher: SecretHasher, new_id: Callable[[], UUID], site: str) -> None:
        self._operators = operators
        self._hasher = hasher
        self._new_id = new_id
        self._site = site

    def everyone(self) -> Sequence[Operator]:
        """Those who were not removed, in the order they were created."""
        return [each for each in self._operators.everyone(self._site) if each.state is not OperatorState.REMOVED]

    def create(self, wanted: Wanted, by: str) -> Operator:
        """Make somebody an operator.

        Raises:
            NameUnusable, SecretTooWeak, NoRole, NameTaken: nobody was made one.
        """
        return self._operators.create(self._new(wanted), by)

    def create_first(self, wanted: Wanted) -> Operator:
        """Make somebody an operator with this computer's own rights, where no administrator could sign in.

        Raises:
            OperatorsExist: one could.
            NameUnusable, SecretTooWeak, NoRole, NameTaken: nobody was made one.
        """
        return self._operators.create_first(self._new(wanted))

    def change_secret(self, operator: Operator, secret: str, by: str) -> None:
        """Another PIN or passphrase.

        Raises:
            SecretTooWeak, OperatorGone: the one before stays.
        """
        check_secret(secret, operator.name)
        kept = self._operators.named(operator.site, operator.name)
        if operator.renew and kept is not None and self._hasher.fits(as_code(secret), kept[1]):
            raise SecretTooWeak(why="the-code")
        self._operators.change_secret(operator.id, self._hasher.hashed(secret), by)

    def change_roles(self, operator: UUID, roles: frozenset[Role], by: str) -> None:
        """Other roles.

        Raises:
            NoRole, OperatorGone, LastAdministrator: nothing was changed.
        """
        if not roles:
            raise NoRole
        self._operators.change_roles(operator, roles, by)

    def change_state(self, operator: UUID, state: OperatorState, by: str) -> None:
        """Lock, unlock or remove.

        Raises:
            OperatorGone, LastAdministrator: nothing was changed.
        """
        self._operators.change_state(operator, state, by)

    def _new(self, wanted: Wanted) -> NewOperator:
        name = clean_name(wanted.name)
        if not wanted.roles:
            raise NoRole
        check_secret(wanted.secret, name)
        return NewOperator(self._new_id(), name, wanted.roles, self._site, self._hasher.hashed(wanted.secret))
