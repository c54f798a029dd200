"""Where the processes of a kiosk log to, and how much: ids and codes, never answers."""

from __future__ import annotations

import logging


def log_to_stderr() -> None:
    """Log ids and codes, never answers; a bug's trace carries no values."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("alembic", "httpx", "pikepdf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
