"""Nothing of the centre's data is readable by anybody but the account it runs as.

The umask closes what is created (SQLite gives its journals the mode of the database); what an earlier version or a copy left open
is closed. Nothing is refused because of a mode: a file of another owner is only spoken of.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_log = logging.getLogger(__name__)
_OTHERS = 0o077


@contextmanager
def created_private() -> Iterator[None]:
    """Whatever this process creates meanwhile is its owner's alone."""
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def close_to_others(paths: Iterable[Path]) -> None:
    """Take away what group and others may do with these files and folders; those that do not exist are passed over."""
    for path in paths:
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & _OTHERS:
                path.chmod(mode & ~_OTHERS)
        except FileNotFoundError:
            continue
        except PermissionError:
            _log.warning("others may read %s, and it belongs to another account", path)
