"""Whether bytes are a whole PDF (ISO 32000) that shows pages and does nothing else.

A PDF that runs something, sends something, is protected, or carries other files is refused, not mended: a scan never does, so
what does is no scan, and what was changed would no longer be what came in. Names are read outside of streams, and inside
those streams that hold objects; `#41` in a name counts as the letter. A stream whose raw bytes hold the beginning of an
object, or an object stream that cannot be unpacked here, could hide the rest from this reading, and is refused too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from services.scans.kinds import NotAScan, Refusal

_START: Final = re.compile(rb"%PDF-[12]\.[0-9]")
_GAP: Final = rb"(?:[\x00\t\n\f\r ]|%[^\r\n]*[\r\n])+"
_HIDDEN: Final = re.compile(rb"[0-9]" + _GAP + rb"[0-9]+" + _GAP + rb"obj")
_TOKEN: Final = re.compile(
    rb"%[^\r\n]*|(?P<text>\()|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)|(?P<stream>\bstream\r?\n)|(?P<object>\bobj\b)"
)
_IN_TEXT: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_TAIL: Final = 2048  # bytes, in which a PDF says that it ends
_MOST_TOKENS: Final = 2_000_000
_MOST_UNPACKED: Final = 16 * 1024 * 1024
_SHORT_FILTERS: Final = frozenset({b"A85", b"AHx", b"Fl", b"LZW", b"RL"})
_ACTIVE: Final = frozenset(
    {
        b"3D",
        b"AA",
        b"EmbeddedFile",
        b"EmbeddedFiles",
        b"FFilter",
        b"GoToE",
        b"GoToR",
        b"ImportData",
        b"JS",
        b"JavaScript",
        b"Launch",
        b"Movie",
        b"Rendition",
        b"RichMedia",
        b"Sound",
        b"SubmitForm",
        b"XFA",
    }
)


def check_pdf(raw: bytes) -> None:
    """Read every name that could be one of an object.

    Raises:
        NotAScan: broken, protected, active, or not to be checked.
    """
    if not _START.match(raw) or b"%%EOF" not in raw[-_TAIL:] or b"startxref" not in raw[-_TAIL:]:
        raise NotAScan(Refusal.BROKEN)
    names = set(_names(raw, with_streams=True))
    if b"Encrypt" in names:
        raise NotAScan(Refusal.ENCRYPTED)
    if names & _ACTIVE:
        raise NotAScan(Refusal.ACTIVE)
    if not {b"Catalog", b"Pages", b"Page"} <= names:
        raise NotAScan(Refusal.BROKEN)


def _names(raw: bytes, *, with_streams: bool) -> Iterator[bytes]:
    """Every name outside of texts, comments and coded streams."""
    at, tokens = 0, 0
    of_object: set[bytes] = set()
    while found := _TOKEN.search(raw, at):
        tokens += 1
        if tokens > _MOST_TOKENS:
            raise NotAScan(Refusal.UNCHECKED)
        at = found.end()
        if found["text"] is not None:
            at = _behind_text(raw, at)
        elif found["name"] is not None:
            name = _ESCAPE.sub(lambda code: bytes.fromhex(code[1].decode("ascii")), found["name"])
            of_object.add(name)
            yield name
        elif found["object"] is not None:
            of_object = set()
        elif found["stream"] is not None and with_streams:
            end = raw.find(b"endstream", at)
            if end < 0:
                raise NotAScan(Refusal.BROKEN)
            yield from _in_stream(raw[at:end], of_object)
            at = end


def _behind_text(raw: bytes, at: int) -> int:
    depth = 1
    while found := _IN_TEXT.search(raw, at):
        at = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return at
    raise NotAScan(Refusal.BROKEN)


def _in_stream(coded: bytes, of_object: set[bytes]) -> Iterator[bytes]:
    if _HIDDEN.search(coded):
        raise NotAScan(Refusal.UNCHECKED)
    if b"ObjStm" in of_object or {b"First", b"N"} <= of_object:
        yield from _names(_unpacked(coded, of_object), with_streams=False)


def _unpacked(coded: bytes, of_object: set[bytes]) -> bytes:
    filters = {
        name for name in of_object if name.endswith((b"Decode", b"Crypt")) or name in {b"Fl", b"LZW", b"AHx", b"A85", b"RL"}
    }
    if not filters:
        return coded
    if filters - {b"FlateDecode", b"Fl"} or b"Predictor" in of_object:
        raise NotAScan(Refusal.UNCHECKED)
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(coded, _MOST_UNPACKED)
    except zlib.error:
        raise NotAScan(Refusal.UNCHECKED) from None
    if not unpacking.eof:
        raise NotAScan(Refusal.UNCHECKED)
    return plain
