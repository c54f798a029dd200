"""The centre on the data folder DATA, until standard input ends; killed at POINT, if one is named: DATA PORT [POINT PASSING].

One line on standard output gives its address once it is ready.
"""

from __future__ import annotations

import sys
from pathlib import Path

from central_api.app import create_app, create_worker
from central_api.data_folder import opened
from central_api.server import listen, serve, url_of
from central_api.worker import WorkerThread
from tests.faults.kill_roles import listener


def main(data: str, port: str, *kill: str) -> None:
    heard = listener(kill)
    with opened(Path(data)) as centre, listen("127.0.0.1", int(port)) as listening:
        app = create_app(centre.settings, centre.database, centre.keys, checkpoints=heard)
        worker = create_worker(centre.settings, centre.database, centre.keys, checkpoints=heard)
        beside = WorkerThread(worker, centre.settings.worker.interval_seconds)
        serve(app, listening, beside, lambda: print(url_of(listening), flush=True), until_closed=sys.stdin.fileno())  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
