"""Takes scans beside the agent's third line of work, about once a second, and holds that up for no longer than one scan takes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

from kiosk_app.errors import KnownError
from kiosk_app.processes.keeping import Keeper
from kiosk_app.use_cases.scans import Taken

LOG = logging.getLogger(__name__)
LOOK_SECONDS: Final = 1.0


class Looks(Protocol):
    """What looks into the scanner's folder."""

    def look(self) -> Taken:
        """Take what is complete; raises a `KnownError` where it cannot."""
        ...


class KeepingWithScans:
    """A keeper that looks into the scanner's folder each time it comes round."""

    def __init__(self, keeper: Keeper, taking: Looks, steady: Callable[[], float] = time.monotonic) -> None:
        self._keeper = keeper
        self._taking = taking
        self._steady = steady
        self._due = steady()
        self._trouble = ""

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        """Work until stopped."""

        def round_and_look() -> None:
            came_round()
            self._look()

        self._keeper.run(stop, round_and_look)

    def make_room(self) -> bool:
        """The disk is full: give up what is held back for that."""
        return self._keeper.make_room()

    def _look(self) -> None:
        """Look when it is time; the same trouble is logged once, until it is over. Names of files are in no log."""
        if self._steady() < self._due:
            return
        self._due = self._steady() + LOOK_SECONDS
        trouble = ""
        try:
            taken = self._taking.look()
        except KnownError as error:
            trouble = error.code
            if trouble != self._trouble:
                LOG.warning("scans cannot be taken: %s", error)
        else:
            if taken.scans or taken.set_aside:
                LOG.info("scans taken: %d, set aside: %d", len(taken.scans), len(taken.set_aside))
        self._trouble = trouble
