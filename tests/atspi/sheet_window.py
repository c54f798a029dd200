"""A court desk in a process of its own, with a form on its capture sheet: two boxes are typed, one of them wrong, one is marked.

Started with a folder, as `python -m tests.atspi.sheet_window FOLDER`; it ends when it is asked to.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.support import until
from tests.ui.court_desk.typed_forms import sign_in, typing_room
from tests.ui.desk_driver import Driver
from ui import a11y
from ui.theme import Look, LookSource, load_fonts

WRONG, MARKED, TYPED = "defendants.0.address.postcode", "claimants.0.called", "claimants.0.address"
TEXTS = {TYPED: "14 Wyndham Street, Cardiff", WRONG: "no postcode"}


class Waits:
    """What a driver asks of `QtBot`, without a test around it."""

    def addWidget(self, widget: QWidget, before_close_func: Callable[[QWidget], object]) -> None:  # noqa: N802 - as QtBot's
        """It lives as long as this process."""

    def waitExposed(self, widget: QWidget) -> None:  # noqa: N802
        """Wait until it is on the screen."""
        self.waitUntil(lambda: widget.windowHandle() is not None and widget.windowHandle().isExposed())

    def waitUntil(self, condition: Callable[[], bool]) -> None:  # noqa: N802
        """Wait for a condition."""

        def met() -> bool:
            QApplication.processEvents()
            return condition()

        until(met)


def main(folder: Path) -> None:
    """Show the sheet until somebody ends this process."""
    app = QApplication(sys.argv)
    a11y.install(app)
    looks = LookSource(Look(language=Language.ENGLISH), load_fonts())
    with typing_room(folder) as room:
        item = room.item("money-claim")
        work = room.at_work()
        work.save(work.open(item), TEXTS, {MARKED: "illegible"})
        seat = room.room.seat()
        bench = replace(room.room.bench(), seat=seat)
        bench.work = room.work(seat, bench)
        driver = Driver(cast("QtBot", Waits()), looks, bench)
        driver.window.activateWindow()
        sign_in(driver)
        driver.window.session.staff.keying.open(item)
        driver.settle()
        signal.signal(signal.SIGTERM, lambda _number, _frame: app.exit())  # closing it would be refused
        awake = QTimer()  # Python hears of a signal only when it has something to do
        awake.timeout.connect(lambda: None)
        awake.start(100)
        app.exec()
        driver.window.session.finish("stopped")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
