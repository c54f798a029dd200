"""Removable disks that are mounted: memory sticks, cards, disks on a USB cable (`kiosk_app.ports.copies.Media`).

Linux says in sysfs which disks can be taken out. A disk on a USB cable may say that it cannot, so its bus counts as well. Where
a mounted disk says neither, or another place is meant, the owner names its folder in the settings.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kiosk_app.ports.copies import Medium

_MOUNTS: Final = Path("/proc/self/mounts")
_BLOCKS: Final = Path("/sys/class/block")
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")  # how the kernel writes a space in a path
_USB: Final = re.compile(r"/usb[0-9]+/")


class MountedMedia:
    """Looks at what is mounted. `folder` is one more place, "" for none; `mounts` and `blocks` are Linux's own."""

    def __init__(self, folder: str = "", mounts: Path = _MOUNTS, blocks: Path = _BLOCKS) -> None:
        self._folder = folder
        self._mounts = mounts
        self._blocks = blocks

    def mounted(self) -> Sequence[Medium]:
        """Those that are mounted now, by name."""
        paths = {Path(self._folder)} if self._folder else set()
        paths |= set(self._removable())
        found = (_medium(path) for path in paths)
        return sorted((each for each in found if each is not None), key=lambda each: (each.name, each.path))

    def _removable(self) -> Iterator[Path]:
        try:
            lines = self._mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return
        for line in lines:
            device, _, rest = line.partition(" ")
            if device.startswith("/dev/") and self._comes_out(Path(_plain(device)).name):
                yield Path(_plain(rest.partition(" ")[0]))

    def _comes_out(self, name: str) -> bool:
        """Whether a disk, or the disk of a partition, can be taken out."""
        try:
            block = (self._blocks / name).resolve(strict=True)
            disk = block.parent if (block / "partition").exists() else block
            says = (disk / "removable").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return False
        return says == "1" or _USB.search(str(disk)) is not None


def _plain(written: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), written)


def _medium(path: Path) -> Medium | None:
    try:
        disk = os.statvfs(path)
    except OSError:
        return None  # taken out, or not there
    writable = not disk.f_flag & os.ST_RDONLY and os.access(path, os.W_OK)
    return Medium(path, path.name, disk.f_blocks * disk.f_frsize, disk.f_bavail * disk.f_frsize, writable)
