"""A helper who types for a client in the folder argv[1], says so on standard output, and then does nothing more until killed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.helper_desk.helper_room import DILYS, Helper, helper_room
from ui import a11y
from ui.theme import Look, LookSource, load_fonts

_LONGEST = 20.0  # seconds


class _Hands:
    """As much of pytest-qt as a driver needs."""

    def addWidget(self, widget: QWidget, **_more: object) -> None:  # noqa: N802 - the name it has there
        """It ends with the process."""

    def waitExposed(self, widget: QWidget) -> None:  # noqa: N802 - the name it has there
        self.waitUntil(widget.isVisible)

    def waitUntil(self, condition: Callable[[], bool]) -> None:  # noqa: N802 - the name it has there
        until = time.monotonic() + _LONGEST
        while not condition():
            QApplication.processEvents()
            if time.monotonic() > until:
                raise TimeoutError


def main() -> None:
    app = QApplication([])
    a11y.install(app)
    with helper_room(Path(sys.argv[1])) as room:
        helper = Helper(_Hands(), LookSource(Look(), load_fonts()), room)  # type: ignore[arg-type]
        helper.sign_in()
        helper.agree(DILYS)
        helper.key(Qt.Key.Key_2)
        helper.type("David")
        helper.key(Qt.Key.Key_Tab)
        helper.type(sys.argv[2])
        sys.stdout.write("typed\n")
        sys.stdout.flush()
        sys.stdin.read()  # nothing happens any more


if __name__ == "__main__":
    main()
