"""Notices that the database was changed, by this process or another, without reading any table."""

from __future__ import annotations

import threading
from pathlib import Path

from local_store.connection import connect
from local_store.faults import translating


class Watch:
    """A connection of its own that never writes, so that every commit is somebody else's to it. May be used by any thread."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._connection = connect(path, key)
        self._lock = threading.Lock()

    def version(self) -> int:
        """A number that changes when anybody has committed. Only comparable within the life of this object."""
        with self._lock, translating():
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()
