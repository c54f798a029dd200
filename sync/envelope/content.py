"""The plaintext inside an envelope: one submission as canonical JSON, with a digest of its answers.

The digest lets the centre and a caseworker's copy be compared without the answers; the canonical form lets anyone recompute it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sync.envelope.canonical import canonical, instant_text, read_canonical, read_instant
from sync.envelope.refusals import BadContent

_NAMES = frozenset(
    ("answers", "answers_digest", "assisted_by", "cites", "created", "language", "reference", "schema_version", "service"),
)
_TEXTS = ("answers_digest", "cites", "language", "reference", "service")


@dataclass(frozen=True, slots=True)
class Content:
    """What an opened envelope says. The answers are not validated: that is the service's work."""

    service: str
    schema_version: int
    reference: str
    language: str
    answers: Mapping[str, object]
    answers_digest: str  # hexadecimal SHA-256 of the canonical answers
    assisted_by: str | None  # who typed it for the person, if anyone
    cites: str  # the reference it follows or changes; "" for none
    created: datetime  # UTC, by the kiosk's clock


def content_plaintext(
    *,
    service: str,
    schema_version: int,
    reference: str,
    language: str,
    answers: Mapping[str, object],
    assisted_by: str | None,
    cites: str,
    created: datetime,
) -> bytes:
    """The canonical bytes that are sealed.

    Raises:
        ValueError: the answers are not JSON, or `created` has no time zone.
    """
    return canonical(
        {
            "answers": dict(answers),
            "answers_digest": sha256(canonical(dict(answers))).hexdigest(),
            "assisted_by": assisted_by,
            "cites": cites,
            "created": instant_text(created),
            "language": language,
            "reference": reference,
            "schema_version": schema_version,
            "service": service,
        },
    )


def read_plaintext(plaintext: bytes) -> Content:
    """Read what `content_plaintext` wrote.

    Raises:
        BadContent: not canonical JSON ("json"), other names or types ("shape"), or another digest ("digest").
    """
    try:
        value = read_canonical(plaintext)
    except ValueError:
        raise BadContent("json") from None
    if not isinstance(value, dict) or value.keys() != _NAMES:
        raise BadContent("shape")
    if not all(isinstance(value[name], str) for name in _TEXTS):
        raise BadContent("shape")
    answers, version, assisted_by = value["answers"], value["schema_version"], value["assisted_by"]
    if not isinstance(answers, dict) or type(version) is not int or not isinstance(assisted_by, str | None):
        raise BadContent("shape")
    try:
        created = read_instant(value["created"])
    except ValueError:
        raise BadContent("shape") from None
    if sha256(canonical(answers)).hexdigest() != value["answers_digest"]:
        raise BadContent("digest")
    return Content(
        service=value["service"],
        schema_version=version,
        reference=value["reference"],
        language=value["language"],
        answers=answers,
        answers_digest=value["answers_digest"],
        assisted_by=assisted_by,
        cites=value["cites"],
        created=created,
    )
