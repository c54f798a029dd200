"""Money claims that are good on a fixed day, so that each test changes one thing."""

from __future__ import annotations

from typing import Any

from services.money_claims import SERVICE
from tests.services.claim_samples import Hands

ADDRESS = {"line1": "1 High Street", "town": "Chester", "postcode": "CH1 2HJ"}


def person(**changed: object) -> dict[str, Any]:
    """A claimant or defendant who is a human being."""
    found: dict[str, Any] = {
        "kind": "individual",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "date_of_birth": "1980-12-10",
        "protected": "no",
        "address": dict(ADDRESS),
    }
    return {**found, **changed}


def company(**changed: object) -> dict[str, Any]:
    """One that is a company."""
    found: dict[str, Any] = {"kind": "company", "name": "Analytical Engines Ltd", "address": dict(ADDRESS)}
    return {**found, **changed}


def claim(**changed: object) -> dict[str, Any]:
    """Answers to every question that everybody is asked; not signed yet."""
    answers: dict[str, Any] = {
        "claimants": [person()],
        "documents": {"elsewhere": "no"},
        "defendants": [company()],
        "claim": {
            "details": "Unpaid invoices for building work",
            "crown": "no",
            "deposit": "no",
            "amount_known": "yes",
            "rights": "no",
        },
        "amounts": [{"reason": "Invoice 1042", "amount": 500_000}],
        "interest": {
            "basis": "statutory",
            "start": "date",
            "from_date": "2024-11-20",
            "from_reason": "The day the invoice was due",
            "until": "judgment",
        },
        "particulars": {"how": "here", "text": "1. The parties agreed.\n2. The defendant did not pay."},
        "timeline": [{"date": "2024-03-01", "what": "We agreed the price."}],
        "evidence": [{"kind": "contracts-and-agreements", "what": "The contract"}],
        "hearing": {"vulnerable": "no"},
        "language": "en",
        "payment": {"how": "link"},
        "signing": {"way": "here", "by": "claimant", "name": "Ada Lovelace"},
    }
    return {**answers, **changed}


HANDS = Hands(SERVICE)
sealed, checked, typed, checked_as_typed = HANDS.sealed, HANDS.checked, HANDS.typed, HANDS.checked_as_typed
