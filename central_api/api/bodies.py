"""The shapes of requests and of signed payloads, as the OpenAPI document shows them.

Strict, and closed: an unknown member is refused. What is signed comes as a signed document whatever it says; docs/envelope.md has
its bytes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field, model_validator
from pydantic_core import PydanticCustomError

from services.measuring import MOST_COUNTED
from services.visits.rules import MAX_VISITORS
from services.visits.slots import SlotValue
from sync.envelope import MOST_CHUNKS

EXAMPLE_REQUEST = "5f0c1e9a7b3d4c2e8a6f1b0d9c7e5a3b"
_EXAMPLE_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_EXAMPLE_32_BYTES = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
Nonce = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{16,64}$",
        description="Random, from the device; the signed answer repeats it",
        examples=["0123456789abcdef0123456789abcdef"],
    ),
]
Instant = Annotated[
    str,
    Field(
        description="UTC, as 2026-11-21T22:17:00Z, with six digits of a second when they are not zero",
        examples=["2026-11-21T22:17:00Z"],
    ),
]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", examples=[_EXAMPLE_DIGEST])]
Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="Civil, at the kiosk", examples=["2026-11-21"])]
_MOST_COUNTS = 5000
_LONGEST_COMMENT = 16 * 1024
_MAX_COUNT = 2**53 - 1  # what JSON carries exactly
_MOST_MEMBERS = 32  # each unknown one is a fault of its own, and hundreds of thousands would keep the process busy for a minute


class Body(BaseModel):
    """What somebody asks or is answered: strict, and closed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _has_few_members(cls, value: object) -> object:
        if isinstance(value, dict) and len(value) > _MOST_MEMBERS:
            raise PydanticCustomError("too-many-members", "too many members")
        return value


class EnrolmentBody(Body):
    """A device asks to be known. `proof` is an HMAC over the canonical JSON of the other members."""

    lookup: Annotated[str, Field(pattern="^[0-9a-f]{32}$", examples=[EXAMPLE_REQUEST])]
    device_name: Annotated[str, Field(max_length=64, examples=["CFI-2"])]
    signing_key: Annotated[str, Field(max_length=64, description="base64 of 32 bytes, Ed25519", examples=[_EXAMPLE_32_BYTES])]
    recovery: Annotated[str, Field(max_length=4096)] | None
    nonce: Nonce
    proof: Annotated[str, Field(max_length=64, description="base64 of 32 bytes, HMAC-SHA-256", examples=[_EXAMPLE_32_BYTES])]


class EnvelopesBody(Body):
    """Envelopes, each in base64."""

    nonce: Nonce
    envelopes: Annotated[list[str], FailFast()]


class StatementBody(Body):
    """A device asks how far its chain has arrived, and reports the end of its audit chain."""

    nonce: Nonce
    epoch: Annotated[int, Field(ge=0, lt=2**32)]
    audit_count: Annotated[int, Field(ge=0, le=_MAX_COUNT)]
    audit_head: Digest


class HoldBody(Body):
    """A device asks for a place to be held for somebody who is still typing; of whom it says nothing."""

    nonce: Nonce
    id: Annotated[str, Field(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", description="Random, from the device")]
    prison: Annotated[str, Field(pattern="^[A-Z0-9]{2,8}$")]
    part: Annotated[str, Field(pattern="^([a-z][a-z0-9-]{0,39})?$", description="Of a divided prison; empty for the whole")]
    slot: SlotValue
    visitors: Annotated[int, Field(ge=1, le=MAX_VISITORS)]


class ChunkBody(Body):
    """One sealed piece of an attachment."""

    number: Annotated[int, Field(ge=0, lt=MOST_CHUNKS, description="Its place in the manifest, from 0")]
    sealed: Annotated[str, Field(description="base64 of the sealed bytes")]


class AttachmentBody(Body):
    """An attachment by its manifest, and any of its pieces, in any order; without one, the question which are missing."""

    nonce: Nonce
    manifest: Annotated[str, Field(description="base64 of the manifest")]
    chunks: Annotated[list[ChunkBody], FailFast()]


class CountBody(Body):
    """One number. Counters are those of services.measuring; one that is not in that catalogue is refused with its whole day."""

    service: Annotated[str, Field(max_length=64, description="Empty for help that was used before a service was chosen")]
    counter: Annotated[str, Field(max_length=32, examples=["started"])]
    detail: Annotated[str, Field(max_length=64)]
    count: Annotated[int, Field(ge=1, le=MOST_COUNTED)]


class MeasuresBody(Body):
    """What a device counted on one day that is over. A higher revision takes the place of a lower one."""

    nonce: Nonce
    day: Day
    revision: Annotated[int, Field(ge=1, le=_MAX_COUNT)]
    counts: Annotated[list[CountBody], FailFast(), Field(max_length=_MOST_COUNTS)]


class CommentBody(Body):
    """A comment on the kiosk itself, sealed to a sealing key of the centre."""

    nonce: Nonce
    id: Annotated[str, Field(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", description="Random, from the device")]
    day: Day
    sealed: Annotated[str, Field(max_length=_LONGEST_COMMENT, description="base64 of the sealed bytes")]


class NonceBody(Body):
    """What is asked stands in the address."""

    nonce: Nonce


class SignedDocumentBody(Body):
    """A payload signed by a key of the key list (the key list itself: by the root key)."""

    payload: Annotated[str, Field(description="base64 of canonical JSON (RFC 8785)", examples=["eyJyZXN1bHRzIjpbXX0="])]
    key: Annotated[str, Field(description="The id of the key, or root", examples=["9f86d081884c7d65"])]
    signature: Annotated[
        str,
        Field(
            description="base64 of 64 bytes, Ed25519, over purpose label and payload",
            examples=["n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgifhtCBiEx9ZZov6qDFWtAVo79PGysLgizRXWwVsPAKCA=="],
        ),
    ]


class HealthBody(Body):
    """The service answers, and its schema."""

    status: Literal["ok"]
    time: Instant
    schema_: Annotated[str, Field(alias="schema")]


class ProblemBody(BaseModel):
    """RFC 9457, with the name of the request. It never repeats what was sent."""

    type: Annotated[str, Field(pattern="^urn:justice-kiosk:problem:[a-z-]+$")]
    title: str
    status: int
    request_id: Annotated[str, Field(pattern="^[0-9a-f]{16,64}$", description="As in the head of the answer, and in the log")]
    places: Annotated[list[str] | None, Field(description="Where a request is not as the contract says: body.nonce")] = None
    code: Annotated[str | None, Field(description="What is wrong with the signature")] = None
    time: Annotated[Instant | None, Field(description="By the centre's clock, where clocks may be what is wrong")] = None
