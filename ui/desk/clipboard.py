"""What one person copied or selected is not there for the next to paste."""

from __future__ import annotations

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


def empty_clipboard() -> None:
    """Also of what is only selected, where the platform keeps that."""
    board = QApplication.clipboard()
    board.clear(QClipboard.Mode.Clipboard)
    if board.supportsSelection():
        board.clear(QClipboard.Mode.Selection)
