from __future__ import annotations

from uuid import uuid4

import pytest

from kiosk_app.errors import StoreCorrupt
from local_store.sealing import Column, Sealing

KEY = bytes(range(32))
FIELDS = {"prisoner": "Dafydd T", "adults": 2, "slots": ["2026-11-26T14:00/15:30"]}


def test_fields_are_sealed_and_come_back_as_they_were() -> None:
    submission = uuid4()

    kept = Sealing(KEY).seal(Column.RECEIPT, submission, FIELDS)

    assert "Dafydd" not in kept
    assert Sealing(KEY).unseal(Column.RECEIPT, submission, kept) == FIELDS


def test_equal_fields_look_different_each_time() -> None:
    sealing, submission = Sealing(KEY), uuid4()

    assert sealing.seal(Column.RECEIPT, submission, FIELDS) != sealing.seal(Column.RECEIPT, submission, FIELDS)


def test_fields_of_another_submission_or_another_kiosk_are_refused() -> None:
    submission = uuid4()
    kept = Sealing(KEY).seal(Column.RECEIPT, submission, FIELDS)

    with pytest.raises(StoreCorrupt):
        Sealing(KEY).unseal(Column.RECEIPT, uuid4(), kept)
    with pytest.raises(StoreCorrupt):
        Sealing(bytes(32)).unseal(Column.RECEIPT, submission, kept)


@pytest.mark.parametrize("kept", ["", "not base64", "AAAA"])
def test_text_that_was_never_sealed_is_refused(kept: str) -> None:
    with pytest.raises(StoreCorrupt):
        Sealing(KEY).unseal(Column.RECEIPT, uuid4(), kept)


def test_fields_that_the_first_version_kept_unsealed_are_still_read() -> None:
    assert Sealing(KEY).unseal(Column.RECEIPT, uuid4(), FIELDS) == FIELDS


def test_what_one_column_holds_opens_in_no_other() -> None:
    row = uuid4()
    kept = Sealing(KEY).seal(Column.DRAFT, row, FIELDS)

    with pytest.raises(StoreCorrupt):
        Sealing(KEY).unseal(Column.RECEIPT, row, kept)
