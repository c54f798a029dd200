"""Signed requests: which device asks, for what, once.

A profile of HTTP Message Signatures (RFC 9421) with Content-Digest (RFC 9530): Ed25519 over "@method", "@path", "@query" and
"content-digest", with created, keyid (the device), alg, nonce and tag. Exactly this form is read and no other, so
there is nothing to negotiate and nothing to downgrade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.envelope.canonical import base64_text, read_base64
from sync.envelope.refusals import BadRequestSignature

_COMPONENTS = '("@method" "@path" "@query" "content-digest")'
_TAG = "justice-kiosk-request"
_PARAMS = re.compile(
    re.escape(_COMPONENTS) + r";created=(?P<created>[0-9]{1,11})"
    r';keyid="(?P<device>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";alg="ed25519"'
    r';nonce="(?P<nonce>[0-9a-f]{16,64})";tag="' + _TAG + '"',
    re.ASCII,
)
_LABEL = "device="


@dataclass(frozen=True, slots=True)
class RequestSignature:
    """What a verified signature says. The centre refuses a nonce it has seen within `max_age`."""

    nonce: str
    created: datetime


def sign_request(
    method: str,
    path: str,
    query: str,
    body: bytes,
    *,
    device_id: UUID,
    key: Ed25519PrivateKey,
    created: datetime,
    nonce: str,
) -> dict[str, str]:
    """The headers that sign a request.

    `path` and `query` are as on the wire, the query without its question mark; `nonce` is 16 to 64 lower-case hexadecimal digits.
    """
    params = f'{_COMPONENTS};created={int(created.timestamp())};keyid="{device_id}";alg="ed25519";nonce="{nonce}";tag="{_TAG}"'
    digest = _content_digest(body)
    signature = key.sign(_signature_base(method, path, query, digest, params))
    return {
        "Content-Digest": digest,
        "Signature-Input": _LABEL + params,
        "Signature": f"{_LABEL}:{base64_text(signature)}:",
    }


def request_device(headers: Mapping[str, str]) -> UUID:
    """Which device is said to have signed: to find its key, not to trust it.

    Raises:
        BadRequestSignature: no signature of this profile ("missing", "form").
    """
    return UUID(_params(_header(headers, "signature-input"))["device"])


def verify_request(
    method: str,
    path: str,
    query: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    key: Ed25519PublicKey,
    now: datetime,
    max_age: timedelta,
) -> RequestSignature:
    """Check that the device signed this request, not longer ago (or further ahead) than `max_age`.

    Raises:
        BadRequestSignature: "missing", "form", "digest" (another body), "signature", or "age" (genuine, but the clocks disagree).
    """
    given = _header(headers, "signature-input")
    params = _params(given)
    digest = _header(headers, "content-digest")
    if digest != _content_digest(body):
        raise BadRequestSignature("digest")
    wrapped = _header(headers, "signature")
    if not (wrapped.startswith(f"{_LABEL}:") and wrapped.endswith(":")):
        raise BadRequestSignature("form")
    try:
        signature = read_base64(wrapped[len(_LABEL) + 1 : -1])
        key.verify(signature, _signature_base(method, path, query, digest, given.removeprefix(_LABEL)))
    except (InvalidSignature, ValueError):
        raise BadRequestSignature("signature") from None
    created = datetime.fromtimestamp(int(params["created"]), UTC)
    if abs(now - created) > max_age:
        raise BadRequestSignature("age")
    return RequestSignature(params["nonce"], created)


def _header(headers: Mapping[str, str], name: str) -> str:
    for given, value in headers.items():
        if given.lower() == name:
            return value
    raise BadRequestSignature("missing")


def _params(signature_input: str) -> Mapping[str, str]:
    found = _PARAMS.fullmatch(signature_input.removeprefix(_LABEL)) if signature_input.startswith(_LABEL) else None
    if found is None:
        raise BadRequestSignature("form")
    return found.groupdict()


def _content_digest(body: bytes) -> str:
    return f"sha-256=:{base64_text(sha256(body).digest())}:"


def _signature_base(method: str, path: str, query: str, digest: str, params: str) -> bytes:
    lines = (
        f'"@method": {method.upper()}',
        f'"@path": {path}',
        f'"@query": ?{query}',
        f'"content-digest": {digest}',
        f'"@signature-params": {params}',
    )
    return "\n".join(lines).encode()
