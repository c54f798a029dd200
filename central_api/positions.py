"""How far the outcomes of many devices were read, as one text that whoever reads them keeps and hands back.

Each device has its own number in it. A single number for all of them could not be trusted: of two decisions that commit at once,
the later number may be seen first, and who has read up to it never hears of the other. Within one device that cannot happen.
"""

from __future__ import annotations

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Final
from uuid import UUID

_PAIR: Final = struct.Struct(">16sQ")  # a device and its number: 24 bytes, which are 32 characters and no padding

MOST_DEVICES: Final = 1_000  # in one text, so that it fits into an address
PATTERN: Final = "^([A-Za-z0-9_-]{32})*$"
MOST_CHARACTERS: Final = 32 * MOST_DEVICES


def packed(positions: Mapping[UUID, int]) -> str:
    """The text for these numbers; "" where nothing was read."""
    return urlsafe_b64encode(b"".join(_PAIR.pack(each.bytes, positions[each]) for each in sorted(positions))).decode("ascii")


def unpacked(text: str) -> dict[UUID, int]:
    """The numbers of a text that matches `PATTERN`: every such text has some."""
    return {UUID(bytes=device): number for device, number in _PAIR.iter_unpack(urlsafe_b64decode(text))}
