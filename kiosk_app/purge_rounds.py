"""Two small files in the data folder by which the desk and the agent speak of letting go (`kiosk_app.ports.purge.PurgeRounds`).

They hold times and counts. Whatever is lost of them only means that nobody knows of the last round, or must ask again.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Final

from kiosk_app.errors import CannotWrite
from kiosk_app.ports.purge import LastRound, Purged

LOG = logging.getLogger(__name__)

_ASKED: Final = "purge-asked"
_LAST: Final = "purge-last.json"
_MOST_BYTES: Final = 4096


class FilePurgeRounds:
    """The files."""

    def __init__(self, folder: Path) -> None:
        self._asked, self._last = folder / _ASKED, folder / _LAST

    def ask(self) -> None:
        """Leave a file that the agent looks for."""
        try:
            os.close(os.open(self._asked, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
        except OSError as error:
            raise CannotWrite(file=_ASKED, why=os.strerror(error.errno or 0)) from None

    def is_asked(self) -> bool:
        """Whether it is there."""
        return self._asked.exists()

    def begun(self) -> None:
        """Take it away."""
        try:
            self._asked.unlink(missing_ok=True)
        except OSError as error:
            LOG.warning("a wish to let go cannot be taken away: %s", os.strerror(error.errno or 0))

    def ended(self, last: LastRound) -> None:
        """Keep what the last round did."""
        said = {"ended": last.ended.isoformat(), "due": last.due.isoformat(), "went": last.went._asdict()}
        begun = self._last.with_name(f".{_LAST}.part")
        try:
            begun.write_text(json.dumps(said), encoding="ascii")
            begun.replace(self._last)
        except OSError as error:
            LOG.warning("what was let go is not kept: %s", os.strerror(error.errno or 0))

    def last(self) -> LastRound | None:
        """What is kept of it; nothing of what is damaged."""
        try:
            with self._last.open("rb") as file:
                said = json.loads(file.read(_MOST_BYTES))
            ended, due = (datetime.fromisoformat(said[name]) for name in ("ended", "due"))
            went = Purged(**{name: int(number) for name, number in said["went"].items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return None if ended.tzinfo is None or due.tzinfo is None else LastRound(ended, due, went)
