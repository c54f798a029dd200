"""Putting together the caseload of a helper desk. Its printed list is drawn in a process of its own, like the list of a day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk_app.main.apart import exit_of, print_apart
from kiosk_app.ports.drafts import Owner
from kiosk_app.processes.agent import PrintExit

if TYPE_CHECKING:
    from kiosk_app.config import Home
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.case_list import CaseLists
    from kiosk_app.use_cases.caseload import Caseload
    from kiosk_app.use_cases.seat import Seat
    from services.language import Language


def caseload_of(parts: Parts, seat: Seat) -> Caseload:
    """The caseload of whoever takes the seat."""
    from kiosk_app.use_cases.caseload import Caseload

    store = parts.store
    return Caseload(
        seat,
        helped=store.helped,
        standings=store.standings,
        drafts=store.drafts,
        catalogues=parts.catalogues,
        services=parts.services,
        receipts=parts.receipts,
        prints=store.prints,
        audit=store.audit,
        clock=parts.clock,
        print_list=partial(print_list_apart, parts.home),
    )


def print_list_apart(home: Home, language: Language, operator: str) -> None:
    """Print an operator's list in a process of its own; returns when it is out.

    Raises:
        PrinterError: it is not, and why.
    """
    print_apart(home, "print-caseload", "--lang", language.value, "--operator", operator)


def print_list_here(parts: Parts, language: Language, operator: str) -> int:
    """Find and print an operator's list in this process; a `PrintExit`."""
    lists = _lists(parts)
    found = lists.find(Owner(parts.settings.site.code, operator))
    ended = exit_of(partial(lists.print, found, parts.renderer, parts.printer, parts.site, language))
    if ended is PrintExit.PRINTED:
        lists.record(found, operator)
    return ended


def _lists(parts: Parts) -> CaseLists:
    from kiosk_app.use_cases.case_list import CaseLists

    store = parts.store
    return CaseLists(store.helped, store.standings, store.audit, parts.services, parts.clock)
