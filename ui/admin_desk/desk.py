"""What the pages about a kiosk's own work ask of the application: how it stands, what waits, what was printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.admin_desk.asking import ReadinessAsking
from ui.admin_desk.print_asking import PrintAsking
from ui.admin_desk.queue_asking import QueueAsking
from ui.desk.door import Door
from ui.desk.here import Here

if TYPE_CHECKING:
    from ui.desk.session import Session


class AdminDesk:
    """One for each window's session."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self.readiness = ReadinessAsking(door, session, here)
        self.queue = QueueAsking(door, session, here)
        self.prints = PrintAsking(door, session, here)
