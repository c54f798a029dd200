"""Operators: the members of staff who may sign in on this kiosk, what each may do, and how often a wrong secret was given.

A name is personal data: it is kept sealed, found again by a keyed hash, and stands in no log. Whoever tries a name that nobody
has is counted like somebody who tries another's, so that no answer tells the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.drafts import Owner

MACHINE: Final = "machine"  # who created an operator with this computer's own rights
CENTRE: Final = "centre"  # who created an operator that the centre has delivered


class Role(StrEnum):
    """What kind of work an operator does. One may have several."""

    HELPER = "helper"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that an operator may do, or may not."""

    OWN_DRAFTS = "own-drafts"  # begin, save and submit drafts of one's own
    STAFF_PAGES = "staff-pages"  # how this kiosk stands, on a public kiosk behind a hidden gesture
    PRINT_DAYS = "print-days"  # the list of a day's visits, which names people
    NETWORK = "network"  # the network switch
    END_SESSIONS = "end-sessions"  # of another operator, whose screen is locked
    MANAGE_OPERATORS = "manage-operators"
    HELP = "help"  # somebody to fill in a form, at a helper desk
    CAPTURE = "capture"  # type paper forms, at a court desk
    RELEASE = "release"  # let go on what somebody else typed
    QUEUE = "queue"  # see what waits to be sent and printed, and what was put aside, and do something about it
    LOCAL_DATES = "local-dates"  # change sessions and days without visits here
    RECORDS = "records"  # read and hand on the audit log
    SETTINGS = "settings"
    BACKUPS = "backups"


PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.HELPER: frozenset({Permission.OWN_DRAFTS, Permission.HELP}),
        Role.CLERK: frozenset({Permission.OWN_DRAFTS, Permission.CAPTURE}),
        Role.SUPERVISOR: frozenset(
            {
                Permission.OWN_DRAFTS,
                Permission.CAPTURE,
                Permission.RELEASE,
                Permission.STAFF_PAGES,
                Permission.PRINT_DAYS,
                Permission.NETWORK,
                Permission.QUEUE,
                Permission.LOCAL_DATES,
            }
        ),
        Role.ADMINISTRATOR: frozenset(
            {
                Permission.STAFF_PAGES,
                Permission.PRINT_DAYS,
                Permission.NETWORK,
                Permission.END_SESSIONS,
                Permission.MANAGE_OPERATORS,
                Permission.QUEUE,
                Permission.LOCAL_DATES,
                Permission.RECORDS,
                Permission.SETTINGS,
                Permission.BACKUPS,
            }
        ),
    },
)
"""What each role may do. Whoever has several may do what any of them may."""


class OperatorState(StrEnum):
    """Whether an operator may sign in."""

    ACTIVE = "active"
    LOCKED = "locked"  # after too many wrong secrets, or by an administrator
    REMOVED = "removed"  # for ever: the name stays, so that the audit log can be read


