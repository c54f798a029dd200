"""`kioskctl doctor`: whether this kiosk is ready, and for what is not, the next step.

Each thing is looked at on its own, and a fault is named once: what depends on it is not looked at. The checks are those of the
readiness page, and those that read everything.
"""

from __future__ import annotations

from typing import Final

from kiosk_app.cli.answer import Answer, Exit
from kiosk_app.cli.tools import Tools
from kiosk_app.use_cases.checking import centre, machine, records
from kiosk_app.use_cases.checking.finding import Check, Level, look_at
from services.forms.words import Translator


def doctor(tools: Tools, translate: Translator) -> Answer:
    """Whether this kiosk is ready; "no" when something does not work."""
    findings = [
        {
            "check": name,
            "state": found.level.value,
            "fact": translate(found.fact),
            "next_step": translate(found.next_step) if found.next_step else "",
            "details": dict(found.details),
        }
        for name, found in look_at(tools, CHECKS)
    ]
    worst = any(each["state"] == Level.NOT_WORKING for each in findings)
    lines = tuple(f"{each['state']:8} {each['check']}: {each['fact']} {each['next_step']}".rstrip() for each in findings)
    return Answer(lines, {"ready": not worst, "findings": findings}, Exit.NO if worst else Exit.DONE)


CHECKS: Final = (
    Check("settings", machine.settings),
    Check("keys", records.keys, ("settings",)),
    Check("store", records.store, ("keys",)),
    Check("closed", records.closed, ("settings",)),
    Check("audit", records.audit, ("store",)),
    Check("checked", records.checked, ("store", "closed")),
    Check("copies", records.copies, ("store",)),
    Check("operators", machine.operators, ("store",)),
    Check("put-aside", records.put_aside, ("store",)),
    Check("another-centre", records.another_centre, ("store",)),
    Check("stuck", records.stuck, ("store",)),
    Check("enrolment", centre.enrolment, ("store",)),
    Check("identity", centre.identity, ("enrolment",)),
    Check("centre-keys", centre.centre_keys, ("enrolment", "identity")),
    Check("clock", centre.clock, ("enrolment",)),
    Check("network", centre.network, ("enrolment",)),
    Check("services", machine.services, ("settings",)),
    Check("services-left-out", machine.left_out),
    Check("catalogue", machine.catalogue, ("store",)),
    Check("printer", machine.printer, ("settings",)),
    Check("disk", records.disk, ("settings",)),
    Check("fonts", machine.fonts),
    Check("screen", machine.screen, ("settings",)),
    Check("speech", machine.speech, ("settings",)),
    Check("scanner", machine.scanner, ("settings",)),
)
