"""Doing what an administrator asked for at the desk: putting a copy in the place of the records, before anybody opens them.

A wish is tried once. What is cut off in the middle is finished by the next start, or has changed nothing; then it must be asked
for again. Only where something still has the records open, as a page that is being printed, is the wish kept for a while.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from kiosk_app.errors import AlreadyRunning, KnownError
from kiosk_app.events import Event
from kiosk_app.restoring import FileRestoreWishes

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.ports.audit import AuditLog

LOG = logging.getLogger(__name__)

KEPT_FOR: Final = timedelta(minutes=10)


class Refusal(NamedTuple):
    """A copy that was not put back."""

    why: str  # an error's code
    by: str  # the id of the operator who had asked


def restore_as_asked(parts: Parts) -> Refusal | None:
    """Put the copy back that waits, if one does. What came of it where it did not take the place of the records.

    Raises:
        AlreadyRunning: somebody has the records open; to be tried again.
        CannotWrite: the wish cannot be taken up; to be tried again.
    """
    wishes = FileRestoreWishes(parts.home.folder)
    wish = wishes.read()
    if wish is None and not wishes.any_left:
        return None
    wishes.clear(copy=wish is None)  # from here on it is never done twice
    if wish is None:
        return None
    refusal = None
    try:
        parts.copies.restore(wishes.copy, leave_behind=wish.leave_behind, by=wish.by)
        parts.damage.clear()
    except KnownError as error:
        if isinstance(error, AlreadyRunning) and timedelta() <= parts.clock.now() - wish.at < KEPT_FOR:
            wishes.keep(wish)
            raise
        LOG.error("a copy was not put back: %s", error.code)  # noqa: TRY400 - a trace says no more
        refusal = Refusal(error.code, wish.by)
    wishes.clear(copy=True)
    return refusal


def write_down(refusal: Refusal | None, audit: AuditLog) -> None:
    """Say in the records that a copy was not put back, once they can be opened."""
    if refusal is not None:
        audit.append(Event.RESTORE_REFUSED, "", why=refusal.why, operator=refusal.by)
