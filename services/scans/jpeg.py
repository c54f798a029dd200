"""Whether bytes are a whole JPEG (ITU-T T.81): segments in order, a frame, a scan, an end, and behind it nothing but padding."""

from __future__ import annotations

import re
from struct import unpack_from
from typing import Final

from services.scans.kinds import NotAScan, Refusal
from services.scans.sizes import check_size

_FILL, _EOI, _SOS = 0xFF, 0xD9, 0xDA
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_NEXT: Final = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")  # the marker that ends coded data
_FRAME_BYTES: Final = 8


def check_jpeg(raw: bytes) -> None:
    """Walk every segment.

    Raises:
        NotAScan: broken, or too large when shown.
    """
    at, framed, scanned = 2, False, False
    while True:
        marker, at = _marker(raw, at)
        if marker == _EOI:
            break
        if marker in _ALONE:
            continue
        length = _length(raw, at)
        if marker in _FRAMES:
            if length < _FRAME_BYTES:
                raise NotAScan(Refusal.BROKEN)
            height, width = unpack_from(">HH", raw, at + 3)
            check_size(width, height)
            framed = True
        at += length
        if marker == _SOS:
            if not framed:
                raise NotAScan(Refusal.BROKEN)
            scanned = True
            found = _NEXT.search(raw, at)
            if found is None:
                raise NotAScan(Refusal.BROKEN)
            at = found.start()
    if not scanned or raw[at:].strip(b"\0"):
        raise NotAScan(Refusal.BROKEN)


def _marker(raw: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, and the place behind it."""
    if at >= len(raw) or raw[at] != _FILL:
        raise NotAScan(Refusal.BROKEN)
    while at < len(raw) and raw[at] == _FILL:
        at += 1
    if at >= len(raw) or raw[at] == 0:
        raise NotAScan(Refusal.BROKEN)
    return raw[at], at + 1


def _length(raw: bytes, at: int) -> int:
    if at + 2 > len(raw):
        raise NotAScan(Refusal.BROKEN)
    length: int = unpack_from(">H", raw, at)[0]
    if length < 2 or at + length > len(raw):  # noqa: PLR2004 - the length counts its own two bytes
        raise NotAScan(Refusal.BROKEN)
    return length
