"""Copies of the records on removable media: made, looked through, checked, and put back.

A copy is put back by whoever starts the kiosk, never under a window that works: here it is brought in, checked, and asked for.
What goes wrong with a stick is told apart by what staff can do about it, and leaves nothing half done on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk_app.errors import BadInput, CannotWrite, CopyRefused
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog, AuditRow
from kiosk_app.ports.copies import Copies, CopiesMade, CopyFacts, CopyMade, Fit, Media, Medium, Progress
from kiosk_app.ports.lookback import Lookback
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.restoring import RestoreWish, RestoreWishes
from kiosk_app.staff_errors import CopyFailed, MediumGone
from kiosk_app.use_cases.seat import Seat

MOST_COPIES: Final = 50  # on one medium that are looked at, the newest names first
_FULL: Final = frozenset({"ENOSPC", "EDQUOT", "EFBIG", "SQLITE_FULL", "database or disk is full"})  # as SQLite says it too
_REFUSED: Final = frozenset({"EROFS", "EACCES", "EPERM", "SQLITE_READONLY", "attempt to write a readonly database"})


@dataclass(frozen=True, slots=True)
class Found:
    """What is on a medium: copies, the newest name first, and how many files that are none of ours."""

    medium: Medium
    copies: Sequence[CopyFacts]
    others: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page of copies shows first. `last_restore` is the newest row about putting a copy back."""

    media: Sequence[Medium]
    last: CopyMade | None
    last_restore: AuditRow | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A copy that was read to its end, and how many unsent requests it lacks; None where the present records cannot be read."""

    facts: CopyFacts
    unsent: int | None


@dataclass(frozen=True, slots=True)
class CopyingPorts:
    """What copies are made with."""

    media: Media
    copies: Callable[[], Copies]  # may raise `KeyUnavailable`
    made: CopiesMade
    lookback: Lookback
    wishes: RestoreWishes
    audit: AuditLog
    clock: Clock


class Copying:
    """Every method blocks, asks the seat first, and may raise a `StoreError`, `NotSignedIn` or `NotPermitted`.

    A medium and a file on it are named by what was shown; both are looked for again. `kiosk` tells this kiosk's name.
    """

    def __init__(self, seat: Seat, ports: CopyingPorts, kiosk: Callable[[], str]) -> None:
        self._seat = seat
        self._at = ports
        self._kiosk = kiosk

    def overview(self) -> Overview:
        """Which media there are, and when the records were last copied."""
        self._seat.require(Permission.BACKUPS)
        return self._overview()

    def found(self, medium: str) -> Found:
        """What is on a medium.

        Raises:
            MediumGone: it was taken out.
        """
        self._seat.require(Permission.BACKUPS)
        return self._found(self._medium(medium))

    def make(self, medium: str, progress: Progress) -> Found:
        """Make a copy on a medium and read it back; it is safe to remove when this returns.

        Raises:
            MediumGone: it was taken out before.
            CopyFailed: `why` is full, read-only, gone, not-whole or failed. Nothing is left of the copy where that is possible.
        """
        operator = self._seat.require(Permission.BACKUPS)
        onto = self._medium(medium)
        file = onto.path / f"kiosk-{_in_file_names(self._kiosk())}-{self._at.clock.now():%Y%m%dT%H%M%SZ}.db"
        try:
            self._at.copies().back_up(file, by=str(operator.id), progress=progress)
        except CannotWrite as error:
            raise CopyFailed(why=self._why(medium, str(error.details.get("why", "")))) from None
        return self._found(self._medium(medium))

    def weigh(self, medium: str, file: str) -> Weighed:
        """Read a copy to its end, and say what putting it back would leave behind.

        Raises:
            MediumGone: it was taken out, or the file is not there any more.
        """
        self._seat.require(Permission.BACKUPS)
        return self._weigh(self._file(medium, file))

    def ask_to_restore(self, medium: str, file: str, secret: str, *, leave_behind: bool) -> None:
        """Have a copy take the place of the records once nobody works with them. Whoever asks gives their secret again.

        Raises:
            SignInRefused, SignInWaits, SignInLocked: it is not them.
            MediumGone, BadInput, CopyRefused, CannotWrite: nothing was asked for, and nothing was changed.
        """
        operator = self._seat.confirm(Permission.BACKUPS, secret)
        copy = self._file(medium, file)
        wishes = self._at.wishes
        wishes.clear(copy=True)
        try:
            self._at.copies().take_in(copy, wishes.copy)
        except BadInput:
            raise MediumGone from None
        who = str(operator.id)
        self._at.audit.append(Event.RESTORE_ASKED, "", operator=who, leave=str(leave_behind).lower())
        wishes.keep(RestoreWish(who, self._at.clock.now(), leave_behind))

    def _overview(self) -> Overview:
        last = self._at.lookback.latest(Event.STORE_RESTORED, Event.RESTORE_REFUSED)
        return Overview(self._at.media.mounted(), self._at.made.last(), last)

    def _medium(self, path: str) -> Medium:
        for each in self._at.media.mounted():
            if str(each.path) == path:
                return each
        raise MediumGone

    def _found(self, medium: Medium) -> Found:
        try:
            names = sorted((each.name for each in medium.path.iterdir() if each.is_file() and each.name[:1] != "."), reverse=True)
        except OSError:
            raise MediumGone from None
        ours = [name for name in names if name.startswith("kiosk-") and name.endswith(".db")]
        copies = self._at.copies()
        looked = [copies.look(medium.path / name) for name in ours[:MOST_COPIES]]
        return Found(medium, looked, len(names) - len(ours))

    def _file(self, medium: str, name: str) -> Path:
        """A file of a medium; a name that leads elsewhere is none of its files."""
        file = self._medium(medium).path / name
        if Path(name).name != name or not file.is_file():
            raise MediumGone
        return file

    def _weigh(self, copy: Path) -> Weighed:
        copies = self._at.copies()
        facts = copies.check(copy)
        if facts.fit is not Fit.FITS:
            return Weighed(facts, 0)
        try:
            return Weighed(facts, copies.unsent(copy))
        except CopyRefused:
            raise MediumGone from None

    def _why(self, medium: str, cause: str) -> str:
        if all(str(each.path) != medium for each in self._at.media.mounted()):
            return "gone"
        if cause in _FULL:
            return "full"
        if cause in _REFUSED:
            return "read-only"
        return "not-whole" if cause == "not-whole" else "failed"


def _in_file_names(name: str) -> str:
    """A kiosk's name with what every file system takes."""
    return "".join(each if each.isascii() and (each.isalnum() or each in "-_") else "_" for each in name)
