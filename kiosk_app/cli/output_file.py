"""A file that a command writes: whole under its name, or not there at all.

The place is taken before the work begins, so a folder that cannot be written is known before anything is counted or recorded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk_app.errors import CannotWrite


class OutputFile:
    """A place that has been taken, and not been written yet."""

    def __init__(self, path: Path, written: Path, descriptor: int) -> None:
        self._path = path
        self._written = written
        self._descriptor = descriptor

    def keep(self, content: bytes) -> None:
        """Write all of it and give it its name.

        Raises:
            CannotWrite: it is not there.
        """
        with _known_errors(self._path):
            with os.fdopen(self._descriptor, "wb", closefd=False) as file:
                file.write(content)
                file.flush()
                if self._written != self._path:
                    os.fsync(self._descriptor)
            if self._written != self._path:
                self._written.replace(self._path)


@contextmanager
def output_file(to: Path) -> Iterator[OutputFile]:
    """Take the place of a file; what was not kept leaves nothing behind.

    A pipe or a device is written as it is; any other file appears under its name at once, in place of an older one.

    Raises:
        CannotWrite: the folder or the file cannot be written.
    """
    with _known_errors(to):
        path = to.resolve()
        in_place = path.exists() and not path.is_file()
        written = path if in_place else path.with_name(f".{path.name}.{os.getpid()}.part")
        descriptor = os.open(written, os.O_WRONLY if in_place else os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield OutputFile(path, written, descriptor)
    finally:
        os.close(descriptor)
        if not in_place:
            written.unlink(missing_ok=True)


@contextmanager
def _known_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError: how resolving says that links lead in a circle
        number = error.errno if isinstance(error, OSError) else None
        raise CannotWrite(file=path.name, why=os.strerror(number) if number else "not-a-file") from None
