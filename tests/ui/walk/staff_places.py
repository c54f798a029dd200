"""The pages behind the sign-in of staff, in a window of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.staff_work import StaffWork
from tests.ui.admin_desk.records_desk import Sticks, records_work
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.scenes import settle_line
from tests.ui.staff_room import ADMIN, ADMIN_PIN, staff_room
from tests.ui.walk.places import Shown
from ui.desk.places import Place


def staffed(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """Signing in, each page of an administrator, and the locked screen."""
    with TemporaryDirectory() as folder, staff_room(Path(folder)) as room:
        people = room.staff()
        (stick := Path(folder) / "STICK").mkdir()
        seat = room.seat()
        work = records_work(seat, room, Path(folder), Sticks([stick]), StaffWork())
        driver = opened(replace(bench(), seat=seat, work=work))
        settle_line(driver)
        operators = driver.window.session.staff.operators
        operators.enter()
        driver.settle()
        yield "sign-in", driver
        operators.sign_in(ADMIN, "000111")
        driver.settle()
        yield "sign-in/wrong", driver
        operators.sign_in(ADMIN, ADMIN_PIN)
        driver.settle()
        assert operators.may(Permission.MANAGE_OPERATORS)
        yield "admin/signed-in", driver
        driver.window.session.over(Place.OWN_SECRET)
        driver.settle()
        yield "own-secret", driver
        driver.window.session.leave()
        operators.show_people()
        driver.settle()
        driver.window.session.view["operator"] = str(people[1].id)
        driver.window.session.redraw()
        driver.settle()
        yield "people", driver
        driver.press("staff-foot:4")
        assert driver.place is Place.KEYS
        yield "people/keys", driver
        driver.window.session.leave()
        driver.settle()
        driver.window.session.over(Place.PERSON)
        driver.settle()
        yield "person", driver
        driver.window.session.leave()
        yield from _records(driver)
        yield from _settings(driver)
        operators.lock()
        driver.settle()
        yield "locked", driver
        driver.window.session.finish("stopped")
        driver.settle()


def _records(driver: Driver) -> Shown:
    """The audit log, what it is narrowed by, and where it is handed out to."""
    session = driver.window.session
    session.staff.open(Place.RECORDS)
    driver.settle()
    yield "records", driver
    for picked in ("event", "day", "subject"):
        session.view["picking"] = picked
        session.redraw()
        driver.settle()
        yield f"records/{picked}", driver
    session.staff.record_book.look_for_media()
    driver.settle()
    yield "records/medium", driver
    session.leave()


def _settings(driver: Driver) -> Shown:
    """What is kept for how long, a choice, a number, and one that only the owner changes."""
    session = driver.window.session
    session.staff.open(Place.SETTINGS)
    driver.settle()
    yield "settings", driver
    for name in ("desk.first_language", "desk.warn_after_seconds", "site.code"):
        session.view["setting"] = name
        session.redraw()
        driver.settle()
        yield f"settings/{name}", driver
    session.leave()
