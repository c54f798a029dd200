"""A speech server as the voice sees it: asked for once somebody wants to hear something, and ended with the session."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class SpeechServer(QObject):
    """Brings a connection to something that speaks SSIP. It can be started again after it was closed or has failed.

    `ready` carries a connected `socket.socket`, which belongs to whoever takes it; `failed` comes when there is none.
    """

    ready = Signal(object)
    failed = Signal()

    def start(self) -> None:
        """Begin; the answer is a signal, later."""
        raise NotImplementedError

    def close(self) -> None:
        """End it, with everything it knows."""
        raise NotImplementedError
