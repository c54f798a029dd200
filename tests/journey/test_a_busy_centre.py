"""A whole kiosk and a centre with small limits: the kiosk waits as it is told, and both logs know the request."""

from __future__ import annotations

import contextlib
import logging
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.submissions import saving
from kiosk_app.main.embedded_centre import READY
from kiosk_app.main.parts import Parts
from kiosk_app.processes.agent import Agent, AgentPorts
from tests.support import enrolled_kiosk, new_centre, until

LIMITS = "[limits]\nrate_window_seconds = 6\nenvelopes_per_device = 24\n"
SAVED, TOGETHER = 40, 8
MOST_REFUSALS = 2 * (SAVED - 24) // TOGETHER  # one that waits as it is told is refused once for each batch that is too much


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "stderr"


@pytest.fixture
def busy_parts(tmp_path: Path, log: Path) -> Iterator[Parts]:
    """A kiosk enrolled with a centre that lets it ask little."""
    data = tmp_path / "centre"
    new_centre(data)
    (data / "centre.toml").write_text(LIMITS, "utf-8")
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", "0", "--no-with-worker"]
    with contextlib.ExitStack() as stack:
        errors = stack.enter_context(log.open("wb"))
        centre = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors))  # noqa: S603
        stack.callback(centre.terminate)
        assert centre.stdout is not None
        url = centre.stdout.readline().decode().removeprefix(READY).strip()
        parts = enrolled_kiosk(tmp_path / "kiosk", url, data)
        stack.callback(parts.store.close)
        yield parts


def test_a_backlog_beyond_the_limits_arrives_whole_and_in_order_and_the_centre_is_left_alone_when_it_asks(
    busy_parts: Parts, tmp_path: Path, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save = saving(busy_parts)
    for _ in range(SAVED):
        save()
    caplog.set_level(logging.INFO, "kiosk_app")
    stop, store, engine = threading.Event(), busy_parts.store, busy_parts.engine_sending(TOGETHER)
    ports = AgentPorts(store.outbox, store.prints, store.device, engine, busy_parts.clock, busy_parts.switch)
    agent = threading.Thread(target=Agent(ports, lambda _job: 0, timedelta(seconds=1), stop).run)

    agent.start()
    until(lambda: store.submissions.counts().waiting == 0, seconds=90)
    stop.set()
    agent.join()

    with contextlib.closing(sqlite3.connect(tmp_path / "centre" / "centre.sqlite3")) as centre:
        arrived = [sequence for (sequence,) in centre.execute("SELECT sequence FROM envelopes ORDER BY number")]
    refused = re.findall(r"a pass ended: centre-busy request=([0-9a-f]{32})", caplog.text)
    known = re.findall(r"request=([0-9a-f]{32}) answered status=429 ", log.read_text("utf-8"))
    assert arrived == list(range(1, SAVED + 1))
    assert refused == known
    assert 1 <= len(refused) <= MOST_REFUSALS
