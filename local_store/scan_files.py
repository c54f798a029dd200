"""Files that may be scans on removable media (`kiosk_app.ports.scan_files.ScanFiles`): found by name, read once, never changed.

Links are not followed, nor folders below the second; of a medium with very many files the first ones found are shown.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from kiosk_app.ports.copies import Media
from kiosk_app.ports.scan_files import ScanFile
from services.scans import NotAScan, Refusal

_ENDINGS: Final = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})
_MOST_FILES, _MOST_LOOKED_AT, _DEEPEST = 500, 5_000, 2
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class MediaScanFiles:
    """Looks at what `media` says is mounted; takes files of at most `most_bytes`."""

    def __init__(self, media: Media, most_bytes: int) -> None:
        self._media = media
        self._most_bytes = most_bytes

    def found(self) -> Sequence[ScanFile]:
        """What is there, the newest first."""
        files = [file for medium in self._media.mounted() for file in islice(_files(medium.path, medium.name), _MOST_FILES)]
        return sorted(files, key=lambda file: (file.changed, file.name), reverse=True)[:_MOST_FILES]

    def is_on_medium(self, path: Path) -> bool:
        """Whether this very file lies on a mounted medium."""
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            return False
        return any(real.is_relative_to(medium.path.resolve()) for medium in self._media.mounted())

    def read(self, path: Path) -> bytes:
        """The bytes of a file.

        Raises:
            NotAScan: too large, no file, or the disk does not give it.
        """
        try:
            descriptor = os.open(path, _READ)
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise NotAScan(Refusal.NOT_A_FILE)
                content = file.read(self._most_bytes + 1)
        except (OSError, ValueError):
            raise NotAScan(Refusal.NOT_A_FILE if path.is_symlink() or path.is_dir() else Refusal.UNREADABLE) from None
        if len(content) > self._most_bytes:
            raise NotAScan(Refusal.TOO_LARGE)
        return content


def _files(root: Path, medium: str) -> Iterator[ScanFile]:
    """The files below `root` whose names say that they may be scans."""
    folders, looked_at = [(root, "", 0)], 0
    while folders:
        folder, shown, depth = folders.pop(0)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return
            if entry.name.startswith("."):
                continue
            below = f"{shown}/{entry.name}" if shown else entry.name
            if _is_folder(entry):
                if depth < _DEEPEST:
                    folders.append((Path(entry.path), below, depth + 1))
            elif (file := _file(entry, shown, medium)) is not None:
                yield file


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _file(entry: os.DirEntry[str], folder: str, medium: str) -> ScanFile | None:
    if Path(entry.name).suffix.lower() not in _ENDINGS:
        return None
    try:
        status = entry.stat(follow_symlinks=False)
        changed = datetime.fromtimestamp(status.st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return ScanFile(Path(entry.path), _legible(entry.name), _legible(folder), medium, status.st_size, changed)


def _legible(name: str) -> str:
    """A name as it can be shown: what is no text in it becomes a mark."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)
