"""Readiness at a glance: one list of what was looked at, worst first, each with the next step.

The checks are those of `kioskctl doctor` that are quick: what reads every record is done by the agent, and its answer is shown.
Nothing in the list is about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.printing import LeafletPage, Printer, Renderer
from kiosk_app.site import DeskKind, Site
from kiosk_app.use_cases.checking import centre, machine, records
from kiosk_app.use_cases.checking import finding as found
from kiosk_app.use_cases.checking.finding import Action, Finding, Kiosk, Level
from kiosk_app.use_cases.closing import Closure
from kiosk_app.use_cases.line import Line
from kiosk_app.use_cases.seat import Seat
from services.common.civil import local
from services.forms.receipt import Line as PrintedLine
from services.forms.receipt import Section
from services.forms.words import Domain, Translator, Words
from services.guidance import TopicPage
from services.language import Language

_ = Domain("kiosk_app")
_n = _.plural

CONNECTION: Final = "network"
TITLES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "printer": _("Receipt printer"),
        "agent": _("Sending and printing"),
        CONNECTION: _("Connection"),
        "catalogue": _("Visit timetable"),
        "closed": _("Damaged records"),
        "checked": _("Saved requests"),
        "put-aside": _("Put aside"),
        "another-centre": _("For another centre"),
        "stuck": _("Tried again and again"),
        "disk": _("Disk space"),
        "clock": _("Clock"),
        "keys": _("Keys of this kiosk"),
        "identity": _("Signing and sealing"),
        "centre-keys": _("Keys of the centre"),
        "copies": _("Copies of the records"),
        "enrolment": _("Enrolment"),
        "speech": _("Speech and headphones"),
        "scanner": _("Scanner"),
        "operators": _("Signing in"),
        "services": _("Services"),
        "services-left-out": _("Broken services"),
        "settings": _("Settings"),
        "fonts": _("Fonts"),
    },
)
CHECKS: Final = (
    found.Check("printer", machine.printer),
    found.Check("agent", centre.agent),
    found.Check("enrolment", centre.enrolment),
    found.Check("identity", centre.identity, ("enrolment",)),
    found.Check(CONNECTION, centre.network, ("enrolment",)),
    found.Check("catalogue", machine.catalogue),
    found.Check("closed", records.closed),
    found.Check("checked", records.checked, ("closed",)),
    found.Check("put-aside", records.put_aside),
    found.Check("another-centre", records.another_centre),
    found.Check("stuck", records.stuck),
    found.Check("disk", records.disk),
    found.Check("clock", centre.clock, ("enrolment",)),
    found.Check("keys", records.keys),
    found.Check("centre-keys", centre.centre_keys, ("enrolment", "identity")),
    found.Check("copies", records.copies),
    found.Check("speech", machine.speech),
    found.Check("scanner", machine.scanner),
    found.Check("operators", machine.operators),
    found.Check("services", machine.services),
    found.Check("services-left-out", machine.left_out),
    found.Check("settings", machine.settings),
    found.Check("fonts", machine.fonts),
)
"""In the order of the page, where they stand alike: what people who wait notice first."""

QUIET: Final = frozenset({"identity", "operators", "services", "services-left-out", "settings", "fonts"})
"""Shown only where they need somebody: what was right on the day of installation does not change by itself."""

_WORST_FIRST: Final = (Level.NOT_WORKING, Level.ACT_SOON, Level.READY)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the page."""

    key: str
    level: Level
    title: Words
    facts: tuple[Words, ...]
    next_step: Words | None = None
    action: Action | None = None
    number: int = 1  # of the things that the action is about


@dataclass(frozen=True, slots=True)
class Report:
    """How this kiosk stands: the checks worst first, and when they were made."""

    checks: tuple[Check, ...]
    at: datetime
    closure: Closure = Closure.NONE
    desk: DeskKind = DeskKind.PUBLIC

    @property
    def needing(self) -> int:
        """How many need somebody."""
        return sum(each.level is not Level.READY for each in self.checks)

    @property
    def worst(self) -> Level:
        """The worst level there is."""
        return self.checks[0].level if self.checks else Level.READY

    @property
    def heading(self) -> Words:
        """In one line."""
        if self.desk is not DeskKind.PUBLIC:
            state: Words = _("This desk can be used.") if not self.closure else _("This desk cannot be used.")
        else:
            state = _("Open to visitors.") if not self.closure else _("Closed to visitors.")
        if not self.needing:
            return _("{state} Nothing needs you", state=state)
        return _n("{state} {n} thing needs you", "{state} {n} things need you", self.needing, state=state)


