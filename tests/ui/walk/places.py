"""Every screen that is no page of a service, in the real window, in each of its states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton

from kiosk_app.ports.centre import HoldState, RemoteStatus
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from services.visits.outcomes import CANCELLED, REFUSED
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.fake_holds import MemoryHolds
from tests.ui.scenes import NOT_SAVED, settle_line
from tests.ui.walk.journeys import Journeys
from ui.desk.guides import PRISON, TOPIC
from ui.desk.places import Place

STATES = ("", "requested", "booked", "issued", "rejected", "withdrawn", "cancelled", "needs-action", "of-tomorrow")
USUAL = ("booked", "rejected", "needs-action")
UNKNOWN, MISTYPED = "5KPVKJ7P358T", "7K2M"
PRINTER = ("printer-out-of-paper", "printer-unavailable", "printer-error")
ASIDES = (Place.HELP, Place.NO_SPEECH, Place.ADMIN)
_PAGES = 3  # of the guidance, where not all are shown
Shown = Iterator[tuple[str, Driver]]


class Many(Enum):
    """How many of the screens are shown that differ in a sentence."""

    ONE = auto()  # those with a service's own words, once
    SOME = auto()  # each kind once
    ALL = auto()


def before_anybody(driver: Driver) -> Shown:
    """The start screen, its neighbours, and a reference that nobody knows."""
    session = driver.window.session
    yield "start", driver
    driver.wait(61)
    yield "attract", driver
    session.go(Place.START)
    driver.settle()
    for place in ASIDES:
        session.over(place)
        driver.settle()
        yield _name(place), driver
        session.leave()
        driver.settle()
    session.go(Place.REFERENCE)
    driver.settle()
    yield "reference", driver
    _touch(driver, "field:reference")
    yield "reference/keyboard", driver
    driver.window.frame.keyboard.hidden.emit()
    for name, connected, typed in (("error", False, MISTYPED), ("no-network", False, UNKNOWN), ("not-known", True, UNKNOWN)):
        driver.bench.lookup.connected = connected
        session.look_up(typed)
        driver.settle()
        yield f"reference/{name}", driver
    driver.bench.lookup.connected = False
    session.go(Place.REFERENCE)
    session.over(Place.IDLE)
    driver.settle()
    yield "idle/nothing-typed", driver
    session.leave()
    session.go(Place.START)
    driver.settle()


def to_read(driver: Driver, many: Many) -> Shown:
    """What there is to read: the list, each page of it, the choice of a prison, and a leaflet that is printed."""
    session = driver.window.session
    session.over(Place.INFORMATION)
    driver.settle()
    yield "information", driver
    library = session.guides.library
    assert library is not None
    longest = sorted(library.topics, key=lambda topic: -sum(len(part.lines) for part in library.page(topic.key).sections))
    for topic in longest if many is Many.ALL else longest[:_PAGES]:
        session.over(Place.TOPIC, {TOPIC: topic.key})
        driver.settle()
        yield f"information/{topic.key}", driver
        session.leave()
    session.over(Place.PRISONS)
    driver.settle()
    yield "prisons", driver
    _touch(driver, f"field:{PRISON}")
    yield "prisons/keyboard", driver
    driver.window.frame.keyboard.hidden.emit()
    for prison in (library.prisons if many is Many.ALL else library.prisons[:1])[:3]:
        session.over(Place.TOPIC, {PRISON: prison.code})
        driver.settle()
        yield f"prisons/{prison.code}", driver
        session.leave()
    session.over(Place.TOPIC, {TOPIC: library.topics[0].key})
    driver.settle()
    _press(driver, "print")
    yield "information/printing", driver
    driver.bench.prints.mark(driver.bench.prints.jobs()[0].id, PrintState.FAILED, PRINTER[0])
    driver.wait(1)
    yield "information/not-printed", driver
    session.go(Place.START)
    driver.settle()


def over_a_question(driver: Driver, *, all_errors: bool) -> Shown:
    """What may lie over a page with answers: stopping, being asked whether one is there, a save that did not work."""
    session = driver.window.session
    session.over(Place.STOP)
    driver.settle()
    yield "stop", driver
    session.leave()
    session.over(Place.IDLE)
    driver.settle()
    yield "idle", driver
    session.leave()
    for error in NOT_SAVED if all_errors else NOT_SAVED[:1]:
        session.error = error.code
        session.over(Place.NOTHING_SAVED)
        driver.settle()
        yield f"not-saved/{error.code}", driver
        session.leave()
    driver.settle()


def held(driver: Driver, journeys: Journeys) -> Shown:
    """A time that the centre holds, one it has no place for, and one that it no longer holds; begins with nothing answered."""
    session, bench = driver.window.session, driver.bench
    service = next((each for each in session.services.values() if each.wanted_place is not None), None)
    if service is None:
        return
    bench.device.line = replace(bench.device.line, connected=True)
    holds = MemoryHolds(driver.seconds)
    session._door.desk().holds = holds
    for name, state, later in (("held", HoldState.HELD, 0), ("full", HoldState.FULL, 0), ("no-longer", HoldState.LOST, 540)):
        holds.state = state if not later else HoldState.HELD
        session.start(service.key)
        driver.settle()
        way = session.journey
        for path, text in journeys.of(service, way.context)[0].items():
            way.draft.set(path, text)
        way._walks[0].at = None
        session.show_step()
        session.holding.follow()
        _let_the_centre_answer(driver)
        if later:
            holds.state = state
            driver.seconds.now += later
            driver.window._watch.touched()
            _let_the_centre_answer(driver)
        yield f"place/{name}", driver
    session.go(Place.START)
    session.way = None
    driver.settle()


def after_saving(driver: Driver, many: Many) -> Shown:
    """The confirmation with the printing as it happens, and the page of a printer that does not print."""
    job = driver.bench.prints.jobs()[0].id
    yield "confirmation", driver
    if many is not Many.ONE:
        yield from _printing(driver, job, PRINTER if many is Many.ALL else PRINTER[:1])
    driver.window.session.keeping = None
    driver.window.session.go(Place.START)
    driver.settle()


def _printing(driver: Driver, job: int, failures: Sequence[str]) -> Shown:
    driver.bench.prints.mark(job, PrintState.PRINTED)
    driver.wait(1)
    driver.window.session.opinion.rate(5)
    driver.settle()
    yield "confirmation/printed", driver
    for name, place in (("comment", Place.COMMENT), ("unprinted", Place.UNPRINTED)):
        driver.window.session.over(place)
        driver.settle()
        yield name, driver
        driver.window.session.leave()
        driver.settle()
    for reason in failures:
        driver.bench.prints.mark(job, PrintState.FAILED, reason)
        driver.wait(1)
        yield f"printer/{reason}", driver
    driver.bench.prints.mark(job, PrintState.UNKNOWN)
    driver.wait(1)
    yield "printer/unknown", driver
    keeping = driver.window.session.keeping
    assert keeping is not None
    keeping.keep_otherwise()
    driver.window.session.go(Place.CONFIRMATION)
    driver.settle()
    yield "confirmation/no-paper", driver


def status(driver: Driver, reference: str, many: Many) -> Shown:
    """What is known of a reference: where it is, each decision, a copy that is printed, and what was asked for since."""
    session, bench, at = driver.window.session, driver.bench, driver.bench.clock.at
    kept = bench.submissions.kept[reference]
    changes: tuple[tuple[str, dict[str, object]], ...] = (
        ("saved", {}),
        ("sending", {"custody": Custody.SENDING, "sent": at}),
        ("put-aside", {"custody": Custody.QUARANTINED, "sent": at, "reason": "malformed"}),
        ("received", {"custody": Custody.ACKNOWLEDGED, "sent": at, "acknowledged": at + timedelta(seconds=2)}),
    )
    for name, change in changes if many is not Many.ONE else changes[-1:]:
        bench.submissions.change(reference, **change)
        session.look_up(reference)
        settle_line(driver)
        yield f"status/{name}", driver
    times = kept.receipt.get("slots")
    slot = str(times[0]) if isinstance(times, (list, tuple)) and times else ""
    bench.lookup.connected = True
    for state in STATES if many is Many.ALL else USUAL if many is Many.SOME else USUAL[:1]:
        codes = tuple(REFUSED) if state == "rejected" else tuple(CANCELLED) if state == "cancelled" else ()
        params = (("slot", slot),) if state == "booked" and slot else ()
        bench.lookup.known[reference] = RemoteStatus(reference, kept.service, at, state, codes, params, at, at)
        session.look_up(reference)
        driver.settle()
        yield f"status/{state or 'undecided'}", driver
    del bench.lookup.known[reference]
    bench.lookup.connected = False
    session.look_up(reference)
    driver.settle()
    if driver.has("print") and many is not Many.ONE:
        _press(driver, "print")
        yield "status/printing", driver
        for job in bench.prints.jobs()[:1]:
            bench.prints.mark(job.id, PrintState.FAILED, PRINTER[0])
        driver.wait(1)
        yield "status/not-printed", driver
    session.go(Place.START)
    driver.settle()


def broken(driver: Driver) -> Shown:
    """A fault that nobody expected."""
    driver.window.session.give_up()
    driver.settle()
    yield "broken", driver


def closed(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """Kiosks that cannot take requests or be used, each in a window of its own; and the staff's page with all it has."""
    short = bench()
    short.room.short = True
    driver = opened(short)
    settle_line(driver)
    yield "closed/no-room", driver
    damaged = bench()
    damaged.damage.set("store-corrupt")
    yield "closed/damaged", opened(damaged)
    unknown = bench()
    unknown.device.identity = None
    unknown.may_switch_network = True
    unknown.print_day = lambda _day, _language, _operator: None
    driver = opened(unknown)
    settle_line(driver)
    yield "start/not-enrolled", driver
    driver.window.session.over(Place.ADMIN)
    driver.settle()
    yield "admin/everything", driver


def _touch(driver: Driver, name: str) -> None:
    """With a finger, so that the keyboard comes."""
    field = driver.find(name)
    driver.look_at_the_page()
    driver.click(field, QPoint(field.width() // 2, field.height() // 2))
    driver.settle()


def _press(driver: Driver, name: str) -> None:
    button = driver.find(name)
    assert isinstance(button, QAbstractButton)
    button.click()
    driver.settle()


def _let_the_centre_answer(driver: Driver) -> None:
    for _turn in range(3):
        driver.window.tick()
        driver.settle()
        driver.qtbot.waitUntil(lambda: driver.window.session.holding.settled)
    driver.window.tick()
    driver.settle()


def _name(place: Place) -> str:
    return place.name.lower().replace("_", "-")
