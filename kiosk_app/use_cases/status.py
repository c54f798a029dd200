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
from kiosk_app.ports.submissions import Custody, Submission, Submissions
from services.common.civil import local
from services.common.references import read_reference
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place
from services.forms.service import LaterStep, Service
from services.forms.words import Words


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
            about=service.about(own.receipt) if service else (),
            saved=own.created,
            sent=own.sent if custody is not Custody.HELD else None,
            received=received,
            custody=custody,
            outcome_state=facts.state,
            outcome=service.outcome(facts, own.receipt) if service else None,
            decided=decided,
            checked=checked if received else None,
            later=tuple(step for step in service.later if step.due(own.receipt)) if service else (),
        )

    def _of_remote(self, remote: RemoteStatus) -> Status:
        service = self._services.get(remote.service)
        facts = OutcomeFacts(remote.state, remote.codes, dict(remote.params), Place.RECEIVED, self._clock.today())
        return Status(
            reference=remote.reference,
            service=service,
            about=(service.title,) if service else (),
            saved=None,
            sent=None,
            received=remote.received,
            custody=Custody.ACKNOWLEDGED,
            outcome_state=remote.state,
            outcome=service.outcome(facts, None) if service else None,
            decided=remote.decided,
            checked=remote.checked,
            later=(),
        )


def place_of(custody: Custody) -> Place:
    """What the words of a service need to know of custody. What is being sent is still here: it may not have arrived."""
    match custody:
        case Custody.ACKNOWLEDGED:
            return Place.RECEIVED
        case Custody.QUARANTINED:
            return Place.PUT_ASIDE
        case Custody.HELD | Custody.SENDING:
            return Place.HERE


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
