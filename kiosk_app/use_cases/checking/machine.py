"""Checks of the machine: settings, services, reference data, paper, fonts, screen, speech, scanner."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Final

from kiosk_app.codes import details
from kiosk_app.config import FILE_NAME, Settings
from kiosk_app.errors import KnownError, PrinterError, PrinterOutOfPaper
from kiosk_app.legible import (
    CAPITAL_OF_INTER,
    CAPITAL_OF_LIBERATION_SANS,
    largest_body,
    millimetres_a_pixel,
    pixels_needed,
    reach_mm,
)
from kiosk_app.ports.printing import PrintJob
from kiosk_app.use_cases.catalogue import OLD_AFTER, is_old
from kiosk_app.use_cases.checking.finding import Action, Finding, Kiosk, Level
from kiosk_app.use_cases.checking.paper import paper_words, unprinted
from kiosk_app.wording import SETTINGS_ASIDE, error_words
from services.forms.words import Domain, Words, verbatim

_ = Domain("kiosk_app")
_n = _.plural

FONT_FOLDERS: Final = {
    "fonts-inter": ("/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter"),
    "fonts-liberation2": ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"),
}
_NEWER_CATALOGUE = _("Next: connect this kiosk to its centre, or load a newer one from a stick.")
_DISTANCE = "screen.viewing_distance_mm"
_SPEECH = "speech-dispatcher"
_NOT_TAKEN = "not-taken"


def settings(kiosk: Kiosk) -> Finding:
    """Whether the settings can be read."""
    own = kiosk.settings != Settings()
    if kiosk.home.local_settings.was_put_aside():
        return Finding(Level.ACT_SOON, SETTINGS_ASIDE, _("Next: look at the settings at the desk, and change them again."))
    return Finding(Level.READY, _("The settings can be read.") if own else _("Every setting has its default."))


def services(kiosk: Kiosk) -> Finding:
    """Whether what the settings name is installed."""
    site = kiosk.settings.site
    begun = [key for key, service in kiosk.services.items() if service.starts_here]
    seen = {"installed": ", ".join(kiosk.services)}
    if site.main_service not in kiosk.services:
        fact = _("The main service, {service}, is not installed.", service=site.main_service)
        next_step = _("Next: set {setting} in {file} to an installed service.", setting="site.main_service", file=FILE_NAME)
        return Finding(Level.NOT_WORKING, fact, next_step, seen)
    unknown = [key for key in site.services if key not in begun]
    if unknown:
        fact = _("There is no service to offer of the name {service}.", service=", ".join(unknown))
        next_step = _("Next: name only these in {setting}: {services}.", setting="site.services", services=", ".join(begun))
        return Finding(Level.NOT_WORKING, fact, next_step, seen)
    if site.services and site.main_service not in site.services:
        fact = _("The main service, {service}, is not offered here.", service=site.main_service)
        next_step = _("Next: set {setting} in {file} to an offered service.", setting="site.main_service", file=FILE_NAME)
        return Finding(Level.ACT_SOON, fact, next_step, seen)
    return Finding(Level.READY, _n("{n} service is installed.", "{n} services are installed.", len(kiosk.services)))


def left_out(kiosk: Kiosk) -> Finding | None:
    """Installed services that are broken."""
    faults = kiosk.installed.faults
    if not faults:
        return None
    fact = _n("{n} installed service is broken and left out.", "{n} installed services are broken and left out.", len(faults))
    packages = ", ".join(sorted({fault.distribution or fault.entry for fault in faults}))
    found = {fault.entry: " ".join(filter(None, (fault.code.value, fault.error, fault.distribution))) for fault in faults}
    return Finding(Level.NOT_WORKING, fact, _("Next: mend or remove {packages}.", packages=packages), found)


def catalogue(kiosk: Kiosk) -> Finding:
    """How old the visit times are, and until when the bank holidays are known."""
    context = kiosk.catalogues.context()
    taken, until = context.catalogue.as_of, context.catalogue.holidays_until
    seen = {"version": str(context.catalogue.version), "as_of": taken.isoformat(), "holidays_until": until.isoformat()}
    if context.catalogue.holidays_run_out(context.today):
        fact = _("Bank holidays are known until {day:long}. Dates to reply by may be too early after that.", day=until)
        return Finding(Level.ACT_SOON, fact, _NEWER_CATALOGUE, seen, action=Action.LOAD_STICK)
    if is_old(taken, context.today):
        fact = _n(
            "Visit times are from {taken:long}, {n} day ago. They may have changed.",
            "Visit times are from {taken:long}, {n} days ago. They may have changed.",
            (context.today - taken).days,
            taken=taken,
        )
        return Finding(Level.ACT_SOON, fact, _NEWER_CATALOGUE, seen, action=Action.LOAD_STICK)
    fact = _("Visit times are from {taken:long}. Bank holidays are known until {until:long}.", taken=taken, until=until)
    more = (_("They are called old after {day:long}.", day=taken + OLD_AFTER),)
    return Finding(Level.READY, fact, details=seen, more=more)


def printer(kiosk: Kiosk) -> Finding:
    """Whether a page could be printed now, and what did not come out lately."""
    waiting: Sequence[PrintJob] = ()
    with suppress(KnownError):  # of records that cannot be read, another check speaks
        waiting = unprinted(kiosk.store.prints, kiosk.clock.now())
    more = paper_words(waiting, kiosk.clock.today())
    try:
        kiosk.printer.check()
    except PrinterOutOfPaper as error:
        return _no_paper(error, _("Next: put in paper."), more, len(waiting))
    except PrinterError as error:
        return _no_paper(error, _("Next: see that the printer is on and its cable is in."), more, len(waiting))
    if waiting:
        fact, *rest = more
        next_step = _("Next: print them again for whoever still waits.")
        return Finding(Level.ACT_SOON, fact, next_step, more=tuple(rest), action=Action.PRINT_WAITING, number=len(waiting))
    return Finding(Level.READY, _("The printer is ready."))


def _no_paper(error: PrinterError, next_step: Words, more: tuple[Words, ...], waiting: int) -> Finding:
    seen = {"code": error.code, **details(error)}
    action = Action.PRINT_WAITING if waiting else None
    return Finding(Level.NOT_WORKING, error_words(error.code), next_step, seen, more=more, action=action, number=waiting)


def fonts(_kiosk: Kiosk) -> Finding:
    """Whether paper and screen have their type."""
    missing = [package for package in FONT_FOLDERS if not _is_installed(package)]
    if missing:
        install = verbatim(f"apt-get install {' '.join(missing)}")
        return Finding(Level.NOT_WORKING, _("Fonts are missing."), _("Next: {command}", command=install))
    return Finding(Level.READY, _("Inter and Liberation Sans are installed."))


def _is_installed(package: str) -> bool:
    return any(Path(folder).is_dir() for folder in FONT_FOLDERS[package])


def screen(kiosk: Kiosk) -> Finding:
    """Whether the largest text can be read from where people stand."""
    display, viewing = kiosk.display, kiosk.settings.screen.viewing()
    pixel = None if display is None else millimetres_a_pixel(display, viewing)
    if display is None or pixel is None:
        return Finding(
            Level.ACT_SOON,
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
        return Finding(Level.ACT_SOON, fact(reach=reach, asked=asked), next_step, seen)
    return Finding(Level.READY, _("The largest text can be read from {asked} mm.", asked=asked), details=seen)


def operators(kiosk: Kiosk) -> Finding:
    """Whether staff sign in."""
    if kiosk.store.operators.exist():
        return Finding(Level.READY, _("Staff sign in on this kiosk."))
    step = _("Next: make an administrator with kioskctl operator add --first.")
    return Finding(Level.ACT_SOON, _("Nobody needs to sign in to the staff page of this kiosk."), step)


def speech(kiosk: Kiosk) -> Finding | None:
    """Whether the screen can be read aloud, and headphones noticed, where the settings want that."""
    wanted = kiosk.settings.speech
    if not wanted.read_aloud:
        return None
    if which(_SPEECH) is None:
        install = verbatim(f"apt-get install {_SPEECH} {_SPEECH}-espeak-ng")
        return Finding(Level.ACT_SOON, _("The screen cannot be read aloud."), _("Next: {command}", command=install))
    if wanted.jack and not os.access(wanted.jack, os.R_OK):
        next_step = _("Next: set {setting} in {file}.", setting="speech.jack", file=FILE_NAME)
        return Finding(Level.ACT_SOON, _("Nobody can tell whether headphones are plugged in."), next_step)
    return Finding(Level.READY, _("The screen can be read aloud."))


def scanner(kiosk: Kiosk) -> Finding | None:
    """The folder that scans come from, where one is set."""
    named = kiosk.settings.scans.folder
    if not named:
        return None
    folder = Path(named)
    try:
        files = [path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
        refused = folder / _NOT_TAKEN
        aside = {path.name for path in refused.iterdir()} if refused.is_dir() else set()
    except OSError as error:
        fact = _("The scanner’s folder cannot be read.")
        next_step = _("Next: see that the scanner’s folder is there: {folder}.", folder=named)
        return Finding(Level.NOT_WORKING, fact, next_step, {"why": os.strerror(error.errno or 0)})
    not_taken = [name for name in aside if f"{name}.txt" in aside]
    waiting = _n("{n} file waits in the scanner’s folder.", "{n} files wait in the scanner’s folder.", len(files))
    if not_taken:
        fact = _n("{n} file of the scanner was not taken.", "{n} files of the scanner were not taken.", len(not_taken))
        next_step = _("Next: look into {folder}. The reason stands beside each.", folder=str(refused))
        return Finding(Level.ACT_SOON, fact, next_step, {"not_taken": str(len(not_taken))}, more=(waiting,))
    return Finding(Level.READY, waiting)
