"""Says which of an X server's two clipboards hold something.

It does not fetch what they hold: words that pass through an X server stay in its memory.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QClipboard, QGuiApplication


def main() -> int:
    """Print the name of each that is not empty."""
    app = QGuiApplication(sys.argv[:1])
    board = app.clipboard()
    modes = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
    sys.stdout.write(" ".join(mode.name for mode in modes if board.mimeData(mode).formats()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
