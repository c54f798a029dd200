from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import local_store
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Submission
from local_store import Store
from local_store.engine import reading

ROUNDS = 5


def start(path: Path, key: bytes, prefix: str, times: int) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("submitting_process.py")
    root = Path(local_store.__file__).parent.parent
    process = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, script, path, prefix, str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdin
    process.stdin.write(key.hex() + "\n")
    process.stdin.close()
    return process


def acknowledged_before_kill(process: subprocess.Popen[str], after: int) -> list[str]:
    """What the process said was saved, when it is killed just after it has said so `after` times."""
    assert process.stdout
    said = [process.stdout.readline() for _ in range(after)]
    process.kill()
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [line.strip() for line in said if line.endswith("\n")]


def chain(store: Store) -> list[Submission]:
    return list(reversed(store.submissions.recent(100_000)))


def test_killing_a_kiosk_while_it_saves_loses_nothing_it_had_called_saved(
    path: Path, key: bytes, clock: Clock, store: Store
) -> None:
    store.close()
    said: set[str] = set()

    for number in range(ROUNDS):
        process = start(path, key, f"R{number}", 100_000)
        said.update(acknowledged_before_kill(process, random.randint(3, 40)))  # noqa: S311 - a moment, not a secret

        with closing(Store.open(path, key, clock)) as survivor:
            kept = chain(survivor)
            assert said <= {submission.reference for submission in kept}
            assert [submission.sequence for submission in kept] == list(range(1, len(kept) + 1))
            assert survivor.submissions.counts().held == len(survivor.prints.jobs(100_000)) == len(kept)
            assert survivor.audit.first_broken() is None
            with reading(survivor._engine) as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"

    assert len(said) >= 3 * ROUNDS


def test_threads_of_one_process_share_one_sequence_without_gaps(store: Store, submit: Callable[[], NewSubmission]) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda _: submit(), range(60)))

    kept = chain(store)
    assert [submission.sequence for submission in kept] == list(range(1, 61))
    assert {submission.id for submission in kept} == {new.id for new in made}


def test_two_processes_that_save_at_once_share_one_sequence_without_gaps(
    path: Path, key: bytes, clock: Clock, store: Store
) -> None:
    processes = [start(path, key, prefix, 60) for prefix in ("A", "B")]
    leased: list[int] = []
    while len(leased) < 30:
        leased += [lease.sequence for lease in store.outbox.lease(clock.now(), 5, 1_000_000)]

    for process in processes:
        with process:
            assert process.stdout
            assert len(process.stdout.readlines()) == 60
        assert process.returncode == 0

    kept = chain(store)
    assert [submission.sequence for submission in kept] == list(range(1, 121))
    assert {submission.reference[0] for submission in kept[20:100]} == {"A", "B"}
    assert store.audit.first_broken() is None
    assert leased == sorted(set(leased))
