"""The command `central-api`: prepare a data folder, issue codes, serve, work.

What was asked for goes to standard output, everything else to standard error. Exit code 1 says why in one line.
"""

from __future__ import annotations

import argparse
import errno
import json
import logging
import socket
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from central_api.app import create_app, create_worker, enrolments
from central_api.clock import utc_now
from central_api.data_folder import initialise, opened
from central_api.db import DatabaseUnusable
from central_api.keys import ROOT_FILE, DamagedKey, NoSigningKey
from central_api.migrations import SchemaTooNew
from central_api.parked import take_up_again
from central_api.published import NotSetUp, Publications
from central_api.rotation import Renewal, WrongRoot, listed, rotate
from central_api.server import listen, serve, url_of
from central_api.settings import BadSettings
from central_api.states import Parked
from central_api.worker import WorkerThread
from sync.envelope import NotSigned, instant_text

_LAST_PORT = 65_535
_MOST_DAYS = 3_650
_STANDARD_INPUT = 0


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse gives it no other name


class CannotListen(Exception):
    """The address cannot be served at. The text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
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
    except WrongRoot:
        return _fail(f"{options.root} is not the root key of this centre; nothing was changed")
    except (BadSettings, DatabaseUnusable, DamagedKey, CannotListen) as error:
        return _fail(str(error))
    except OSError as error:
        said = error.strerror or type(error).__name__
        return _fail(f"{error.filename}: {said}" if error.filename else said)
    return exit_code


def _init(options: argparse.Namespace) -> int:
    if initialise(options.data):
        _say(f"{options.data} is set up. Keep {options.data / ROOT_FILE} offline: the service never needs it.")
    else:
        _say(f"{options.data} was set up already.")
    return 0


def _enrol_code(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        root_key = Publications(centre.database, utc_now).key_list().root_key
        code = enrolments(centre.settings, centre.database).issue_code(root_key, options.device_name, options.site)
    text = code.to_text()
    _say(json.dumps({"code": text, "device_name": options.device_name}) if options.json else text)
    return 0


def _revoke(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        if not enrolments(centre.settings, centre.database).revoke(options.device):
            return _fail("there is no such device")
    return 0


def _serve(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        app = create_app(centre.settings, centre.database, centre.keys)
        worker = None
        if options.with_worker:
            made = create_worker(centre.settings, centre.database, centre.keys)
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
        worker = create_worker(centre.settings, centre.database, centre.keys)
        _say(str(worker.run_once()))
    return 0


def _requeue(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        _say(str(take_up_again(centre.database, options.reason)))
    return 0


def _rotate(options: argparse.Namespace) -> int:
    both = not (options.signing or options.sealing)
    renewal = Renewal(options.signing or both, options.sealing or both, timedelta(days=options.overlap_days))
    with opened(options.data) as centre:
        key_list = rotate(options.data, options.root, Publications(centre.database, utc_now), utc_now, renewal)
    signs = " Restart the service: until then it signs with the key of before." if renewal.signing else ""
    _say(f"Key list {key_list.version} is published.{signs} Back the new key files up, and take the root key away again.")
    return 0


def _list_keys(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        key_list = Publications(centre.database, utc_now).key_list().key_list
        lines = listed(key_list, centre.keys)
    for line in lines:
        until = "-" if line.until is None else instant_text(line.until)
        use = ("signs" if line.kind == "signing" else "seals") if line.counts else "old"
        where = "here" if line.here else "missing"
        _say(f"{line.kind} {line.id} from={instant_text(line.since)} until={until} use={use} private={where}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="central-api", description="The reference intake of Justice Kiosk.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str, among: Commands = commands) -> argparse.ArgumentParser:
        made = among.add_parser(name, help=text, description=text)
        made.add_argument("--data", type=Path, required=True, metavar="DIR", help="the centre's data folder")
        made.set_defaults(run=run)
        return made

    command("init", _init, "Make keys, database, the first key list and the first catalogue.")

    code = command("enrol-code", _enrol_code, "Issue a code with which one kiosk can be enrolled.")
    code.add_argument("--device-name", required=True, metavar="NAME", help='what staff call the kiosk: "CFI-2"')
    code.add_argument("--site", metavar="CODE", help='the site it stands at: "CFI"')
    code.add_argument("--json", action="store_true", help="print JSON")

    revoke = command("revoke", _revoke, "Take a kiosk's right to send away.")
    revoke.add_argument("--device", type=UUID, required=True, metavar="ID")

    server = command("serve", _serve, "Serve over HTTP until SIGTERM. One line with the address says that it is ready.")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=_port, default=8080, metavar="N", help="0 lets the system choose")
    server.add_argument("--with-worker", action=argparse.BooleanOptionalAction, default=True, help="run the worker too")
    server.add_argument(
        "--until-stdin-closes", action="store_true", help="stop too when standard input ends, as when a parent dies"
    )

    work = command("work", _work, "Do everything that waits, and print how many steps that took.")
    work.add_argument("--once", action="store_true", required=True, help="end when nothing waits any more")

    requeue = command("requeue", _requeue, "Take up again what is parked for a reason, and print how much.")
    requeue.add_argument("--reason", type=Parked, choices=list(Parked), required=True)

    text = "Show and renew the keys of the key list."
    of_keys = commands.add_parser("keys", help=text, description=text).add_subparsers(required=True, metavar="COMMAND")
    command("list", _list_keys, "Show the keys of the newest key list.", of_keys)
    renew = command("rotate", _rotate, "Make new keys, and the next key list with the older ones still in it.", of_keys)
    renew.add_argument("--root", type=Path, required=True, metavar="FILE", help="the root key, brought for this one list")
    renew.add_argument("--signing", action="store_true", help="renew the signing key; with neither, both are renewed")
    renew.add_argument("--sealing", action="store_true", help="renew the sealing key")
    renew.add_argument("--overlap-days", type=_days, default=30, metavar="N", help="how long older signing keys still count")
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number up to {_LAST_PORT}")
    return number


def _days(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"days are a number up to {_MOST_DAYS}")
    return number


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _fail(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return 1
