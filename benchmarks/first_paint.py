"""A child process of the benchmarks: starts a window and says on standard output when its first paint was complete.

`python -m benchmarks.first_paint bare` is the least that PySide6 can show; anything else is a command line of `justice-kiosk`.
The time is CLOCK_MONOTONIC, which is the same for all processes of a machine.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window import KioskWindow


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    from benchmarks.paint_watch import PaintWatch

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("A bare window"))
    window.resize(1280, 1024)
    PaintWatch(window, _say_and_end)
    window.show()
    app.exec()


def _kiosk(arguments: list[str]) -> None:
    import kiosk_app.main
    from benchmarks.hooks import when_made

    when_made(_watch)
    sys.argv[1:] = arguments
    sys.exit(kiosk_app.main.kiosk())


def _watch(window: KioskWindow) -> None:
    from benchmarks.paint_watch import PaintWatch

    PaintWatch(window, _say_and_end)


def _say_and_end() -> None:
    sys.stdout.write(f"{time.clock_gettime(time.CLOCK_MONOTONIC)}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1:] == ["bare"]:
        _bare()
    else:
        _kiosk(sys.argv[1:])
