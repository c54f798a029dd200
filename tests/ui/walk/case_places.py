"""The caseload of a helper desk in each of its states, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.use_cases.case_index import Show
from tests.case_room import case_room
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.helper_desk.case_desk import case_bench, fill
from tests.ui.staff_room import HELPER, HELPER_PIN
from tests.ui.walk.places import Shown


def caseload(opened: Callable[[Bench], Driver]) -> Shown:
    """Without anybody; a draft, what was submitted, another's; what is to do; nothing found; what could not be printed."""
    with TemporaryDirectory() as folder, case_room(Path(folder)) as room:
        helper = room.staff.staff()[2]
        driver = opened(case_bench(room))
        driver.window.session.staff.operators.sign_in(HELPER, HELPER_PIN)
        driver.settle()
        yield "caseload/nobody", driver
        fill(room, helper)
        driver.window.session.staff.cases.read()
        driver.settle()
        cases, session = driver.window.session.staff.cases, driver.window.session
        assert cases.index is not None
        for number, line in enumerate(cases.index.lines):
            session.view["case"] = line.key
            session.redraw()
            driver.settle()
            yield f"caseload/{number}", driver
        session.view.update({"show": Show.TO_DO, "case-failed": "printer-out-of-paper"})
        session.redraw()
        driver.settle()
        yield "caseload/to-do", driver
        session.view["typed"] = "zzz"
        session.redraw()
        driver.settle()
        yield "caseload/nothing-found", driver
        session.finish("stopped")
        driver.settle()
