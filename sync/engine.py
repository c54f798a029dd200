"""One pass of synchronisation: keys, envelopes, statement, outcomes, catalogue, operators, attachments, counters.

With nothing to send, one statement may settle a pass, within an hour of the last key list. Otherwise the order matters: the key
list comes first, so trouble on the line is found before an envelope is touched; the statement comes after the envelopes, so
"everything sent" is about what was sent. Attachments come after that, and stop for every envelope; counters of use come last.
"Everything sent" is believed only from a signed statement that answers our nonce and matches our own head, and that statement is
kept as the proof. What the network does never raises; it ends the pass with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

from kiosk_app.errors import KeyUnavailable, NoNetwork, NotEnrolled, NotOurCentre
from kiosk_app.ports.attachments import AttachmentOutbox
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.centre import PassReport
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints
from kiosk_app.ports.device import CENTRE_BEHIND, Contact, DeviceState, Enrolment, KeptDocument, KeptStatement
from kiosk_app.ports.machine import Clock, KeySource, NetworkSwitch
from kiosk_app.ports.measuring import Measures
from kiosk_app.ports.operators import DeliveredOperators
from kiosk_app.ports.submissions import Head, Outbox, Settled
from sync.attachments import AttachmentSender, AttachmentsSent
from sync.backoff import Backoff
from sync.device_key import device_key
from sync.device_line import DeviceLine
from sync.fetching import Fetcher, Keys, Statement, believed_key_list
from sync.http import NETWORK_OFF, NEVER_LEFT, CentreHttp
from sync.measuring import MeasureSender
from sync.operators import fetch_operators
from sync.sending import MOST_ENVELOPES, Sender, Sent
from sync.verdicts import Verdict

OpenHttp = Callable[[str], CentreHttp]

KEY_LIST_SECONDS = 3600.0  # for so long a retired key may go on speaking for the centre: then the key list is asked for again


class SyncEngine:
    """The engine (`kiosk_app.ports.centre.Engine`).

    `open_http` opens the line to a centre's address; `most_envelopes` travel in one request; `steady` gives seconds on a clock
    that nobody sets.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        attachments: AttachmentOutbox,
        devices: DeviceState,
        audit: AuditLog,
        keys: KeySource,
        clock: Clock,
        switch: NetworkSwitch,
        open_http: OpenHttp,
        backoff: Backoff,
        checkpoints: Checkpoints = UNWATCHED,
        most_envelopes: int = MOST_ENVELOPES,
        steady: Callable[[], float] = monotonic,
        measures: Measures | None = None,
        operators: DeliveredOperators | None = None,
    ) -> None:
        self._outbox = outbox
        self._attachments = attachments
        self._devices = devices
        self._audit = audit
        self._keys = keys
        self._clock = clock
        self._switch = switch
        self._open_http = open_http
        self._backoff = backoff
        self._sender = Sender(outbox, clock, backoff, checkpoints=checkpoints, most=most_envelopes, steady=steady)
        self._carrier = AttachmentSender(outbox, attachments, clock, backoff, checkpoints=checkpoints, steady=steady)
        self._fetcher = Fetcher(devices, clock, checkpoints)
        self._operators = operators
        self._measuring: MeasureSender | None = None
        if measures is not None:
            self._measuring = MeasureSender(measures, devices, (outbox.next_due, attachments.next_due), clock, steady)
        self._steady = steady
        self._failed_passes = 0
        self._listed: tuple[Enrolment, float] | None = None  # for which identity the key list was last had, and when

    def sync_once(self) -> PassReport:
        """One whole pass.

        Raises:
            StoreError: the local database failed.
        """
        enrolment, key_list = self._devices.identified() or (None, None)
        if enrolment is None:
            return PassReport(reason=NotEnrolled.code)
        return self._run(enrolment, key_list)

    def _run(self, enrolment: Enrolment, key_list: KeptDocument | None) -> PassReport:
        before = self._devices.contact()
        progress = _Progress(enrolment, replace(before, last_try=self._clock.now(), connected=False, reason=""))
        if not self._switch.is_on():
            return self._ended(progress, NETWORK_OFF)
        line: DeviceLine | None = None
        try:
            signing_key = device_key(self._keys, enrolment.device_id)
            with self._open_http(enrolment.centre_url) as http:
                skew = timedelta(seconds=before.clock_skew_seconds)
                line = DeviceLine(http, self._clock, enrolment.device_id, signing_key, skew)
                if not self._nothing_is_new(line, key_list, progress):
                    listed = self._steady()
                    trusted = self._fetcher.keys(http, enrolment)
                    self._listed = (enrolment, listed)
                    self._exchange(line, trusted, progress)
                if self._measuring is not None and progress.sent.ended is None:
                    self._measuring.send(line, enrolment)
        except NotEnrolled as refusal:
            progress.contact = replace(progress.contact, paused=_reason(refusal))
            return self._ended(progress, _reason(refusal), line)
        except KeyUnavailable as failure:
            return self._ended(progress, failure.code, line)
        except NoNetwork as failure:
            asked = failure.details.get("retry_after")
            progress.asked = timedelta(seconds=asked) if isinstance(asked, int) else None
            return self._ended(progress, _reason(failure), line)
        progress.request = progress.sent.request
        return self._ended(progress, "" if progress.sent.ended is None else progress.sent.ended.reason, line)

    def _nothing_is_new(self, line: DeviceLine, key_list: KeptDocument | None, progress: _Progress) -> bool:
        """Whether one signed statement settles the pass: nothing waits here, and the centre has nothing newer than is kept.

        A statement cannot vouch for the key that signed it, so it settles nothing for longer than `KEY_LIST_SECONDS`.
        """
        if not self._listed_lately(progress.enrolment):
            return False
        kept = None if key_list is None else believed_key_list(key_list, progress.enrolment)
        waits = self._outbox.next_due() is not None or self._attachments.next_due() is not None
        if kept is None or progress.contact.paused or waits:
            return False
        head = self._outbox.head()
        try:
            statement = self._fetcher.statement(line, kept.signing_keys(), head, self._audit.head())
        except NotOurCentre:  # or signed with a key that only the newest key list has: asking for that list tells
            return False
        if not self._fetcher.has(statement, kept):
            return False
        self._believe(statement, head, progress)
        self._has_every_outcome(progress)
        return True

    def _has_every_outcome(self, progress: _Progress) -> None:
        progress.contact = replace(progress.contact, outcomes_checked=self._clock.now())

    def _listed_lately(self, enrolment: Enrolment) -> bool:
        if self._listed is None:
            return False
        listed, at = self._listed
        return listed == enrolment and self._steady() - at < KEY_LIST_SECONDS

    def _believe(self, statement: Statement, head: Head, progress: _Progress) -> None:
        """Whether everything is sent, by a statement that is signed and answers our nonce. `head` is what was asked about.

        A statement speaks of this epoch only: what is left of an earlier one, or was saved since, is known here. One that lacks
        what the centre had acknowledged takes back whatever was believed before.
        """
        if self._outbox.all_acknowledged() and self._attachments.all_acknowledged() and statement.covers(head):
            progress.all_sent = True
            proof = KeptStatement(statement.epoch, statement.wire, self._clock.now())
            progress.contact = replace(progress.contact, statement=proof)
        elif statement.lacks(head):
            progress.contact = replace(progress.contact, statement=None)
        progress.behind = statement.lacks(head) or self._fetcher.has_forgotten(statement)

    def _exchange(self, line: DeviceLine, trusted: Keys, progress: _Progress) -> None:
        """Everything on a line that is up. Sending that got stuck does not keep outcomes from being fetched."""
        if progress.contact.paused:
            self._fetcher.statement(line, trusted, self._outbox.head(), self._audit.head())  # refused again, or lifted
            progress.contact = replace(progress.contact, paused="")
        progress.sent = self._sender.drain(line, trusted)
        ended = progress.sent.ended
        if ended is not None and ended.verdict is Verdict.ENROLMENT_NEEDED:
            raise NotEnrolled(reason=ended.reason)
        progress.asked = progress.sent.asked
        if ended is not None and (ended.verdict is not Verdict.RETRY or progress.asked is not None):
            return
        head = self._outbox.head()
        statement = self._fetcher.statement(line, trusted, head, self._audit.head())
        self._believe(statement, head, progress)
        progress.outcomes = self._fetcher.outcomes(line, progress.enrolment, trusted, statement.outcomes)
        self._has_every_outcome(progress)
        self._fetcher.catalogue(line, progress.enrolment, trusted, statement.catalogue)
        if self._operators is not None:
            fetch_operators(self._operators, line, progress.enrolment, trusted)
        if ended is None:
            self._attach(line, trusted, progress)

    def _attach(self, line: DeviceLine, trusted: Keys, progress: _Progress) -> None:
        """Send attachments; where they were the last that was missing, ask once more how far the centre is."""
        progress.attached = self._carrier.send(line, trusted)
        ended = progress.attached.ended
        if ended is not None and ended.verdict is Verdict.ENROLMENT_NEEDED:
            raise NotEnrolled(reason=ended.reason)
        if ended is not None:
            progress.asked, progress.sent.ended = progress.attached.asked, ended
            progress.sent.request = line.last_request
        elif progress.attached.acknowledged and self._attachments.all_acknowledged():
            head = self._outbox.head()
            self._believe(self._fetcher.statement(line, trusted, head, self._audit.head()), head, progress)

    def _ended(self, progress: _Progress, reason: str, line: DeviceLine | None = None) -> PassReport:
        """Record what is known of the line, and report."""
        contact = progress.contact
        heard = None if line is None else line.heard
        if line is not None and heard is not None:
            contact = replace(contact, last_contact=heard, clock_skew_seconds=line.skew.total_seconds())
        trouble = reason or (CENTRE_BEHIND if progress.behind else "")
        contact = replace(contact, connected=heard is not None and not reason, reason=trouble)
        self._devices.record_contact(contact, progress.enrolment)
        return PassReport(
            sent=progress.sent.sent,
            acknowledged=progress.sent.settled[Settled.ACKNOWLEDGED],
            quarantined=progress.sent.settled[Settled.QUARANTINED],
            retried=progress.sent.settled[Settled.RETRY],
            outcomes=progress.outcomes,
            attachments=progress.attached.acknowledged,
            connected=contact.connected,
            all_sent=progress.all_sent,
            reason=trouble,
            next_due=self._next_due(reason, progress.asked),
            asked=None if progress.asked is None else min(progress.asked, self._backoff.longest_asked),
            request=_name_of_last(reason, progress, line),
        )

    def _next_due(self, reason: str, asked: timedelta | None) -> datetime | None:
        if reason == NETWORK_OFF:
            return None  # whoever switches it on asks for a pass
        if not reason:
            self._failed_passes = 0
            due = [at for at in (self._outbox.next_due(), self._attachments.next_due()) if at is not None]
            return min(due, default=None)
        self._failed_passes += 1
        return self._clock.now() + self._backoff.delay(self._failed_passes, asked)


class _Progress:
    """What a pass has come to so far; kept when the line breaks in the middle."""

    def __init__(self, enrolment: Enrolment, contact: Contact) -> None:
        self.enrolment = enrolment
        self.contact = contact
        self.sent = Sent()
        self.attached = AttachmentsSent()
        self.outcomes = 0
        self.all_sent = False
        self.behind = False  # the centre lacks what it had acknowledged
        self.asked: timedelta | None = None
        self.request = ""  # with which the sending ended, where others were made after it


def _name_of_last(reason: str, progress: _Progress, line: DeviceLine | None) -> str:
    """The name of the request with which a pass ended early; "" when nothing left this computer, or nothing went wrong."""
    if not reason or reason in NEVER_LEFT or line is None:
        return ""
    return progress.request or line.last_request


def _reason(failure: NoNetwork | NotEnrolled) -> str:
    return str(failure.details.get("reason", failure.code))
