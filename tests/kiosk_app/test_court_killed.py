"""Whoever submits or hands on a batch is ended with kill -9 at any moment: never twice, never lost, no scan with another case."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk_app.main.parts import Parts
from kiosk_app.ports.captures import SECOND, BatchState, ItemState
from kiosk_app.ports.checkpoints import Point
from kiosk_app.staff_errors import CaptureRefused
from kiosk_app.use_cases.batch_export import BatchExport
from services.language import Language
from tests.court import GWEN, RHYS, TWICE_OF_VISIT, VISIT, Court, court_desk, only

POINTS = (Point.SUBMIT_BEGUN, Point.SUBMIT_SEALED, Point.SUBMIT_WRITTEN, Point.SUBMIT_COMMITTED)


class KillAt:
    """Ends its own process at a point."""

    def __init__(self, point: Point) -> None:
        self._point = point

    def reached(self, point: Point) -> None:
        if point is self._point:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def court(kiosk_parts: Parts, tmp_path: Path) -> Iterator[Court]:
    with court_desk(kiosk_parts, tmp_path / "batches") as made:
        yield made
        made.parts.store.close()


def killed(work: Callable[[], object]) -> bool:
    """Do something in a process of its own; whether it was killed."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - a child that fails must not go on as a second test run
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return os.WIFSIGNALED(status)


def again(court: Court, point: Point | None = None) -> Court:
    """The same desk, as another process has it."""
    parts = Parts(court.parts.home, {}) if point is None else Parts(court.parts.home, {}, KillAt(point))
    return Court(parts, court.folder)


@pytest.mark.parametrize("point", POINTS)
def test_an_item_is_submitted_once_whenever_its_process_is_killed(court: Court, point: Point) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT), SECOND)
    rhys.batches.view(batch.id)
    court.parts.store.close()

    assert killed(lambda: again(court, point).at(GWEN).batches.items.submit(item.id, Language.ENGLISH))

    after = again(court)
    at = after.at(GWEN)
    if point is not Point.SUBMIT_COMMITTED:
        assert at.batches.items.view(item.id).line.state is ItemState.READY
        at.batches.items.submit(item.id, Language.ENGLISH)
    with pytest.raises(CaptureRefused):
        at.batches.items.submit(item.id, Language.ENGLISH)
    (kept,) = after.parts.store.submissions.recent(9)
    line = at.batches.items.view(item.id).line
    assert (kept.id, kept.reference, line.state) == (item.id, line.reference, ItemState.SUBMITTED)
    assert after.parts.store.audit.first_broken() is None
    after.parts.store.close()


def test_a_batch_is_handed_on_once_when_its_process_is_killed_before_it_says_so(court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT), SECOND)
    rhys.batches.view(batch.id)
    gwen.batches.items.submit(item.id, Language.ENGLISH)
    court.parts.store.close()

    def cut_off() -> None:
        export = BatchExport.export

        def killing(*given: object) -> None:
            export(*given)  # type: ignore[arg-type]
            os.kill(os.getpid(), signal.SIGKILL)

        BatchExport.export = killing  # type: ignore[assignment,method-assign]  # in the child alone
        at = again(court).at(GWEN)
        at.batches.exporting.export(at.batches.view(batch.id).line)

    assert killed(cut_off)

    after = again(court)
    at = after.at(GWEN)
    line = at.batches.view(batch.id).line
    done = at.batches.exporting.export(line)
    assert (line.state, done.state) == (BatchState.OPEN, BatchState.EXPORTED)
    assert [path.name for path in court.folder.iterdir()] == [done.file]
    after.parts.store.close()
