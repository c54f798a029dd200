"""The status line: what is known about the connection and what waits. It never says more than it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import NetworkSwitch
from kiosk_app.ports.submissions import Counts, Submissions
from kiosk_app.use_cases.closing import Closing, Closure


@dataclass(frozen=True, slots=True)
class Line:
    """The connection, what waits, and the last time a signed statement said that everything was sent."""

    connected: bool
    reason: str  # why not, as a code
    counts: Counts
    all_sent: datetime | None
    last_contact: datetime | None
    enrolled: bool
    closed: Closure = Closure.NONE  # why no new request may be begun

    @property
    def waiting(self) -> int:
        """How many submissions are not acknowledged."""
        return self.counts.waiting


class LineReader:
    """Reads the line from what the agent recorded."""

    def __init__(self, submissions: Submissions, device: DeviceState, switch: NetworkSwitch, closing: Closing) -> None:
        self._submissions = submissions
        self._device = device
        self._switch = switch
        self._closing = closing

    def read(self) -> Line:
        """The line now."""
        contact = self._device.contact()
        on = self._switch.is_on()
        return Line(
            connected=contact.connected and on,
            reason=contact.reason if on else "network-off",
            counts=self._submissions.counts(),
            all_sent=contact.all_sent,
            last_contact=contact.last_contact,
            enrolled=self._device.enrolment() is not None,
            closed=self._closing.reason(),
        )
