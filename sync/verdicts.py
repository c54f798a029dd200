"""What an answer means for each envelope that was sent.

Pure and total: every answer, however odd, gives every envelope exactly one verdict, so the engine never has to guess. Only a
document signed by the centre that names this device and our nonce may acknowledge, quarantine or revoke, and only what it says
of exactly this id and digest (or, of bytes it cannot read, of this place in the list); anything else may come from a proxy or
a login page. The table is in docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.errors import NoNetwork, NotOurCentre
from sync.envelope import NotSigned, Purpose, read_document, read_instant
from sync.http import NEVER_LEFT, Answer


class Verdict(StrEnum):
    """What became of one envelope."""

    ACKNOWLEDGED = "acknowledged"
    QUARANTINED = "quarantined"
    RETRY = "retry"
    TOO_MUCH = "too-much"  # fewer at a time; alone, a retry that someone should look at
    PAUSED = "paused"  # nothing is wrong with the envelope, and the attempt does not count
    ENROLMENT_NEEDED = "enrolment-needed"  # the centre says, signed, that it does not take anything from this device
    NOT_OUR_CENTRE = "not-our-centre"  # a login page answers 200 to anything


class Judged(NamedTuple):
    """A verdict and its stable reason code, "" when there is nothing to say."""

    verdict: Verdict
    reason: str = ""


class Question(NamedTuple):
    """What an answer has to name to be the answer to what we asked."""

    device_id: UUID
    nonce: str
    keys: Mapping[str, Ed25519PublicKey]


class Judgement(NamedTuple):
    """The verdicts in the order of the batch."""

    each: tuple[Judged, ...]
    signed: bool = False  # whether it is the centre that speaks
    centre_time: datetime | None = None


class Named(NamedTuple):
    """What identifies one sent envelope."""

    id: UUID
    digest: bytes


CENTRE_BUSY = "centre-busy"  # this device asks too much: nothing is wrong with what it sends

_TRANSIENT = frozenset((HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY))
_REFUSED = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))
_SERVER_ERRORS = range(500, 600)
_RESULTS = {
    "accepted": Judged(Verdict.ACKNOWLEDGED),
    "already-had": Judged(Verdict.ACKNOWLEDGED),
    "conflict": Judged(Verdict.QUARANTINED, "conflict"),
    "malformed": Judged(Verdict.QUARANTINED, "malformed"),
    "bad-signature": Judged(Verdict.QUARANTINED, "bad-signature"),
    "too-large": Judged(Verdict.QUARANTINED, "too-large"),
}
_OF_ATTACHMENTS = frozenset(("accepted", "already-had", "malformed", "too-large"))
# A status is the same for every device.
_ADDRESSED = frozenset(
    (Purpose.RESULTS, Purpose.STATEMENT, Purpose.OUTCOMES, Purpose.OPERATORS, Purpose.HOLD, Purpose.ATTACHMENTS, Purpose.MEASURES)
)
_DEVICE_STATES = {"unknown": "device-unknown", "revoked": "device-revoked"}


def judge(answer: Answer, batch: Sequence[Named], question: Question) -> Judgement:
    """Decide what `answer` means for every envelope of `batch`."""
    document = signed_answer(answer.body, Purpose.RESULTS, question)
    if document is None:
        return Judgement((unsigned(answer.status),) * len(batch))
    state = document.get("device_state")
    if isinstance(state, str) and state in _DEVICE_STATES:
        return Judgement(
            (Judged(Verdict.ENROLMENT_NEEDED, _DEVICE_STATES[state]),) * len(batch), signed=True, centre_time=_time(document)
        )
    listed = document.get("results")
    entries = listed if isinstance(listed, list) else []
    named = _named(entries)
    unreadable = _unreadable(entries) if len(entries) == len(batch) else frozenset()
    each = tuple(_one(named.get((str(sent.id), sent.digest.hex())), place in unreadable) for place, sent in enumerate(batch))
    return Judgement(each, signed=True, centre_time=_time(document))


def judge_attachment(answer: Answer, sealed: bytes, question: Question) -> tuple[Judged, tuple[int, ...] | None, bool]:
    """What `answer` means for the attachment that `sealed` names.

    A verdict; where the centre wants pieces of it, which, and the verdict is "retry" for whoever sends none; and whether it is
    the centre that speaks.
    """
    refused = refused_device(answer.body, question)
    if refused:
        return Judged(Verdict.ENROLMENT_NEEDED, refused), None, True
    document = signed_answer(answer.body, Purpose.ATTACHMENTS, question)
    if document is None:
        return unsigned(answer.status), None, False
    match document:
        case {"sealed": str(name), "result": "wanted", "missing": [*missing]} if name == sealed.hex() and missing:
            numbers = tuple(number for number in missing if type(number) is int and number >= 0)
            if len(numbers) == len(missing):
                return Judged(Verdict.RETRY, "incomplete"), numbers, True
        case {"sealed": str(name), "result": str(result)} if name == sealed.hex() and result in _OF_ATTACHMENTS:
            return _RESULTS[result], None, True
        case {"sealed": "", "result": "malformed"}:
            return _RESULTS["malformed"], None, True
    return Judged(Verdict.RETRY, "unknown-result"), None, True


def carried_results(wire: bytes, question: Question) -> Mapping[Named, Judged] | None:
    """What a document that somebody carried here says of each envelope that it names; None where the centre did not sign it.

    What it says of the device is not heeded: a stick may be old.
    """
    document = signed_answer(wire, Purpose.RESULTS, question)
    if document is None:
        return None
    listed = document.get("results")
    found: dict[Named, Judged] = {}
    for (name, digest), result in _named(listed if isinstance(listed, list) else []).items():
        try:
            found[Named(UUID(name), bytes.fromhex(digest))] = _one(result, unreadable=False)
        except ValueError:
            continue
    return found


def no_answer(failure: NoNetwork) -> Judged:
    """What it means that no whole answer came."""
    reason = str(failure.details.get("reason", failure.code))
    if isinstance(failure, NotOurCentre):
        return Judged(Verdict.NOT_OUR_CENTRE, reason)
    return Judged(Verdict.PAUSED if reason in NEVER_LEFT else Verdict.RETRY, reason)


def unsigned(status: int) -> Judged:
    """What an answer means that nobody we know signed."""
    if status in _REFUSED:
        return Judged(Verdict.PAUSED, "refused")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Judged(Verdict.TOO_MUCH, "too-much-at-once")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Judged(Verdict.PAUSED, CENTRE_BUSY)
    if status in _TRANSIENT or status in _SERVER_ERRORS:
        return Judged(Verdict.RETRY, "centre-unavailable")
    return Judged(Verdict.NOT_OUR_CENTRE, "not-our-centre")


def unbelievable(answer: Answer) -> NoNetwork:
    """The error for an answer that should have been signed and was not: one that passes by itself, or not our centre."""
    judged = unsigned(answer.status)
    if judged.verdict not in {Verdict.RETRY, Verdict.PAUSED}:
        return NotOurCentre(reason="not-our-centre")
    if answer.retry_after is None:
        return NoNetwork(reason=judged.reason)
    return NoNetwork(reason=judged.reason, retry_after=int(answer.retry_after.total_seconds()))


def signed_answer(body: bytes, purpose: Purpose, question: Question) -> dict[str, object] | None:
    """The document, if the centre signed it for this purpose, this nonce and this device; None for anything else."""
    try:
        document = read_document(purpose, body, question.keys)
    except NotSigned:
        return None
    if document.get("nonce") != question.nonce:
        return None
    if purpose in _ADDRESSED and document.get("device") != str(question.device_id):
        return None
    return document


def refused_device(body: bytes, question: Question) -> str:
    """Why the centre, signed, takes nothing from this device: a code; "" when it says no such thing."""
    document = signed_answer(body, Purpose.RESULTS, question)
    state = None if document is None else document.get("device_state")
    return _DEVICE_STATES.get(state, "") if isinstance(state, str) else ""


def _one(result: str | None, unreadable: bool) -> Judged:  # noqa: FBT001 - two facts about one place in the list
    if result is not None:
        return _RESULTS.get(result, Judged(Verdict.RETRY, "unknown-result"))
    return _RESULTS["malformed"] if unreadable else Judged(Verdict.RETRY, "no-result")


def _named(entries: Sequence[object]) -> dict[tuple[str, str], str]:
    """Results by id and digest. Two that disagree about the same envelope say nothing."""
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        match entry:
            case {"id": str(name), "digest": str(digest), "result": str(result)}:
                if found.setdefault((name, digest), result) != result:
                    found[name, digest] = "contradiction"
    return found


def _unreadable(entries: Sequence[object]) -> frozenset[int]:
    """The places at which the centre could read neither id nor digest, so that the place alone says which envelope it was."""
    places = set()
    for place, entry in enumerate(entries):
        match entry:
            case {"id": "", "digest": "", "result": "malformed"}:
                places.add(place)
    return frozenset(places)


def _time(document: Mapping[str, object]) -> datetime | None:
    try:
        return read_instant(document.get("time"))
    except ValueError:
        return None
