"""Kill -9 of the window a person stands at, in the moment of saving: what its last page never showed, and what it did."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from kiosk_app.ports.checkpoints import Point
from kiosk_app.ports.printing import PrintState
from tests.faults.kill_invariants import check_everything
from tests.faults.kill_roles import kiosk
from tests.faults.kill_rounds import CentreAt, drain, make_centre, make_kiosk, start_centre, started


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def centre(tmp_path: Path, stack: ExitStack) -> CentreAt:
    make_centre(tmp_path / "centre")
    return start_centre(stack, tmp_path / "centre")[1]


@pytest.fixture
def home(tmp_path: Path, centre: CentreAt) -> Path:
    make_kiosk(tmp_path / "kiosk", centre)
    return tmp_path / "kiosk"


def ask(home: Path, stack: ExitStack, *kill: str) -> tuple[int, list[str]]:
    return stack.enter_context(started("kill_desk", str(home), *kill)).ended()


@pytest.mark.parametrize(("point", "kept"), [(Point.SUBMIT_WRITTEN, 0), (Point.SUBMIT_COMMITTED, 1)])
def test_a_window_killed_while_saving_leaves_all_of_the_request_or_nothing(
    point: Point, kept: int, home: Path, centre: CentreAt, stack: ExitStack
) -> None:
    status, told = ask(home, stack, point, "1")
    assert (status, told) == (-signal.SIGKILL, [])
    parts = kiosk(home)
    with closing(parts.store) as store:
        assert len(store.submissions.recent(10)) == len(store.prints.jobs()) == kept

        status, told = ask(home, stack)
        agent = stack.enter_context(started("kill_agent", str(home)))
        drain(parts, lambda: agent.has_died)

        assert (status, len(told), agent.stop()) == (0, 1, 0)
        ended = [PrintState.PRINTED, *[PrintState.EXPIRED] * kept]  # the first person's is not printed in front of the second
        assert [job.state for job in store.prints.jobs()] == ended
        check_everything(parts, centre.data, told)
