"""The files that are, or are about to be, part of the project: what git tracks, and what it does not ignore."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def tracked_files(root: Path) -> list[Path]:
    """Every such file under `root` that is there, sorted."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True, capture_output=True
    )
    paths = (root / name for name in listed.stdout.decode().split("\0") if name)
    return sorted({path for path in paths if path.is_file()})


def tracked_texts(root: Path) -> list[tuple[Path, str]]:
    """The same files with their text; what is no UTF-8 text, such as a picture, is left out."""
    texts = []
    for path in tracked_files(root):
        try:
            texts.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return texts
