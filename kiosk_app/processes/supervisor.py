"""The supervisor: small, no Qt, no database, no answers. Starts the agent and the windows and restarts what dies or hangs.

The database is made or migrated first, in a process of its own. Where that fails, the windows are shown all the same, to say that
the kiosk is closed, no agent works, and it is tried again until it succeeds. When an administrator wants a copy in the place of
the records, everybody else ends first, and the same process puts it there.

On the public desk a window's process ends with its session, so a spare window always stands ready: it is told "show" on its
standard input as soon as the window before it says that its session is over, or ends without a word.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk_app.processes.child import Child
from kiosk_app.processes.pings import OVER, SHOWN
from kiosk_app.processes.signals import Wakening
from kiosk_app.processes.watchdog import OF_SYSTEMD, Systemd

LOG = logging.getLogger(__name__)

WINDOW_CLOSED = 3  # exit status of a window that a developer closed: the kiosk stops
LOOK_SECONDS = 0.25  # between two looks at the clock; whatever happens is noticed at once
STOOD_STILL = 1.0  # a look that comes so late means that the whole computer stood still
SPARE_SECONDS = 5.0  # the spare is started when the window is on the screen, or after this
TRIES = 5  # starts without a ping after which only a start of everything can help
SHOW = b"show\n"


@dataclass(frozen=True, slots=True)
class Family:
    """The children: `prepare` runs until it succeeds, the others for good; `spare` stands behind `window`."""

    prepare: Child
    agent: Child
    window: Child
    spare: Child


class Supervisor:
    """Keeps one agent, one window and one spare, and tells systemd that all is well for as long as it is.

    `wanted` says whether the records are to be replaced, for which nobody may have them open.
    """

    def __init__(self, family: Family, systemd: Systemd, tries: int = TRIES, wanted: Callable[[], bool] = lambda: False) -> None:
        self._prepare, self._agent = family.prepare, family.agent
        self._front, self._spare = family.window, family.spare
        self._everyone = (family.prepare, family.agent, family.window, family.spare)
        self._systemd = systemd
        self._tries = tries
        self._wanted = wanted
        self._closed = False  # a developer closed the window
        self._begun = False  # whether the records were looked after once, so that windows may be shown
        self._prepared = False
        self._failed: int | None = None  # how the last try to prepare ended, when it failed
        self._told: float | None = None  # when the front window was told to show itself
        self._on_screen = False
        self._opened = False  # whether a window was ever on the screen
        self._looked = time.monotonic()

    def run(self) -> int:
        """Until stopped by a signal or by a closed window; the exit status."""
        with Wakening() as wakening:
            try:
                while True:
                    self._look()
                    if wakening.stopped or self._closed:
                        return 0
                    reading = [child.reading for child in self._everyone if child.reading is not None]
                    wakening.wait(reading, LOOK_SECONDS)
                    if wakening.stopped:
                        return 0
            finally:
                self._systemd.stopping()
                for child in self._everyone:
                    child.ask_to_end()
                for child in self._everyone:
                    child.wait()

    def _look(self) -> None:
        self._hear()
        if self._wanted():
            self._make_way()
            self._mind()
            return
        self._look_at_front()
        if self._closed:
            return
        self._look_at_records()
        self._look_at_agent()
        self._look_at_spare()
        self._mind()

    def _make_way(self) -> None:
        """End whoever has the records open; then prepare them again, and begin as at the start."""
        working = (self._agent, self._front, self._spare)
        for child in working:
            if child.ended() is not None:
                child.pause(wanted=True)
            child.ask_to_end()
        if not any(child.is_running for child in working):
            if self._begun:
                LOG.info("nobody works with the records: they are prepared again")
            self._prepared = self._begun = self._on_screen = False
            self._told = None
            self._look_at_records()

    def _hear(self) -> None:
        for child in self._everyone:
            words = child.hear()
            if child is self._front and SHOWN in words:
                self._shown()
            if child is self._front and OVER in words:
                child.leave()
                self._hand_over()

    def _shown(self) -> None:
        self._on_screen = self._opened = True
        if self._told is not None:
            LOG.info("a window was shown within %.0f ms", 1000 * (time.monotonic() - self._told))
        self._systemd.ready()

    def _hand_over(self) -> None:
        self._front, self._spare = self._spare, self._front
        self._told, self._on_screen = None, False
        self._show()
        self._prepare.hurry()  # whoever was there may have been staff

    def _show(self) -> None:
        """Tell the front window to show itself, once; started now when there is none."""
        if self._told is not None:
            return
        if self._front.is_leaving:  # two sessions ended so soon after each other that no spare has come between
            self._front.ask_to_end()
        elif self._front.start():
            self._told = time.monotonic()
            self._front.tell(SHOW)

    def _look_at_front(self) -> None:
        status = self._front.ended()
        if status == WINDOW_CLOSED:
            self._closed = True
        elif status is not None:
            LOG.info("a window ended with status %d", status)
            self._front.pause(wanted=status == 0 or self._front.leaving)
            if self._told is not None:
                self._hand_over()
        if self._begun and not self._closed:
            self._show()

    def _look_at_records(self) -> None:
        if self._prepared:
            return
        status = self._prepare.ended()
        if status is None:
            self._prepare.start()
            return
        self._prepared = status == 0
        self._failed = status or None
        self._begun = True
        self._prepare.pause(wanted=self._prepared)

    def _look_at_agent(self) -> None:
        status = self._agent.ended()
        if status is not None:
            LOG.warning("the agent ended with status %d", status)
            self._agent.pause()
            self._prepared = self._agent.pinged  # one that never came to work may miss what is prepared for it
        if self._prepared:
            self._agent.start()

    def _look_at_spare(self) -> None:
        status = self._spare.ended()
        if status is not None:
            LOG.info("%s ended with status %d", "a window" if self._spare.leaving else "the spare", status)
            self._spare.pause(wanted=self._spare.leaving and status == 0)
        waited = self._told is not None and time.monotonic() - self._told > SPARE_SECONDS
        if self._on_screen or waited:
            self._spare.start()

    def _mind(self) -> None:
        now = time.monotonic()
        late, self._looked = now - self._looked - LOOK_SECONDS, now
        for child in self._everyone:
            if late > STOOD_STILL:
                child.excuse(late)
            child.mind()
        stuck = [child.name for child in self._everyone if child.is_stuck(self._tries)]
        self._systemd.status(self._state(stuck))
        if not stuck:
            self._systemd.alive(now)

    def _state(self, stuck: list[str]) -> str:
        if stuck:
            return f"Stuck: {', '.join(stuck)}. Only starting everything anew can help."
        if self._failed is not None:
            return f"Closed: the records cannot be used (status {self._failed}). Trying again."
        if not self._opened:
            return "Starting."
        return "Open." if self._prepared else "Open, but no agent works: nothing is sent or printed."


def own_command(*arguments: str) -> list[str]:
    """The command line that runs another process of this program."""
    return [sys.executable, "-m", "kiosk_app.main", *arguments]


def own_environment(home: str, **more: str) -> Mapping[str, str]:
    """This environment with the data folder named, for a child: one that does not speak to systemd."""
    inherited = {name: value for name, value in os.environ.items() if name not in OF_SYSTEMD}
    return {**inherited, "KIOSK_HOME": home, **more}
