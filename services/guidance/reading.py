"""Reading the guidance: the content files, and what a catalogue carries. Read whole or refused, and never larger than it may be.

A folder of content holds `guidance.toml` (the form, the day, the order of the topics), one `<topic>.toml` each, and perhaps
`prisons.toml`. A catalogue carries the same as JSON values.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from services.guidance.model import Guidance

MOST_BYTES = 256 * 1024  # of all of it as JSON; a catalogue without it has half as much

_MOST_FILE = 64 * 1024
_FIRST, _PRISONS = "guidance.toml", "prisons.toml"


class BadGuidance(ValueError):
    """It is no guidance. The text says where, never what stood there."""


def shipped_guidance() -> Guidance:
    """The guidance that came with this program."""
    return _read(resources.files("services.guidance") / "content")


def read_folder(folder: Path) -> Guidance:
    """The guidance in a folder of content files.

    Raises:
        BadGuidance: a file is missing, is no TOML, is too large, or says something else than guidance.
    """
    return _read(folder)


def from_payload(payload: object) -> Guidance:
    """Read what `to_payload` wrote.

    Raises:
        BadGuidance: something is missing, unknown, of the wrong kind, no plain text, or too much.
    """
    if _size(payload) > MOST_BYTES:
        raise BadGuidance("it is too large")
    try:
        return _adapter().validate_python(payload)
    except ValidationError as error:
        raise _bad(error) from None
    except RecursionError:
        raise BadGuidance("it is nested too deeply") from None


def to_payload(guidance: Guidance) -> dict[str, Any]:
    """As JSON values, for a catalogue."""
    payload: dict[str, Any] = _adapter().dump_python(guidance, mode="json", exclude_defaults=True)
    return payload


def published(payload: object, today: date) -> Guidance:
    """Guidance that may be published today.

    Raises:
        BadGuidance: as `from_payload`; or it is dated after today, which no later one could replace before that day.
    """
    guidance = from_payload(payload)
    days = [guidance.as_of, *(topic.as_of for topic in guidance.topics), *(notes.as_of for notes in guidance.prisons)]
    if max(days) > today:
        raise BadGuidance("it is dated after today")
    return guidance


def _read(folder: Path | Traversable) -> Guidance:
    first = _file(folder, _FIRST)
    order = first.pop("topics", None)
    if not isinstance(order, list) or not all(isinstance(key, str) and key.replace("-", "").isalnum() for key in order):
        raise BadGuidance(f"{_FIRST}: no list of topics")
    payload = {**first, "topics": [_file(folder, f"{key}.toml") for key in order]}
    if (folder / _PRISONS).is_file():
        payload["prisons"] = _file(folder, _PRISONS).get("prisons")
    return from_payload(json.loads(json.dumps(payload, default=_plain_date)))


def _file(folder: Path | Traversable, name: str) -> dict[str, Any]:
    try:
        content = (folder / name).read_bytes()
    except OSError:
        raise BadGuidance(f"{name}: it cannot be read") from None
    if len(content) > _MOST_FILE:
        raise BadGuidance(f"{name}: it is too large")
    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise BadGuidance(f"{name}: it is no TOML") from None


def _plain_date(value: object) -> str:
    if type(value) is not date:
        raise BadGuidance("a value that no content has")
    return value.isoformat()


def _size(payload: object) -> int:
    try:
        return len(json.dumps(payload, ensure_ascii=False, allow_nan=False).encode())
    except (TypeError, ValueError, RecursionError):
        raise BadGuidance("it is no JSON") from None


def _bad(error: ValidationError) -> BadGuidance:
    """The deepest fault is the one to mend: what holds it is at fault because of it."""
    places = [each["loc"] for each in error.errors(include_input=False, include_url=False)]
    deepest = max(places, key=len)
    return BadGuidance(f"wrong at {'.'.join(map(str, deepest)) or 'the root'}")


@cache
def _adapter() -> TypeAdapter[Guidance]:
    """Compiled once: that takes longer than reading."""
    return TypeAdapter(Guidance)
