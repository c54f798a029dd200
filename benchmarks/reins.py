"""What a driven window is held by: a socket to the benchmark. Importing this imports Qt."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from benchmarks.paint_watch import PaintWatch
from ui.desk.places import Place
from ui.window import KioskWindow

if TYPE_CHECKING:
    from ui.desk.confirming import Yes


class Reins(QObject):
    """Tells the benchmark what happens in a window, and the window what the benchmark wants."""

    told = Signal(str)

    def __init__(self, window: KioskWindow, line: socket.socket) -> None:
        super().__init__(window)
        self._window = window
        self._line = line
        PaintWatch(window, lambda: self._say("painted"))
        window.session.ending.connect(lambda: self._say("ending"))
        self.told.connect(self._do)
        threading.Thread(target=self._listen, daemon=True).start()
        self._say("ready")

    def _say(self, what: str) -> None:
        self._line.sendall(f"{what} {os.getpid()} {time.clock_gettime(time.CLOCK_MONOTONIC)}\n".encode())

    def _listen(self) -> None:
        with self._line.makefile(encoding="ascii") as lines:
            for line in lines:
                self.told.emit(line.strip())

    def _do(self, what: str) -> None:
        match what:
            case "visit":
                self._visit()
                self._say("saved")
            case "finish":
                self._window.session.begin()
                self._say("pressed")
                self._window.session.finish("finished")

    def _visit(self) -> None:
        from benchmarks.visiting import CONTINUE, TILE, pages
        from kiosk_app.main.parts import Parts
        from ui.hands import Hands

        hands = Hands(self._window, lambda name: Path(f"{name}.png"))
        hands.until(lambda: self._window.session.line is not None, "the status line")
        hands.press(TILE)
        for page in pages(Parts.from_environment().snapshot.context()):
            page.answer(hands)
            hands.press(page.leads_on)
        hands.arrive("check")
        hands.press(CONTINUE)
        hands.until(lambda: self._window.session.place is Place.CONFIRMATION or bool(self._to_tick()), "confirmation")
        if self._to_tick():  # from the second session on: the same was asked for before
            for box in self._to_tick():
                hands.press(box.objectName())
            hands.press(CONTINUE)
        hands.arrive("confirmation")

    def _to_tick(self) -> list[Yes]:
        from ui.desk.confirming import Yes

        return [box for box in self._window.findChildren(Yes) if box.isVisible() and not box.isChecked()]
