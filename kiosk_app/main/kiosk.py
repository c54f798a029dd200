"""`justice-kiosk`: the processes of a kiosk, one command each, and the two ways to start them all.

Each command imports what it needs itself: a person may wait for the window's first paint, and it needs little of the others.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk_app.errors import (
    DiskFull,
    KnownError,
    NoLeaflet,
    NoPass,
    NotKept,
    PrinterError,
    PrinterOutOfPaper,
    PrinterUnavailable,
    UnknownService,
)
from kiosk_app.guard import guarded
from kiosk_app.machine import refuse_core_files
from kiosk_app.main.logs import log_to_stderr
from kiosk_app.main.parts import STAFF_NETWORK, Parts
from kiosk_app.ports.checkpoints import Point
from kiosk_app.processes.pings import KEEPING, PRINTING, SENDING, PipeLifeline, Progress, Rounds
from kiosk_app.wording import BEGUN_ANEW, error_words, set_aside_words
from services.forms.words import Translator
from services.language import Language

if TYPE_CHECKING:
    from kiosk_app.ports.printing import PrintJob
    from kiosk_app.processes.supervisor import Family

LOG = logging.getLogger(__name__)
PRINT_SECONDS = 60
AGENT_SILENCE = 300.0  # seconds: more than the longest exchange with a centre, or than a page and its printer
PREPARE_SECONDS = 3600.0  # a migration of many records on a slow disk included
STANDARD_INPUT = 0
NETWORK = "KIOSK_NETWORK"  # "off" or "on": where the network switch stands at the start


def main(arguments: list[str]) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    log_to_stderr()
    refuse_core_files()
    translate = Translator(Language(getattr(options, "lang", None) or Language.ENGLISH))
    return guarded(lambda: _run(options, translate), translate)


def _run(options: argparse.Namespace, translate: Translator) -> int:
    try:
        return int(options.run(options))
    except KnownError as error:
        sys.stderr.write(f"{translate(error_words(error.code))} ({error})\n")
        return 1


def run(options: argparse.Namespace) -> int:
    """Everything for one person on one computer: a centre of its own on loopback, the kiosk enrolled with it, and the kiosk."""
    from kiosk_app.main.embedded_centre import embedded_centre

    parts = Parts.from_environment()
    wanted = "off" if options.offline else os.environ.get(NETWORK, "on")
    os.environ[STAFF_NETWORK] = "1"
    parts.switch.set(on=True)
    with embedded_centre(parts) as url:
        sys.stderr.write(f"The centre of this kiosk answers at {url}\n")
        parts.switch.set(on=wanted != "off")
        return supervise(options)


def supervise(options: argparse.Namespace) -> int:
    """The supervisor: migrate, then keep an agent, a window and a spare. A failure to migrate is said and tried again.

    Raises:
        AlreadyRunning: another one keeps this kiosk, and two would show two windows.
    """
    from kiosk_app.processes.lock import FileLock
    from kiosk_app.processes.supervisor import Supervisor
    from kiosk_app.processes.watchdog import Systemd
    from kiosk_app.restoring import WISH

    parts = Parts.from_environment()
    with FileLock(parts.home.supervisor_lock):
        wanted = (parts.home.folder / WISH).exists
        return Supervisor(family(parts.home.folder, options), Systemd.from_environment(os.environ), wanted=wanted).run()


def family(home: Path, options: argparse.Namespace, agent_silence: float = AGENT_SILENCE) -> Family:
    """The processes of the kiosk in the data folder `home`; its agent may say nothing for `agent_silence` seconds."""
    from kiosk_app.processes.child import Child, Patience
    from kiosk_app.processes.supervisor import Family, own_command, own_environment

    environment = own_environment(str(home))
    window = own_command("window", "--spare", "--desk", options.desk)
    window += ["--window"] if options.window else []
    window += ["--lang", options.lang] if options.lang else []
    return Family(
        prepare=Child("prepare", own_command("prepare"), environment, Patience(start=PREPARE_SECONDS, may_hang=False)),
        agent=Child("agent", own_command("agent", "--supervised"), environment, Patience(silence=agent_silence)),
        window=Child("window", window, environment, Patience()),
        spare=Child("spare", window, environment, Patience()),
    )


def prepare(options: argparse.Namespace) -> int:
    """Make or migrate the database, before any other process opens it. Nobody waits for paper of the time before.

    A copy that an administrator asked for takes its place first.
    """
    from kiosk_app.main.restoring import restore_as_asked, write_down

    parts = Parts.from_environment()
    refusal = restore_as_asked(parts)
    prepared = parts.prepare(anew=options.new)
    with closing(parts.store) as store:
        write_down(refusal, store.audit)
        _expire_receipts(parts)
    if options.new and prepared.is_another:
        translate = Translator(Language.ENGLISH)
        aside = [set_aside_words(str(prepared.aside))] if prepared.aside else []
        sys.stderr.writelines(f"{translate(words)}\n" for words in (*aside, BEGUN_ANEW))
    return 0


def _expire_receipts(parts: Parts) -> None:
    """See `kiosk_app.ports.printing`. No agent works before it is done."""
    try:
        parts.store.prints.expire_others("")
    except DiskFull:
        if not parts.room.release():
            raise
        parts.store.prints.expire_others("")


def agent(options: argparse.Namespace) -> int:
    """The agent, until a signal; when supervised, until the supervisor is gone."""
    from kiosk_app.machine import refuse_sockets_while_off
    from kiosk_app.main.scans import keeper_with_scans
    from kiosk_app.processes.agent import Agent, AgentPorts
    from kiosk_app.processes.lock import FileLock

    rounds = Rounds((SENDING, PRINTING, KEEPING), PipeLifeline.inherited(os.environ).alive)
    parts = Parts.from_environment(Progress(rounds), partial(rounds.came_round, SENDING))
    refuse_sockets_while_off(parts.switch)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    if options.supervised:
        threading.Thread(target=_stop_at_end_of_input, args=(stop,), name="supervisor", daemon=True).start()
    try:
        store = parts.store
    except DiskFull:
        if not parts.room.release():
            raise
        store = parts.store
    ports = AgentPorts(store.outbox, store.prints, store.device, parts.engine, parts.clock, parts.switch)
    with FileLock(parts.home.agent_lock):
        print_child, keeper = partial(_print_child, parts), keeper_with_scans(parts)
        Agent(ports, print_child, parts.between_passes, stop, parts.checkpoints, rounds=rounds, keeper=keeper).run()
    return 0


def _stop_at_end_of_input(stop: threading.Event) -> None:
    while os.read(STANDARD_INPUT, 1):  # not through sys.stdin, whose lock the end of the interpreter would wait for
        pass
    stop.set()


def _print_child(parts: Parts, job: int) -> int:
    from kiosk_app.processes.supervisor import own_command, own_environment

    command = own_command("print-job", str(job))
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command,
            env=own_environment(str(parts.home.folder)),
            timeout=PRINT_SECONDS + 5,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    return done.returncode


def print_job(options: argparse.Namespace) -> int:
    """Render and spool one job, then end: what was drawn ends with this process, even when nobody waits for it any more."""
    signal.alarm(PRINT_SECONDS)
    return print_one(Parts.from_environment(), options.job)


def print_one(parts: Parts, number: int) -> int:
    """Render and spool one job that somebody has taken; a `PrintExit`. Any other is not printed: its session may be over."""
    from kiosk_app.ports.printing import PrintState
    from kiosk_app.processes.agent import PrintExit

    job = parts.store.prints.job(number)
    if job is None or job.state is not PrintState.PRINTING:
        return PrintExit.FAILED
    try:
        _print(parts, job)
    except PrinterOutOfPaper:
        return PrintExit.OUT_OF_PAPER
    except PrinterUnavailable:
        return PrintExit.UNAVAILABLE
    except (PrinterError, NoPass, NoLeaflet, NotKept, UnknownService):
        return PrintExit.FAILED
    return PrintExit.PRINTED


def _print(parts: Parts, job: PrintJob) -> None:
    from kiosk_app.main.papers import drawn, write_down_code
    from kiosk_app.ports.printing import Paper
    from services.common.references import grouped

    parts.printer.check()
    if job.leaflet is not None:
        parts.printer.print(parts.renderer.leaflet(parts.guides.leaflet(job.leaflet)), f"leaflet-{job.leaflet.topic}-{job.id}")
        parts.checkpoints.reached(Point.PRINT_SPOOLED)
        return
    pdf = drawn(parts, job)
    kind = "" if job.paper is Paper.RECEIPT else f"-{job.paper.value}"
    parts.printer.print(pdf, f"{grouped(job.reference, '-')}{kind}-{job.copy}")
    parts.checkpoints.reached(Point.PRINT_SPOOLED)
    write_down_code(parts, job)


def print_day(options: argparse.Namespace) -> int:
    """Find, render and spool the list of a day, then end: its names were in no other process."""
    from kiosk_app.main.days import print_day_here

    signal.alarm(PRINT_SECONDS)
    return print_day_here(Parts.from_environment(), options.day, Language(options.lang), options.operator)


def print_readiness(options: argparse.Namespace) -> int:
    """Look at everything, render and spool what was found, then end."""
    from kiosk_app.main.queueing import print_readiness_here

    signal.alarm(PRINT_SECONDS)
    return print_readiness_here(Parts.from_environment(), Language(options.lang), options.operator)


def print_note(options: argparse.Namespace) -> int:
    """Render and spool a note about one request that was put aside, then end."""
    from kiosk_app.main.queueing import print_note_here

    signal.alarm(PRINT_SECONDS)
    return print_note_here(Parts.from_environment(), options.submission, Language(options.lang), options.operator)


def print_caseload(options: argparse.Namespace) -> int:
    """Find, render and spool a helper's list, then end: its names were in no other process."""
    from kiosk_app.main.caseload import print_list_here

    signal.alarm(PRINT_SECONDS)
    return print_list_here(Parts.from_environment(), Language(options.lang), options.operator)


