"""The audit log as a text file that anybody can check: JSON lines, the first of which says whose it is and how many rows follow.

Each line is canonical JSON: keys sorted, no spaces, UTF-8, ended by one line feed.

    {"device": ..., "format": "justice-kiosk-audit", "head": ..., "name": ..., "rows": ..., "version": 1, "written": ...}
    {"at": ..., "details": {...}, "event": ..., "hash": ..., "number": 1, "subject": ...}
    ...
    {"digest": ..., "key": ..., "signature": ...}

The hash of a row is SHA-256 over the hash of the row before (32 zeros before the first) and the row's own line without its member
"hash" and without line feed, as it is in the kiosk's records; `at` is microseconds since 1970. The digest is SHA-256 over every
byte before the last line, and the device signs it: its public key and the signature, in hexadecimal, both empty where it has no
key. A file that somebody wrote anew from its first row on has another key, or none: compare the key with the centre's list of
devices, and the head with what the centre was told of this kiosk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import IO, Any, Final

from kiosk_app.ports.records import ZEROS, LoggedRow, Sign, Signature, Whose

FORMAT: Final = "justice-kiosk-audit"
VERSION: Final = 1
LONGEST_LINE: Final = 1 << 20
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_HEADER: Final = frozenset(("device", "format", "head", "name", "rows", "version", "written"))
_LAST: Final = frozenset(("digest", "key", "signature"))
_ROW: Final = frozenset(("at", "details", "event", "hash", "number", "subject"))


@dataclass(frozen=True, slots=True)
class Title:
    """What the first line says."""

    device: str  # its id; "" where it was never enrolled
    name: str
    rows: int
    head: bytes
    written: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check found: a code of what is wrong, "" for a file that is whole, and how many rows follow from one another."""

    fault: str
    rows: int
    title: Title | None = None
    signed_by: str = ""  # the id of a key; "" for a file that nobody signed


def write_records(file: IO[bytes], title: Title, rows: Iterable[LoggedRow], sign: Sign) -> None:
    """Write all of it."""
    digest = hashlib.sha256()
    first = {
        "device": title.device, "format": FORMAT, "head": title.head.hex(), "name": title.name, "rows": title.rows,
        "version": VERSION, "written": title.written.astimezone(UTC).isoformat(),
    }  # fmt: skip
    for content in chain((first,), ({**_content(row), "hash": row.hash.hex()} for row in rows)):
        line = _line(content)
        digest.update(line)
        file.write(line)
    signature = sign(digest.digest()) or Signature(b"", b"")
    said = {"digest": digest.hexdigest(), "key": signature.key.hex(), "signature": signature.value.hex()}
    file.write(_line(said))


def judge_records(file: IO[bytes], whose: Whose) -> Judged:
    """Read all of a file and check it. Never raises for what is in it."""
    digest = hashlib.sha256()
    first = file.readline(LONGEST_LINE)
    title = _title(_read(first))
    if title is None:
        return Judged("not-ours", 0)
    digest.update(first)
    number, link = 0, ZEROS
    while number < title.rows:
        line = file.readline(LONGEST_LINE)
        if not line:
            return Judged("cut-short", number, title)
        following = _following(_read(line), number + 1, link)
        if following is None:
            return Judged("row", number, title)
        digest.update(line)
        number, link = number + 1, following
    last = _read(file.readline(LONGEST_LINE))
    if last is None:
        return Judged("cut-short", number, title)
    if link != title.head:
        return Judged("head", number, title)
    if last.keys() != _LAST or last["digest"] != digest.hexdigest() or file.read(1):
        return Judged("digest", number, title)
    if last["key"] == last["signature"] == "":
        return Judged("", number, title)
    try:
        signed_by = whose(digest.digest(), Signature(bytes.fromhex(last["key"]), bytes.fromhex(last["signature"])))
    except (TypeError, ValueError):
        signed_by = ""
    return Judged("" if signed_by else "signature", number, title, signed_by)


def _content(row: LoggedRow) -> dict[str, Any]:
    at = (row.at - _EPOCH) // _MICROSECOND
    return {"at": at, "details": dict(row.details), "event": row.event, "number": row.number, "subject": row.subject}


def _canonical(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _line(content: Mapping[str, Any]) -> bytes:
    return _canonical(content) + b"\n"


def _read(line: bytes) -> dict[str, Any] | None:
    """The object on a line that is written as ours are."""
    try:
        content = json.loads(line)
        return content if isinstance(content, dict) and _line(content) == line else None
    except (ValueError, RecursionError):
        return None


def _title(content: dict[str, Any] | None) -> Title | None:
    if content is None or content.keys() != _HEADER or (content["format"], content["version"]) != (FORMAT, VERSION):
        return None
    try:
        rows, written = content["rows"], datetime.fromisoformat(content["written"])
        head = bytes.fromhex(content["head"])
    except (ValueError, TypeError):
        return None
    sane = isinstance(rows, int) and rows >= 0 and isinstance(content["device"], str) and isinstance(content["name"], str)
    return Title(content["device"], content["name"], rows, head, written) if sane else None


def _following(content: dict[str, Any] | None, number: int, before: bytes) -> bytes | None:
    """The hash of a row that follows; None for one that does not."""
    if content is None or content.keys() != _ROW or content["number"] != number:
        return None
    said = content.pop("hash")
    link = hashlib.sha256(before + _canonical(content)).digest()
    return link if said == link.hex() else None
