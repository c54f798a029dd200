"""The day on which paper came to a court travels in the envelope, in one spelling; nothing is said where none came on paper."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from sync.envelope import BadContent, content_plaintext, read_plaintext
from sync.envelope.canonical import canonical

DAY = date(2026, 11, 19)


def plaintext(received: date | None) -> bytes:
    return content_plaintext(
        service="fee-payment",
        schema_version=1,
        reference="0" * 12,
        language="en",
        answers={"a": "b"},
        assisted_by="somebody",
        cites="",
        created=datetime(2026, 11, 22, 10, tzinfo=UTC),
        received=received,
    )


@pytest.mark.parametrize("received", [DAY, None])
def test_the_day_is_read_as_it_was_written(received: date | None) -> None:
    assert read_plaintext(plaintext(received)).received == received


def test_where_nothing_came_on_paper_the_plaintext_says_nothing_of_it() -> None:
    assert b"received" not in plaintext(None)


@pytest.mark.parametrize("spelt", ["2026-W47-4", "20261119", "19 11 2026", "", None, 20261119])
def test_another_spelling_is_refused(spelt: object) -> None:
    value = json.loads(plaintext(DAY)) | {"received": spelt}

    with pytest.raises(BadContent):
        read_plaintext(canonical(value))
