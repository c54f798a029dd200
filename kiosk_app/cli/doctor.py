"""`kioskctl doctor`: whether this kiosk is ready, and for what is not, the next step.

Each thing is looked at on its own, and a fault is named once: what depends on it is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from kiosk_app.cli.answer import Answer, Exit, code_and_details, details
from kiosk_app.cli.tools import Tools
from kiosk_app.config import FILE_NAME, Settings
from kiosk_app.errors import KnownError
from kiosk_app.legible import (
    CAPITAL_OF_INTER,
    CAPITAL_OF_LIBERATION_SANS,
    largest_body,
    millimetres_a_pixel,
    pixels_needed,
    reach_mm,
)
from kiosk_app.ports.submissions import Custody
from kiosk_app.use_cases.catalogue import is_old
from kiosk_app.wording import KEEP_AND_TELL, audit_broken, error_words, line_trouble
from services.common.references import grouped
from services.forms.words import Domain, Translator, Words, verbatim

_ = Domain("kiosk_app")
_n = _.plural

MIB = 1024 * 1024
LOW_SPACE_BYTES = 500 * MIB
FONT_FOLDERS = {
    "fonts-inter": ("/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter"),
    "fonts-liberation2": ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"),
}
CLOCK_TOLERANCE = timedelta(minutes=5)
_NEWER_CATALOGUE = _("Next: connect this kiosk to its centre, or install a newer version.")
_DISTANCE = "screen.viewing_distance_mm"
LOOKED_THROUGH, MOST_NAMED = 1000, 5  # of the latest requests, for those put aside


class State(StrEnum):
    """What was found."""

    READY = "ready"
    WARNING = "warning"  # it works, and somebody should look at it
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    state: State
    fact: Words
    next_step: Words | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """How to look at one thing. Not done when a thing it needs is at fault."""

    name: str
    look: Callable[[Tools], Finding | None]  # None: there is nothing to look at yet
    needs: tuple[str, ...] = ()


def doctor(tools: Tools, translate: Translator) -> Answer:
    """Whether this kiosk is ready; "no" when something does not work."""
    findings = [
        {
            "check": name,
            "state": found.state.value,
            "fact": translate(found.fact),
            "next_step": translate(found.next_step) if found.next_step else "",
            "details": dict(found.details),
        }
        for name, found in _findings(tools)
    ]
    worst = any(each["state"] == State.FAULT for each in findings)
    lines = tuple(f"{each['state']:8} {each['check']}: {each['fact']} {each['next_step']}".rstrip() for each in findings)
    return Answer(lines, {"ready": not worst, "findings": findings}, Exit.NO if worst else Exit.DONE)


def _findings(tools: Tools) -> Iterator[tuple[str, Finding]]:
    at_fault: set[str] = set()
    for check in CHECKS:
        if at_fault.intersection(check.needs):
            at_fault.add(check.name)
            continue
        try:
            found = check.look(tools)
        except KnownError as error:
            code = _("Code: {code}.", code=code_and_details(error))
            found = Finding(State.FAULT, error_words(error.code), code, {"code": error.code, **details(error)})
        if found is None:
            continue
        if found.state is State.FAULT:
            at_fault.add(check.name)
        yield check.name, found


def _settings(tools: Tools) -> Finding:
    own = tools.settings != Settings()
    return Finding(State.READY, _("The settings can be read.") if own else _("Every setting has its default."))


def _keys(tools: Tools) -> Finding:
    fact = _("Keys are kept by: {source}.", source=tools.keys.description)
    if tools.keys.description == "file":
        return Finding(State.WARNING, fact, _("Next: keep them as systemd credentials."))
    return Finding(State.READY, fact)


def _store(tools: Tools) -> Finding:
    damage = tools.store.integrity.damage()
    if damage:
        fact = _n("The database is damaged in {n} place.", "The database is damaged in {n} places.", len(damage))
        return Finding(State.FAULT, fact, KEEP_AND_TELL, {"first": damage[0]})
    counts = tools.store.submissions.counts()
    fact = _(
        "The database is whole. {waiting} waiting, {received} received, {aside} put aside.",
        waiting=counts.waiting,
        received=counts.acknowledged,
        aside=counts.quarantined,
    )
    return Finding(State.READY, fact)


def _closed(tools: Tools) -> Finding | None:
    found = tools.damage.code()
    if not found:
        return None
    fact = _("This kiosk is closed, because its records were found damaged.")
    next_step = _("Next: restore a copy with {command}.", command="kioskctl restore FILE")
    return Finding(State.FAULT, fact, next_step, {"found": found})


def _audit(tools: Tools) -> Finding:
    broken = tools.store.audit.first_broken()
    if broken is not None:
        return Finding(State.FAULT, audit_broken(broken), KEEP_AND_TELL)
    return Finding(State.READY, _("The audit log is whole."))


def _put_aside(tools: Tools) -> Finding | None:
    number = tools.store.submissions.counts().quarantined
    if not number:
        return None
    recent = tools.store.submissions.recent(LOOKED_THROUGH)
    references = [grouped(each.reference) for each in recent if each.custody is Custody.QUARANTINED][:MOST_NAMED]
    fact = _n("{n} request was put aside by the centre.", "{n} requests were put aside by the centre.", number)
    next_step = _("Next: ask the centre about {references}.", references=", ".join(references))
    return Finding(State.WARNING, fact, next_step, {"references": ", ".join(references)})


def _another_centre(tools: Tools) -> Finding | None:
    number = tools.store.submissions.counts().another_centre
    if not number:
        return None
    fact = _n(
        "{n} request is for another centre and is kept here. This centre cannot read it.",
        "{n} requests are for another centre and are kept here. This centre cannot read them.",
        number,
    )
    return Finding(State.FAULT, fact, _("Next: enrol this kiosk with that centre again. They are sent then."))


def _stuck(tools: Tools) -> Finding | None:
    number = tools.store.submissions.counts().stuck
    if not number:
        return None
    fact = _n(
        "{n} request was tried again and again, and this centre does not take it.",
        "{n} requests were tried again and again, and this centre does not take them.",
        number,
    )
    return Finding(State.WARNING, fact, _("Next: tell the centre."))


def _enrolment(tools: Tools) -> Finding:
    found = tools.store.device.enrolment()
    if found is None:
        fact = _("The centre does not know this kiosk.")
        return Finding(State.FAULT, fact, _("Next: {command}", command="kioskctl enrol URL CODE"))
    paused = tools.store.device.contact().paused
    if paused:
        trouble = line_trouble(paused)
        return Finding(State.FAULT, trouble.fact, trouble.next_step, {"reason": paused})
    return Finding(State.READY, _("{name} at {centre}.", name=found.device_name, centre=found.centre_url))


def _identity(tools: Tools) -> Finding:
    tools.check_identity()
    return Finding(State.READY, _("This kiosk can sign and seal."))


def _clock(tools: Tools) -> Finding:
    skew = timedelta(seconds=tools.store.device.contact().clock_skew_seconds)  # the centre's time minus this computer's
    seconds = round(abs(skew).total_seconds())
    if abs(skew) <= CLOCK_TOLERANCE:
        return Finding(State.READY, _("{seconds} seconds from the centre’s clock at the last contact.", seconds=seconds))
    if skew > timedelta():
        fact = _("This computer’s clock is {amount} behind the centre’s clock.", amount=_amount(skew))
    else:
        fact = _("This computer’s clock is {amount} ahead of the centre’s clock.", amount=_amount(-skew))
    return Finding(State.WARNING, fact, _("Next: set this computer’s clock."), {"seconds": str(seconds)})


def _amount(span: timedelta) -> Words:
    """A span in its largest unit of which there are two."""
    minutes = round(span / timedelta(minutes=1))
    days, hours = round(minutes / (24 * 60)), round(minutes / 60)
    if days > 1:
        return _n("{n} day", "{n} days", days)
    if hours > 1:
        return _n("{n} hour", "{n} hours", hours)
    return _n("{n} minute", "{n} minutes", minutes)


def _services(tools: Tools) -> Finding:
    site = tools.settings.site
    begun = [key for key, service in tools.services.items() if service.starts_here]
    seen = {"installed": ", ".join(tools.services)}
    if site.main_service not in tools.services:
        fact = _("The main service, {service}, is not installed.", service=site.main_service)
        next_step = _("Next: set {setting} in {file} to an installed service.", setting="site.main_service", file=FILE_NAME)
        return Finding(State.FAULT, fact, next_step, seen)
    unknown = [key for key in site.services if key not in begun]
    if unknown:
        fact = _("There is no service to offer of the name {service}.", service=", ".join(unknown))
        next_step = _("Next: name only these in {setting}: {services}.", setting="site.services", services=", ".join(begun))
        return Finding(State.FAULT, fact, next_step, seen)
    if site.services and site.main_service not in site.services:
        fact = _("The main service, {service}, is not offered here.", service=site.main_service)
        next_step = _("Next: set {setting} in {file} to an offered service.", setting="site.main_service", file=FILE_NAME)
        return Finding(State.WARNING, fact, next_step, seen)
    return Finding(State.READY, _n("{n} service is installed.", "{n} services are installed.", len(tools.services)))


def _left_out(tools: Tools) -> Finding | None:
    faults = tools.installed.faults
    if not faults:
        return None
    fact = _n("{n} installed service is broken and left out.", "{n} installed services are broken and left out.", len(faults))
    packages = ", ".join(sorted({fault.distribution or fault.entry for fault in faults}))
    found = {fault.entry: " ".join(filter(None, (fault.code.value, fault.error, fault.distribution))) for fault in faults}
    return Finding(State.FAULT, fact, _("Next: mend or remove {packages}.", packages=packages), found)


def _catalogue(tools: Tools) -> Finding:
    context = tools.catalogues.context()
    taken, until = context.catalogue.as_of, context.catalogue.holidays_until
    seen = {"version": str(context.catalogue.version), "as_of": taken.isoformat(), "holidays_until": until.isoformat()}
    if context.catalogue.holidays_run_out(context.today):
        fact = _("Bank holidays are known until {day:long}. Dates to reply by may be too early after that.", day=until)
        return Finding(State.WARNING, fact, _NEWER_CATALOGUE, seen)
    if is_old(taken, context.today):
        fact = _n(
            "Visit times are from {taken:long}, {n} day ago. They may have changed.",
            "Visit times are from {taken:long}, {n} days ago. They may have changed.",
            (context.today - taken).days,
            taken=taken,
        )
        return Finding(State.WARNING, fact, _NEWER_CATALOGUE, seen)
    fact = _("Visit times are from {taken:long}. Bank holidays are known until {until:long}.", taken=taken, until=until)
    return Finding(State.READY, fact, details=seen)


def _printer(tools: Tools) -> Finding:
    tools.printer.check()
    return Finding(State.READY, _("The printer is ready."))


def _disk(tools: Tools) -> Finding:
    room = tools.room
    free, held = room.free(), room.ballast()
    fact = _("{megabytes} MB free, {ballast} MB held back.", megabytes=free // MIB, ballast=held // MIB)
    seen = {"free_bytes": str(free), "ballast_bytes": str(held)}
    if room.is_short():
        return Finding(State.FAULT, fact, _("Next: free some space on the disk. No new request can be made until then."), seen)
    if free < LOW_SPACE_BYTES:
        return Finding(State.WARNING, fact, _("Next: free some space on the disk."), seen)
    return Finding(State.READY, fact, details=seen)


def _network(tools: Tools) -> Finding:
    line = tools.line.read()
    if line.connected and not line.reason:
        return Finding(State.READY, _("Connected to the centre."))
    trouble = line_trouble(line.reason)
    return Finding(State.WARNING, trouble.fact, trouble.next_step, {"reason": line.reason})


def _is_installed(package: str) -> bool:
    return any(Path(folder).is_dir() for folder in FONT_FOLDERS[package])


def _fonts(_tools: Tools) -> Finding:
    missing = [package for package in FONT_FOLDERS if not _is_installed(package)]
    if missing:
        install = verbatim(f"apt-get install {' '.join(missing)}")
        return Finding(State.FAULT, _("Fonts are missing."), _("Next: {command}", command=install))
    return Finding(State.READY, _("Inter and Liberation Sans are installed."))


def _screen(tools: Tools) -> Finding:
    """Whether the largest text can be read from where people stand."""
    display, viewing = tools.display, tools.settings.screen.viewing()
    pixel = None if display is None else millimetres_a_pixel(display, viewing)
    if display is None or pixel is None:
        return Finding(
            State.WARNING,
            _("It is not known how large the screen is, nor whether the largest text can be read from where people stand."),
            _("Next: set {settings} in {file}.", settings="screen.width_mm, screen.height_mm", file=FILE_NAME),
        )
    capital = CAPITAL_OF_INTER if _is_installed("fonts-inter") else CAPITAL_OF_LIBERATION_SANS
    needed = pixels_needed(pixel, viewing.distance_mm, capital)
    body = largest_body(needed, display.width, display.height)
    asked, reach = round(viewing.distance_mm), reach_mm(body, pixel, capital)
    seen = {"pixels": f"{display.width}x{display.height}", "needed": str(needed), "largest": str(body), "reach_mm": str(reach)}
    if body < needed:
        fact = _("The largest text can be read from {reach} mm and not from {asked} mm: larger text does not fit this screen.")
        next_step = _("Next: use a larger screen, or let people stand closer and set {setting}.", setting=_DISTANCE)
        return Finding(State.WARNING, fact(reach=reach, asked=asked), next_step, seen)
    return Finding(State.READY, _("The largest text can be read from {asked} mm.", asked=asked), details=seen)


def _operators(tools: Tools) -> Finding:
    if tools.store.operators.exist():
        return Finding(State.READY, _("Staff sign in on this kiosk."))
    step = _("Next: make an administrator with kioskctl operator add --first.")
    return Finding(State.WARNING, _("Nobody needs to sign in to the staff page of this kiosk."), step)


CHECKS = (
    Check("settings", _settings),
    Check("keys", _keys, ("settings",)),
    Check("store", _store, ("keys",)),
    Check("closed", _closed, ("settings",)),
    Check("audit", _audit, ("store",)),
    Check("operators", _operators, ("store",)),
    Check("put-aside", _put_aside, ("store",)),
    Check("another-centre", _another_centre, ("store",)),
    Check("stuck", _stuck, ("store",)),
    Check("enrolment", _enrolment, ("store",)),
    Check("identity", _identity, ("enrolment",)),
    Check("clock", _clock, ("enrolment",)),
    Check("network", _network, ("enrolment",)),
    Check("services", _services, ("settings",)),
    Check("services-left-out", _left_out),
    Check("catalogue", _catalogue, ("store",)),
    Check("printer", _printer, ("settings",)),
    Check("disk", _disk, ("settings",)),
    Check("fonts", _fonts),
    Check("screen", _screen, ("settings",)),
)
