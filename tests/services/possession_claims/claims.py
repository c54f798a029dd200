"""Possession claims that are good on a fixed day, one for each country, so that each test changes one thing."""

from __future__ import annotations

from typing import Any

from services.possession_claims import SERVICE
from tests.services.claim_samples import Hands

ENGLISH_HOME = {"line1": "2 Low Street", "town": "Chester", "postcode": "CH2 3AA"}
WELSH_HOME = {"line1": "3 Stryd Fawr", "town": "Caerdydd", "postcode": "CF10 1EP"}
OFFICE = {"line1": "1 High Street", "town": "Manchester", "postcode": "M1 1AA"}


def landlord(**changed: object) -> dict[str, Any]:
    """A claimant who is a person."""
    found: dict[str, Any] = {
        "kind": "individual",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "protected": "no",
        "address": dict(OFFICE),
    }
    return {**found, **changed}


def organisation(**changed: object) -> dict[str, Any]:
    """A claimant or defendant that is an organisation."""
    return {"kind": "organisation", "name": "Homes for All Ltd", "address": dict(OFFICE), **changed}


def renter(**changed: object) -> dict[str, Any]:
    """A defendant who lives at the property."""
    found: dict[str, Any] = {
        "kind": "individual",
        "first_name": "Tom",
        "last_name": "Jones",
        "protected": "not-known",
        "at_property": "yes",
    }
    return {**found, **changed}


_COMMON: dict[str, Any] = {
    "claimants": [landlord()],
    "documents": {"elsewhere": "no"},
    "defendants": [renter()],
    "rent": {"amount": 85_000, "frequency": "monthly"},
    "deposit": {
        "given": "money",
        "amount": 85_000,
        "scheme": "tenancy-deposit-scheme",
        "reference": "EW12345",
        "informed_on": "2021-04-10",
    },
    "arrears": {"owed": "yes"},
    "account": [
        {"date": "2026-06-01", "due": 85_000},
        {"date": "2026-07-01", "due": 85_000},
        {"date": "2026-08-01", "due": 85_000},
        {"date": "2026-08-15", "paid": 20_000},
        {"date": "2026-09-01", "due": 85_000},
    ],
    "steps": {"protocol": "yes", "mediation": "no", "settlement": "no"},
    "hearing": {"vulnerable": "no"},
    "language": "en",
    "payment": {"how": "link"},
    "signing": {"way": "here", "by": "claimant", "name": "Ada Lovelace"},
}


def english(**changed: object) -> dict[str, Any]:
    """A claim for an assured tenancy in England, on ground 8, with three and more months of rent owed; not signed yet."""
    answers: dict[str, Any] = {
        **_COMMON,
        "property": {"address": dict(ENGLISH_HOME)},
        "claim": {"kind": "rented", "arrears": "yes", "daily": "yes", "costs": "yes", "rights": "no"},
        "landlord": {"type": "private-landlord"},
        "tenancy": {"kind": "assured", "start": "2021-03-27"},
        "notice": {
            "served": "yes",
            "method": "first-class-post",
            "form": "Form 3A",
            "served_on": "2026-09-10",
            "expires_on": "2026-10-10",
        },
        "grounds": [{"ground": "assured-8", "facts": "No rent since June but £200."}],
    }
    return {**answers, **changed}


def welsh(**changed: object) -> dict[str, Any]:
    """A claim for a periodic standard contract in Wales, for serious arrears and breach of contract; not signed yet."""
    answers: dict[str, Any] = {
        **_COMMON,
        "property": {"address": dict(WELSH_HOME)},
        "claim": {"kind": "rented", "arrears": "yes", "daily": "yes", "costs": "no", "rights": "no"},
        "landlord": {"type": "private-landlord", "registered": "yes", "registration": "#RN-1", "licensed": "exempt"},
        "contract": {"kind": "standard-contract", "term": "periodic", "start": "2022-12-01"},
        "notice": {
            "served": "yes",
            "method": "personally-handed",
            "form_wales": "RHW20",
            "served_on": "2026-09-10",
            "expires_on": "2026-09-24",
        },
        "grounds": [
            {"ground": "wales-181", "facts": "Mwy na dau fis o rent."},
            {"ground": "wales-157-arrears", "facts": "Mae rhent yn ddyledus."},
        ],
        "language": "cy",
    }
    return {**answers, **changed}


HANDS = Hands(SERVICE)
sealed, checked, typed, checked_as_typed = HANDS.sealed, HANDS.checked, HANDS.typed, HANDS.checked_as_typed
