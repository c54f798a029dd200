"""A worker on the data folder DATA until SIGTERM; killed at POINT, if one is named: DATA [POINT PASSING].

One line on standard output says that it works.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from central_api.app import create_worker
from central_api.data_folder import opened
from central_api.worker import WorkerLoop
from tests.faults.kill_roles import listener


def main(data: str, *kill: str) -> None:
    with opened(Path(data)) as centre:
        worker = create_worker(centre.settings, centre.database, centre.keys, checkpoints=listener(kill))
        loop = WorkerLoop(worker, centre.settings.worker.interval_seconds)
        signal.signal(signal.SIGTERM, lambda *_: loop.end())
        print("working", flush=True)  # noqa: T201 - the test waits for it
        loop.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
