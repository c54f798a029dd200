"""Attachments: files that belong to a submission, sealed in chunks, each of which travels and is checked by itself.

Every attachment has a random key of its own. The key goes into the sealed plaintext of its submission, with the attachment's id,
digest and length, and nowhere else; so whoever cannot open the envelope cannot read the attachment, and no attachment can be put
beside another submission. A manifest lists the digests of the sealed chunks; its own digest names the attachment on the way, so
whoever has that digest can tell each chunk that is right from each that is not. docs/envelope.md has it byte by byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from struct import Struct, pack
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.envelope.purpose import length_prefixed
from sync.envelope.refusals import BadAttachment

CHUNK_BYTES: Final = 256 * 1024  # of content in every chunk but the last
PADDED_TO: Final = 16 * 1024  # the last chunk is filled with zeros to a multiple of this
KEY_BYTES: Final = 32
DIGEST_BYTES: Final = 32
TAG_BYTES: Final = 16
SEALED_CHUNK_BYTES: Final = CHUNK_BYTES + TAG_BYTES
MOST_CHUNKS: Final = 4096  # a GiB; what may come is a setting, and far less
_VERSION: Final = 1
_LABEL: Final = b"justice-kiosk/v1/attachment"
_CHUNK_LABEL: Final = b"justice-kiosk/v1/attachment-chunk"
_HEAD: Final = Struct(">B16sQI")


@dataclass(frozen=True, slots=True)
class Attached:
    """What a submission's plaintext says of one attachment."""

    id: UUID
    kind: str  # a media type
    length: int  # bytes of content
    digest: bytes  # 32 bytes: SHA-256 of the content
    sealed: bytes  # 32 bytes: the digest of its manifest
    key: bytes = field(repr=False)  # 32 bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which sealed chunks make up an attachment. It says nothing of the content but its size, to the next 16 KiB.

    Raises:
        ValueError: the number and size of chunks do not fit together.
    """

    id: UUID
    size: int  # bytes of all sealed chunks together
    chunks: tuple[bytes, ...]  # SHA-256 of each sealed chunk, in order

    def __post_init__(self) -> None:
        if not self.is_sound():
            raise ValueError("no attachment has these chunks")

    def is_sound(self) -> bool:
        """Whether chunks of this number can have this size."""
        last = self.size - (len(self.chunks) - 1) * SEALED_CHUNK_BYTES - TAG_BYTES
        return (
            0 < len(self.chunks) <= MOST_CHUNKS
            and 0 < last <= CHUNK_BYTES
            and last % PADDED_TO == 0
            and all(len(digest) == DIGEST_BYTES for digest in self.chunks)
        )

    @property
    def digest(self) -> bytes:
        """What names the attachment on the way."""
        return sha256(length_prefixed(_LABEL, self.to_bytes())).digest()

    def to_bytes(self) -> bytes:
        """Version, id, size (64 bits), number of chunks (32 bits), their digests."""
        return _HEAD.pack(_VERSION, self.id.bytes, self.size, len(self.chunks)) + b"".join(self.chunks)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Manifest:
        """Read a manifest.

        Raises:
            BadAttachment: another version ("version"), too few or too many bytes ("length"), or sizes that cannot be ("shape").
        """
        if raw and raw[0] != _VERSION:
            raise BadAttachment("version")
        if len(raw) < _HEAD.size:
            raise BadAttachment("length")
        _version, name, size, count = _HEAD.unpack_from(raw)
        if len(raw) != _HEAD.size + count * DIGEST_BYTES:
            raise BadAttachment("length")
        digests = tuple(raw[at : at + DIGEST_BYTES] for at in range(_HEAD.size, len(raw), DIGEST_BYTES))
        try:
            return cls(UUID(bytes=name), size, digests)
        except ValueError:
            raise BadAttachment("shape") from None

    def is_chunk(self, number: int, sealed: bytes) -> bool:
        """Whether these bytes are the chunk of this number, from 0."""
        return 0 <= number < len(self.chunks) and sha256(sealed).digest() == self.chunks[number]


def chunk_count(length: int) -> int:
    """Of how many chunks content of this many bytes is made; one at least."""
    return max(1, -(-length // CHUNK_BYTES))


def sealed_size(length: int) -> int:
    """How many bytes all sealed chunks of such content have together."""
    count = chunk_count(length)
    last = length - (count - 1) * CHUNK_BYTES
    return (count - 1) * SEALED_CHUNK_BYTES + max(1, -(-last // PADDED_TO)) * PADDED_TO + TAG_BYTES


def seal_chunks(name: UUID, key: bytes, content: bytes) -> Iterator[bytes]:
    """The sealed chunks of an attachment, in order. A key is used for one attachment and never again.

    Raises:
        ValueError: the key has another length than 32 bytes, or there is more content than chunks can hold.
    """
    count = chunk_count(len(content))
    if len(key) != KEY_BYTES or count > MOST_CHUNKS:
        raise ValueError("no such key, or too much content")
    cipher = AESGCM(key)
    for number in range(count):
        part = content[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
        filled = part.ljust(max(1, -(-len(part) // PADDED_TO)) * PADDED_TO, b"\0")
        yield cipher.encrypt(_nonce(number), filled, _bound(name, number, count))


def manifest_of(name: UUID, sealed: Iterable[bytes]) -> Manifest:
    """The manifest of sealed chunks; ValueError when they are none."""
    size, digests = 0, []
    for chunk in sealed:
        size += len(chunk)
        digests.append(sha256(chunk).digest())
    return Manifest(name, size, tuple(digests))


def open_chunks(attached: Attached, sealed: Sequence[bytes]) -> bytes:
    """The content, once everything about it is as the submission says.

    Raises:
        BadAttachment: other chunks than sealed ("sealed"), a key that does not open them ("key"), another length or other bytes
            behind it ("length"), or other content ("digest").
    """
    try:
        found = manifest_of(attached.id, sealed)
        cipher = AESGCM(attached.key)
    except ValueError:
        raise BadAttachment("sealed") from None
    if found.digest != attached.sealed:
        raise BadAttachment("sealed")
    try:
        parts = [
            cipher.decrypt(_nonce(number), chunk, _bound(attached.id, number, len(sealed))) for number, chunk in enumerate(sealed)
        ]
    except InvalidTag:
        raise BadAttachment("key") from None
    filled = b"".join(parts)
    content = filled[: attached.length]
    if len(content) != attached.length or found.size != sealed_size(attached.length) or any(filled[attached.length :]):
        raise BadAttachment("length")
    if sha256(content).digest() != attached.digest:
        raise BadAttachment("digest")
    return content


def _nonce(number: int) -> bytes:
    return bytes(8) + pack(">I", number)


def _bound(name: UUID, number: int, count: int) -> bytes:
    """What a chunk is bound to: its attachment, its place, and how many there are."""
    return length_prefixed(_CHUNK_LABEL, name.bytes, pack(">I", number), pack(">I", count))
