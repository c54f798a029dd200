"""Sends attachments piece by piece, when no envelope waits, and never in the way of one.

The centre is asked which pieces it has not, and those are sent, one in each request; every answer says again what is missing. So
whoever died, lost an answer or was overtaken just asks again. Only a signed answer that names the manifest's digest
acknowledges. Between two pieces the outbox is looked at: an envelope that is due ends the sending at once, for the next pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from time import monotonic

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.errors import NoNetwork, StoreCorrupt
from kiosk_app.ports.attachments import AttachmentOutbox, DueAttachment
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Outbox
from sync.backoff import Backoff, SteadyClock
from sync.device_line import DeviceLine
from sync.envelope import BadAttachment, Manifest, base64_text
from sync.verdicts import CENTRE_BUSY, Judged, Verdict, judge_attachment, no_answer

UNREADABLE_AGAIN = timedelta(hours=1)
_UNREADABLE = Judged(Verdict.RETRY, "unreadable")
_ENDS = frozenset((Verdict.PAUSED, Verdict.ENROLMENT_NEEDED, Verdict.NOT_OUR_CENTRE))
FAILURES_IN_A_ROW = 3


@dataclass(slots=True)
class AttachmentsSent:
    """What one sending of attachments did."""

    acknowledged: int = 0
    failures: int = 0  # in a row
    ended: Judged | None = None  # what stopped it, where that was trouble of the line
    asked: timedelta | None = None  # how long the centre asked to be left alone
    gave_way: bool = False  # to an envelope


class AttachmentSender:
    """Sends what is due."""

    def __init__(
        self,
        outbox: Outbox,
        attachments: AttachmentOutbox,
        clock: Clock,
        backoff: Backoff,
        *,
        checkpoints: Checkpoints = UNWATCHED,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._outbox = outbox
        self._attachments = attachments
        self._clock = clock
        self._backoff = backoff
        self._checkpoints = checkpoints
        self._seconds = steady

    def send(self, line: DeviceLine, keys: Mapping[str, Ed25519PublicKey]) -> AttachmentsSent:
        """Send everything that is due now, until nothing is, an envelope is, or the line is in trouble."""
        done = AttachmentsSent()
        steady = SteadyClock(self._clock.now(), self._seconds)
        while done.ended is None and not done.gave_way and (due := self._attachments.due(steady.start)):
            self._attachments.begin(due.id, self._clock.now())
            judged = self._carry(line, keys, due, done)
            if judged is not None:
                self._settle(due, judged, done, steady.now())
        return done

    def _carry(
        self, line: DeviceLine, keys: Mapping[str, Ed25519PublicKey], due: DueAttachment, done: AttachmentsSent
    ) -> Judged | None:
        """Bring one attachment, as far as that goes; None where it gave way to an envelope."""
        try:
            manifest = Manifest.from_bytes(due.manifest)
        except BadAttachment:
            return _UNREADABLE
        judged, missing = self._ask(line, keys, due, [], done)
        sent: set[int] = set()
        while missing:
            if self._envelope_is_due():
                done.gave_way = True
                self._attachments.put_off(due.id, "", None, counted=False)
                return None
            number = next((each for each in missing if each not in sent), None)
            if number is None:
                return judged  # the centre wants again what it was sent: somebody should look, and it is tried again
            try:
                piece = self._attachments.chunk(due.id, number)
            except (LookupError, StoreCorrupt):
                return _UNREADABLE
            if number >= len(manifest.chunks) or sha256(piece).digest() != manifest.chunks[number]:
                return _UNREADABLE
            sent.add(number)
            judged, missing = self._ask(line, keys, due, [(number, piece)], done)
            self._checkpoints.reached(Point.CHUNK_ARRIVED)
        return judged

    def _ask(
        self,
        line: DeviceLine,
        keys: Mapping[str, Ed25519PublicKey],
        due: DueAttachment,
        pieces: list[tuple[int, bytes]],
        done: AttachmentsSent,
    ) -> tuple[Judged, tuple[int, ...] | None]:
        question = line.question(keys)
        listed = [{"number": number, "sealed": base64_text(piece)} for number, piece in pieces]
        try:
            answer = line.post("/v1/attachments", {"manifest": base64_text(due.manifest), "chunks": listed}, question)
        except NoNetwork as failure:
            return no_answer(failure), None
        judged, missing, is_signed = judge_attachment(answer, due.sealed, question)
        if is_signed:
            line.note_time(None)
        if judged.verdict is Verdict.RETRY or judged.reason == CENTRE_BUSY:
            done.asked = answer.retry_after
        return judged, missing

    def _settle(self, due: DueAttachment, judged: Judged, done: AttachmentsSent, now: datetime) -> None:
        match judged.verdict:
            case Verdict.ACKNOWLEDGED:
                self._attachments.acknowledged(due.id, self._clock.now())
                done.acknowledged += 1
                done.failures = 0
                return
            case Verdict.QUARANTINED:
                self._attachments.quarantined(due.id, judged.reason, self._clock.now())
                done.failures = 0
                return
            case Verdict.PAUSED | Verdict.ENROLMENT_NEEDED:
                self._attachments.put_off(due.id, judged.reason, None, counted=False)
            case _:
                wait = UNREADABLE_AGAIN if judged is _UNREADABLE else self._backoff.delay(due.attempts + 1, done.asked)
                self._attachments.put_off(due.id, judged.reason, now + wait, counted=True)
        done.failures += judged is not _UNREADABLE
        if judged.verdict in _ENDS or done.asked is not None or done.failures >= FAILURES_IN_A_ROW:
            done.ended = judged

    def _envelope_is_due(self) -> bool:
        due = self._outbox.next_due()
        return due is not None and due <= self._clock.now()
