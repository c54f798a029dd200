from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest

from kiosk_app.errors import NewerSchema, StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditHead
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from local_store.audit import _hash
from local_store.connection import RawConnection

New = Callable[..., NewSubmission]


def without_guards(connection: RawConnection) -> None:
    """What somebody who holds the key can do: the triggers are part of the file."""
    for name in ("audit_fixed", "audit_kept", "audit_in_order", "audit_counted", "audit_head_forward", "audit_head_kept"):
        connection.execute(f"DROP TRIGGER {name}")


def test_making_the_store_is_the_first_row(blank: Store) -> None:
    (row,) = blank.audit.rows()

    assert (row.number, row.event) == (1, Event.STORE_CREATED)
    assert blank.audit.head() == AuditHead(1, row.hash)


def test_a_row_is_kept_as_it_was_added(store: Store, clock: Clock) -> None:
    store.audit.append(Event.NETWORK_SWITCHED, "switch", state="off", by="Ŵ")

    row = store.audit.rows()[-1]
    assert (row.at, row.event, row.subject, row.details) == (
        clock.now(), Event.NETWORK_SWITCHED, "switch", {"state": "off", "by": "Ŵ"},
    )  # fmt: skip


def test_each_hash_covers_the_row_and_the_hash_before(store: Store) -> None:
    store.audit.append(Event.SESSION_STARTED, "s1", language="cy", desk="public")

    before, row = store.audit.rows()[-2:]
    text = (
        '{"at":1795687200123456,"details":{"desk":"public","language":"cy"},"event":"session.started",'
        f'"number":{row.number},"subject":"s1"}}'
    )
    assert row.hash == hashlib.sha256(before.hash + text.encode()).digest()
    assert json.loads(text)["at"] == round(row.at.timestamp() * 1_000_000)


def test_rows_are_read_in_pages(store: Store) -> None:
    for number in range(5):
        store.audit.append(Event.SESSION_STARTED, f"s{number}")
    count = store.audit.head().rows

    page = store.audit.rows(after=count - 4, limit=2)

    assert [row.number for row in page] == [count - 3, count - 2]


def test_an_untouched_chain_is_whole(store: Store, submit: New) -> None:
    for _ in range(3):
        submit()

    assert store.audit.first_broken() is None


def test_a_chain_longer_than_one_slice_is_checked_to_its_end(
    store: Store, bare: RawConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local_store.audit._SLICE", 3)
    for number in range(10):
        store.audit.append(Event.SESSION_STARTED, f"s{number}")
    whole = store.audit.first_broken()
    without_guards(bare)
    bare.execute("UPDATE audit SET subject = 'x' WHERE number = 11")

    assert whole is None
    assert store.audit.first_broken() == 11


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET subject = 'x' WHERE number = 4",
        "UPDATE audit SET at = at + 1 WHERE number = 4",
        "UPDATE audit SET event = 'session.ended' WHERE number = 4",
        """UPDATE audit SET details = '{"a":"b"}' WHERE number = 4""",
        "UPDATE audit SET details = '[]' WHERE number = 4",
        "UPDATE audit SET details = '{ }' WHERE number = 4",
        "UPDATE audit SET details = 'not JSON' WHERE number = 4",
        "UPDATE audit SET details = '' WHERE number = 4",
        "UPDATE audit SET details = replace(hex(zeroblob(50000)), '0', '[') WHERE number = 4",
        "UPDATE audit SET details = CAST(x'ff' AS TEXT) WHERE number = 4",
        "UPDATE audit SET subject = CAST(x'ff' AS TEXT) WHERE number = 4",
        "UPDATE audit SET event = CAST(x'ff' AS TEXT) WHERE number = 4",
        "UPDATE audit SET at = 9223372036854775807 WHERE number = 4",
        "UPDATE audit SET hash = zeroblob(32) WHERE number = 4",
        "DELETE FROM audit WHERE number = 4",
        "DELETE FROM audit WHERE number >= 4",
    ],
)
def test_a_changed_or_missing_row_is_the_first_broken_one(store: Store, bare: RawConnection, change: str) -> None:
    for number in range(5):
        store.audit.append(Event.SESSION_STARTED, f"s{number}")
    without_guards(bare)
    bare.execute("PRAGMA ignore_check_constraints = ON")

    bare.execute(change)

    assert store.audit.first_broken() == 4


def test_a_row_with_an_event_of_a_newer_version_is_whole(store: Store, bare: RawConnection) -> None:
    number = store.audit.head().rows
    before, row = store.audit.rows(after=number - 2)
    link = _hash(before.hash, number, row.at, event="moon.risen", subject=row.subject, details=row.details)
    for name in ("audit_fixed", "audit_head_forward"):
        bare.execute(f"DROP TRIGGER {name}")
    bare.execute("UPDATE audit SET event = 'moon.risen', hash = ? WHERE number = ?", [link, number])
    bare.execute("UPDATE audit_head SET hash = ?", [link])

    store.audit.append(Event.SESSION_STARTED, "s1")

    assert store.audit.first_broken() is None
    assert store.integrity.audit_tail(1) is None
    with pytest.raises(NewerSchema):
        store.audit.rows()


def test_rows_that_cannot_be_read_are_damage_and_so_is_a_log_without_its_count(store: Store, bare: RawConnection) -> None:
    store.audit.append(Event.SESSION_STARTED, "s1")
    without_guards(bare)
    bare.execute("PRAGMA ignore_check_constraints = ON")
    bare.execute("UPDATE audit SET details = 'not JSON' WHERE number = 2")
    with pytest.raises(StoreCorrupt):
        store.audit.rows()

    bare.execute("DELETE FROM audit_head")

    with pytest.raises(StoreCorrupt):
        store.audit.first_broken()


def test_a_missing_tail_shows_and_stays_shown_when_the_log_goes_on(store: Store, bare: RawConnection) -> None:
    store.audit.append(Event.SESSION_STARTED, "s1")
    count = store.audit.head().rows
    bare.execute("DROP TRIGGER audit_kept")
    bare.execute("DELETE FROM audit WHERE number = (SELECT rows FROM audit_head)")
    missing = store.audit.first_broken()

    store.audit.append(Event.SESSION_ENDED, "s1")

    assert missing == count
    assert store.audit.first_broken() == count
    assert store.audit.head().rows == count + 1


def test_an_emptied_log_is_broken_from_its_first_row(store: Store, bare: RawConnection) -> None:
    without_guards(bare)

    bare.execute("DELETE FROM audit")

    assert store.audit.first_broken() == 1


def test_a_row_added_past_the_count_is_broken(store: Store, bare: RawConnection) -> None:
    count = store.audit.head().rows
    without_guards(bare)

    bare.execute("INSERT INTO audit SELECT rows + 1, 1, 'session.started', '', '{}', zeroblob(32) FROM audit_head")

    assert store.audit.first_broken() == count + 1


def test_a_count_set_back_with_the_tail_still_there_is_broken(store: Store, bare: RawConnection) -> None:
    count = store.audit.head().rows
    without_guards(bare)

    bare.execute("UPDATE audit_head SET rows = rows - 1")

    assert store.audit.first_broken() == count


def test_a_head_that_is_not_the_last_row_s_is_broken(store: Store, bare: RawConnection) -> None:
    without_guards(bare)

    bare.execute("UPDATE audit_head SET hash = zeroblob(32)")

    assert store.audit.first_broken() == store.audit.head().rows
