"""What was paid towards a claim, and deciding on the claim again when something was.

Whoever keeps payments says what was paid, in the transaction that decides; nothing here knows how they come. A claim and its
payment may arrive in either order and at one moment: `wait_turn` and `reconsider` see to it that one of the two sees the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.db import in_turn
from central_api.models import Case
from central_api.states import CaseState
from services.common.money import Pence


@dataclass(frozen=True, slots=True)
class Paid:
    """All that was paid for one reference and not paid back, and when the last of it came; None where nothing did."""

    amount: Pence = 0
    last: datetime | None = None


class Payments(Protocol):
    """Those that are known to this centre."""

    def paid(self, session: Session, reference: str) -> Paid:
        """What was paid for the submission with this reference, as far as it is matched."""
        ...

    def payments_for(self, session: Session, claim: str) -> Sequence[str]:
        """The references of the payments that are matched with a claim, the first one first."""
        ...


def wait_turn(session: Session, reference: str) -> None:
    """Asked by who decides on a claim, before looking what was paid: what was paid before then is seen."""
    in_turn(session, f"paid {reference}")


def reconsider(session: Session, reference: str) -> bool:
    """Give a claim that waits for its person back to the worker; whether there was one that waited.

    To be asked in the transaction that writes down what was paid, after that. A claim that has not arrived is decided with it.
    The claim counts as it is once it is locked, whatever this transaction has read of it before.
    """
    asked = select(Case).where(Case.reference == reference).execution_options(populate_existing=True)
    case = session.scalar(asked.with_for_update(key_share=True))
    if case is None:
        wait_turn(session, reference)
        free = asked.with_for_update(skip_locked=True, key_share=True)  # who has it now waits for this turn, and then looks
        case = session.scalar(free)
    if case is None or case.state != CaseState.WITH_PERSON:
        return False
    case.state, case.reason, case.attempts = CaseState.REQUESTED, "", 0
    return True
