"""Hides how long an answer is: every plaintext is one of few sizes.

Content goes behind its length (unsigned 32-bit, big-endian) and is filled with zeros to a multiple of 256 bytes; above 4,096
bytes to a power of two. Most submissions of one service then share a size, and a long text gives away little more than its scale.
"""

from __future__ import annotations

from struct import pack, unpack_from

STEP = 256
LAST_STEP = 4096  # above this, powers of two
_LENGTH_BYTES = 4


def padded_size(content: int) -> int:
    """The size on the wire of `content` bytes, length field included."""
    needed = content + _LENGTH_BYTES
    if needed <= LAST_STEP:
        return -(-needed // STEP) * STEP
    return 1 << (needed - 1).bit_length()


def pad(content: bytes) -> bytes:
    """Content with its length and zeros behind it."""
    return (pack(">I", len(content)) + content).ljust(padded_size(len(content)), b"\0")


def unpad(padded: bytes) -> bytes | None:
    """The content; None when `padded` is not what `pad` makes."""
    if len(padded) < _LENGTH_BYTES:
        return None
    (length,) = unpack_from(">I", padded)
    end = _LENGTH_BYTES + length
    if end > len(padded) or len(padded) != padded_size(length) or any(padded[end:]):
        return None
    return padded[_LENGTH_BYTES:end]
