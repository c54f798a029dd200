"""Whether bytes are a whole PNG (ISO/IEC 15948): every chunk in its place with its checksum, and nothing behind the last."""

from __future__ import annotations

from struct import unpack_from
from typing import Final
from zlib import crc32

from services.scans.kinds import NotAScan, Refusal
from services.scans.sizes import check_size

_SIGNATURE: Final = 8  # bytes
_FRAME: Final = 12  # length, type and checksum
_HEADER: Final = 13


def check_png(raw: bytes) -> None:
    """Walk every chunk.

    Raises:
        NotAScan: broken, or too large when shown.
    """
    at = _SIGNATURE
    kinds: list[bytes] = []
    while at < len(raw):
        if at + _FRAME > len(raw):
            raise NotAScan(Refusal.BROKEN)
        (length,) = unpack_from(">I", raw, at)
        end = at + _FRAME + length
        if end > len(raw):
            raise NotAScan(Refusal.BROKEN)
        kind = raw[at + 4 : at + 8]
        (checksum,) = unpack_from(">I", raw, end - 4)
        if crc32(memoryview(raw)[at + 4 : end - 4]) != checksum or (kind == b"IHDR") != (not kinds):
            raise NotAScan(Refusal.BROKEN)
        if kind == b"IHDR":
            if length != _HEADER:
                raise NotAScan(Refusal.BROKEN)
            check_size(*unpack_from(">II", raw, at + 8))
        kinds.append(kind)
        at = end
        if kind == b"IEND":
            break
    if at != len(raw) or b"IDAT" not in kinds or kinds[-1:] != [b"IEND"]:
        raise NotAScan(Refusal.BROKEN)
