"""A kiosk with its ports in memory, enrolled over real HTTP with a small centre on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from kiosk_app.ports.submissions import Custody, Position
from sync.asking import Asking
from sync.backoff import Backoff
from sync.engine import SyncEngine
from sync.enroller import CentreEnroller
from sync.http import CentreHttp, Limits
from sync.sealer import EnvelopeSealer
from sync.sending import MOST_ENVELOPES
from sync.status import CentreStatus
from tests.memory_measures import MemoryMeasures
from tests.sync.fake_centre import FakeCentre
from tests.sync.memory_attachments import MemoryAttachments
from tests.sync.memory_ports import Item, MemoryAudit, MemoryDevices, MemoryKeys, MemoryOutbox, SetClock, Switch
from tests.sync.serving import RunningCentre

LIMITS = Limits(connect_seconds=2, read_seconds=2, total_seconds=5, answer_bytes=1_000_000)


@dataclass
class Kiosk:
    centre: FakeCentre
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    attachments: MemoryAttachments = field(default_factory=MemoryAttachments)
    measures: MemoryMeasures = field(default_factory=MemoryMeasures)
    devices: MemoryDevices = field(default_factory=MemoryDevices)
    keys: MemoryKeys = field(default_factory=MemoryKeys)
    clock: SetClock = field(default_factory=SetClock)
    switch: Switch = field(default_factory=Switch)
    most_envelopes: int = MOST_ENVELOPES
    seconds: float = 0.0  # gone by on a clock that nobody sets

    def __post_init__(self) -> None:
        self.sealer = EnvelopeSealer(self.devices, self.keys)
        self.enroller = CentreEnroller(self.devices, self.keys, self.clock, self.open_http)
        self.status = CentreStatus(Asking(self.devices, self.keys, self.clock, self.open_http), self.clock)
        self.engine = self.new_engine()

    def open_http(self, address: str) -> CentreHttp:
        return CentreHttp(address, self.switch, LIMITS)

    def new_engine(self) -> SyncEngine:
        return SyncEngine(
            outbox=self.outbox,
            attachments=self.attachments,
            devices=self.devices,
            audit=MemoryAudit(),
            keys=self.keys,
            clock=self.clock,
            switch=self.switch,
            open_http=self.open_http,
            backoff=Backoff(random=lambda: 0.5),
            most_envelopes=self.most_envelopes,
            steady=lambda: self.seconds,
            measures=self.measures,
        )

    def enrol(self) -> None:
        self.enroller.enrol(self.centre.address, self.centre.new_code(), "CFI-2")

    def submit(self, count: int = 1) -> list[UUID]:
        """Seal and queue submissions; their ids."""
        enrolment = self.devices.enrolment()
        assert enrolment is not None
        made = []
        for _ in range(count):
            last = max(self.outbox.items.values(), key=lambda item: item.position.sequence, default=None)
            sequence, previous = (1, bytes(32)) if last is None else (last.position.sequence + 1, last.sealed.digest)
            position = Position(enrolment.device_id, self.devices.epoch, sequence, previous)
            submission = uuid4()
            sealed = self.sealer.ready()(position, submission, b'{"made":"up"}')
            self.outbox.add(Item(submission, position, sealed))
            made.append(submission)
        return made

    def custody(self, submission: UUID) -> Custody:
        return self.outbox.items[submission].custody

    def wait(self, span: timedelta = timedelta(hours=2)) -> None:
        """Time passes, here and at the centre."""
        self.clock.advance(span)
        self.seconds += span.total_seconds()
        self.centre.now += span


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    with RunningCentre(FakeCentre()) as running:
        yield running


@pytest.fixture
def stranger(centre: FakeCentre) -> Kiosk:
    """A kiosk that no centre knows yet."""
    return Kiosk(centre)


@pytest.fixture
def kiosk(stranger: Kiosk) -> Kiosk:
    stranger.enrol()
    stranger.centre.asked.clear()
    return stranger
