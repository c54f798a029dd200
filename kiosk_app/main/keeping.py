"""Putting together the agent's third line of work."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from kiosk_app.main.adapters import envelope_digest

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.processes.keeping import Keeping


def keeping_of(parts: Parts) -> Keeping:
    """What keeps room on the disk, checks the records and lets go of old ones."""
    from kiosk_app.main.measuring import let_go
    from kiosk_app.processes.keeping import Keeping, KeepingPorts
    from kiosk_app.purge_rounds import FilePurgeRounds

    store = parts.store
    ports = KeepingPorts(
        room=parts.room,
        mark=parts.damage,
        integrity=store.integrity,
        audit=store.audit,
        digest=envelope_digest,
        purge=partial(let_go, parts),
        rounds=FilePurgeRounds(parts.home.folder),
        now=parts.clock.now,
    )
    return Keeping(ports, timedelta(hours=parts.settings.storage.check_every_hours))
