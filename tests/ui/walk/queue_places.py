"""How a kiosk stands, what waits and what was printed, as an administrator sees it: in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.ports.printing import Leaflet, PrintState
from kiosk_app.ports.queue import Shelf
from kiosk_app.ports.submissions import Settled
from services.language import Language
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import ADMIN, ADMIN_PIN
from tests.ui.walk.places import Shown
from ui.desk.places import Place


def queued(opened: Callable[[Bench], Driver], bench: Callable[[], Bench], *, all_alike: bool) -> Shown:
    """Readiness, each kind of what waits, a stick, and each kind of print job; of each list one, unless `all_alike`."""
    with TemporaryDirectory() as folder, queue_room(Path(folder)) as room:
        room.room.staff()
        _fill(room)
        own = room.bench()
        driver = opened(replace(bench(), clock=own.clock, seat=own.seat, work=own.work))
        session = driver.window.session
        session.staff.operators.enter()
        driver.settle()
        session.staff.operators.sign_in(ADMIN, ADMIN_PIN)
        driver.settle()
        driver.qtbot.waitUntil(lambda: session.staff.admin.readiness.report is not None)
        driver.settle()
        yield "readiness", driver
        session.staff.open(Place.QUEUE)
        driver.settle()
        page = session.staff.admin.queue.page
        assert page is not None
        for row in page.rows if all_alike else page.rows[-1:]:
            _choose(driver, "queued", str(row.id))
            yield f"queue/{row.custody.value}-{row.reason}", driver
        for media in (True, False) if all_alike else (True,):
            if not media:
                room.stick.rmdir()
            session.staff.admin.queue.look_for_media()
            driver.settle()
            yield f"queue/{'stick' if media else 'no-stick'}", driver
        yield from _put_aside(room, driver, all_alike=all_alike)
        if all_alike:
            session.view.clear()
            session.staff.admin.queue.put_on(Shelf.RECEIVED)
            driver.settle()
            yield "queue/received", driver
        session.leave()
        session.staff.open(Place.PRINT_JOBS)
        driver.settle()
        jobs = room.parts.store.prints.jobs()
        for job in jobs if all_alike else jobs[-2:-1]:
            _choose(driver, "print-job", str(job.id))
            yield f"print-jobs/{job.paper.value}-{job.state.value}", driver
        session.finish("stopped")
        driver.settle()


def _put_aside(room: QueueRoom, driver: Driver, *, all_alike: bool) -> Shown:
    """Whether one is to be sent once more, one that is dealt with, and where the one that was chosen has gone."""
    queue = driver.window.session.staff.admin.queue
    refused, _reference = room.save()
    room.settle(refused, Settled.QUARANTINED, "malformed")
    driver.window.session.view.pop("media", None)
    queue.put_on(Shelf.PUT_ASIDE)
    driver.settle()
    _choose(driver, "queued", str(refused))
    queue.ask_to_release(refused)
    driver.settle()
    yield "queue/once-more", driver
    queue.forget_release()
    queue.deal_with(refused)
    driver.settle()
    if all_alike:
        yield "queue/dealt-with", driver
        _choose(driver, "queued", "gone")
        yield "queue/gone", driver


def _choose(driver: Driver, name: str, key: str) -> None:
    driver.window.session.view[name] = key
    driver.window.session.redraw()
    driver.settle()


def _fill(room: QueueRoom) -> None:
    received, _reference = room.save(copies=1)
    room.settle(received, Settled.ACKNOWLEDGED)
    aside, _reference = room.save(copies=1)
    room.settle(aside, Settled.QUARANTINED, "conflict")
    tried, _reference = room.save(copies=1)
    room.settle(tried, Settled.RETRY, "timed-out", again=timedelta(minutes=9))
    room.save(copies=1)
    ledger = room.parts.store.prints
    ledger.queue_leaflet(Leaflet("visit-day", "", Language.ENGLISH), "gone")
    leaflet, held, unknown, failed, printed = ledger.jobs()
    for job, state, reason in (
        (printed, PrintState.PRINTED, ""),
        (failed, PrintState.FAILED, "printer-out-of-paper"),
        (unknown, PrintState.UNKNOWN, "interrupted"),
        (leaflet, PrintState.EXPIRED, "session-ended"),
    ):
        ledger.claim(job.id)
        ledger.mark(job.id, state, reason)
    assert held.state is PrintState.QUEUED
