"""Widgets may only be destroyed on the GUI thread; Python's cycle collector runs on whichever thread happens to allocate.

A closed page is a cycle (buttons know their page through what they call), so with the automatic collector its last widgets could
be destroyed in the middle of a database call on the worker. It cannot be switched off for one thread. Therefore, while a worker
runs, it is off for all, and a timer here does its work at the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Garbage(QObject):
    """From its making until `release`, cycles are collected on this thread only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def release(self) -> None:
        """There is no other thread any more: back to how it was."""
        self._timer.stop()
        if self._was_automatic:
            gc.enable()


def collect_due() -> None:
    """Collect the oldest generation that is full, as the automatic collector would."""
    full = [number for number, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > limit]
    if full:
        gc.collect(full[-1])
