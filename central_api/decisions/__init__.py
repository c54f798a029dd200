"""Who decides: one step for each service that the centre can decide on by itself.

A service without a step stays "requested" until somebody decides elsewhere. Steps are handed in by the composition root; adding
one changes nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from central_api.outcomes import Decision


@dataclass(frozen=True, slots=True)
class Application:
    """What a step may look at: answers as the service's own model writes them."""

    submission_id: UUID
    reference: str
    answers: Mapping[str, object]


class DecisionStep(Protocol):
    """Decides on the applications of one service."""

    def decide(self, session: Session, application: Application, now: datetime) -> Decision:
        """Decide, and write down what follows from it (a booking) in the given transaction and nowhere else.

        The transaction may be rolled back and the step asked again, so it does nothing that cannot be undone with it.
        """
        ...


__all__ = ["Application", "Decision", "DecisionStep"]
