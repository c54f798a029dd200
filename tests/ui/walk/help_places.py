"""The helper desk while a client is helped: the agreement, the sections, the questions, and the client's turn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.ports.helping import Agreed, Given, Relationship
from kiosk_app.use_cases.helping import Wanted
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.helper_desk.helper_room import DILYS, helper_room
from tests.ui.scenes import settle_line
from tests.ui.staff_room import HELPER, HELPER_PIN
from tests.ui.walk.places import Shown
from ui.desk.places import Place

_VISIT = "prison-visit"
_AGREED = Wanted(DILYS, Relationship.ADVISER, "Taff Street Advice Centre", Agreed.PAPER, frozenset({Given.TYPED}))


def helped(opened: Callable[[Bench], Driver]) -> Shown:
    """One client, from the agreement until they have the screen, and what stops it."""
    with TemporaryDirectory() as folder, helper_room(Path(folder)) as room:
        driver = opened(room.bench())
        settle_line(driver)
        session = driver.window.session
        helping = session.staff.helping
        session.staff.operators.sign_in(HELPER, HELPER_PIN)
        driver.settle()
        helping.new()
        driver.settle()
        yield "agreement", driver
        session.view["agreed"] = Agreed.TICKED
        session.view["help-failed"] = "client"
        session.redraw()
        driver.settle()
        yield "agreement/missing", driver
        helping.start(_VISIT, _AGREED)
        driver.settle()
        assert session.place is Place.TASKS
        yield "tasks", driver
        session.over(Place.AGREEMENT)
        driver.settle()
        yield "agreement/view", driver
        session.leave()
        session.journey.draft.set("prisoner.first_name", "David")
        session.redraw()
        driver.settle()
        yield "tasks/begun", driver
        helping.open_section(("prisoner-name", "prisoner-birth", "prisoner-number"))
        driver.settle()
        yield "tasks/question", driver
        helping.to_tasks()
        session.over(Place.STOP)
        driver.settle()
        yield "tasks/stop", driver
        session.leave()
        yield from _clients_turn(driver)
        session.finish("stopped")
        driver.settle()


def _clients_turn(driver: Driver) -> Shown:
    session = driver.window.session
    helping = session.staff.helping
    helping.hand_over()
    driver.settle()
    assert session.place is Place.CLIENT_VIEW
    yield "client-view", driver
    helping.show_answers()
    driver.settle()
    yield "client-view/check", driver
    helping.go_on()
    driver.settle()
    yield "client-view/question", driver
    helping.refuse()
    driver.settle()
    yield "client-view/stop", driver
