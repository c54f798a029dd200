"""The pages behind the sign-in of staff, in a window of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.ports.operators import Permission
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
        driver = opened(replace(bench(), seat=room.seat()))
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
        driver.window.session.over(Place.PERSON)
        driver.settle()
        yield "person", driver
        operators.lock()
        driver.settle()
        yield "locked", driver
        driver.window.session.finish("stopped")
        driver.settle()
