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
from kiosk_app.wording import waiting_words
from services.forms.words import Translator

LOW_SPACE_BYTES = 500 * 1024 * 1024
FONT_FOLDERS = {
    "fonts-inter": ("/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter"),
    "fonts-liberation2": ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"),
}
CLOCK_TOLERANCE = timedelta(minutes=5)


def enrol(tools: Tools, centre_url: str, code: str, name: str) -> Answer:
    """Make this kiosk known to a centre with a one-time code."""
    tools.prepare()
    made = tools.enroller.enrol(centre_url, code, name)
    facts = {"device_id": str(made.device_id), "device_name": made.device_name, "centre": made.centre_url}
    return Answer((f"{made.device_name} is enrolled with {made.centre_url} as {made.device_id}.",), facts)


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
    lines = (
        f"Sent {report.sent}, received by the centre {report.acknowledged}, put aside {report.quarantined}, "
        f"outcomes {report.outcomes}." + (f" Ended early: {report.reason}." if report.reason else ""),
        translate(waiting_words(waiting)),
    )
    return Answer(lines, facts, Exit.NO if report.reason else Exit.DONE)


def network(tools: Tools, position: str | None) -> Answer:
    """Read or turn the network switch."""
    if position is not None:
        tools.switch.set(position == "on")
    state = "on" if tools.switch.is_on() else "off"
    return Answer((f"The network is {state} on this kiosk.",), {"network": state})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str
    state: str  # ready, warning, fault
    fact: str
    next_step: str = ""


def doctor(tools: Tools) -> Answer:
    """Whether this kiosk is ready; "no" when something does not work."""
    findings = list(_findings(tools))
    worst = any(finding.state == "fault" for finding in findings)
    lines = tuple(
        f"{finding.state:8} {finding.check}: {finding.fact}" + (f" Next: {finding.next_step}" if finding.next_step else "")
        for finding in findings
    )
    return Answer(lines, {"ready": not worst, "findings": [asdict(each) for each in findings]}, Exit.NO if worst else Exit.DONE)


def _findings(tools: Tools) -> Iterator[Finding]:
    checks = (_store, _enrolment, _clock, _keys, _printer, _disk, _network, _fonts)
    for check in checks:
        try:
            yield from check(tools)
        except KnownError as error:
            yield Finding(check.__name__.strip("_"), "fault", error.code, "See the log, and docs/architecture.md, Errors.")


def _store(tools: Tools) -> Iterator[Finding]:
    broken = tools.store.audit.first_broken()
    counts = tools.store.submissions.counts()
    if broken is None:
        fact = f"{counts.waiting} waiting, {counts.acknowledged} received, {counts.quarantined} put aside."
        yield Finding("store", "ready", fact)
    else:
        yield Finding("store", "fault", f"The audit chain is broken at row {broken}.", "Keep the file and tell the centre.")


def _enrolment(tools: Tools) -> Iterator[Finding]:
    found = tools.store.device.enrolment()
    if found is None:
        yield Finding("enrolment", "fault", "The centre does not know this kiosk.", "kioskctl enrol URL CODE --name NAME")
    else:
        yield Finding("enrolment", "ready", f"{found.device_name} at {found.centre_url}.")


def _clock(tools: Tools) -> Iterator[Finding]:
    skew = timedelta(seconds=tools.store.device.contact().clock_skew_seconds)
    wrong = abs(skew) > CLOCK_TOLERANCE
    fact = f"{abs(skew.total_seconds()):.0f} seconds from the centre's clock at the last contact."
    yield Finding("clock", "warning" if wrong else "ready", fact, "Set the clock." if wrong else "")


def _keys(tools: Tools) -> Iterator[Finding]:
    plain = tools.keys.description == "file"
    fact = f"Kept by: {tools.keys.description}."
    yield Finding("keys", "warning" if plain else "ready", fact, "Use systemd credentials (TPM)." if plain else "")


def _printer(tools: Tools) -> Iterator[Finding]:
    tools.printer.check()
    yield Finding("printer", "ready", f"{tools.printer.name} can print.")


def _disk(tools: Tools) -> Iterator[Finding]:
    free = shutil.disk_usage(tools.home.folder).free
    low = free < LOW_SPACE_BYTES
    yield Finding("disk", "fault" if low else "ready", f"{free // 1024 // 1024} MB free.", "Free some space." if low else "")


def _network(tools: Tools) -> Iterator[Finding]:
    line = tools.line.read()
    if line.connected:
        yield Finding("network", "ready", "Connected to the centre.")
    else:
        yield Finding("network", "warning", f"Not connected ({line.reason or 'not tried yet'}).", "Check the network cable.")


def _fonts(_tools: Tools) -> Iterator[Finding]:
    missing = [package for package, folders in FONT_FOLDERS.items() if not any(Path(folder).is_dir() for folder in folders)]
    if missing:
        yield Finding("fonts", "fault", f"Missing: {', '.join(missing)}.", f"apt-get install {' '.join(missing)}")
    else:
        yield Finding("fonts", "ready", "Inter and Liberation Sans are installed.")
