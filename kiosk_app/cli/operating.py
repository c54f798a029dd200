"""The commands that operate a kiosk: enrol, sync, network."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from kiosk_app.cli.answer import Answer, Exit
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import BadInput
from kiosk_app.ports.centre import PassReport
from kiosk_app.processes.lock import FileLock
from kiosk_app.wording import line_trouble, unsent_words
from services.forms.words import Domain, Translator

_ = Domain("kiosk_app")

LONGEST_NAME = 64  # of a device, at the centre


def enrol(tools: Tools, translate: Translator, centre_url: str, code: str, name: str) -> Answer:
    """Make this kiosk known to a centre with a one-time code, while the kiosk is stopped: a pass belongs to one identity.

    The centre names it; `name` is what was expected, "" nothing.
    """
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadInput(field="name")
    tools.prepare()
    with FileLock(tools.home.agent_lock):
        made = tools.enroller.enrol(centre_url, code, name)
    facts = {"device_id": str(made.device_id), "device_name": made.device_name, "centre": made.centre_url, "asked_name": name}
    lines = [_("{name} is enrolled with {centre}.", name=made.device_name, centre=made.centre_url)]
    if name not in {"", made.device_name}:
        lines.append(_("The centre calls this kiosk {name}, not {asked}.", name=made.device_name, asked=name))
    return Answer(tuple(map(translate, lines)), facts)


def sync_once(tools: Tools, translate: Translator) -> Answer:
    """One pass by this process, which takes the agent's lock; a running agent is passing by itself."""
    with FileLock(tools.home.agent_lock):
        tools.store.outbox.release_leases()
        report = tools.engine.sync_once()
    return _reported(tools, translate, report)


def sync_watch(tools: Tools, translate: Translator, stop: threading.Event, say: Callable[[Answer], object]) -> Answer:
    """Passes until stopped, each reported; the other side is left alone for as long as it asked."""
    with FileLock(tools.home.agent_lock):
        tools.store.outbox.release_leases()
        while not stop.is_set():
            report = tools.engine.sync_once()
            say(_reported(tools, translate, report))
            wait = timedelta(seconds=tools.settings.centre.seconds_between_passes)
            if report.next_due:
                wait = min(wait, max(report.next_due - tools.clock.now(), timedelta(seconds=1)))
            stop.wait(max(wait, report.asked or timedelta()).total_seconds())
    return Answer(())


def _reported(tools: Tools, translate: Translator, report: PassReport) -> Answer:
    counts = tools.store.submissions.counts()
    facts = {
        **asdict(report),
        "next_due": report.next_due.isoformat() if report.next_due else None,
        "asked": None if report.asked is None else report.asked.total_seconds(),
        "waiting": counts.waiting,
        "needing_staff": counts.needing_staff,
    }
    did = _(
        "Sent {sent}, received by the centre {received}, put aside {aside}, outcomes {outcomes}.",
        sent=report.sent,
        received=report.acknowledged,
        aside=report.quarantined,
        outcomes=report.outcomes,
    )
    trouble = line_trouble(report.reason)
    early = (trouble.fact, trouble.next_step) if report.reason else ()
    lines = (did, *early, *unsent_words(counts))
    return Answer(tuple(map(translate, lines)), facts, Exit.NO if report.reason else Exit.DONE)


def network(tools: Tools, translate: Translator, position: str | None) -> Answer:
    """Read or turn the network switch."""
    if position is not None:
        tools.switch.set(position == "on")
    if tools.switch.is_on():
        return Answer((translate(_("The network is on for this kiosk.")),), {"network": "on"})
    return Answer((translate(_("The network is off for this kiosk.")),), {"network": "off"})
