"""The commands that operate a kiosk: enrol, sync, network, doctor."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from kiosk_app.cli.answer import Answer, Exit
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import KnownError
from kiosk_app.ports.centre import PassReport
from kiosk_app.processes.lock import FileLock
from kiosk_app.wording import error_words, waiting_words
from services.forms.words import Domain, Translator, Words, verbatim

_ = Domain("kiosk_app")

LOW_SPACE_BYTES = 500 * 1024 * 1024
FONT_FOLDERS = {
    "fonts-inter": ("/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter"),
    "fonts-liberation2": ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"),
}
CLOCK_TOLERANCE = timedelta(minutes=5)


def enrol(tools: Tools, translate: Translator, centre_url: str, code: str, name: str) -> Answer:
    """Make this kiosk known to a centre with a one-time code."""
    tools.prepare()
    made = tools.enroller.enrol(centre_url, code, name)
    facts = {"device_id": str(made.device_id), "device_name": made.device_name, "centre": made.centre_url}
    words = _("{name} is enrolled with {centre}.", name=made.device_name, centre=made.centre_url)
    return Answer((translate(words),), facts)


def sync_once(tools: Tools, translate: Translator) -> Answer:
    """One pass by this process, which takes the agent's lock; a running agent is passing by itself."""
    with FileLock(tools.home.agent_lock):
        tools.store.outbox.release_leases()
        report = tools.engine.sync_once()
    return _reported(tools, translate, report)


def sync_watch(tools: Tools, translate: Translator, stop: threading.Event, say: Callable[[Answer], None]) -> Answer:
    """Passes until stopped, each reported."""
    with FileLock(tools.home.agent_lock):
        tools.store.outbox.release_leases()
        while not stop.is_set():
            report = tools.engine.sync_once()
            say(_reported(tools, translate, report))
            wait = timedelta(seconds=tools.settings.centre.seconds_between_passes)
            if report.next_due:
                wait = min(wait, max(report.next_due - tools.clock.now(), timedelta(seconds=1)))
            stop.wait(wait.total_seconds())
    return Answer(())


def _reported(tools: Tools, translate: Translator, report: PassReport) -> Answer:
    waiting = tools.store.submissions.counts().waiting
    facts = {**asdict(report), "next_due": report.next_due.isoformat() if report.next_due else None, "waiting": waiting}
    did = _(
        "Sent {sent}, received by the centre {received}, put aside {aside}, outcomes {outcomes}.",
        sent=report.sent,
        received=report.acknowledged,
        aside=report.quarantined,
        outcomes=report.outcomes,
    )
    lines = [did, *((_("Ended early: {reason}.", reason=report.reason),) if report.reason else ()), waiting_words(waiting)]
    return Answer(tuple(map(translate, lines)), facts, Exit.NO if report.reason else Exit.DONE)


def network(tools: Tools, translate: Translator, position: str | None) -> Answer:
    """Read or turn the network switch."""
    if position is not None:
        tools.switch.set(position == "on")
    if tools.switch.is_on():
        return Answer((translate(_("The network is on for this kiosk.")),), {"network": "on"})
    return Answer((translate(_("The network is off for this kiosk.")),), {"network": "off"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str  # a stable name
    state: str  # ready, warning, fault
    fact: Words
    next_step: Words | None = None


def doctor(tools: Tools, translate: Translator) -> Answer:
    """Whether this kiosk is ready; "no" when something does not work."""
    findings = [
        {
            "check": each.check,
            "state": each.state,
            "fact": translate(each.fact),
            "next_step": translate(each.next_step) if each.next_step else "",
        }
        for each in _findings(tools)
    ]
    worst = any(each["state"] == "fault" for each in findings)
    lines = tuple(f"{each['state']:8} {each['check']}: {each['fact']} {each['next_step']}".rstrip() for each in findings)
    return Answer(lines, {"ready": not worst, "findings": findings}, Exit.NO if worst else Exit.DONE)


def _findings(tools: Tools) -> Iterator[Finding]:
    checks = {
        "store": _store,
        "enrolment": _enrolment,
        "clock": _clock,
        "keys": _keys,
        "printer": _printer,
        "disk": _disk,
        "network": _network,
        "fonts": _fonts,
    }
    for name, check in checks.items():
        try:
            yield check(tools)
        except KnownError as error:
            yield Finding(name, "fault", error_words(error.code), _("Code: {code}.", code=error.code))


def _store(tools: Tools) -> Finding:
    broken = tools.store.audit.first_broken()
    counts = tools.store.submissions.counts()
    if broken is not None:
        fact = _("The audit log is broken at row {row}.", row=broken)
        return Finding("store", "fault", fact, _("Next: keep the file and tell the centre."))
    fact = _(
        "{waiting} waiting, {received} received, {aside} put aside.",
        waiting=counts.waiting,
        received=counts.acknowledged,
        aside=counts.quarantined,
    )
    return Finding("store", "ready", fact)


def _enrolment(tools: Tools) -> Finding:
    found = tools.store.device.enrolment()
    if found is None:
        fact = _("The centre does not know this kiosk.")
        return Finding("enrolment", "fault", fact, _("Next: {command}", command="kioskctl enrol URL CODE --name NAME"))
    return Finding("enrolment", "ready", _("{name} at {centre}.", name=found.device_name, centre=found.centre_url))


def _clock(tools: Tools) -> Finding:
    skew = abs(timedelta(seconds=tools.store.device.contact().clock_skew_seconds))
    fact = _("{seconds} seconds from the centre’s clock at the last contact.", seconds=round(skew.total_seconds()))
    if skew > CLOCK_TOLERANCE:
        return Finding("clock", "warning", fact, _("Next: set this computer’s clock."))
    return Finding("clock", "ready", fact)


def _keys(tools: Tools) -> Finding:
    fact = _("Keys are kept by: {source}.", source=tools.keys.description)
    if tools.keys.description == "file":
        return Finding("keys", "warning", fact, _("Next: keep them as systemd credentials."))
    return Finding("keys", "ready", fact)


def _printer(tools: Tools) -> Finding:
    tools.printer.check()
    return Finding("printer", "ready", _("The printer is ready."))


def _disk(tools: Tools) -> Finding:
    free = shutil.disk_usage(tools.home.folder).free
    fact = _("{megabytes} MB free.", megabytes=free // 1024 // 1024)
    if free < LOW_SPACE_BYTES:
        return Finding("disk", "fault", fact, _("Next: free some space on the disk."))
    return Finding("disk", "ready", fact)


def _network(tools: Tools) -> Finding:
    line = tools.line.read()
    if line.connected:
        return Finding("network", "ready", _("Connected to the centre."))
    fact = _("Not connected ({reason}).", reason=line.reason) if line.reason else _("Not connected: not tried yet.")
    return Finding("network", "warning", fact, _("Next: check the network cable and the network switch."))


def _fonts(_tools: Tools) -> Finding:
    missing = [package for package, folders in FONT_FOLDERS.items() if not any(Path(folder).is_dir() for folder in folders)]
    if missing:
        install = verbatim(f"apt-get install {' '.join(missing)}")
        return Finding("fonts", "fault", _("Fonts are missing."), _("Next: {command}", command=install))
    return Finding("fonts", "ready", _("Inter and Liberation Sans are installed."))
