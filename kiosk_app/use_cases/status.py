"""Looking up a reference: where the request is (custody) and what was decided (outcome), told apart."""

from __future__ import annotations

from collections.abc import Mapping
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
from services.common.references import read_reference
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields
from services.forms.service import LaterStep, Service
from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """A service with which what is shown can be taken back or changed, and the words of its button."""

    service: str
    words: Words


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
    asked: tuple[Words, ...] = ()  # what was asked for that way on this kiosk, and is not decided as far as it knows


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
            has_pass=latest is not None and latest.state == facts.state and self._has_pass(service, own, latest),
            offers=self._offers(service, facts) if own.reason != ANOTHER_CENTRE else (),
            asked=self._asked(service, facts, own.reference),
        )

    def _of_remote(self, remote: RemoteStatus) -> Status:
        service = self._services.get(remote.service)
        facts = OutcomeFacts(remote.state, remote.codes, dict(remote.params), Place.RECEIVED, self._clock.today())
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
            offers=self._offers(service, facts),
            asked=self._asked(service, facts, remote.reference),
        )

    def _has_pass(self, service: Service | None, own: Submission, latest: Outcome) -> bool:
        """By what is kept here, which is what the paper is made from."""
        granted = service.granted_pass if service and not own.emptied else None
        return granted is not None and granted(own.receipt, context_of(own, latest, self._clock.today())) is not None

    def _offers(self, service: Service | None, facts: OutcomeFacts) -> tuple[Offer, ...]:
        """What this kiosk can start, by what is known; the centre decides whether it is too late."""
        offered = ((each.service, each.offer(facts)) for each in (service.amendments if service else ()))
        return tuple(Offer(key, words) for key, words in offered if words is not None and key in self._services)

    def _asked(self, service: Service | None, facts: OutcomeFacts, reference: str) -> tuple[Words, ...]:
        """What was saved here to take it back or change it. Nothing where it would have come too late, or is decided."""
        kept = {each.service: each.kept for each in (service.amendments if service else ()) if each.offer(facts) is not None}
        if not kept:
            return ()
        citing = (each for each in self._submissions.citing(reference) if each.service in kept)
        return tuple(kept[each.service](saved=each.created) for each in citing if not self._is_decided(each))

    def _is_decided(self, submission: Submission) -> bool:
        known = list(self._device.outcomes(submission.id))
        return bool(known) and known[-1].state not in {"", "requested"}


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
