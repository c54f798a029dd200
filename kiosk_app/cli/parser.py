"""The command line of `kioskctl`, and which command answers it."""

from __future__ import annotations

import argparse
import re
import signal
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kiosk_app.cli import commands, days, keeping, leaflets, operating, payments
from kiosk_app.cli.answer import Answer, Exit, Form, give, give_error
from kiosk_app.cli.doctor import doctor
from kiosk_app.cli.fee_help import fee_help, name_options
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import KnownError
from kiosk_app.guard import guarded
from kiosk_app.ports.operators import Role
from services.forms.words import Translator
from services.language import Language


def run(tools: Tools, arguments: list[str]) -> int:
    """Answer one command line; the exit status."""
    options = parser().parse_args(arguments)
    translate = Translator(options.lang or Language.ENGLISH)
    return guarded(lambda: _run(tools, translate, options), translate, as_json=options.json)


def _run(tools: Tools, translate: Translator, options: argparse.Namespace) -> int:
    form = Form(options.json, one_line=getattr(options, "watch", False))
    try:
        tools.home.make()
        return give(_answer(tools, translate, options, form), form)
    except KnownError as error:
        return give_error(error, translate, form)


def _answer(tools: Tools, translate: Translator, options: argparse.Namespace, form: Form) -> Answer:
    answers: dict[str, Callable[[], Answer]] = {
        "services": lambda: commands.services(tools, translate),
        "schema": lambda: commands.schema(tools, options.service),
        "check": lambda: commands.check(tools, translate, options.service, options.file, options.today),
        "submit": lambda: commands.submit(
            tools, translate, options.service, options.file, cites=options.cites, confirm=options.confirm
        ),
        "status": lambda: commands.status(tools, translate, options.reference),
        "receipt": lambda: commands.receipt(tools, options.reference, options.to, options.lang),
        "day-list": lambda: days.day_list(
            tools, translate, options.date, options.prison or "", list_too=options.print, passes_too=options.passes
        ),
        "leaflet": lambda: leaflets.leaflet(
            tools, options.about, options.prison or "", options.to, options.lang or Language.ENGLISH
        ),
        "fee": lambda: _fee(tools, translate, options),
        "help-with-fees": lambda: fee_help(translate, tools.clock.today(), options),
        "payment": lambda: payments.payment(tools, translate, options.reference, reported_paid=options.reported_paid),
        "enrol": lambda: operating.enrol(tools, translate, options.centre, options.code, options.name),
        "network": lambda: operating.network(tools, translate, options.position),
        "doctor": lambda: doctor(tools, translate),
        "operator": lambda: _operator(tools, translate, options),
        "measures": lambda: _measures(tools, translate),
        "settings": lambda: _settings(tools, translate),
        "audit": lambda: _audit(tools, translate, options),
        "courier": lambda: _courier(tools, translate, options),
        "verify-log": lambda: keeping.verify_log(tools, translate),
        "backup": lambda: keeping.backup(tools, translate, options.to),
        "restore": lambda: keeping.restore(tools, translate, options.file, leave_behind=options.leave_behind),
        "sync": lambda: _sync(tools, translate, options, form),
    }
    return answers[options.command]()


def _fee(tools: Tools, translate: Translator, options: argparse.Namespace) -> Answer:
    from kiosk_app.cli.fees import Typed, fee  # what no other command waits for
    from services.fees import Prices, embedded_schedule

    typed = Typed(options.kind, options.amount, options.on, options.claimants, options.remitted, tuple(options.reduction))
    return fee(Prices(embedded_schedule()), translate, tools.clock.today(), typed)


def _operator(tools: Tools, translate: Translator, options: argparse.Namespace) -> Answer:
    from kiosk_app.cli.operators import operator  # what no other command waits for

    return operator(tools, translate, options)


def _measures(tools: Tools, translate: Translator) -> Answer:
    from kiosk_app.cli.measuring import measures  # what no other command waits for

    return measures(tools, translate)


def _settings(tools: Tools, translate: Translator) -> Answer:
    from kiosk_app.cli.settings import settings  # what no other command waits for

    return settings(tools, translate)


