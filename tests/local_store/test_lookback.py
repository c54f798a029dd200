"""The audit log says when something last happened."""

from __future__ import annotations

from kiosk_app.events import Event
from local_store import Store


def test_the_newest_of_several_kinds_and_the_very_first_are_found(store: Store) -> None:
    store.audit.append(Event.STORE_CHECKED, "", rows="1")
    store.audit.append(Event.STORE_DAMAGED, "")
    store.audit.append(Event.STORE_CHECKED, "", rows="2")

    found = store.lookback.latest(Event.STORE_CHECKED, Event.STORE_DAMAGED)
    first = store.lookback.first()

    assert found is not None
    assert (found.event, found.details) == (Event.STORE_CHECKED, {"rows": "2"})
    assert store.lookback.latest(Event.ROOM_SHORT) is None
    assert first is not None
    assert first.number == 1
