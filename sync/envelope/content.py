"""The plaintext inside an envelope: one submission as canonical JSON, with a digest of its answers.

The digest lets the centre and a caseworker's copy be compared without the answers; the canonical form lets anyone recompute it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sync.envelope.assistance import ASSISTANCE, Assistance, read_assistance, spelt_assistance
from sync.envelope.attachments import DIGEST_BYTES, KEY_BYTES, Attached
from sync.envelope.canonical import base64_text, canonical, instant_text, read_base64, read_canonical, read_hex, read_instant
from sync.envelope.refusals import BadContent

_NAMES = frozenset(
    ("answers", "answers_digest", "assisted_by", "cites", "created", "language", "reference", "schema_version", "service"),
)
_CONFIRMED = "confirmed"  # left out where nothing was, as it was before there was anything to confirm
_HOLD = "hold"  # left out where no place was held, as it was before one could be
_RECEIVED = "received"  # left out where nothing came on paper, as it was before anything could
_ATTACHMENTS = "attachments"  # left out where nothing is attached, as it was before anything could be
_OPTIONAL = frozenset((_CONFIRMED, _HOLD, _RECEIVED, _ATTACHMENTS, ASSISTANCE))
_OF_AN_ATTACHMENT = frozenset(("digest", "id", "key", "kind", "length", "sealed"))
_TEXTS = ("answers_digest", "cites", "language", "reference", "service")


class Confirmed(NamedTuple):
    """Something that a person was asked about the answers and said yes to."""

    path: str  # of the answer
    code: str  # of the problem


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
    confirmed: tuple[Confirmed, ...] = ()  # in the order of path and code
    hold: UUID | None = None  # of a place that the centre was asked to hold for it
    attachments: tuple[Attached, ...] = ()  # in the order in which they were attached
    assistance: Assistance | None = None  # what somebody at a helper desk did for the person
    received: date | None = None  # the day on which paper came to a court, where it was typed from paper


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
    confirmed: Iterable[tuple[str, str]] = (),
    hold: UUID | None = None,
    attachments: Iterable[Attached] = (),
    assistance: Assistance | None = None,
    received: date | None = None,
) -> bytes:
    """The canonical bytes that are sealed. `confirmed` holds paths and codes, `hold` is the id of a held place.

    Raises:
        ValueError: the answers are not JSON, or `created` has no time zone.
    """
    attached = [_spelt(each) for each in attachments]
    yes = [{"code": code, "path": path} for path, code in sorted(set(confirmed))]
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
            **({_CONFIRMED: yes} if yes else {}),
            **({_HOLD: str(hold)} if hold else {}),
            **({_RECEIVED: received.isoformat()} if received else {}),
            **({_ATTACHMENTS: attached} if attached else {}),
            **({ASSISTANCE: spelt_assistance(assistance)} if assistance else {}),
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
    if not isinstance(value, dict) or value.keys() - _OPTIONAL != _NAMES:
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
        confirmed=_confirmed(value[_CONFIRMED]) if _CONFIRMED in value else (),
        hold=_id(value[_HOLD]) if _HOLD in value else None,
        received=_day(value[_RECEIVED]) if _RECEIVED in value else None,
        attachments=_attachments(value[_ATTACHMENTS]) if _ATTACHMENTS in value else (),
        assistance=read_assistance(value[ASSISTANCE], assisted_by) if ASSISTANCE in value else None,
    )


def _spelt(attached: Attached) -> dict[str, object]:
    return {
        "digest": attached.digest.hex(),
        "id": str(attached.id),
        "key": base64_text(attached.key),
        "kind": attached.kind,
        "length": attached.length,
        "sealed": attached.sealed.hex(),
    }


def _attachments(value: object) -> tuple[Attached, ...]:
    """What is attached: something, each once."""
    if not isinstance(value, list) or not value:
        raise BadContent("shape")
    found = tuple(_one_attached(each) for each in value)
    if len({each.id for each in found}) != len(found):
        raise BadContent("shape")
    return found


def _one_attached(value: object) -> Attached:
    if not isinstance(value, dict) or value.keys() != _OF_AN_ATTACHMENT:
        raise BadContent("shape")
    kind, length = value["kind"], value["length"]
    if not isinstance(kind, str) or type(length) is not int or length < 0:
        raise BadContent("shape")
    try:
        digest, sealed = read_hex(value["digest"], DIGEST_BYTES), read_hex(value["sealed"], DIGEST_BYTES)
        key = read_base64(value["key"])
    except ValueError:
        raise BadContent("shape") from None
    if len(key) != KEY_BYTES:
        raise BadContent("shape")
    return Attached(_id(value["id"]), kind, length, digest, sealed, key)


def _id(value: object) -> UUID:
    """An id in its one spelling."""
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != value:
        raise BadContent("shape")
    return found


def _day(value: object) -> date:
    """A day in its one spelling."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise BadContent("shape")
    return found


def _confirmed(value: object) -> tuple[Confirmed, ...]:
    """What was confirmed: something, in one order and each once, so that it has one spelling."""
    if not isinstance(value, list) or not value:
        raise BadContent("shape")
    found = tuple(_one_confirmed(each) for each in value)
    if list(found) != sorted(set(found)):
        raise BadContent("shape")
    return found


def _one_confirmed(value: object) -> Confirmed:
    if (
        not isinstance(value, dict)
        or value.keys() != {"code", "path"}
        or not all(isinstance(text, str) for text in value.values())
    ):
        raise BadContent("shape")
    return Confirmed(value["path"], value["code"])
