from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from local_store.connection import RawConnection


def test_a_store_in_use_is_whole(store: Store, submit: Callable[..., NewSubmission]) -> None:
    for _ in range(20):
        submit()

    assert store.integrity.damage() == []


def test_one_changed_byte_anywhere_is_damage(
    path: Path, store: Store, submit: Callable[..., NewSubmission], open_store: Callable[[], Store]
) -> None:
    for _ in range(50):
        submit(receipt={"who": "PLAINTEXTMARKER" * 20})
    store.close()
    content = bytearray(path.read_bytes())
    content[-2000] ^= 0x01
    path.write_bytes(content)

    with closing(open_store()) as damaged:
        found = damaged.integrity.damage()

    assert len(found) == 1
    assert "PLAINTEXTMARKER" not in found[0]


def test_tables_that_disagree_with_their_indexes_are_damage(
    store: Store, bare: RawConnection, submit: Callable[..., NewSubmission]
) -> None:
    submit()
    bare.execute("PRAGMA writable_schema = ON")
    bare.execute("UPDATE sqlite_master SET sql = replace(sql, 'reason TEXT NOT NULL', 'reason TEXT NOT NULL CHECK (0)')")
    bare.execute("PRAGMA schema_version = 1000")
    bare.execute("PRAGMA writable_schema = RESET")

    assert store.integrity.damage()
