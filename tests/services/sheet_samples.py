"""Paper forms as they are typed, good on the day of the other samples."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from services.forms.service import Service
from services.forms.sheet import Sheet, sheet_of
from services.forms.sheet_reading import ReadSheet, SheetReader
from tests.services.samples import CONTEXT

N1: Mapping[str, str] = MappingProxyType(
    {
        "claimants.0.called": "Dilys Rowlands",
        "claimants.0.address": "14 Wyndham Crescent, Cardiff CF11 9EG",
        "defendants.0.called": "Cwm Roofing Ltd",
        "defendants.0.address": "Unit 3, Maritime Estate, Pontypridd CF37 1NY",
        "claim.details": "I paid Cwm Roofing to mend my roof on 1 July 2026.",
        "amounts.0.amount": "1840-00",
        "particulars.text": "I paid. They took the money and did not come back. I have written to them twice.",
        "signing.name": "D Rowlands",
    }
)
N5: Mapping[str, str] = MappingProxyType(
    {
        "claimants.0.called": "Gwyn Evans",
        "claimants.0.address": "1 High Street, Bristol BS1 4DJ",
        "defendants.0.called": "John Smith",
        "property.address": "2 Low Street, London E1 6AN",
        "landlord.type": "private",
        "tenancy.kind": "assured",
        "tenancy.start": "1st February 2020",
        "rent.amount": "500",
        "rent.frequency": "month",
        "notice.served_on": "1 May 26",
        "notice.expires_on": "010926",
        "grounds.0.ground": "12",
        "grounds.0.facts": "The garden is full of cars.",
        "signing.name": "Gwyn Evans",
    }
)
VISIT: Mapping[str, str] = MappingProxyType(
    {
        "prison": "cardiff",
        "prisoner": "David Thomas",
        "prisoner.date_of_birth": "270385",
        "prisoner.number": "a1234bc",
        "visitors.0.called": "Siân Thomas",
        "visitors.0.date_of_birth": "1 Feb 1988",
        "slots.0": "28/11/26 9:30am",
        "contact.phone": "07700 900982",
    }
)
FEE: Mapping[str, str] = MappingProxyType({"paid_for.number": "000MC001", "fee.asked": "115", "payer": "Siân Evans"})


def read(service: Service, texts: Mapping[str, str], marks: Mapping[str, str] | None = None) -> tuple[Sheet, ReadSheet]:
    """A sheet with what was typed in it, and what that was read as."""
    sheet = sheet_of(service, texts)
    return sheet, SheetReader(service, CONTEXT).read(sheet, texts, marks or {})
