"""A tiny booking list and register without a fault, so that each test puts in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from services.catalogue import Prison
from services.catalogue.importing import Imported, import_catalogue
from services.catalogue.importing.faults import Fault
from services.catalogue.importing.rulings import Holidays, Rulings, read_rulings

RULINGS = read_rulings("""
max_adults = 3
max_visitors = 6
adult_age = 18
lead_days = 3
booking_window = 28
[visits]
name = "the booking list"
commit = "v1"
day = 2026-08-01
facts = ["contacts", "limits", "timetables"]
[register]
name = "the register"
commit = "r1"
day = 2026-08-02
facts = ["prisons", "welsh", "addresses"]
""")
HOLIDAYS = Holidays((date(2026, 12, 25),), date(2026, 12, 31), "the Act", date(2026, 8, 1))


def seed(code: str = "AAI", **raw: Any) -> dict[str, Any]:
    """A record of the booking list; a value of None leaves its key out."""
    whole = {
        "name": "Aford",
        "nomis_id": code,
        "enabled": True,
        "private": False,
        "closed": False,
        "address": "1 Long Lane\nAford",
        "postcode": "AF1 1AA",
        "email_address": "visits@aford.example",
        "phone_no": "01632 960001",
        "recurring": {"mon": ["0930-1100"]},
        **raw,
    }
    return {"source_file": f"{code}.yml", "raw": {key: value for key, value in whole.items() if value is not None}}


def entry(code: str = "AAI", **changed: Any) -> dict[str, Any]:
    """A record of the register."""
    address = {"address_line1": "1 Long Lane", "town": "Aford", "postcode": "AF1 1AA"}
    return {"prisonId": code, "name": "Aford (HMP)", "nameWelsh": None, "active": True, "addresses": [address], **changed}


def imported(
    seeds: list[dict[str, Any]] | None = None,
    entries: list[dict[str, Any]] | None = None,
    rulings: Rulings = RULINGS,
    **changed: Any,
) -> Imported:
    """An import of these records; of one sound prison where none are given."""
    visits = {"provenance": {"commit": "v1"}, "prisons": [seed()] if seeds is None else seeds}
    register = {"provenance": {"commit": "r1"}, "prisons": [entry()] if entries is None else entries}
    return import_catalogue(visits, register, replace(rulings, **changed), HOLIDAYS, 7)


def only(found: Imported) -> Prison:
    """The one prison of an import."""
    (prison,) = found.catalogue.prisons
    return prison


def told(found: Imported) -> list[tuple[str, str, str]]:
    """The faults of an import by the name of their kind, with the field and what became of it."""
    return [(fault.kind.name, fault.field, fault.ruling.value) for fault in faults(found)]


def faults(found: Imported) -> tuple[Fault, ...]:
    """The faults of an import, each of them explained."""
    assert all(fault.why and fault.where for fault in found.faults)
    return found.faults
