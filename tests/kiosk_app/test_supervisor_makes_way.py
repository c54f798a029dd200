"""When a copy is wanted in the place of the records, nobody has them open while they are prepared, and then all begins again."""

from __future__ import annotations

from pathlib import Path

from tests.kiosk_app.supervised import Watched
from tests.support import until


def test_everybody_ends_before_the_records_are_prepared_again_and_then_one_window_is_shown(tmp_path: Path) -> None:
    with Watched(tmp_path) as watched:
        until(watched.seen("window", "started", 2))
        until(watched.seen("agent", "started", 1))
        before = [*watched.pids("window", "started"), *watched.pids("agent", "started")]

        (tmp_path / "wanted").touch()

        until(watched.seen("prepare", "ended 0", 2))
        assert all(map(watched.is_gone, before))
        until(watched.seen("agent", "started", 2))
        until(watched.seen("window", "shown", 2))
        assert watched.pids("window", "shown")[1] not in before


def test_no_window_is_shown_while_it_cannot_be_done_yet(tmp_path: Path) -> None:
    with Watched(tmp_path) as watched:
        until(watched.seen("window", "started", 2))
        (tmp_path / "prepare").write_text("1")
        (tmp_path / "wanted").touch()

        until(watched.seen("prepare", "ended 1", 2))

        assert len(watched.pids("window", "started")) == 2
        (tmp_path / "prepare").write_text("0")
        until(watched.seen("window", "shown", 2))
