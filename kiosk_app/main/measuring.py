"""Putting together what counts how the kiosk is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from kiosk_app.ports.purge import Purged
from kiosk_app.use_cases.measuring import Measuring

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts


def measuring_of(parts: Parts) -> Measuring | None:
    """What counts, as the settings say; None where nothing is counted."""
    from sync.comment_sealing import CentreCommentSealer

    settings = parts.settings.measuring
    if not settings.count:
        return None
    sealer = CentreCommentSealer(parts.store.device) if settings.comments else None
    return Measuring(parts.store.measures, sealer, parts.clock, uuid4)


def let_go(parts: Parts) -> Iterator[Purged]:
    """A round of letting go: of what was submitted, of scans that are of nothing, and of counters that the centre has had long.

    For as long as the settings say when it begins: staff may have changed them at the desk.
    """
    settings = parts.home.settings()
    yield from parts.store.purge.round(settings.retention.kept())
    for _scan in parts.store.scan_purge.round(timedelta(days=settings.retention.scan_days)):
        yield Purged()
    parts.store.measures.forget(parts.clock.today() - timedelta(days=settings.measuring.keep_days))
