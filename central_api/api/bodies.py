"""The shapes of requests and of signed payloads, as the OpenAPI document shows them.

Strict, and closed: an unknown member is refused. What is signed comes as a signed document whatever it says; docs/envelope.md has
its bytes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Nonce = Annotated[str, Field(pattern="^[0-9a-f]{16,64}$", description="Random, from the device; the signed answer repeats it")]
Instant = Annotated[str, Field(description="UTC, as 2026-11-21T22:17:00Z, with six digits of a second when they are not zero")]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
_MAX_COUNT = 2**53 - 1  # what JSON carries exactly


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class EnrolmentBody(_Body):
    """A device asks to be known. `proof` is an HMAC over the canonical JSON of the other members."""

    lookup: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    device_name: Annotated[str, Field(max_length=64)]
    signing_key: Annotated[str, Field(max_length=64, description="base64 of 32 bytes, Ed25519")]
    recovery: Annotated[str, Field(max_length=4096)] | None
    nonce: Nonce
    proof: Annotated[str, Field(max_length=64, description="base64 of 32 bytes, HMAC-SHA-256")]


class EnvelopesBody(_Body):
    """Envelopes, each in base64."""

    nonce: Nonce
    envelopes: list[str]


class StatementBody(_Body):
    """A device asks how far its chain has arrived, and reports the end of its audit chain."""

    nonce: Nonce
    epoch: Annotated[int, Field(ge=0, lt=2**32)]
    audit_count: Annotated[int, Field(ge=0, le=_MAX_COUNT)]
    audit_head: Digest


class SignedDocumentBody(_Body):
    """A payload signed by a key of the key list (the key list itself: by the root key)."""

    payload: Annotated[str, Field(description="base64 of canonical JSON (RFC 8785)")]
    key: str
    signature: Annotated[str, Field(description="base64 of 64 bytes, Ed25519, over purpose label and payload")]


class HealthBody(_Body):
    """The service answers, and its schema."""

    status: Literal["ok"]
    time: Instant
    schema_: Annotated[str, Field(alias="schema")]


class ProblemBody(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
