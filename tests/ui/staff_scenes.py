"""The pages of staff as the pictures show them: those of the walk that stand for the others, on a day that does not move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.walk.batch_places import batches
from tests.ui.walk.case_places import caseload
from tests.ui.walk.help_places import helped
from tests.ui.walk.look_after import visit_times
from tests.ui.walk.queue_places import queued
from tests.ui.walk.sheet_places import typed
from tests.ui.walk.staff_places import staffed
from tests.ui.walk.walking import bench

SHOWN = (
    "sign-in/wrong", "people", "people/keys", "settings", "locked",
    "queue/quarantined-conflict", "queue/once-more",
    "dates/changed",
    "caseload/0", "caseload/to-do",
    "agreement", "tasks/begun", "tasks/question", "client-view", "client-view/check",
    "batches", "batch", "item/differs", "rejection",
    "sheet", "sheet/wrong", "sheet/claim.details",
)  # fmt: skip


def desks(opened: Callable[[Bench], Driver]) -> Iterator[tuple[str, Driver]]:
    """Sign-in and the admin desk, then the helpers', then the court's."""
    seen = chain(
        staffed(opened, bench),
        queued(opened, bench, all_alike=False),
        visit_times(opened, bench),
        caseload(opened),
        helped(opened),
        batches(opened, bench),
        typed(opened, bench),
    )
    return ((name, driver) for name, driver in seen if name in SHOWN)
