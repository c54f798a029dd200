"""Text forms that have exactly one spelling: canonical JSON, base64, hexadecimal and instants.

Whatever is signed or digested passes through here, on the way out and on the way in.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import rfc8785

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


def canonical(value: object) -> bytes:
    """The RFC 8785 form of a JSON value.

    Raises:
        ValueError: no JSON value, or one RFC 8785 has no form for (a number that is not exact, lone surrogates, too deep).
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # refuses at run time what is no JSON
    except RecursionError:
        raise ValueError("too deep") from None


def read_canonical(raw: bytes) -> object:
    """The value of canonical JSON.

    Raises:
        ValueError: not JSON, or not in its one canonical form (so also: a name twice, spaces, `1.0`).
    """
    value = read_json(raw)
    if canonical(value) != raw:
        raise ValueError("not canonical")
    return value


def read_json(raw: bytes) -> object:
    """The value of any JSON; ValueError, and never anything else, when it is none."""
    try:
        value: object = json.loads(raw.decode())
    except RecursionError:
        raise ValueError("too deep") from None
    return value


def base64_text(raw: bytes) -> str:
    """Standard base64 with padding."""
    return b64encode(raw).decode("ascii")


def read_base64(text: object) -> bytes:
    """The bytes of standard base64 in its one canonical spelling; ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("not text")  # noqa: TRY004 - one exception for all that is malformed
    raw = b64decode(text, validate=True)
    if base64_text(raw) != text:
        raise ValueError("not canonical")
    return raw


def read_hex(text: object, size: int) -> bytes:
    """`size` bytes written in lower-case hexadecimal; ValueError for anything else."""
    if not isinstance(text, str) or len(text) != 2 * size or not _HEX.fullmatch(text):
        raise ValueError("not hexadecimal")
    return bytes.fromhex(text)


def instant_text(instant: datetime) -> str:
    """An instant as "2026-11-21T22:17:00Z", with six digits of a second when they are not zero.

    Raises:
        ValueError: `instant` has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def read_instant(text: object) -> datetime:
    """The instant, in UTC, of what `instant_text` writes; ValueError for anything else."""
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        raise ValueError("not an instant")
    return datetime.fromisoformat(text)