def _audit(tools: Tools, translate: Translator, options: argparse.Namespace) -> Answer:
    from kiosk_app.cli import audit  # what no other command waits for

    if options.action == "verify":
        return audit.verify(tools.whose, translate, options.path)
    return audit.export(tools, translate, options.path)


def _courier(tools: Tools, translate: Translator, options: argparse.Namespace) -> Answer:
    from kiosk_app.cli import courier  # what no other command waits for

    return courier.take(tools, translate, options.path)


def _sync(tools: Tools, translate: Translator, options: argparse.Namespace, form: Form) -> Answer:
    if not options.watch:
        return operating.sync_once(tools, translate)
    return operating.sync_watch(tools, translate, _until_signalled(), lambda said: give(said, form))


def _until_signalled() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop


def parser() -> argparse.ArgumentParser:
    """The parser; docs and tests read its commands from here."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="answer as JSON")
    shared.add_argument("--lang", type=Language, choices=list(Language), help="the language of words (default: en)")
    made = argparse.ArgumentParser(prog="kioskctl", description="Ask and operate this kiosk. KIOSK_HOME names its data folder.")
    below = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return below.add_parser(name, help=text, description=text, parents=[shared])

    command("services", "List the installed services.")
    command("schema", "Print the JSON Schema of a service's answers.").add_argument("service", metavar="SERVICE")
    check = command("check", f"Print the problems of a file of answers; exit {Exit.NO:d} when one blocks.")
    check.add_argument("service", metavar="SERVICE")
    check.add_argument("file", metavar="FILE", help="answers as JSON; - reads standard input")
    check.add_argument("--today", type=_day, metavar="DATE", help="check as on this day (YYYY-MM-DD)")
    submit = command("submit", "Keep answers as a submission and queue its receipt.")
    submit.add_argument("service", metavar="SERVICE")
    submit.add_argument("file", metavar="FILE", help="answers as JSON; - reads standard input")
    submit.add_argument("--cites", default="", metavar="REFERENCE", help="the submission this one follows")
    submit.add_argument("--confirm", action="append", default=[], metavar="CODE", help="say yes to what needs a yes")
    how = command("sync", "Send what waits and fetch what is new.").add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="one pass (the default)")
    how.add_argument("--watch", action="store_true", help="passes until stopped")
    command("status", "Say where a request is and what was decided.").add_argument("reference", metavar="REFERENCE")
    receipt = command("receipt", "Write the receipt of a request made here as PDF.")
    receipt.add_argument("reference", metavar="REFERENCE")
    receipt.add_argument("--to", type=Path, required=True, metavar="FILE")
    _name_leaflet(command("leaflet", "Write the leaflet of a topic as PDF; an unknown one lists them all."))
    day = command("day-list", "List the visits of a day that this kiosk knows, for staff.")
    day.add_argument("--date", type=_day, metavar="DATE", help="which day (YYYY-MM-DD); today unless given")
    day.add_argument("--prison", type=_prison, metavar="CODE", help="of one prison only, by its code: CFI")
    day.add_argument("--print", action="store_true", help="print the list")
    day.add_argument("--passes", action="store_true", help="queue the pass of each booked visit; a running agent prints them")
    _name_fee(command("fee", f"Price a fee offline, with the reason; exit {Exit.NO:d} when it cannot be priced."))
    name_options(command("help-with-fees", "Estimate Help with Fees offline, with the reason; the court decides."), _day)
    _name_payment(command("payment", "Say what happened to the payment for a request made here, as far as this kiosk knows."))
    enrol = command("enrol", "Make this kiosk known to a centre with a one-time code.")
    enrol.add_argument("centre", metavar="URL")
    enrol.add_argument("code", metavar="CODE")
    enrol.add_argument("--name", default="", help='what staff call this kiosk, like "CFI-2"; the centre has the last word')
    network = command("network", "Show or turn the network switch of this kiosk.")
    network.add_argument("position", nargs="?", choices=["on", "off"])
    _name_operator(command("operator", "Say who may sign in on this kiosk. Secrets are typed, or lines of standard input."))
    command("measures", "Show what was counted of this kiosk's use on each day: no names, no times.")
    command("settings", "Print every setting with where its value comes from.")
    _name_audit(
        command("audit", f"Write the audit log to a folder, or check such a file; exit {Exit.NO:d} when it is not whole.")
    )
    _name_courier(
        command("courier", f"Take in the centre's signed answers from a stick; exit {Exit.NO:d} when some are not its own.")
    )
    command("verify-log", f"Walk the whole audit log; exit {Exit.NO:d} when a row does not follow from the one before.")
    command("backup", "Copy the records while the kiosk runs. The copy needs this kiosk's store key to be read.").add_argument(
        "to", type=Path, metavar="FILE|FOLDER", help="a new file, or a folder for one named by the time"
    )
    _name_restore(command("restore", "Put a copy in the place of the records, while the kiosk is stopped."))
    command("doctor", f"Say whether this kiosk is ready; exit {Exit.NO:d} when something does not work.")
    return made


def _name_fee(fee: argparse.ArgumentParser) -> None:
    fee.add_argument("--kind", required=True, metavar="KIND", help="what it is for; a wrong one lists them all")
    fee.add_argument("--amount", default="", metavar="POUNDS", help='what is claimed, like "£1,250.00"')
    fee.add_argument("--on", default="", metavar="DATE", help="the day that counts (YYYY-MM-DD); today unless given")
    fee.add_argument(
        "--reduction",
        action="append",
        default=[],
        metavar="WHAT",
        help="of a power of attorney: a benefit, low-income or large-damages; may be repeated, and a wrong one lists them",
    )
    fee.add_argument("--claimants", default="1", metavar="N", help="how many claimed together at a tribunal, 2013 to 2017")
    fee.add_argument("--remitted", default="0", metavar="N", help="how many of them were let off the fee")


def _name_payment(paying: argparse.ArgumentParser) -> None:
    paying.add_argument("reference", metavar="REFERENCE")
    paying.add_argument("--reported-paid", action="store_true", help="write down that somebody says they have paid")


def _name_leaflet(leaflet: argparse.ArgumentParser) -> None:
    leaflet.add_argument("about", metavar="SERVICE|TOPIC")
    leaflet.add_argument("--prison", type=_prison, metavar="CODE", help="of the day of a visit at one prison, by its code: CFI")
    leaflet.add_argument("--to", type=Path, required=True, metavar="FILE")


def _name_operator(operator: argparse.ArgumentParser) -> None:
    roles = [each.value for each in Role]
    operator.add_argument("action", choices=["add", "list", "unlock", "remove", "role"])
    operator.add_argument("name", nargs="?", default="", metavar="NAME", help="as they sign in with it")
    operator.add_argument("--role", action="append", default=[], choices=roles, help="one that they have; may be repeated")
    operator.add_argument("--by", default="", metavar="NAME", help="the administrator who does it")
    operator.add_argument("--first", action="store_true", help="make the first administrator, with this computer's own rights")


def _name_audit(audit: argparse.ArgumentParser) -> None:
    audit.add_argument("action", choices=["export", "verify"])
    audit.add_argument("path", type=Path, metavar="FOLDER|FILE", help="where to write it; or a file that was written so")


def _name_restore(restore: argparse.ArgumentParser) -> None:
    restore.add_argument("file", type=Path, metavar="FILE", help="made by `kioskctl backup`, or a copy in the folder backups")
    restore.add_argument("--leave-behind", action="store_true", help="even if what was never sent is not in the copy")


def _name_courier(courier: argparse.ArgumentParser) -> None:
    courier.add_argument("action", choices=["take"])
    courier.add_argument("path", type=Path, metavar="FOLDER|FILE", help="where `central-api intake --answers` wrote them")


def _prison(text: str) -> str:
    code = text.upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise argparse.ArgumentTypeError("a prison's code of three letters, like CFI")
    return code


def _day(text: str) -> date:
    written = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)  # fromisoformat alone would take other ways of writing a day
    try:
        return date.fromisoformat(text if written else "")
    except ValueError:
        raise argparse.ArgumentTypeError("a date like 2026-11-28") from None
