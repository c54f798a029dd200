"""What a person confirmed travels with the answers; envelopes from before there was anything to confirm read as ever."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from sync.envelope import BadContent, canonical, content_plaintext, read_plaintext

SAID: dict[str, Any] = {
    "service": "prison-visit",
    "schema_version": 1,
    "reference": "0123456789AB",
    "language": "cy",
    "answers": {"prison": "CFI"},
    "assisted_by": None,
    "cites": "",
    "created": datetime(2026, 11, 21, 22, 0, tzinfo=UTC),
}


def test_what_was_confirmed_is_read_again_in_one_order() -> None:
    yes = [("visitors.1.date_of_birth", "same-visitor"), ("slots", "asked-already"), ("slots", "asked-already")]

    content = read_plaintext(content_plaintext(**SAID, confirmed=yes))

    assert content.confirmed == (("slots", "asked-already"), ("visitors.1.date_of_birth", "same-visitor"))
    assert (content.confirmed[0].path, content.confirmed[0].code) == ("slots", "asked-already")


def test_nothing_confirmed_is_the_same_bytes_as_before_there_was_anything_to_confirm() -> None:
    plaintext = content_plaintext(**SAID)

    assert "confirmed" not in json.loads(plaintext)
    assert read_plaintext(plaintext).confirmed == ()


@pytest.mark.parametrize(
    "confirmed",
    [
        None,
        [],
        {},
        "slots",
        [None],
        [["slots", "asked-already"]],
        [{"code": "asked-already"}],
        [{"code": "asked-already", "path": 1}],
        [{"code": "asked-already", "path": "slots", "more": ""}],
        [{"code": "b", "path": "slots"}, {"code": "a", "path": "slots"}],
        [{"code": "a", "path": "slots"}, {"code": "a", "path": "slots"}],
    ],
)
def test_another_shape_is_refused(confirmed: object) -> None:
    value = {**json.loads(content_plaintext(**SAID)), "confirmed": confirmed}

    with pytest.raises(BadContent):
        read_plaintext(canonical(value))
