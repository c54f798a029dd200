"""A process is ended with kill -9 at any moment: what it had said was kept, is."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID

import local_store
from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.drafts import Owner
from kiosk_app.ports.machine import Clock
from local_store import Store

MAIR = Owner("cardiff", "mair")
ROUNDS = 5


def last_said_before_kill(what: str, path: Path, key: bytes) -> str:
    """What the process had said last when it was killed."""
    root = Path(local_store.__file__).parent.parent
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, Path(__file__).with_name("keeping_process.py"), path, what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(key.hex() + "\n")
        process.stdin.flush()
        said = [process.stdout.readline() for _ in range(random.randint(1, 30))]  # noqa: S311 - a moment, not a secret
        process.kill()
        said += process.stdout.readlines()
    return [line for line in said if line.endswith("\n")][-1].strip()


def test_a_process_killed_after_saving_leaves_the_draft_as_saved(path: Path, key: bytes, clock: Clock, store: Store) -> None:
    store.close()

    for _ in range(ROUNDS):
        draft, number = last_said_before_kill("draft", path, key).split()

        with closing(Store.open(path, key, clock)) as survivor:
            kept = survivor.drafts.find(MAIR, UUID(draft))
            found, _, rest = kept.content["text"].partition(":")
            assert int(found) >= int(number)
            assert rest == "x" * int(found)
            assert kept.revision == int(found) + 2
            assert survivor.audit.first_broken() is None


def test_a_process_killed_while_it_keeps_catalogues_leaves_a_whole_one_and_never_an_older(
    path: Path, key: bytes, clock: Clock, store: Store
) -> None:
    store.close()

    for _ in range(ROUNDS):
        number = int(last_said_before_kill("catalogue", path, key))

        with closing(Store.open(path, key, clock)) as survivor:
            kept = survivor.device.document(DocumentKind.CATALOGUE)
            assert kept is not None
            assert kept.version >= number
            assert kept.wire == f"{kept.version}:".encode() + bytes(20_000)
