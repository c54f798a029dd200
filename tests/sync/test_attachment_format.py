"""Attachments as bytes: the vectors come out as they are, every chunk is bound to its place, what was changed does not open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.envelope import (
    CHUNK_BYTES,
    Attached,
    BadAttachment,
    BadContent,
    Manifest,
    chunk_count,
    content_plaintext,
    manifest_of,
    open_chunks,
    read_plaintext,
    seal_chunks,
    sealed_size,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors" / "attachments.json").read_text("utf-8"))
ID, KEY = UUID(int=7), bytes(range(32))
AROUND_A_CHUNK = [1, 16_383, 16_384, 16_385, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 5]


def _sealed(content: bytes, name: UUID = ID, key: bytes = KEY) -> tuple[Attached, list[bytes]]:
    chunks = list(seal_chunks(name, key, content))
    sealed = manifest_of(name, chunks).digest
    return Attached(name, "application/pdf", len(content), sha256(content).digest(), sealed, key), chunks


def _content(length: int) -> bytes:
    return (b"page " * (length // 5 + 1))[:length]


@pytest.mark.parametrize("vector", VECTORS["attachments"], ids=lambda vector: str(vector["length"]))
def test_the_vectors_come_out_byte_for_byte(vector: dict[str, Any]) -> None:
    seed = sha256(vector["content_seed"].encode()).digest()
    content = (seed * (vector["length"] // len(seed) + 1))[: vector["length"]]
    name, key = UUID(vector["id"]), bytes.fromhex(vector["key"])

    chunks = list(seal_chunks(name, key, content))
    manifest = manifest_of(name, chunks)

    assert sha256(content).hexdigest() == vector["digest"]
    assert [
        {"size": len(chunk), "sha256": sha256(chunk).hexdigest(), "first_32": chunk[:32].hex(), "tag": chunk[-16:].hex()}
        for chunk in chunks
    ] == vector["chunks"]
    assert (manifest.to_bytes().hex(), manifest.digest.hex()) == (vector["manifest"], vector["sealed"])


def test_the_plaintext_of_the_vectors_names_its_attachments() -> None:
    raw = bytes.fromhex(VECTORS["plaintext"])

    read = read_plaintext(raw)

    assert [each.sealed.hex() for each in read.attachments] == [vector["sealed"] for vector in VECTORS["attachments"][:2]]
    assert raw == content_plaintext(
        service="money-claim",
        schema_version=1,
        reference="0000000000AA",
        language="en",
        answers={"a": 1},
        assisted_by=None,
        cites="",
        created=datetime(2026, 11, 22, tzinfo=UTC),
        attachments=read.attachments,
    )


@pytest.mark.parametrize("length", AROUND_A_CHUNK)
def test_what_was_sealed_opens_again_and_has_the_size_that_is_known_before(length: int) -> None:
    attached, chunks = _sealed(_content(length))

    assert open_chunks(attached, chunks) == _content(length)
    assert (len(chunks), sum(map(len, chunks))) == (chunk_count(length), sealed_size(length))


def test_contents_of_about_one_size_cannot_be_told_apart_by_it() -> None:
    assert {sealed_size(length) for length in range(1, 16_385, 777)} == {16_400}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_manifest_that_reads_back_or_are_refused(raw: bytes) -> None:
    try:
        found = Manifest.from_bytes(raw)
    except BadAttachment:
        return

    assert found.to_bytes() == raw


def test_a_manifest_reads_back_and_knows_its_chunks() -> None:
    _attached, chunks = _sealed(_content(CHUNK_BYTES + 1))
    manifest = manifest_of(ID, chunks)

    read = Manifest.from_bytes(manifest.to_bytes())

    assert read == manifest
    assert [read.is_chunk(number, chunk) for number, chunk in enumerate(chunks)] == [True, True]
    assert not read.is_chunk(1, chunks[0])
    assert not read.is_chunk(2, chunks[0])
    assert not read.is_chunk(-1, chunks[1])


def test_a_manifest_of_sizes_that_cannot_be_is_refused() -> None:
    raw = bytearray(manifest_of(ID, _sealed(b"x")[1]).to_bytes())
    raw[24] ^= 1

    with pytest.raises(BadAttachment) as refusal:
        Manifest.from_bytes(bytes(raw))

    assert refusal.value.code == "shape"


def test_a_changed_chunk_another_key_and_other_words_about_it_are_refused() -> None:
    attached, chunks = _sealed(_content(CHUNK_BYTES + 1))
    other, other_chunks = _sealed(_content(CHUNK_BYTES + 1), uuid4())
    altered = [chunks[0], bytes([chunks[1][0] ^ 1]) + chunks[1][1:]]
    wrong = [
        (attached, altered, "sealed"),
        (attached, chunks[::-1], "sealed"),
        (attached, chunks[:1], "sealed"),
        (attached, [], "sealed"),
        (attached, other_chunks, "sealed"),
        (replace(attached, id=other.id), chunks, "sealed"),
        (replace(attached, key=bytes(32)), chunks, "key"),
        (replace(attached, length=attached.length + 1), chunks, "digest"),
        (replace(attached, length=attached.length - 1), chunks, "length"),
        (replace(attached, length=3 * CHUNK_BYTES), chunks, "length"),
        (replace(attached, digest=bytes(32)), chunks, "digest"),
    ]

    for said, given_chunks, code in wrong:
        with pytest.raises(BadAttachment) as refusal:
            open_chunks(said, given_chunks)
        assert refusal.value.code == code


def test_a_chunk_of_one_attachment_does_not_open_in_another_with_the_same_key() -> None:
    _first, chunks = _sealed(_content(10))
    moved = manifest_of(UUID(int=8), chunks)
    attached = Attached(UUID(int=8), "application/pdf", 10, sha256(_content(10)).digest(), moved.digest, KEY)

    with pytest.raises(BadAttachment) as refusal:
        open_chunks(attached, chunks)

    assert refusal.value.code == "key"


BROKEN: list[dict[str, object] | list[object]] = [
    [],
    {"attachments": []},
    {"id": "x"},
    {"id": str(UUID(int=7)).upper().replace("0", "A")},
    {"key": ""},
    {"key": "AAAA"},
    {"length": -1},
    {"length": 1.5},
    {"length": True},
    {"kind": 1},
    {"digest": "00"},
    {"sealed": "G" * 64},
    {"more": 1},
]


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_a_plaintext_that_names_attachments_in_another_way_is_refused(change: Any) -> None:
    raw = json.loads(bytes.fromhex(VECTORS["plaintext"]))
    raw["attachments"] = [] if isinstance(change, list) or "attachments" in change else [{**raw["attachments"][0], **change}]

    with pytest.raises(BadContent):
        read_plaintext(json.dumps(raw, sort_keys=True, separators=(",", ":")).encode())


def test_an_attachment_that_is_named_twice_is_refused() -> None:
    raw = json.loads(bytes.fromhex(VECTORS["plaintext"]))
    raw["attachments"] = raw["attachments"][:1] * 2

    with pytest.raises(BadContent):
        read_plaintext(json.dumps(raw, sort_keys=True, separators=(",", ":")).encode())
