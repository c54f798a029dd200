"""What the outbox machine knows by itself: who was told what, what stands where; and what must be true of kiosk and centre."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from central_api.models import Alarm, Case, RecordedOutcome, StoredEnvelope
from central_api.states import AlarmCode, CaseState, EnvelopeState, OutcomeState
from kiosk_app.ports.submissions import Custody, Submission
from sync.envelope import SignedDocument
from tests.faults.outbox_sides import CentreSide, KioskSide

ALL = 100_000


@dataclass(frozen=True)
class Made:
    """One submission that was committed, as the kiosk had it then."""

    id: UUID
    reference: str
    digest: bytes
    device: UUID
    epoch: int
    sequence: int


@dataclass(frozen=True)
class Copy:
    """A backup, and what stands in it."""

    file: Path
    here: frozenset[UUID]


@dataclass
class Model:
    """Every submission that was ever committed, and which of them stand on this kiosk."""

    keyed: UUID  # the device whose key the kiosk has; a restored database may be of another
    made: dict[UUID, Made] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    here: set[UUID] = field(default_factory=set)
    copies: list[Copy] = field(default_factory=list)
    epochs: list[int] = field(default_factory=list)  # in the order in which they began
    arrived: dict[UUID, bytes] = field(default_factory=dict)  # what the centre had when it was last looked at
    may_be_parked: set[str] = field(default_factory=set)  # why, after what was done to the centre
    restored: bool = False

    def commit(self, kept: Submission, device: UUID) -> None:
        self.made[kept.id] = Made(kept.id, kept.reference, kept.digest, device, kept.epoch, kept.sequence)
        self.here.add(kept.id)

    def begin_epoch(self, epoch: int) -> None:
        assert all(epoch > before for before in self.epochs), "an epoch was used before"
        self.epochs.append(epoch)


def check_kiosk(model: Model, kiosk: KioskSide) -> list[Submission]:
    """What stands on the kiosk is what the model has, in chains without gaps, and its audit log is whole."""
    kept = kiosk.store.submissions.recent(ALL)
    assert {each.id for each in kept} == model.here
    for each in kept:
        made = model.made[each.id]
        assert (each.reference, each.digest, each.epoch, each.sequence) == (
            made.reference,
            made.digest,
            made.epoch,
            made.sequence,
        )
    for epoch in {each.epoch for each in kept}:
        sequences = sorted(each.sequence for each in kept if each.epoch == epoch)
        assert sequences == list(range(1, len(sequences) + 1))
    places = [(made.device, made.epoch, made.sequence) for made in model.made.values()]
    assert len(places) == len(set(places)), "two submissions have one place"
    assert kiosk.store.outbox.head().epoch == model.epochs[-1]
    assert kiosk.store.audit.first_broken() is None
    return list(kept)


def check_centre(model: Model, centre: CentreSide) -> dict[UUID, bytes]:
    """The centre has nothing that was not made on this kiosk, each once, with one case and one decision at most. Id to digest."""
    with centre.read() as session:
        envelopes = session.scalars(select(StoredEnvelope)).all()
        cases = session.scalars(select(Case)).all()
        outcomes = session.scalars(select(RecordedOutcome)).all()
        alarms = set(session.scalars(select(Alarm.code)))
    had = {each.submission_id: each.digest for each in envelopes}
    assert len(had) == len(envelopes)
    for each in envelopes:
        made = model.made[each.submission_id]
        assert (each.digest, each.device_id, each.epoch, each.sequence) == (
            made.digest,
            made.device,
            made.epoch,
            made.sequence,
        )
        assert each.state != EnvelopeState.PARKED or each.reason in model.may_be_parked, each.reason
    assert model.arrived.items() <= had.items(), "something is gone from the centre"
    model.arrived = had
    assert len({case.submission_id for case in cases}) == len(cases)
    assert all(case.reference == model.made[case.submission_id].reference for case in cases)
    assert {case.reason for case in cases if case.state == CaseState.PARKED} <= model.may_be_parked
    _check_told(outcomes)
    assert AlarmCode.CHAIN_FORKED not in alarms
    assert model.restored or not alarms
    return had


def _check_told(outcomes: Iterable[RecordedOutcome]) -> None:
    told = Counter((each.submission_id, each.state == OutcomeState.REQUESTED) for each in outcomes)
    assert set(told.values()) <= {1}, "something was decided twice"
    assert all((which, True) in told for which, _ in told)


def check_agreed(model: Model, kiosk: KioskSide, centre: CentreSide) -> list[Submission]:
    """The kiosk calls nothing acknowledged, and no chain sent, that the centre does not have."""
    kept = check_kiosk(model, kiosk)
    had = check_centre(model, centre)
    for each in kept:
        assert each.custody is not Custody.QUARANTINED, each.reason
        if each.custody is Custody.ACKNOWLEDGED:
            assert had.get(each.id) == each.digest
    statement = kiosk.store.device.contact().statement
    if statement is not None:
        said = json.loads(SignedDocument.from_bytes(statement.wire).payload)
        assert said["epoch"] == statement.epoch == model.epochs[-1]
        covered = [each for each in kept if each.epoch == said["epoch"] and each.sequence <= said["highest_contiguous"]]
        assert len(covered) == said["highest_contiguous"]
        assert all(had.get(each.id) == each.digest for each in covered)
    return kept


def check_all_sent(model: Model, had: dict[UUID, bytes]) -> None:
    """Everything that stands on this kiosk is at the centre."""
    assert {which: had.get(which) for which in model.here} == {which: model.made[which].digest for which in model.here}


def check_drained(model: Model, kiosk: KioskSide, centre: CentreSide) -> None:
    """Every receipt that stands on this kiosk is one accepted envelope, one case, one decision; nothing else is accepted."""
    kept = check_agreed(model, kiosk, centre)
    check_all_sent(model, check_centre(model, centre))
    assert kiosk.store.submissions.counts().acknowledged == len(kept)
    assert {each.reference for each in kept} >= {
        made.reference for made in model.made.values() if made.id in model.here and made.reference in model.told
    }
    with centre.read() as session:
        envelopes = session.scalars(select(StoredEnvelope)).all()
        cases = {case.submission_id: case for case in session.scalars(select(Case))}
        outcomes = session.scalars(select(RecordedOutcome)).all()
    assert {each.state for each in envelopes} <= {EnvelopeState.PROCESSED}
    assert cases.keys() == {each.submission_id for each in envelopes}
    assert {case.state for case in cases.values()} <= {CaseState.DECIDED}
    assert Counter(each.submission_id for each in outcomes) == dict.fromkeys(cases, 2)
    mine = [(each.submission_id, each.cursor, each.state) for each in outcomes if each.device_id == kiosk.device]
    heard = [(which, each.cursor, each.state) for which in cases for each in kiosk.store.device.outcomes(which)]
    assert set(mine) <= set(heard)
