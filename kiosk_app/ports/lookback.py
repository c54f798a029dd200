"""When something last happened here, by the audit log."""

from __future__ import annotations

from typing import Protocol

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditRow


class Lookback(Protocol):
    """Looks back from the end of the audit chain. Checks no hashes."""

    def latest(self, *events: Event) -> AuditRow | None:
        """The newest row of one of these events; None where none ever happened."""
        ...

    def first(self) -> AuditRow | None:
        """The oldest row: when these records began. None where there is none."""
        ...
