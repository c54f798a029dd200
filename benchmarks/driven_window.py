"""A child process of the benchmarks: the window of a real kiosk, which says when it is painted and does what it is told.

`python -m benchmarks.driven_window SOCKET window ...`. Says `ready`, `painted TIME` and `ending TIME` (CLOCK_MONOTONIC), each
with its process id, one a line; understands `visit` (fill in and save a visit request, then say `saved`) and `finish`.
"""

from __future__ import annotations

import socket
import sys


def main(arguments: list[str]) -> int:
    """Run the window's own command line, held by a socket."""
    from benchmarks.reins import Reins
    from kiosk_app.main.kiosk import main  # before Qt, as the program does
    from ui import application
    from ui.window import KioskWindow

    make = application.make_window
    held: list[Reins] = []

    def driven(plan: application.DeskPlan) -> KioskWindow:
        window = make(plan)
        held.append(Reins(window, _connect(arguments[0])))
        return window

    application.make_window = driven  # type: ignore[assignment]  # the same window, driven
    return main(arguments[1:])


def _connect(path: str) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.connect(path)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
