"""A request that the centre refused is sent once more as it is, and the centre judges it anew: whole, over HTTP."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from benchmarks.submissions import saving
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.ports.queue import Queued, Shelf
from kiosk_app.ports.submissions import Custody
from tests.support import enrolled_kiosk, new_centre, running_centre

REFUSES = "[limits]\nenvelope_bytes = 100\n"


def the_one(parts: Parts) -> Queued:
    (found,) = parts.store.queue.rows(Shelf.OPEN, 10)
    return found


def test_it_is_refused_again_until_the_cause_is_mended_and_then_accepted_once(tmp_path: Path) -> None:
    data = tmp_path / "centre"
    new_centre(data)
    settings = data / "centre.toml"
    usual = settings.read_text("utf-8") if settings.exists() else ""
    settings.write_text(REFUSES, "utf-8")
    with running_centre(data) as url:
        parts = enrolled_kiosk(tmp_path / "kiosk", url, data)
        saving(parts)()
        parts.engine.sync_once()
        refused, sealed = the_one(parts), list(parts.store.queue.sealed())
        assert parts.store.queue.release("an-operator", refused.id)
        parts.engine.sync_once()
        again = the_one(parts)
        assert parts.store.queue.release("an-operator", refused.id)
        released, wires = the_one(parts), list(parts.store.queue.sealed())
    settings.write_text(usual, "utf-8")

    with running_centre(data, int(url.rpartition(":")[2])) as again_at:
        assert again_at == url
        report = parts.engine.sync_once()

    assert [(each.custody, each.reason) for each in (refused, again, released)] == [
        (Custody.QUARANTINED, "too-large"),
        (Custody.QUARANTINED, "too-large"),
        (Custody.HELD, ""),
    ]
    assert wires == sealed
    assert (report.quarantined, report.all_sent) == (0, True)
    assert parts.store.queue.number(Shelf.OPEN) == 0
    assert not parts.store.queue.release("an-operator", refused.id)
    about = [row.event for row in parts.store.audit.rows() if row.subject == str(refused.id)]
    events = [each for each in about if each is not Event.PRINT_QUEUED]
    assert events == [
        Event.SUBMISSION_SAVED,
        *(Event.SUBMISSION_QUARANTINED, Event.QUEUE_RELEASED) * 2,
        Event.SUBMISSION_ACKNOWLEDGED,
    ]
    with contextlib.closing(sqlite3.connect(data / "centre.sqlite3")) as centre:
        kept = centre.execute("SELECT submission_id, sequence, wire FROM envelopes").fetchall()
    assert [(sequence, wire) for _id, sequence, wire in kept] == [(1, sealed[0].wire)]
    parts.store.close()
