"""A helper's printed list, in a process of its own: from real records to a page in the printer's folder."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk_app.errors import PrinterOutOfPaper
from kiosk_app.events import Event
from kiosk_app.main.caseload import print_list_apart, print_list_here
from kiosk_app.main.parts import Parts
from kiosk_app.ports.operators import Operator
from kiosk_app.processes.agent import PrintExit
from printing.folder import OUT_OF_PAPER
from services.language import Language
from tests.case_room import CaseRoom
from tests.ui.fake_desk import StillClock
from tests.ui.staff_room import StaffRoom


@pytest.fixture
def helper(kiosk_parts: Parts) -> Operator:
    """Of this kiosk's site, with one claim that is not paid."""
    staff = StaffRoom(kiosk_parts.store)
    made = replace(staff.staff()[2], site=kiosk_parts.settings.site.code)
    room = CaseRoom(kiosk_parts.store, StillClock(kiosk_parts.clock.now()), staff, kiosk_parts.home.database)
    room.submitted(made, "Idris Bowen")
    return made


def printed(parts: Parts) -> list[Path]:
    return sorted(parts.home.printer_folder(parts.settings).glob("*case-list*.pdf"))


def test_the_page_has_the_helpers_client_and_the_log_only_counts(kiosk_parts: Parts, helper: Operator) -> None:
    print_list_apart(kiosk_parts.home, Language.WELSH, str(helper.id))

    (page,) = printed(kiosk_parts)
    text = " ".join(PdfReader(io.BytesIO(page.read_bytes())).pages[0].extract_text().split())
    row = kiosk_parts.store.audit.rows(limit=10_000)[-1]
    assert "Idris Bowen" in text
    assert "Talu £115.00" in text
    assert (row.event, row.details["operator"]) == (Event.CASELOAD_PRINTED, str(helper.id))
    assert "Idris" not in str(row)


def test_without_paper_nothing_is_printed_and_nothing_written_down(kiosk_parts: Parts, helper: Operator) -> None:
    kiosk_parts.printer.check()
    (kiosk_parts.home.printer_folder(kiosk_parts.settings) / OUT_OF_PAPER).touch()

    ended = print_list_here(kiosk_parts, Language.ENGLISH, str(helper.id))

    assert ended == PrintExit.OUT_OF_PAPER
    assert printed(kiosk_parts) == []
    assert Event.CASELOAD_PRINTED not in {row.event for row in kiosk_parts.store.audit.rows(limit=10_000)}
    with pytest.raises(PrinterOutOfPaper):
        print_list_apart(kiosk_parts.home, Language.ENGLISH, str(helper.id))