def of_line(line: Line, at: datetime, desk: DeskKind = DeskKind.PUBLIC) -> Report:
    """What is known before anything else was looked at."""
    checks = [(CONNECTION, centre.connection_of(line, local(at).date())), ("enrolment", centre.known(enrolled=line.enrolled))]
    return _report(checks, at, line.closed, desk)


class Readiness:
    """Looks, off the event loop. Whoever is signed in may, and anybody where nobody needs to sign in."""

    def __init__(self, kiosk: Kiosk, seat: Seat, desk: DeskKind, print_apart: Callable[[Language, str], None]) -> None:
        self._kiosk = kiosk
        self._seat = seat
        self._desk = desk
        self._print_apart = print_apart

    def look(self) -> Report:
        """Look at everything now.

        Raises:
            NotSignedIn, NotPermitted: nobody who may is signed in.
        """
        self._operator()
        return report_of(self._kiosk, self._desk)

    def print(self, language: Language) -> None:
        """Print the list, in a process of its own; returns when it is out.

        Raises:
            PrinterError: it is not, and why.
            NotSignedIn, NotPermitted: nothing was printed.
        """
        self._print_apart(language, self._operator())

    def _operator(self) -> str:
        return str(self._seat.require(Permission.STAFF_PAGES).id) if self._seat.needed() else ""


def report_of(kiosk: Kiosk, desk: DeskKind) -> Report:
    """What is found now."""
    return _report(list(found.look_at(kiosk, CHECKS)), kiosk.clock.now(), kiosk.line.read().closed, desk)


def _report(findings: Sequence[tuple[str, Finding]], at: datetime, closure: Closure, desk: DeskKind) -> Report:
    shown = [_check(key, each) for key, each in findings if each.level is not Level.READY or key not in QUIET]
    return Report(tuple(sorted(shown, key=lambda check: _WORST_FIRST.index(check.level))), at, closure, desk)


def _check(key: str, each: Finding) -> Check:
    if each.is_error and each.next_step is not None:  # a code says nothing to whoever stands here, and much to whom they tell
        return Check(key, each.level, TITLES[key], (each.fact, each.next_step), _("Next: tell the centre."))
    return Check(key, each.level, TITLES[key], (each.fact, *each.more), each.next_step, each.action, each.number)


LEVELS: Final[Mapping[Level, Words]] = MappingProxyType(
    {Level.READY: _("Ready"), Level.ACT_SOON: _("Act soon"), Level.NOT_WORKING: _("Not working")},
)
"""How something stands, in words; a shape stands beside them."""


def print_here(kiosk: Kiosk, site: Site, renderer: Renderer, printer: Printer, language: Language) -> None:
    """Look, and print the list on the paper that the printer has; returns when it is out.

    Raises:
        PrinterError: it is not, and why.
    """
    printer.check()
    translate, now = Translator(language), kiosk.clock.now()
    page = page_of(report_of(kiosk, site.desk), site.kiosk, now, kiosk.clock.today())
    sheet = LeafletPage(page, translate(site.name), translate(site.organisation), language, now)
    printer.print(renderer.leaflet(sheet), f"readiness-{now:%Y%m%dT%H%M%SZ}")


def page_of(report: Report, name: str, at: datetime, today: date) -> TopicPage:
    """The list as a page to print."""
    sections = tuple(
        Section(
            _("{title}: {level}", title=each.title, level=LEVELS[each.level]),
            tuple(PrintedLine(fact) for fact in (*each.facts, *((each.next_step,) if each.next_step else ()))),
        )
        for each in report.checks
    )
    looked = _("Kiosk {kiosk}, checked at {at:time}.", kiosk=name, at=at)
    return TopicPage(report.heading, looked, sections, today, _("For staff. Names no person."), address="")


def record_printed(log: AuditLog, operator: str) -> None:
    """Write down that the list was printed, and by whom."""
    log.append(Event.READINESS_PRINTED, "", **({"operator": operator} if operator else {}))
