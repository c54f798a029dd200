"""The local store: an encrypted SQLite file that submissions survive in until the centre has acknowledged them, and after.

`prepare` creates or migrates the file, once, before any process opens it; `Store.open` gives each process its repositories. What
they promise is written at the protocols in `kiosk_app.ports`; every failure is a `kiosk_app.errors.StoreError`.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kiosk_app.ports.machine import Clock
from local_store.store import Store

__all__ = ["Store", "prepare"]


def prepare(path: Path, key: bytes, clock: Clock) -> None:
    """Create the database, or bring it to this program's schema after making a copy. See `local_store.migrate`.

    What was cut off of putting another in its place is finished or removed first.
    """
    from local_store.holding import Hold
    from local_store.migrate import migrate  # Alembic is needed here alone, and not by a window that waits to be painted
    from local_store.replacing import being_begun, being_restored, remove_parts, settle

    settle(path)
    with closing(Hold.shared(path)):  # so no other is about to take its place
        remove_parts(being_restored(path))
        remove_parts(being_begun(path))
        migrate(path, key, clock)
