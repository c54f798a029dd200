"""Every screen a visitor can meet, one after the other, as the pictures show them.

Each scene is played, never put together: what is on the screen is what a person who does the same sees. Names are stable; they
are the names of the reference pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtCore import Qt

from kiosk_app.errors import (
    DiskFailing,
    DiskFull,
    KeyUnavailable,
    KnownError,
    NotEnrolled,
    StoreCorrupt,
    StoreLocked,
    StoreUnreadable,
)
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.sample_catalogue import sample_catalogue
from ui.desk.places import Place
from ui.theme import TextSize

FIRST, SECOND = "2026-11-28T09:30/11:00", "2026-11-26T14:00/15:30"
THIRD = "2026-12-01T18:00/18:45"
NOT_SAVED: tuple[type[KnownError], ...] = (
    DiskFull,
    DiskFailing,
    StoreLocked,
    StoreCorrupt,
    StoreUnreadable,
    KeyUnavailable,
    NotEnrolled,
)
Open = Callable[[Bench], Driver]


def bench() -> Bench:
    """A desk whose reference data stays as it is."""
    return Bench(catalogue=sample_catalogue())


def visit(driver: Driver) -> Iterator[str]:
    """A visit request with three visitors and three times, from an empty kiosk to the reference and back."""
    yield "start"
    driver.wait(61)
    yield "attract"
    driver.key(Qt.Key.Key_Space)
    driver.press("tile:prison-visit")
    yield from _prison(driver)
    driver.fill("David", "Thomas")
    yield "prisoner-birth"
    driver.fill("31", "2", "1985")
    yield "prisoner-birth-error"
    driver.tab_to("field:prisoner.date_of_birth.day")
    _retype(driver, "27")
    driver.tab_to("field:prisoner.date_of_birth.month")
    _retype(driver, "3")
    driver.key(Qt.Key.Key_Return)
    yield from _number(driver)
    yield from _visitors(driver)
    yield from _times(driver)
    yield from _support(driver)
    yield from _contact(driver)
    driver.choose("cy")
    yield "check"
    yield from _asides(driver)
    driver.press("continue")
    yield from _endings(driver)


def failures(opened: Open) -> Iterator[tuple[str, Driver]]:
    """Every page that says that something did not work, each in a window of its own where that is needed."""
    for error in NOT_SAVED:
        driver = opened(bench())
        answer_everything(driver)
        driver.bench.submissions.refuse = error()
        driver.press("continue")
        yield f"not-saved-{error.code}", driver
    driver = opened(bench())
    driver.press("reference")
    yield "reference", driver
    driver.fill("7K2M")
    yield "reference-error", driver
    driver.tab_to("field:reference")
    _retype(driver, "5KPVKJ7P358T")
    driver.key(Qt.Key.Key_Return)
    yield "reference-no-network", driver
    driver.bench.lookup.connected = True
    driver.press("type-again")
    driver.key(Qt.Key.Key_Return)
    yield "reference-not-known", driver
    driver.window.session.give_up()
    driver.settle()
    yield "broken", driver
    for name, prepare in _CLOSED.items():
        made = bench()
        prepare(made)
        driver = opened(made)
        yield name, driver


def _short(made: Bench) -> None:
    made.room.short = True


def _damaged(made: Bench) -> None:
    made.damage.set("store-corrupt")


def _not_enrolled(made: Bench) -> None:
    made.device.identity = None


_CLOSED: dict[str, Callable[[Bench], None]] = {
    "closed-no-room": _short,
    "closed-damaged": _damaged,
    "not-enrolled": _not_enrolled,
}


def _prison(driver: Driver) -> Iterator[str]:
    yield "prison"
    driver.type("sample 12")
    yield "prison-narrowed"
    driver.key(Qt.Key.Key_Return)
    yield "prison-error"
    driver.press("question-help")
    yield "prison-help"
    driver.key(Qt.Key.Key_Escape)
    driver.tab_to("field:prison")
    _retype(driver, "nowhere")
    yield "prison-nothing-matches"
    _retype(driver, "Caerdydd" if driver.window.session.language is Language.WELSH else "Cardiff")
    driver.key(Qt.Key.Key_Return)
    yield "prisoner-name"


def _number(driver: Driver) -> Iterator[str]:
    yield "prisoner-number"
    driver.type("A1234")
    driver.key(Qt.Key.Key_Return)
    yield "prisoner-number-error"
    driver.touch("field:prisoner.number")
    yield "prisoner-number-keyboard"
    driver.window.frame.keyboard.hidden.emit()
    driver.type("BC")
    driver.key(Qt.Key.Key_Return)


def _visitors(driver: Driver) -> Iterator[str]:
    yield "visitor-name"
    driver.fill("Siân", "Thomas")
    yield "visitor-birth"
    driver.fill("1", "Feb", "1988")
    yield "visitors-one"
    driver.press("add")
    driver.fill("Gareth", "Thomas")
    driver.fill("1", "2", "2009")
    driver.press("add")
    yield "visitor-name-next"
    driver.fill("Megan", "Thomas")
    driver.fill("4", "5", "2020")
    yield "visitors"
    for name, day, month, year in (("Dewi", "9", "9", "2019"), ("Carys", "30", "1", "1962"), ("Twm", "2", "12", "2022")):
        driver.press("add")
        driver.fill(name, "Thomas")
        driver.fill(day, month, year)
    yield "visitors-full"
    for index in (5, 4, 3):
        driver.press(f"remove:visitors.{index}")
    driver.press("continue")


def _times(driver: Driver) -> Iterator[str]:
    yield "times-empty"
    driver.press("continue")
    yield "times-error"
    driver.press(f"time:{SECOND}")
    _open_day(driver, "day:2026-11-28")
    driver.press(f"time:{FIRST}")
    driver.press(f"up:{FIRST}")
    yield "times"
    _open_day(driver, "day:2026-12-01")
    driver.press(f"time:{THIRD}")
    yield "times-full"
    driver.press("later-days")
    yield "times-later"
    driver.press(f"remove:{THIRD}")
    driver.press("continue")


def _open_day(driver: Driver, name: str) -> None:
    while not driver.has(name):
        driver.press("later-days")
    driver.touch(name)


def _support(driver: Driver) -> Iterator[str]:
    yield "support"
    driver.choose("yes")
    yield "support-details"
    driver.type("Step-free way in")
    driver.press("continue")


def _contact(driver: Driver) -> Iterator[str]:
    yield "contact"
    for method, page in (("email", "email"), ("post", "address"), ("text", "phone")):
        driver.choose(method)
        yield page
        if page != "phone":
            driver.key(Qt.Key.Key_Escape)
    driver.fill("077")
    yield "phone-error"
    driver.tab_to("field:contact.phone")
    _retype(driver, "07700 900982")
    driver.key(Qt.Key.Key_Return)
    yield "language"


def _asides(driver: Driver) -> Iterator[str]:
    session = driver.window.session
    for place in (Place.HELP, Place.NO_SPEECH, Place.INFORMATION, Place.STOP, Place.ANSWERS):
        session.over(place)
        driver.settle()
        yield place.name.lower().replace("_", "-")
        session.leave()
        driver.settle()
    yield from _guidance(driver)
    driver.nobody_moves()
    standard = driver.window.frame.foot.looks.look.size is TextSize.STANDARD
    driver.wait(13 if standard else 73)  # 47 seconds are left, of a minute or of two
    yield "idle"
    driver.key(Qt.Key.Key_Return)


def _guidance(driver: Driver) -> Iterator[str]:
    """A topic; the choice of a prison, and its page."""
    driver.window.session.over(Place.INFORMATION)
    driver.settle()
    driver.press("topic:news")
    yield "topic"
    driver.key(Qt.Key.Key_Escape)
    driver.press("topic:visiting-day")
    yield "prisons"
    driver.fill("Caerdydd" if driver.window.session.language is Language.WELSH else "Cardiff")
    yield "prison-day"
    for _back in range(3):
        driver.key(Qt.Key.Key_Escape)


def _endings(driver: Driver) -> Iterator[str]:
    yield "confirmation"
    driver.bench.prints.mark(1, PrintState.PRINTED)
    driver.wait(1)
    driver.touch("face:5")
    yield "confirmation-printed"
    driver.bench.prints.mark(1, PrintState.FAILED, "printer-out-of-paper")
    driver.wait(1)
    yield "printer-out-of-paper"
    driver.bench.prints.mark(1, PrintState.UNKNOWN)
    driver.wait(1)
    yield "printer-unknown"
    driver.press("kept")
    yield "confirmation-no-paper"
    (reference,) = driver.bench.submissions.kept
    yield from _status(driver, reference)


def _status(driver: Driver, reference: str) -> Iterator[str]:
    session, at = driver.window.session, driver.bench.clock.at
    for name, changes in (
        ("status-saved", {}),
        ("status-received", {"custody": Custody.ACKNOWLEDGED, "sent": at, "acknowledged": at + timedelta(seconds=2)}),
        ("status-put-aside", {"custody": Custody.QUARANTINED, "acknowledged": None, "reason": "malformed"}),
    ):
        driver.bench.submissions.change(reference, **changes)
        session.look_up(reference)
        settle_line(driver)
        yield name


def settle_line(driver: Driver) -> None:
    """Wait until the status line says what is so, as it does within a second."""
    session = driver.window.session
    driver.settle()
    session.poll()
    driver.qtbot.waitUntil(lambda: session.line == driver.bench.desk().line())
    driver.settle()


def answer_everything(driver: Driver, slot: str = SECOND, *, once_more: bool = False, leave_at: str = "") -> None:
    """The shortest way to the page on which the answers are checked, or to the "times" with one chosen.

    `once_more`, the visitor is named twice.
    """
    driver.press("tile:prison-visit")
    driver.fill("Caerdydd")
    driver.fill("David", "Thomas")
    driver.fill("27", "3", "1985")
    driver.fill("a1234bc")
    driver.fill("Siân", "Thomas")
    driver.fill("1", "2", "1988")
    if once_more:
        driver.press("add")
        driver.fill("Siân", "Thomas")
        driver.fill("1", "2", "1988")
    driver.press("continue")
    driver.press(f"time:{slot}")
    if leave_at == "times":
        return
    driver.press("continue")
    driver.choose("no")
    driver.choose("return")
    driver.choose("en")


def _retype(driver: Driver, text: str) -> None:
    driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    driver.key(Qt.Key.Key_Delete)
    driver.type(text)
