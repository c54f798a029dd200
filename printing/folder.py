"""A printer that puts pages into a folder: for a kiosk without a printer, for rehearsals and for tests.

A page appears under its name only when it is whole and on the disk; it can be read by the kiosk's user alone and never takes
the place of another. For rehearsing a fault without a printer, a file named `out-of-paper` in the folder does what its name
says until it is removed.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from kiosk_app.errors import PrinterOutOfPaper, PrinterUnavailable

OUT_OF_PAPER = "out-of-paper"

_LONGEST_NAME = 80
_REASONS = {
    errno.ENOENT: "folder-missing",
    errno.ENOTDIR: "folder-missing",
    errno.EACCES: "folder-not-writable",
    errno.EPERM: "folder-not-writable",
    errno.EROFS: "folder-not-writable",
    errno.ENOSPC: "folder-full",
    errno.EDQUOT: "folder-full",
    errno.EFBIG: "folder-full",
}


class FolderPrinter:
    """Prints by writing PDF files."""

    def __init__(self, folder: Path, name: str = "folder") -> None:
        self.name = name
        self._folder = folder

    def check(self) -> None:
        """Find out, by making an empty file and removing it, whether a page could be printed now.

        Raises:
            PrinterOutOfPaper: the rehearsal file is there.
            PrinterUnavailable: the folder is missing, full or cannot be written.
        """
        with _known_errors():
            self._check_paper()
            probe = self._folder / f".probe-{os.getpid()}"
            os.close(_create(probe))
            probe.unlink()

    def print(self, pdf: bytes, title: str) -> None:
        """Write `pdf` under a name made from `title`, numbered when there is one of that name.

        Raises:
            PrinterOutOfPaper, PrinterUnavailable: nothing was printed, and why.
        """
        with _known_errors():
            self._check_paper()
            part, page = self._reserve(title)
            try:
                self._write(part, pdf)
                part.rename(page)
            except OSError:
                part.unlink(missing_ok=True)
                raise
            self._flush_folder()

    def _check_paper(self) -> None:
        if (self._folder / OUT_OF_PAPER).exists():
            raise PrinterOutOfPaper(printer=self.name)

    def _reserve(self, title: str) -> tuple[Path, Path]:
        """A temporary file that only we write, and the free name it will have."""
        return next(claim for name in _names(title) if (claim := self._claim(name)))

    def _claim(self, name: str) -> tuple[Path, Path] | None:
        """Whoever makes the temporary file owns the name, unless a page has it already."""
        part, page = self._folder / f".{name}.part", self._folder / name
        try:
            os.close(_create(part))
        except FileExistsError:
            return None
        if page.exists():
            part.unlink()
            return None
        return part, page

    def _write(self, part: Path, pdf: bytes) -> None:
        with part.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())

    def _flush_folder(self) -> None:
        """Make the name itself survive a power cut."""
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _names(title: str) -> Iterator[str]:
    """File names from a title: plain letters, digits and hyphens, then the same with numbers from 2."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "page"
    yield f"{stem}.pdf"
    for number in count(2):
        yield f"{stem}-{number}.pdf"


@contextmanager
def _known_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "folder-failing")
        raise PrinterUnavailable(reason=reason) from error
