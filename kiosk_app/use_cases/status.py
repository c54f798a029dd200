"""Looking up a reference: where the request is (custody) and what was decided (outcome), told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kiosk_app.errors import KeyUnavailable, NoNetwork, NotEnrolled, UnknownReference
from kiosk_app.ports.centre import RemoteStatus, StatusLookup
from kiosk_app.ports.device import DeviceState, Outcome
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody, Submission, Submissions
from kiosk_app.use_cases.standing import context_of, place_of
from services.common.civil import local
from services.common.receivers import BOOKING_CENTRE, Receiver
from services.common.references import read_reference
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields
from services.forms.service import LaterStep, Service
from services.forms.words import Words

_UNDECIDED = frozenset({"", "requested"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A service with which something can be taken back or changed, the words of its button, and the reference it is for."""

    service: str
    words: Words
    reference: str  # of what is shown or, where that is an attempt that failed, of what it cited


@dataclass(frozen=True, slots=True)
class Status:
    """All that may be shown to whoever holds a reference. No names."""

    reference: str
    service: Service | None  # None when this kiosk does not have the service
    about: tuple[Words, ...]
    saved: datetime | None  # None when it was made elsewhere
    sent: datetime | None
    received: datetime | None
    custody: Custody
    outcome_state: str  # "" when nothing is decided
    outcome: OutcomeWords | None
    decided: datetime | None
    checked: datetime | None  # when the centre last said what it has decided; None when never
    later: tuple[LaterStep, ...]  # what must still follow
    offers: tuple[Offer, ...] = ()  # how it can still be taken back or changed
    has_pass: bool = False  # whether there is a pass to print
    place: str = ""  # the code of where that lets somebody in
    paper_waits: bool = False  # the centre has decided what this kiosk does not know yet: paper would say otherwise
    asked: tuple[Words, ...] = ()  # what was last asked for in each of these ways here, and is not decided as far as it knows

    @property
    def receiver(self) -> Receiver:
        """Who has it once it is sent."""
        return self.service.receiver if self.service else BOOKING_CENTRE


class Statuses:
    """The use case: first what this kiosk knows, then the centre when it can be asked."""

    def __init__(
        self,
        submissions: Submissions,
        device: DeviceState,
        lookup: StatusLookup,
        services: Mapping[str, Service],
        clock: Clock,
    ) -> None:
        self._submissions = submissions
        self._device = device
        self._lookup = lookup
        self._services = services
        self._clock = clock

    def status(self, typed: str) -> Status:
        """What is known about a reference, as typed or scanned.

        Raises:
            UnknownReference: it is mistyped, or neither this kiosk nor the centre knows it.
            NoNetwork: it was not made here, and the centre cannot be asked now.
        """
        reference = read_reference(typed)
        if reference is None:
            raise UnknownReference(why="mistyped")
        own = self._submissions.find(reference)
        try:
            remote = self._lookup.look_up(reference)
        except (NoNetwork, NotEnrolled, KeyUnavailable):
            if own is None:
                raise
            remote = None
        if own is not None:
            return self._of_own(own, remote)
        if remote is None:
            raise UnknownReference(why="not-known")
        return self._of_remote(remote)

    def _of_own(self, own: Submission, remote: RemoteStatus | None) -> Status:
        service = self._services.get(own.service)
        fields = None if own.emptied else own.receipt
        known = list(self._device.outcomes(own.id))
        latest = known[-1] if known else None
        decision, decided, checked = _newest(latest, remote, self._device.contact().outcomes_checked)
        pending = self._pending(service, own.reference)
        latest_shown = latest if remote is None else _told(own, remote)
        has_pass = self._has_pass(service, own, latest_shown)
        received = own.acknowledged or (remote.received if remote else None)
        custody = Custody.ACKNOWLEDGED if received else own.custody
        facts = OutcomeFacts(
            decision.state,
            decision.codes,
            decision.params,
            place_of(custody),
            self._clock.today(),
            late=received is not None and local(received).date() > local(own.created).date(),
        )
        return Status(
            reference=own.reference,
            service=service,
            about=_about(service, fields),
            saved=own.created,
            sent=own.sent if custody is not Custody.HELD else None,
            received=received,
            custody=custody,
            outcome_state=facts.state,
            outcome=service.outcome(facts, fields) if service else None,
            decided=decided,
            checked=checked if received else None,
            later=tuple(step for step in service.later if step.due(fields)) if service and fields is not None else (),
            has_pass=has_pass,
            place=self._place(service, own, latest_shown) if has_pass else "",
            paper_waits=_is_behind(latest, remote),
            offers=(*self._offers(service, facts, own.reference, pending), *self._again(service, facts, own))
            if own.reason != ANOTHER_CENTRE
            else (),
            asked=_asked(service, facts, pending),
        )

    def _of_remote(self, remote: RemoteStatus) -> Status:
        service = self._services.get(remote.service)
        facts = OutcomeFacts(remote.state, remote.codes, dict(remote.params), Place.RECEIVED, self._clock.today())
        pending = self._pending(service, remote.reference)
        return Status(
            reference=remote.reference,
            service=service,
            about=_about(service, None),
            saved=None,
            sent=None,
            received=remote.received,
            custody=Custody.ACKNOWLEDGED,
            outcome_state=remote.state,
            outcome=service.outcome(facts, None) if service else None,
            decided=remote.decided,
            checked=remote.checked,
            later=(),
            offers=self._offers(service, facts, remote.reference, pending),
            asked=_asked(service, facts, pending),
        )

    def _has_pass(self, service: Service | None, own: Submission, latest: Outcome | None) -> bool:
        """By the decision that is shown."""
        granted = service.granted_pass if service and not own.emptied else None
        return granted is not None and granted(own.receipt, context_of(own, latest, self._clock.today())) is not None

    def _place(self, service: Service | None, own: Submission, latest: Outcome | None) -> str:
        """Where the pass lets somebody in; "" where the service does not say."""
        tell = service.appointments if service else None
        granted = tell(own.receipt, context_of(own, latest, self._clock.today())) if tell else ()
        return granted[0].place if granted else ""

    def _offers(
        self, service: Service | None, facts: OutcomeFacts, reference: str, pending: Sequence[Submission]
    ) -> tuple[Offer, ...]:
        """What this kiosk can start, by what is known; the centre decides whether it is too late."""
        under_way = {each.service for each in pending if _is_on_its_way(each)}
        open_to = (each for each in (service.amendments if service else ()) if not (each.once and each.service in under_way))
        offered = ((each.service, each.offer(facts)) for each in open_to)
        return tuple(Offer(key, words, reference) for key, words in offered if words is not None and key in self._services)

    def _again(self, service: Service | None, facts: OutcomeFacts, own: Submission) -> tuple[Offer, ...]:
        """The same once more for what it cites, where it was not done and no other try is on its way."""
        words = service.again(facts) if service and service.again else None
        if service is None or words is None:
            return ()
        others = (each for each in self._submissions.citing(own.cites) if each.service == own.service and each.id != own.id)
        under_way = any(_is_on_its_way(each) and not self._is_decided(each) for each in others)
        return () if under_way else (Offer(service.key, words, own.cites),)

    def _pending(self, service: Service | None, reference: str) -> tuple[Submission, ...]:
        """What was saved here to take it back or change it and is not decided as far as this kiosk knows, oldest first."""
        keys = {each.service for each in (service.amendments if service else ())}
        citing = self._submissions.citing(reference) if keys else ()
        return tuple(each for each in citing if each.service in keys and not self._is_decided(each))

    def _is_decided(self, submission: Submission) -> bool:
        known = list(self._device.outcomes(submission.id))
        return bool(known) and known[-1].state not in _UNDECIDED


