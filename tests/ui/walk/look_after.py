"""The pages of visit times and of copies, each of their states, in windows of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.use_cases.local_dates import WantedChange
from services.catalogue.edits import Change, Why
from tests.kiosk_app.copy_room import copy_room
from tests.ui.admin_desk.sticks import with_copies
from tests.ui.admin_desk.visit_times import with_visit_times
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.scenes import settle_line
from tests.ui.staff_room import ADMIN, ADMIN_PIN, staff_room
from tests.ui.walk.places import Shown
from ui.admin_desk.copying import CHOSEN
from ui.desk.places import Place

DAY = date(2026, 11, 28)


def visit_times(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """The list, empty and with two changes; the form, at first, of a session, and refused."""
    with TemporaryDirectory() as folder, staff_room(Path(folder)) as room:
        room.staff()
        driver = signed_in(opened(with_visit_times(bench(), room)))
        session, timetables = driver.window.session, driver.window.session.staff.timetables
        timetables.open()
        driver.settle()
        yield "dates/none", driver
        session.view["making"] = "yes"
        session.redraw()
        driver.settle()
        yield "dates/form", driver
        session.view["typed:what"] = Change.ADD_SESSION
        timetables.refuse("no-time")
        driver.settle()
        yield "dates/refused", driver
        for change in (Change.BLOCK_DAY, Change.BLOCK_DAY):
            timetables.make(WantedChange(change, DAY, DAY, Why.STAFFING))
            driver.settle()
        yield "dates/changed", driver
        session.finish("stopped")
        driver.settle()


def copies(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """Without a stick; with one; what is on it; and each step of putting a copy back."""
    with TemporaryDirectory() as folder, copy_room(Path(folder)) as room:
        (room.stick / "kiosk-theirs.db").write_text("of another kiosk" * 300)
        (room.stick / "photo.jpg").write_text("a photo")
        room.submit(1)
        stick = room.media.sticks.pop()
        driver = signed_in(opened(with_copies(bench(), room)))
        session, copying = driver.window.session, driver.window.session.staff.copying
        copying.open()
        driver.settle()
        yield "copies/no-stick", driver
        room.media.sticks.append(stick)
        copying.look_again()
        driver.settle()
        yield "copies/sticks", driver
        copying.choose_medium(str(stick))
        driver.settle()
        yield "copies/stick", driver
        copying.part = (40, 100)
        session.redraw()
        driver.settle()
        yield "copies/copying", driver
        copying.part = None
        copying.make(str(stick))
        driver.settle()
        for chosen in (each.file.name for each in (copying.found.copies if copying.found else ())):
            session.view[CHOSEN] = chosen
            session.redraw()
            driver.settle()
            yield f"copies/{'theirs' if 'theirs' in chosen else 'made'}", driver
        made = next(each.name for each in stick.iterdir() if each.name.startswith("kiosk-CFI-2"))
        room.submit(2)
        copying.weigh(str(stick), made)
        driver.settle()
        yield "copies/weighed", driver
        copying.go_on()
        driver.settle()
        yield "copies/confirm", driver
        copying.ask_to_restore("000111")
        driver.settle()
        yield "copies/refused", driver
        copying.ask_to_restore(ADMIN_PIN)
        driver.settle()
        yield "copies/asked", driver
        room.stick.joinpath(made).unlink()
        session.finish("stopped")
        driver.settle()


def signed_in(driver: Driver) -> Driver:
    """An administrator, on the first page."""
    settle_line(driver)
    operators = driver.window.session.staff.operators
    operators.enter()
    driver.settle()
    operators.sign_in(ADMIN, ADMIN_PIN)
    driver.settle()
    assert driver.place is Place.ADMIN
    return driver
