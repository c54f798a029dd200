"""File systems small enough to fill, and filling them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MIB = 1024 * 1024


@contextmanager
def mounted_disk(folder: Path, mib: int) -> Iterator[Path]:
    """A file system of its own in a new folder, gone again whatever happens."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:  # noqa: S603
        pytest.skip("this machine does not allow mounting")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607


def fill(disk: Path, free: int = 0) -> Path:
    """Fill a disk to the byte, but for `free` bytes; the file that does."""
    filling = disk / "filling"
    with filling.open("ab", buffering=0) as file:
        size = MIB
        while size:
            try:
                file.write(bytes(size))
            except OSError:  # no room for so much
                size //= 2
        file.truncate(file.tell() - free)
    return filling