def _is_on_its_way(submission: Submission) -> bool:
    """Whether it may still be decided without staff having to look at it here."""
    return submission.custody is not Custody.QUARANTINED and submission.reason != ANOTHER_CENTRE


def _asked(service: Service | None, facts: OutcomeFacts, pending: Sequence[Submission]) -> tuple[Words, ...]:
    """What is said of the newest of each kind. Nothing where it would have come too late."""
    newest = {each.service: each.created for each in pending}
    possible = (each for each in (service.amendments if service else ()) if each.service in newest)
    return tuple(each.kept(saved=newest[each.service]) for each in possible if each.offer(facts) is not None)


def _told(own: Submission, remote: RemoteStatus) -> Outcome | None:
    """What the centre says now, as it will be kept here once it was fetched."""
    if remote.decided is None:
        return None
    return Outcome(own.id, 0, remote.state, remote.codes, dict(remote.params), remote.decided)


def _is_behind(kept: Outcome | None, remote: RemoteStatus | None) -> bool:
    """Whether the centre has decided something else since what is kept here, of which papers are made."""
    if remote is None or remote.decided is None:
        return False
    if kept is None:
        return remote.state not in _UNDECIDED
    if remote.decided < kept.decided:
        return False
    return (remote.state, remote.codes, dict(remote.params)) != (kept.state, kept.codes, dict(kept.params))


def _about(service: Service | None, fields: ReceiptFields | None) -> tuple[Words, ...]:
    """What was asked for; no more than which service, where its receipt fields are not kept here."""
    if service is None:
        return ()
    return (service.title,) if fields is None else service.about(fields)


class _Decision(NamedTuple):
    state: str
    codes: tuple[str, ...]
    params: Mapping[str, str]


def _newest(
    kept: Outcome | None,
    remote: RemoteStatus | None,
    checked: datetime | None,
) -> tuple[_Decision, datetime | None, datetime | None]:
    """The newer of the outcome kept here and what the centre says now, when it was decided, and when the centre said so."""
    if remote is not None:
        return _Decision(remote.state, remote.codes, dict(remote.params)), remote.decided, remote.checked
    if kept is not None:
        return _Decision(kept.state, kept.codes, kept.params), kept.decided, checked
    return _Decision("", (), {}), None, checked