def window(options: argparse.Namespace) -> int:
    """One window, for one session."""
    gc.disable()  # from its start on, what can be freed is collected by `ui.garbage` alone
    from kiosk_app.main.window import show

    return show(Parts.from_environment(), options, PipeLifeline.inherited(os.environ))


def demo(options: argparse.Namespace) -> int:
    """The whole story by itself, with pictures."""
    from kiosk_app.main.demo import play

    return play(options.out, Language(options.lang or "en"))


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="justice-kiosk", description="The kiosk. KIOSK_HOME names its data folder.")
    below = made.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, call: object, text: str) -> argparse.ArgumentParser:
        added = below.add_parser(name, help=text, description=text)
        added.set_defaults(run=call)
        return added

    def desk(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--window", action="store_true", help="in a window instead of the whole screen")
        parser.add_argument("--desk", choices=["public"], default="public", help="the way of working")
        parser.add_argument("--lang", choices=[each.value for each in Language], help="the language at the start")

    everything = command("run", run, "Start a centre on this computer, enrol with it, and open the kiosk.")
    everything.add_argument("--offline", action="store_true", help="begin with the network off")
    desk(everything)
    desk(command("supervise", supervise, "Open an enrolled kiosk: agent, window and spare."))
    one = command("window", window, "One window, for one session.")
    one.add_argument("--spare", action="store_true", help='wait for the line "show" on standard input')
    desk(one)
    working = command("agent", agent, "Send and print until stopped.")
    working.add_argument("--supervised", action="store_true", help="stop when standard input ends")
    preparing = command("prepare", prepare, "Make or migrate the database.")
    preparing.add_argument("--new", action="store_true", help="make an empty database where the one of this kiosk is lost")
    command("print-job", print_job, "Print one queued job.").add_argument("job", type=int)
    a_day = command("print-day", print_day, "Print the list of a day for staff.")
    a_day.add_argument("day", type=date.fromisoformat)
    a_day.add_argument("--lang", choices=[each.value for each in Language], required=True)
    a_day.add_argument("--operator", default="", help="who asked, by id")
    standing = command("print-readiness", print_readiness, "Print how this kiosk stands for staff.")
    standing.add_argument("--lang", choices=[each.value for each in Language], required=True)
    standing.add_argument("--operator", default="", help="who asked, by id")
    a_note = command("print-note", print_note, "Print a note about a request that was put aside.")
    a_note.add_argument("submission", type=UUID)
    a_note.add_argument("--lang", choices=[each.value for each in Language], required=True)
    a_note.add_argument("--operator", required=True, help="who asked, by id")
    a_list = command("print-caseload", print_caseload, "Print a helper's list of what is to be done today.")
    a_list.add_argument("--lang", choices=[each.value for each in Language], required=True)
    a_list.add_argument("--operator", required=True, help="whose list, by id")
    shown = command("demo", demo, "Play the whole story with no display and write pictures of it.")
    shown.add_argument("--out", type=Path, required=True, metavar="DIR", help="where pictures and the receipt go")
    shown.add_argument("--lang", choices=[each.value for each in Language])
    return made
