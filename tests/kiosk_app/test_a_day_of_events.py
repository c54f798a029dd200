"""A day at a kiosk writes to the audit log what the catalogue of events declares, and nothing else."""

from __future__ import annotations

import os
import tomllib
from contextlib import closing
from pathlib import Path

from kiosk_app.cli.parser import run
from kiosk_app.events import Event
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.ports.audit import AuditRow
from kiosk_app.ports.printing import PrintState
from services.forms.check import check_answers
from services.language import Language
from tests.support import ONCE_MORE, visit_answers

CATALOGUE = Path(__file__).parents[2] / "kiosk_app" / "events.toml"


def submit(parts: Parts) -> None:
    context = parts.catalogues.context()
    service = parts.services["prison-visit"]
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    parts.submitting.submit(service, checked, fields, Language.ENGLISH, session="a-session", confirmed=ONCE_MORE)


def rows(parts: Parts) -> list[AuditRow]:
    with closing(Parts(parts.home, {}).store) as store:
        return list(store.audit.rows())


def test_every_row_of_a_day_has_the_details_that_are_declared(kiosk_parts: Parts, tmp_path: Path) -> None:
    declared = {each["value"]: set(each["details"]) for each in tomllib.loads(CATALOGUE.read_text())["event"]}
    kiosk_parts.printer.check()
    desk = kiosk_parts.public_desk()
    desk.begin()
    submit(kiosk_parts)
    submit(kiosk_parts)
    first, second = reversed(kiosk_parts.store.prints.jobs())
    kiosk_parts.store.prints.claim(first.id)
    assert print_one(kiosk_parts, first.id) == 0
    kiosk_parts.store.prints.mark(first.id, PrintState.PRINTED)
    kiosk_parts.store.prints.mark(second.id, PrintState.FAILED, "printer-out-of-paper")
    desk.finish("finished")
    kiosk_parts.engine.sync_once()
    kiosk_parts.store.close()
    copy = str(tmp_path / "copy.db")
    assert run(Parts(kiosk_parts.home, {}), ["backup", copy]) == 0
    assert run(Parts(kiosk_parts.home, {}), ["restore", copy]) == 0
    found = rows(kiosk_parts)
    kiosk_parts.home.database.write_bytes(os.urandom(8192))
    Parts(kiosk_parts.home, {}).prepare(anew=True)
    found += rows(kiosk_parts)

    for row in found:
        assert set(row.details) <= declared[row.event.value], row.event
    stores = {Event.STORE_CREATED, Event.STORE_BACKED_UP, Event.STORE_RESTORED, Event.STORE_SET_ASIDE}
    people = {
        Event.SESSION_ENDED,
        Event.SUBMISSION_SAVED,
        Event.PRINT_QUEUED,
        Event.PRINT_DONE,
        Event.PRINT_FAILED,
    }
    assert {row.event for row in found} >= stores | people | {Event.DEVICE_ENROLLED, Event.SUBMISSION_ACKNOWLEDGED}
