"""A folder for one session's speech server, on the file system that is memory where there is one.

Its name carries the process that made it. What a process that was killed left behind holds nothing of a person, and the next
session removes it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

_PREFIX = "justice-kiosk-speech-"


def make_folder(environment: Mapping[str, str]) -> Path:
    """A new one of mode 0700. Those of processes that are gone are removed.

    Raises:
        OSError: there is no room for one, or no right to it.
    """
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    base = Path(runtime if runtime and os.access(runtime, os.W_OK | os.X_OK) else tempfile.gettempdir())
    for left in base.glob(f"{_PREFIX}*"):
        if _is_left(left.name):
            remove_folder(left)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=base))


def remove_folder(path: Path) -> None:
    """With all that is in it; what is not ours stays."""
    shutil.rmtree(path, ignore_errors=True)


def _is_left(name: str) -> bool:
    number = name.removeprefix(_PREFIX).partition("-")[0]
    if not number.isdecimal():
        return False
    with contextlib.suppress(PermissionError):
        try:
            os.kill(int(number), 0)
        except (ProcessLookupError, OverflowError):
            return True
    return False
