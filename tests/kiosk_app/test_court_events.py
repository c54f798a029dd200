"""What a court desk does besides the straight way of an item is in the audit log too: changed, taken away, decided, ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.ports.captures import FIRST, SECOND, Totals
from services.language import Language
from tests.court import GWEN, RHYS, TWICE_OF_VISIT, VISIT, Court, court_desk, only


@pytest.fixture
def court(kiosk_parts: Parts, tmp_path: Path) -> Iterator[Court]:
    with court_desk(kiosk_parts, tmp_path / "batches") as made:
        yield made
        made.parts.store.close()


def test_what_is_changed_taken_away_decided_and_ended_is_in_the_audit_log_with_who_did_it(court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item, unwanted) = court.batch(gwen, VISIT, VISIT)
    gwen.batches.remove_item(unwanted)
    gwen.batches.declare(gwen.batches.view(batch.id).line, Totals(1, 1))
    gwen.batches.take_away(gwen.batches.open(court.envelope("8")))
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT) | {"prisoner": "Dafydd Tomos"}, SECOND)
    (differing,) = rhys.batches.items.view(item.id).differences
    rhys.batches.items.keep(item.id, differing.key, 0, FIRST)
    rhys.batches.view(batch.id)
    gwen.batches.items.submit(item.id, Language.ENGLISH)
    gwen.batches.exporting.export(gwen.batches.view(batch.id).line)

    rows = [row for row in court.parts.store.audit.rows() if row.event.startswith(("batch.", "item."))]

    wanted = {Event.ITEM_REMOVED, Event.BATCH_CHANGED, Event.BATCH_REMOVED, Event.ITEM_DECIDED, Event.BATCH_CLOSED}
    assert {row.event for row in rows} >= wanted
    assert all(row.details.get("operator") for row in rows if row.event in wanted)
