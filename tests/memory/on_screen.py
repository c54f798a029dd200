"""A real X server, and a person in front of it who can only press keys and buttons and read the title of the page."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support import until
from ui.desk.guard import QUIET_SECONDS

CONTINUE = (150, 870)  # in the action bar of a window of 1280 by 1024; also Save, Send and Finish
_PATIENCE = 60.0  # seconds


@contextlib.contextmanager
def x_server(environment: Mapping[str, str], log: Path) -> Iterator[str]:
    """An X server of its own; gives its display."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]
    with (
        os.fdopen(told) as answer,
        log.open("wb") as written,
        subprocess.Popen(command, env=environment, pass_fds=[tell], stdout=written, stderr=written) as process,  # noqa: S603 - found on the path, as the session would
    ):
        os.close(tell)
        try:
            yield f":{answer.readline().strip()}"
        finally:
            process.terminate()


class Person:
    """Works the keyboard and the mouse through the X server (XTEST). What it types is never in a command line."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._ready = 0.0

    def arrive(self, page: str) -> None:
        """Wait for the page whose title begins so.

        Raises:
            AssertionError: another one stays.
        """
        try:
            until(lambda: self._focused("getwindowname").startswith(page), _PATIENCE)
        except AssertionError:
            raise AssertionError(f"waited in vain for {page!r}, at {self._focused('getwindowname')!r}") from None
        self._ready = time.monotonic() + QUIET_SECONDS

    def window(self) -> int:
        """The process whose window has the keyboard."""
        return int(self._focused("getwindowpid"))

    def fill(self, *texts: str) -> None:
        """Type into the fields of a page, with Tab between them."""
        for number, text in enumerate(texts):
            if number:
                self.keys("Tab")
            self._xdotool("type", "--delay", "1", "--file", "-", text=text)

    def answer(self, *texts: str) -> None:
        """Type into the fields of a page, then press Enter."""
        self.fill(*texts)
        self.press("Return")

    def keys(self, *keys: str) -> None:
        """Press keys that work at once on a new page."""
        self._xdotool("key", "--delay", "12", *keys)

    def press(self, key: str) -> None:
        """Press Enter or Space, once the page has stood long enough to take it."""
        self._look()
        self.keys(key)

    def go_on(self) -> None:
        """Press the green button, once the page has stood long enough to take it."""
        self._look()
        self._xdotool("mousemove", *map(str, CONTINUE), "click", "1")

    def _look(self) -> None:
        """Time itself is the condition here: nothing shows from outside that a page takes presses now."""
        time.sleep(max(0.0, self._ready - time.monotonic()))

    def _focused(self, what: str) -> str:
        return self._xdotool("getwindowfocus", what, check=False).strip()

    def _xdotool(self, *arguments: str, text: str | None = None, check: bool = True) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(command, input=text, env=self._environment, check=check, capture_output=True, text=True)  # noqa: S603
        return done.stdout
