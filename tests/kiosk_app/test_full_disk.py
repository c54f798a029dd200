"""A kiosk on a disk that is filled to the byte: services close, and what waits still reaches the centre."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_app.errors import DiskFull
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.ports.submissions import Custody
from kiosk_app.processes.agent import Agent, AgentPorts
from kiosk_app.processes.keeping import Keeping
from kiosk_app.use_cases.closing import Closure
from services.forms.check import check_answers
from services.language import Language
from tests.conftest import Centre
from tests.kiosk_app.small_disks import small_disk
from tests.small_disks import fill
from tests.support import ONCE_MORE, enrolled_kiosk, until, visit_answers

__all__ = ["small_disk"]


@pytest.fixture
def parts(small_disk: Path, real_centre: Centre) -> Iterator[Parts]:
    """An enrolled kiosk on the small disk."""
    folder = small_disk / "kiosk"
    folder.mkdir()
    (folder / "kiosk.toml").write_text("[storage]\nballast_mib = 2\nclose_below_mib = 4\n")
    made = enrolled_kiosk(folder, real_centre.url, real_centre.data)
    yield made
    made.store.close()


def submit(parts: Parts) -> str:
    service, context = parts.services["prison-visit"], parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    return parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE).reference


def fill_records(parts: Parts) -> None:
    """Fill the disk, and what room the records still have within their own files."""
    for _time in range(1000):
        fill(parts.home.folder)
        try:
            parts.store.audit.append(Event.SESSION_STARTED, "x" * 2000)
        except DiskFull:
            return
    raise AssertionError("the disk is never full")


@contextmanager
def agent(parts: Parts) -> Iterator[Keeping]:
    store, stop = parts.store, threading.Event()
    ports = AgentPorts(store.outbox, store.prints, store.device, parts.engine, parts.clock, parts.switch)
    work = Agent(ports, lambda _job: 0, parts.between_passes, stop, keeper=parts.keeper)
    thread = threading.Thread(target=work.run)
    thread.start()
    try:
        yield parts.keeper
    finally:
        stop.set()
        thread.join()


def custody(parts: Parts, reference: str) -> Custody:
    return parts.receipts.find(reference).custody


def events(parts: Parts) -> list[Event]:
    return [row.event for row in parts.store.audit.rows(limit=5000)]


def test_on_a_full_disk_services_are_closed_and_what_waits_is_acknowledged_out_of_the_ballast(parts: Parts) -> None:
    parts.room.lay()
    waiting = [submit(parts) for _ in range(5)]
    fill_records(parts)

    assert parts.line.read().closed is Closure.NO_ROOM
    with pytest.raises(DiskFull):
        parts.public_desk().admit()
    assert parts.statuses.status(waiting[0]).custody is Custody.HELD
    with agent(parts):
        until(lambda: all(custody(parts, reference) is Custody.ACKNOWLEDGED for reference in waiting))

    assert parts.room.ballast() == 0
    assert parts.line.read().closed is Closure.NO_ROOM
    assert parts.store.audit.first_broken() is None


def test_when_there_is_room_again_services_open_the_ballast_is_laid_and_the_log_says_all_of_it(parts: Parts) -> None:
    parts.room.lay()
    submit(parts)
    fill_records(parts)
    with agent(parts) as keeper:
        until(lambda: parts.room.ballast() == 0)
        (parts.home.folder / "filling").unlink()

        keeper.look()

    assert parts.line.read().closed is Closure.NONE
    assert parts.room.ballast() == parts.settings.storage.ballast_mib * 1024 * 1024
    said = [event for event in events(parts) if event in {Event.ROOM_SHORT, Event.BALLAST_RELEASED, Event.ROOM_BACK}]
    assert sorted(said) == sorted([Event.ROOM_SHORT, Event.BALLAST_RELEASED, Event.ROOM_BACK])


def test_a_kiosk_that_was_off_while_its_disk_filled_is_switched_on_sends_what_waits_and_opens_again(parts: Parts) -> None:
    parts.room.lay()
    parts.switch.set(on=False)
    waiting = [submit(parts) for _ in range(5)]
    fill_records(parts)

    with agent(parts) as keeper:
        parts.switch.set(on=True)
        until(lambda: all(custody(parts, reference) is Custody.ACKNOWLEDGED for reference in waiting))
        assert parts.room.ballast() == 0
        (parts.home.folder / "filling").unlink()
        keeper.look()

    assert parts.line.read().closed is Closure.NONE
    assert parts.room.ballast() > 0


def test_somebody_s_first_touch_on_a_full_disk_is_no_failure(parts: Parts) -> None:
    fill_records(parts)

    parts.public_desk().begin()
