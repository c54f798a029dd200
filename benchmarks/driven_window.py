"""A child process of the benchmarks: the window of a real kiosk, which says when it is painted and does what it is told.

`python -m benchmarks.driven_window SOCKET window ...`. Says `ready`, `painted TIME`, `pressed TIME` (Finish) and `ending TIME`
(CLOCK_MONOTONIC), each with its process id, one a line. Understands `visit` (fill in and save a visit request, then say `saved`)
and `finish`.
"""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window import KioskWindow


def main(arguments: list[str]) -> int:
    """Run the window's own command line, held by a socket."""
    import kiosk_app.main
    from benchmarks.hooks import when_made

    def drive(window: KioskWindow) -> None:
        from benchmarks.reins import Reins

        Reins(window, _connect(arguments[0]))

    when_made(drive)
    sys.argv[1:] = arguments[1:]
    return kiosk_app.main.kiosk()


def _connect(path: str) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.connect(path)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
