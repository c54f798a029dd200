"""Whether bytes are a whole TIFF (revision 6.0): every page's directory and all of its strips or tiles lie inside the file."""

from __future__ import annotations

import struct
from typing import Final

from services.scans.kinds import NotAScan, Refusal
from services.scans.sizes import check_size

_MOST_PAGES: Final = 2_000
_MOST_STRIPS: Final = 200_000
_WIDTH, _HEIGHT = 256, 257
_DATA: Final = ((273, 279), (324, 325))  # where strips and tiles are, and how many bytes each has
_SHORT, _LONG = 3, 4
_ENTRY: Final = 12
_INLINE: Final = 4  # bytes of a value that stand in the entry itself


def check_tiff(raw: bytes) -> None:
    """Walk every directory.

    Raises:
        NotAScan: broken, or too large when shown.
    """
    order = "<" if raw[:2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(f"{order}I", raw, 4)
        seen: set[int] = set()
        while at:
            if at in seen or len(seen) >= _MOST_PAGES:
                raise NotAScan(Refusal.BROKEN)
            seen.add(at)
            at = _page(raw, order, at)
    except struct.error:
        raise NotAScan(Refusal.BROKEN) from None
    if not seen:
        raise NotAScan(Refusal.BROKEN)


def _page(raw: bytes, order: str, at: int) -> int:
    """Check one directory; the place of the next, 0 when it is the last."""
    (count,) = struct.unpack_from(f"{order}H", raw, at)
    entries = {}
    for number in range(count):
        place = at + 2 + number * _ENTRY
        tag, kind, values = struct.unpack_from(f"{order}HHI", raw, place)
        entries[tag] = (kind, values, place + 8)
    check_size(_one(raw, order, entries.get(_WIDTH)), _one(raw, order, entries.get(_HEIGHT)))
    for offsets, counts in _DATA:
        if offsets in entries and counts in entries:
            _check_data(raw, _all(raw, order, entries[offsets]), _all(raw, order, entries[counts]))
            break
    else:
        raise NotAScan(Refusal.BROKEN)
    following: int = struct.unpack_from(f"{order}I", raw, at + 2 + count * _ENTRY)[0]
    return following


def _check_data(raw: bytes, offsets: tuple[int, ...], counts: tuple[int, ...]) -> None:
    sound = len(offsets) == len(counts) > 0 and all(
        offset + length <= len(raw) for offset, length in zip(offsets, counts, strict=True)
    )
    if not sound or not sum(counts):
        raise NotAScan(Refusal.BROKEN)


def _one(raw: bytes, order: str, entry: tuple[int, int, int] | None) -> int:
    values = () if entry is None else _all(raw, order, entry)
    if len(values) != 1:
        raise NotAScan(Refusal.BROKEN)
    return values[0]


def _all(raw: bytes, order: str, entry: tuple[int, int, int]) -> tuple[int, ...]:
    kind, count, place = entry
    if kind not in {_SHORT, _LONG} or not 0 < count <= _MOST_STRIPS:
        raise NotAScan(Refusal.BROKEN)
    size = 2 if kind == _SHORT else 4
    at = place if size * count <= _INLINE else struct.unpack_from(f"{order}I", raw, place)[0]
    found: tuple[int, ...] = struct.unpack_from(f"{order}{count}{'H' if kind == _SHORT else 'I'}", raw, at)
    return found
