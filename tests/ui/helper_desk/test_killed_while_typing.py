"""Kill -9 of a helper's window in the middle of a field: everything before that field is on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.machine import SystemClock
from kiosk_app.ports.operators import Role
from local_store import Store
from tests.ui.staff_room import SITE

_ROOT = Path(__file__).parents[3]
_TYPED = ("Thom", "T", "Thomas-Evans", "", "Ŵyn")
_ROUNDS = _TYPED if int(os.environ.get("SOAK_ROUNDS", "0")) else _TYPED[:1]


@pytest.mark.parametrize("typed", _ROUNDS)
def test_a_kill_loses_at_most_the_field_that_is_typed_into(tmp_path: Path, typed: str) -> None:
    command = [sys.executable, "-m", "tests.ui.helper_desk.typing_process", str(tmp_path), typed]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"typed\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    with closing(Store.open(tmp_path / "kiosk.db", bytes(range(32)), SystemClock())) as store:
        (helper,) = (each for each in store.operators.everyone(SITE) if Role.HELPER in each.roles)
        (case,) = store.helped.lines(helper.owner)
        assert case.draft is not None
        content = store.drafts.find(helper.owner, case.draft).content

    assert content["prisoner.first_name"] == "David"
    assert typed.startswith(content.get("prisoner.last_name", ""))
