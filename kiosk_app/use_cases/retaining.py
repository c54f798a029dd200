"""What is kept for how long, what went last, and letting go now: for administrators.

The agent lets go, once a day and when it is asked; the desk only asks. What cannot be let go by rule stays, whoever asks
(`kiosk_app.ports.purge`).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.config import Home
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.purge import LastRound, PurgeRounds
from kiosk_app.use_cases.seat import Seat


@dataclass(frozen=True, slots=True)
class Keeping:
    """Days, by what is kept; the last round, where one is known of; and whether another is asked for."""

    envelope_days: int
    receipt_days: int
    draft_days: int
    scan_days: int
    counter_days: int
    last: LastRound | None
    asked: bool


class Retaining:
    """For whoever may see settings. Methods block, and may raise `NotSignedIn`, `NotPermitted` or a `StoreError`."""

    def __init__(self, seat: Seat, home: Home, rounds: PurgeRounds, audit: AuditLog) -> None:
        self._seat = seat
        self._home = home
        self._rounds = rounds
        self._audit = audit

    def look(self) -> Keeping:
        """As things stand.

        Raises:
            BadInput: the owner's settings cannot be read (any more).
        """
        self._seat.require(Permission.SETTINGS)
        settings = self._home.settings()
        kept = settings.retention
        return Keeping(
            envelope_days=kept.envelope_days,
            receipt_days=kept.receipt_days,
            draft_days=kept.draft_days,
            scan_days=kept.scan_days,
            counter_days=settings.measuring.keep_days,
            last=self._rounds.last(),
            asked=self._rounds.is_asked(),
        )

    def ask(self) -> None:
        """Have what is old go as soon as may be.

        Raises:
            CannotWrite: nobody will hear of it.
        """
        operator = self._seat.require(Permission.SETTINGS)
        self._audit.append(Event.PURGE_ASKED, "", operator=str(operator.id))
        self._rounds.ask()