@dataclass(frozen=True, slots=True)
class Operator:
    """One member of staff."""

    id: UUID
    name: str = field(repr=False)
    roles: frozenset[Role]
    site: str
    state: OperatorState
    created: datetime
    created_by: str  # an operator's id, `MACHINE` or `CENTRE`
    renew: bool = False  # the secret is a one-time code of the centre: nothing may be done before it is changed

    @property
    def delivered(self) -> bool:
        """Whether the centre says who this is, and which roles they have."""
        return self.created_by == CENTRE

    @property
    def owner(self) -> Owner:
        """Whose drafts this operator's are."""
        return Owner(self.site, str(self.id))

    def may(self, permission: Permission) -> bool:
        """Whether a role of theirs allows it, and their secret is their own."""
        return not self.renew and self.could(permission)

    def could(self, permission: Permission) -> bool:
        """Whether a role of theirs allows it."""
        return any(permission in PERMISSIONS[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class NewOperator:
    """An operator to create."""

    id: UUID
    name: str = field(repr=False)
    roles: frozenset[Role]
    site: str
    secret: str = field(repr=False)  # as a PHC string


@dataclass(frozen=True, slots=True)
class DeliveredOperator:
    """An operator as the centre's list has them."""

    id: UUID
    name: str = field(repr=False)
    roles: frozenset[Role]
    issue: int  # from 1; grows whenever they are given another one-time code
    code: str = field(repr=False)  # the hash of that code, as a PHC string; "" once they are removed
    removed: bool = False


@dataclass(frozen=True, slots=True)
class DeliveredList:
    """Everybody whom the centre ever delivered to the site of this device, also those who were removed since."""

    version: int  # grows with every change
    operators: tuple[DeliveredOperator, ...]


class DeliveredOperators(Protocol):
    """Takes the centre's lists for the operators of one site. Every method may raise a `StoreError`."""

    def version(self) -> int:
        """Of the list of the present centre that was taken last; 0 before any."""
        ...

    def take(self, delivered: DeliveredList, under: Enrolment) -> bool:
        """Do as a verified list says, in one transaction with its audit rows. Whether it was taken.

        It is not where it is no newer than the one before, or was fetched `under` another centre than the present one. Who has
        chosen a secret keeps it, unless there is a newer code. Who was removed here stays removed.
        """
        ...


class Moment(NamedTuple):
    """A time on a clock that nobody can set: seconds since the computer started, and which start that was."""

    boot: str
    seconds: float


class Tries(NamedTuple):
    """Wrong secrets in a row for one name, and until when no other is looked at."""

    failures: int = 0
    boot: str = ""
    until: float = 0.0  # seconds since that start of the computer


class SteadyClock(Protocol):
    """A clock that survives the end of this program and cannot be moved by setting the date."""

    def moment(self) -> Moment:
        """Now."""
        ...


class SecretHasher(Protocol):
    """Turns secrets into what may be kept of them."""

    def hashed(self, secret: str) -> str:
        """A new argon2id hash as a PHC string."""
        ...

    def fits(self, secret: str, kept: str) -> bool:
        """Whether `kept` was made from this secret."""
        ...

    def waste(self, secret: str) -> None:
        """Take as long as `fits` for nothing: for a name that nobody has."""
        ...


class Operators(Protocol):
    """Keeps operators. Every method may raise a `StoreError`; what was kept before is then kept still."""

    def exist(self) -> bool:
        """Whether there is any operator who was not removed."""
        ...

    def everyone(self, site: str) -> Sequence[Operator]:
        """The operators of a site in the order they were created, also those who were removed."""
        ...

    def find(self, operator: UUID) -> Operator | None:
        """One operator by id."""
        ...

    def named(self, site: str, name: str) -> tuple[Operator, str] | None:
        """The operator of that name who was not removed, and the PHC string of their secret. Spaces and capitals do not count."""
        ...

    def create(self, new: NewOperator, by: str) -> Operator:
        """Keep a new operator, durable when this returns.

        Raises:
            NameTaken: somebody of that site has the name; nothing was kept.
        """
        ...

    def create_first(self, new: NewOperator) -> Operator:
        """As `create`, with this computer's own rights, and only where no administrator of the site could sign in.

        Raises:
            NameTaken, OperatorsExist: nothing was kept.
        """
        ...

    def change_secret(self, operator: UUID, secret: str, by: str) -> None:
        """Keep another PHC string.

        Raises:
            OperatorGone: removed, or never there.
        """
        ...

    def change_roles(self, operator: UUID, roles: frozenset[Role], by: str) -> None:
        """Give other roles.

        Raises:
            OperatorGone: removed, or never there.
            LastAdministrator: nobody could manage operators then; nothing was changed.
        """
        ...

    def change_state(self, operator: UUID, state: OperatorState, by: str) -> None:
        """Lock, unlock (which forgets wrong tries) or remove for ever. To be what they are already changes nothing.

        Raises:
            OperatorGone, LastAdministrator: nothing was changed.
        """
        ...

    def tries(self, site: str, name: str) -> Tries:
        """What is known of a name's wrong secrets, whether anybody has the name or not."""
        ...

    def begin_try(self, site: str, name: str, step: Callable[[Tries], Tries | None]) -> Tries | None:
        """Count a try before the secret is looked at, durable when this returns: `step` says what is known then.

        None where `step` allows no try now; nothing was counted.
        """
        ...

    def refuse(self, site: str, name: str, *, lock: bool) -> None:
        """The secret of a counted try was wrong. `lock` the operator, if there is one: it was the last that is allowed."""
        ...

    def admit(self, operator: UUID, session: UUID | None = None) -> None:
        """The secret was right: forget the wrong ones, and write down that a `session` began, where one did.

        Raises:
            OperatorGone: removed or locked since.
        """
        ...
