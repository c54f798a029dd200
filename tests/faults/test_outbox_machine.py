"""The outbox against a model: kiosk and centre are real, and everything may go wrong between any two steps.

Whatever happens, every receipt corresponds to exactly one accepted envelope, and nothing else is accepted.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from central_api.checkpoints import Point as CentrePoint
from central_api.rotation import Renewal
from central_api.states import Parked
from kiosk_app.errors import EnrolmentRefused, KeyUnavailable, NoNetwork, WouldLeaveBehind
from kiosk_app.main.parts import Parts
from kiosk_app.ports.centre import PassReport
from kiosk_app.ports.checkpoints import Point as KioskPoint
from kiosk_app.ports.copies import Restored
from kiosk_app.ports.queue import Shelf
from kiosk_app.ports.submissions import Custody
from tests.faults.outbox_line import A_YEAR, Fault
from tests.faults.outbox_model import ALL, Copy, Model, check_agreed, check_all_sent, check_centre, check_drained
from tests.faults.outbox_sides import NAME, URL, CentreSide, Cut, KioskSide, Sides, prepare

FAULTS = st.lists(st.sampled_from(Fault), max_size=6)
SUBMITTING = [point for point in KioskPoint if point.name.startswith("SUBMIT")]
PASSING = [point for point in KioskPoint if not point.name.startswith(("SUBMIT", "PRINT", "ENROL", "EXPIRY"))]
ENROLLING = [KioskPoint.ENROL_ANSWERED, KioskPoint.ENROL_WRITTEN]  # cut off here, a kiosk stays who it was
TAKING_IN = [CentrePoint.BATCH_WRITTEN, CentrePoint.BATCH_COMMITTED]
WORKING = [point for point in CentrePoint if point not in TAKING_IN]
PASSES = 20


class OutboxMachine(RuleBasedStateMachine):
    """The rules: what people and operators do, and what goes wrong."""

    def __init__(self, prepared: Path) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=prepared.parent))
        shutil.copytree(prepared, self.folder, dirs_exist_ok=True)
        self.sides = Sides(self.folder)
        self.model = Model(keyed=self.kiosk.device)
        self.model.begin_epoch(1)

    @property
    def kiosk(self) -> KioskSide:
        return self.sides.kiosk

    @property
    def centre(self) -> CentreSide:
        return self.sides.centre

    @rule(which=st.integers(0, 50), cut=st.none() | st.sampled_from(SUBMITTING))
    def submit(self, which: int, cut: KioskPoint | None) -> None:
        told = ""
        self.kiosk.cut.point = cut
        with suppress(Cut):
            try:
                told = self.kiosk.submit(which)
            except KeyUnavailable:
                assert self.model.keyed != self.kiosk.device
        if cut is not None:
            self.kiosk.reopen()
        new = [each for each in self.kiosk.store.submissions.recent(ALL) if each.id not in self.model.here]
        saved = cut in {None, KioskPoint.SUBMIT_COMMITTED} and self.model.keyed == self.kiosk.device
        assert len(new) == saved
        for each in new:
            assert told in {"", each.reference}
            self.model.commit(each, self.kiosk.device)
        self.model.told |= {told} - {""}

    @rule(faults=FAULTS, cut=st.none() | st.sampled_from(PASSING), centre_cut=st.none() | st.sampled_from(TAKING_IN))
    def a_pass(self, faults: list[Fault], cut: KioskPoint | None, centre_cut: CentrePoint | None) -> None:
        self.sides.line.faults = deque(faults)
        self.kiosk.cut.point, self.centre.cut.point = cut, centre_cut
        try:
            self.after(self.kiosk.parts.engine.sync_once())
        except Cut:
            self.kiosk.reopen()
        self.sides.line.faults.clear()
        self.kiosk.cut.point = self.centre.cut.point = None

    def after(self, report: PassReport) -> None:
        assert report.quarantined == 0
        if report.all_sent:
            check_all_sent(self.model, check_centre(self.model, self.centre))

    @rule()
    def the_centre_refuses_everything_and_staff_have_it_sent_once_more(self) -> None:
        with self.centre.refusing():
            self.kiosk.parts.engine.sync_once()
        queue = self.kiosk.store.queue
        aside = queue.rows(Shelf.PUT_ASIDE, ALL)
        assert {each.reason for each in aside} <= {"too-large"}
        assert all(queue.release("an-operator", each.id) for each in aside)

    @precondition(lambda self: self.sides.line.held)
    @rule(which=st.integers(0, 9))
    def a_request_arrives_late(self, which: int) -> None:
        with suppress(NoNetwork):
            self.sides.line.deliver_held(which)

    @rule(cut=st.none() | st.sampled_from(WORKING))
    def the_worker_works(self, cut: CentrePoint | None) -> None:
        self.centre.cut.point = cut
        try:
            self.centre.work()
        except Cut:
            self.centre.restart()
        self.centre.cut.point = None

    @rule()
    def the_power_goes(self) -> None:
        self.kiosk.reopen()

    @rule()
    def the_centre_is_started_again(self) -> None:
        self.centre.restart()

    @rule(minutes=st.integers(1, 15))
    def time_passes(self, minutes: int) -> None:
        self.sides.time.passed += timedelta(minutes=minutes)

    @rule(by=st.sampled_from([-A_YEAR, timedelta(), A_YEAR]))
    def the_clock_is_set(self, by: timedelta) -> None:
        self.sides.time.put_wrong(by)

    @rule(signing=st.booleans(), sealing=st.booleans(), overlap=st.sampled_from([timedelta(), timedelta(days=30)]))
    def keys_are_renewed(self, *, signing: bool, sealing: bool, overlap: timedelta) -> None:
        self.centre.rotate(Renewal(signing, sealing, overlap))

    @rule()
    def the_sealing_key_is_lost(self) -> None:
        self.model.may_be_parked.add(Parked.UNKNOWN_SEALING_KEY)
        self.centre.lose_sealing_key()

    @rule()
    def the_keys_are_brought_back(self) -> None:
        self.centre.bring_keys_back()
        self.centre.take_up(Parked.UNKNOWN_SEALING_KEY)

    @rule()
    def back_up(self) -> None:
        copy = self.folder / f"copy-{len(self.model.copies)}.db"
        self.kiosk.parts.copies.back_up(copy)
        self.model.copies.append(Copy(copy, frozenset(self.model.here)))

    @precondition(lambda self: self.model.copies)
    @rule(which=st.integers(0, 9), leave_behind=st.booleans())
    def restore(self, which: int, *, leave_behind: bool) -> None:
        copy = self.model.copies[which % len(self.model.copies)]
        kept = self.kiosk.store.submissions.recent(ALL)
        unsent = sum(each.custody is not Custody.ACKNOWLEDGED and each.id not in copy.here for each in kept)
        done: list[Restored] = []

        def put_back(parts: Parts) -> None:
            done.append(parts.copies.restore(copy.file, leave_behind=leave_behind))

        if unsent and not leave_behind:
            with pytest.raises(WouldLeaveBehind):
                self.kiosk.while_stopped(put_back)
            return
        self.kiosk.while_stopped(put_back)
        assert done[0].unsent == unsent
        self.model.begin_epoch(done[0].epoch)
        self.model.here = set(copy.here)
        self.model.restored = True

    @rule()
    def the_device_is_revoked(self) -> None:
        self.model.may_be_parked.add(Parked.REVOKED_DEVICE)
        self.centre.revoke(self.kiosk.device)

    @rule(faults=st.lists(st.sampled_from(Fault), max_size=1), cut=st.none() | st.sampled_from(ENROLLING))
    def enrol_again(self, faults: list[Fault], cut: KioskPoint | None) -> None:
        before = self.kiosk.device
        self.sides.line.faults = deque(faults)
        self.kiosk.cut.point = cut
        try:
            self.enrol()
        except Cut:
            self.kiosk.reopen()
            assert self.kiosk.device == before
        self.kiosk.cut.point = None
        self.sides.line.faults.clear()

    def enrol(self) -> None:
        with suppress(NoNetwork, EnrolmentRefused):  # refused: the request arrived twice, and the first used the code up
            self.kiosk.parts.enroller.enrol(URL, self.centre.code(), NAME)
            self.model.begin_epoch(self.kiosk.store.outbox.head().epoch)
            self.model.keyed = self.kiosk.device

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        check_agreed(self.model, self.kiosk, self.centre)

    def teardown(self) -> None:
        try:
            self.heal()
            check_drained(self.model, self.kiosk, self.centre)
        finally:
            self.sides.close()
            shutil.rmtree(self.folder)

    def heal(self) -> None:
        """Everything is put right, and everything is sent and decided."""
        self.sides.time.put_wrong(timedelta())
        self.centre.bring_keys_back()
        self.centre.restart()
        if self.centre.is_revoked(self.kiosk.device) or self.model.keyed != self.kiosk.device:
            self.enrol()
        for _ in range(PASSES):
            report = self.kiosk.parts.engine.sync_once()
            self.after(report)
            self.centre.work()
            self.centre.take_up(Parked.UNKNOWN_SEALING_KEY, Parked.REVOKED_DEVICE)
            self.sides.time.passed += timedelta(hours=1)
            if report.all_sent and not self.centre.work():
                break
        report = self.kiosk.parts.engine.sync_once()
        assert (report.reason, report.sent, report.all_sent) == ("", 0, True)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A folder with a centre and a kiosk that it knows."""
    return prepare(tmp_path / "prepared")


def machine(prepared: Path) -> Callable[[], RuleBasedStateMachine]:
    return lambda: OutboxMachine(prepared)


@pytest.mark.hypothesis  # not seen by its plugin: the machine is run by hand
def test_every_receipt_is_exactly_one_accepted_envelope_and_nothing_else_is(prepared: Path) -> None:
    loaded = settings()
    run_state_machine_as_test(
        machine(prepared),  # type: ignore[arg-type] # any factory will do
        settings=settings(
            max_examples=loaded.max_examples // 4,
            stateful_step_count=loaded.stateful_step_count * 3 // 5,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
