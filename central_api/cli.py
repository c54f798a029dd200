"""The command `central-api`: prepare a data folder, serve, work. Further commands are in `commands/`.

What was asked for goes to standard output, everything else to standard error. Exit code 1 says why in one line.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import logging
import signal
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

from prometheus_client import start_http_server

from central_api.app import create_app, create_worker
from central_api.backup import CannotBackUp
from central_api.commands import typed
from central_api.commands.attachments import add_attachments
from central_api.commands.catalogue import add_catalogue
from central_api.commands.contract import add_contract
from central_api.commands.courier import add_courier
from central_api.commands.deciding import add_deciding
from central_api.commands.devices import add_devices
from central_api.commands.enrolling import add_enrolling
from central_api.commands.keeping import add_keeping
from central_api.commands.keys import add_keys
from central_api.commands.measures import add_measures
from central_api.commands.operators import add_operators
from central_api.commands.parked import add_parked
from central_api.commands.parts import Commands
from central_api.commands.parts import fail as _fail
from central_api.commands.parts import say as _say
from central_api.commands.payments import add_payments
from central_api.commands.sites import add_sites
from central_api.commands.staff import add_staff
from central_api.data_folder import initialise, opened
from central_api.db import Database, DatabaseUnusable
from central_api.keys import ROOT_FILE, DamagedKey, NoSigningKey
from central_api.metrics import Metrics
from central_api.migrations import NoSuchRevision, SchemaTooNew
from central_api.offline import UnusableList
from central_api.operation import METRICS
from central_api.published import NotSetUp
from central_api.request_ids import log_to_standard_error
from central_api.rotation import WrongRoot
from central_api.server import listen, serve, url_of
from central_api.settings import BadSettings
from central_api.worker import WorkerLoop, WorkerThread
from sync.envelope import NotSigned

_LAST_PORT = 65_535
_STANDARD_INPUT = 0


class CannotListen(Exception):
    """The address cannot be served at. The text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    options = _parser().parse_args(arguments)
    log_to_standard_error()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        exit_code: int = options.run(options)
    except NotSetUp:
        return _fail(f"{options.data} is not set up; run: central-api init --data {options.data}")
    except NoSigningKey:
        return _fail(f"{options.data} lacks the private half of every signing key in its key list")
    except SchemaTooNew:
        return _fail(f"{options.data} was made by a later version of the centre; nothing was changed")
    except NotSigned:
        return _fail(f"the key list in the database of {options.data} is damaged; restore a backup")
    except NoSuchRevision:
        return _fail("this version of the centre knows no such revision of the schema; nothing was changed")
    except WrongRoot:
        return _fail(f"{options.root} is not the root key of this centre; nothing was changed")
    except (BadSettings, DatabaseUnusable, DamagedKey, CannotListen, CannotBackUp, UnusableList) as error:
        return _fail(str(error))
    except OSError as error:
        said = error.strerror or type(error).__name__
        return _fail(f"{error.filename}: {said}" if error.filename else said)
    return exit_code


def _init(options: argparse.Namespace) -> int:
    root = options.root or options.data / ROOT_FILE
    if initialise(options.data, root=root, database_url=options.database):
        _say(f"{options.data} is set up. Keep {root} offline: the service never needs it.")
    else:
        _say(f"{options.data} was set up already.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        metrics = Metrics()
        app = create_app(centre.settings, centre.database, centre.keys, metrics=metrics)
        worker = None
        if options.with_worker:
            made = create_worker(centre.settings, centre.database, centre.keys, metrics=metrics)
            worker = WorkerThread(made, centre.settings.worker.interval_seconds)
        with _listen(options.host, options.port) as listening:
            url = url_of(listening)
            until_closed = _STANDARD_INPUT if options.until_stdin_closes else None
            serve(app, listening, worker, lambda: _say(f"Listening on {url}"), until_closed=until_closed)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be served at ({error.strerror})"
        raise CannotListen(f"port {port} of {host} {why}; stop what holds it, or name another with --port or --host") from None


def _work(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        metrics = Metrics()
        worker = create_worker(centre.settings, centre.database, centre.keys, metrics=metrics)
        if options.once:
            _say(str(worker.run_once()))
            return 0
        loop = WorkerLoop(worker, centre.settings.worker.interval_seconds)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.end())
        with _counted(metrics, centre.database, options.metrics_port) as where:
            _say(f"Working{where}")
            loop.run()
    return 0


@contextlib.contextmanager
def _counted(metrics: Metrics, database: Database, port: int | None) -> Iterator[str]:
    """The metrics at a port of this computer, if one was named; gives where, to be said."""
    if port is None:
        yield ""
        return
    metrics.watch(database)
    try:
        server, thread = start_http_server(port, addr="127.0.0.1", registry=metrics.registry)
    except OSError as error:
        raise CannotListen(f"port {port} cannot be served at ({error.strerror}); name another with --metrics-port") from None
    try:
        yield f"; metrics at http://127.0.0.1:{server.server_port}{METRICS}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="central-api", description="The reference intake of Justice Kiosk.")
    commands = Commands(parser)

    init = commands.add("init", _init, "Make keys, database, the first key list and the first catalogue.")
    init.add_argument("--root", type=Path, metavar="FILE", help="where the root key is kept: on a medium that is taken away")
    init.add_argument(
        "--database",
        type=typed.printable,
        metavar="URL",
        help="the database, written to centre.toml when there is none yet",
    )

    add_enrolling(commands)
    server = commands.add("serve", _serve, "Serve over HTTP until SIGTERM. One line with the address says that it is ready.")
    server.add_argument("--host", type=typed.printable, default="127.0.0.1")
    server.add_argument("--port", type=_port, default=8080, metavar="N", help="0 lets the system choose")
    server.add_argument("--with-worker", action=argparse.BooleanOptionalAction, default=True, help="run the worker too")
    server.add_argument(
        "--until-stdin-closes", action="store_true", help="stop too when standard input ends, as when a parent dies"
    )

    work = commands.add("work", _work, "Do what waits until SIGTERM; on PostgreSQL beside others that do.")
    work.add_argument("--once", action="store_true", help="end when nothing waits any more, and print how many steps that took")
    work.add_argument(
        "--metrics-port", type=_port, metavar="N", help="show this worker's metrics there; 0 lets the system choose"
    )

    add_keys(commands)
    add_devices(commands)
    add_sites(commands)
    add_keeping(commands)
    add_staff(commands)
    add_deciding(commands)
    add_payments(commands)
    add_measures(commands)
    add_operators(commands)
    add_parked(commands)
    add_courier(commands)
    add_attachments(commands)
    add_catalogue(commands)
    add_contract(commands)
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number up to {_LAST_PORT}")
    return number
