"""Payments of a fee that are good on a fixed day, so that each test changes one thing."""

from __future__ import annotations

from typing import Any

from services.fee_payment import SERVICE
from tests.services.claim_samples import Hands

HANDS = Hands(SERVICE)
CLAIM = "000MC001"
POWER = "A51072955715"  # of a lasting power of attorney
CARD = "4111 1111 1111 1111"  # a number that a network publishes for trying things out


def listed(**changed: Any) -> dict[str, Any]:
    """The fee of a money claim for £1,250.00 from the list of fees, paid online."""
    answers: dict[str, Any] = {
        "paid_for": {"number": CLAIM},
        "fee": {"from": "list", "kind": "money-claim", "claimed": 125_000},
        "payer": {"first_name": "Ada", "last_name": "Lovelace"},
        "payment": {"how": "link"},
    }
    return {**answers, **changed}


def asked(pence: int = 11_500, **changed: Any) -> dict[str, Any]:
    """An amount that the court asked for in a letter."""
    return listed(fee={"from": "letter", "asked": pence}, **changed)


def power(reduction: str = "none", damages: str = "", kind: str = "lpa", **changed: Any) -> dict[str, Any]:
    """The fee to register a lasting power of attorney, with what lowers it."""
    fee = {"from": "list", "kind": kind, "reduction": reduction, **({"damages": damages} if damages else {})}
    answers = listed(paid_for={"number": POWER}, fee=fee, **changed)
    del answers["payment"]
    return answers
