"""The wish to have a copy put back, as two files in the data folder (`kiosk_app.ports.restoring.RestoreWishes`)."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from kiosk_app.errors import CannotWrite
from kiosk_app.ports.restoring import RestoreWish

WISH: Final = "restore-wanted"
_COPY: Final = "kiosk.db.wanted"


class FileRestoreWishes:
    """Both files stand in `folder`. The wish is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / WISH

    @property
    def copy(self) -> Path:
        """Where the copy waits."""
        return self._folder / _COPY

    @property
    def any_left(self) -> bool:
        """Whether there is anything to clear, be it a wish that cannot be read."""
        return self._file.exists() or self.copy.exists()

    def keep(self, wish: RestoreWish) -> None:
        """Write it down, durable when this returns."""
        unfinished = self._file.with_suffix(f".{os.getpid()}")
        text = json.dumps({"by": wish.by, "at": wish.at.isoformat(), "leave_behind": wish.leave_behind})
        try:
            with unfinished.open("w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._file)
            self._make_names_durable()
        except OSError as error:
            raise CannotWrite(file=WISH, why=os.strerror(error.errno or 0)) from None
        finally:
            with suppress(OSError):
                unfinished.unlink()

    def read(self) -> RestoreWish | None:
        """The wish; None where there is none, or it cannot be read."""
        try:
            kept = json.loads(self._file.read_text(encoding="ascii"))
            return RestoreWish(str(kept["by"]), datetime.fromisoformat(kept["at"]), kept["leave_behind"] is True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def clear(self, *, copy: bool) -> None:
        """Forget it; with `copy`, also the copy that waits."""
        try:
            self._file.unlink(missing_ok=True)
            self._make_names_durable()
        except OSError as error:
            raise CannotWrite(file=WISH, why=os.strerror(error.errno or 0)) from None
        if copy:
            with suppress(OSError):
                self.copy.unlink(missing_ok=True)

    def _make_names_durable(self) -> None:
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
