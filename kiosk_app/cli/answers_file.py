"""Reading a file of answers: JSON, an object, not too large, told apart from everything else a disk can hold."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kiosk_app.errors import BadInput

MAX_BYTES = 1024 * 1024
STANDARD_INPUT = "-"


def read_answers(name: str) -> Mapping[str, object]:
    """The answers in a file ("-" reads standard input).

    Raises:
        BadInput: it cannot be read, is too large, is not UTF-8, not JSON, or not an object. Says where, never what.
    """
    raw = _bytes(name)
    if len(raw) > MAX_BYTES:
        raise BadInput(why="too-large", limit=MAX_BYTES)
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_no_twice, parse_constant=_no_constant)
        _check_values(found)
    except json.JSONDecodeError as error:
        raise BadInput(why="not-json", line=error.lineno, column=error.colno) from None
    except UnicodeEncodeError:  # half a character, which JSON can write and no text can hold
        raise BadInput(why="not-text") from None
    except (ValueError, RecursionError):  # not UTF-8, or a number or a nesting past all bounds
        raise BadInput(why="not-json") from None
    if not isinstance(found, dict):
        raise BadInput(why="not-an-object")
    return found


def _bytes(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(why=os.strerror(error.errno or 0)) from None


def _check_values(found: object) -> None:
    """Raise ValueError when a text or a number of it could not be written again."""
    json.dumps(found, ensure_ascii=False, allow_nan=False).encode()


def _no_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadInput(why="a-name-twice")
    return found


def _no_constant(_name: str) -> object:
    raise BadInput(why="not-json")
