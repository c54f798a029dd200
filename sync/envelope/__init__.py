"""The one form in which anything travels between kiosk and centre, and every signature on the way.

Shared by both sides and by whoever wants to check them: it needs `cryptography`, `rfc8785` and nothing else of this project.
docs/envelope.md describes it byte by byte; tests/vectors/envelope.json lets another implementation check itself.
"""

from __future__ import annotations

from sync.envelope.assistance import Assistance, spelt_assistance
from sync.envelope.attachments import (
    CHUNK_BYTES,
    MOST_CHUNKS,
    Attached,
    Manifest,
    chunk_count,
    manifest_of,
    open_chunks,
    seal_chunks,
    sealed_size,
)
from sync.envelope.canonical import (
    base64_text,
    canonical,
    instant_text,
    read_base64,
    read_canonical,
    read_hex,
    read_instant,
    read_json,
)
from sync.envelope.comments import open_comment, seal_comment
from sync.envelope.content import Content, content_plaintext, read_plaintext
from sync.envelope.documents import SignedDocument, read_document, sign_document
from sync.envelope.enrolment import EnrolmentCode
from sync.envelope.header import MLKEM768_X25519, VERSION, Header
from sync.envelope.key_list import (
    ROOT,
    KeyList,
    ListedSealingKey,
    ListedSigningKey,
    propose_key_list,
    read_key_list,
    read_proposal,
    sign_key_list,
)
from sync.envelope.keys import SealingPrivateKey, SealingPublicKey, signing_key_id
from sync.envelope.padding import padded_size
from sync.envelope.purpose import Purpose
from sync.envelope.refusals import (
    BadAttachment,
    BadContent,
    BadEnrolmentCode,
    BadRequestSignature,
    BadSignature,
    CannotOpen,
    EnvelopeError,
    NotSigned,
    RefusedInput,
)
from sync.envelope.requests import RequestSignature, request_device, sign_request, verify_request
from sync.envelope.sealing import Envelope, open_envelope, seal, verify

__all__ = [
    "CHUNK_BYTES",
    "MLKEM768_X25519",
    "MOST_CHUNKS",
    "ROOT",
    "VERSION",
    "Assistance",
    "Attached",
    "BadAttachment",
    "BadContent",
    "BadEnrolmentCode",
    "BadRequestSignature",
    "BadSignature",
    "CannotOpen",
    "Content",
    "EnrolmentCode",
    "Envelope",
    "EnvelopeError",
    "Header",
    "KeyList",
    "ListedSealingKey",
    "ListedSigningKey",
    "Manifest",
    "NotSigned",
    "Purpose",
    "RefusedInput",
    "RequestSignature",
    "SealingPrivateKey",
    "SealingPublicKey",
    "SignedDocument",
    "base64_text",
    "canonical",
    "chunk_count",
    "content_plaintext",
    "instant_text",
    "manifest_of",
    "open_chunks",
    "open_comment",
    "open_envelope",
    "padded_size",
    "propose_key_list",
    "read_base64",
    "read_canonical",
    "read_document",
    "read_hex",
    "read_instant",
    "read_json",
    "read_key_list",
    "read_plaintext",
    "read_proposal",
    "request_device",
    "seal",
    "seal_chunks",
    "seal_comment",
    "sealed_size",
    "sign_document",
    "sign_key_list",
    "sign_request",
    "signing_key_id",
    "spelt_assistance",
    "verify",
    "verify_request",
]
