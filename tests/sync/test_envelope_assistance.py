"""That somebody helped travels with a submission, and an envelope from before that still opens."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from sync.envelope import Assistance, BadContent, content_plaintext, read_plaintext

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
HELPED = Assistance("adviser", "Taff Street Advice Centre", ("typed", "explained"), "paper", NOW)


def written(assistance: Assistance | None = HELPED, assisted_by: str | None = "01a2047c-46b9-7ae8-9eaa-51fa4ec48a40") -> bytes:
    return content_plaintext(
        service="toy", schema_version=1, reference="R", language="en", answers={"a": 1}, assisted_by=assisted_by, cites="",
        created=NOW, assistance=assistance,
    )  # fmt: skip


def test_how_somebody_helped_comes_out_as_it_went_in() -> None:
    content = read_plaintext(written())

    assert content.assistance == HELPED._replace(given=("explained", "typed"))
    assert content.assistance is not None
    assert content.assistance.way == "IN_PERSON"


def test_without_help_the_bytes_are_those_of_before_there_was_any() -> None:
    plain = json.loads(written(None, None))

    assert "assistance" not in plain
    assert read_plaintext(written(None, None)).assistance is None


@pytest.mark.parametrize(
    "changes",
    [
        {"given": ["typed", "explained"]},
        {"given": ["typed", "typed"]},
        {"given": "typed"},
        {"given": [1]},
        {"agreed_at": "today"},
        {"relationship": None},
        {"more": "text"},
        None,
        [],
    ],
)
def test_help_that_is_written_in_another_way_is_refused(changes: object) -> None:
    value = json.loads(written())
    value["assistance"] = value["assistance"] | changes if isinstance(changes, dict) else changes

    with pytest.raises(BadContent):
        read_plaintext(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())


def test_help_needs_somebody_who_helped() -> None:
    with pytest.raises(BadContent):
        read_plaintext(written(HELPED, None))


def test_help_is_written_in_one_way() -> None:
    spelt = (
        '"assistance":{"agreed":"paper","agreed_at":"2026-11-22T10:15:00Z","given":["explained","typed"],'
        '"organisation":"Taff Street Advice Centre","relationship":"adviser","way":"IN_PERSON"}'
    )

    assert spelt in written().decode()
