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

from central_api.states import CaseState, Parked
from central_api.telling import Decision


@dataclass(frozen=True, slots=True)
class Application:
    """What a step may look at: answers as the service's own model writes them."""

    submission_id: UUID
    reference: str
    answers: Mapping[str, object]
    cites: str = ""  # the reference it follows
    likeness: str = ""  # a digest shared by requests of the same people; "" for none
    number: int = 0  # the order in which cases were opened
    hold: UUID | None = None  # of a place that is kept for it


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not decided now. `parked` says why staff must look; without it the case waits for what it cites, or is `with_staff`.

    `told` is what its kiosk hears meanwhile, once; None for nothing new.
    """

    told: Decision | None = None
    parked: Parked | None = None
    with_staff: bool = False  # who decide on it, for the settings say so

    @property
    def state(self) -> CaseState:
        """What becomes of the case."""
        if self.parked is not None:
            return CaseState.PARKED
        return CaseState.WITH_STAFF if self.with_staff else CaseState.WAITING


class DecisionStep(Protocol):
    """Decides on the applications of one service."""

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Decide, and write down what follows from it (a booking) in the given transaction and nowhere else.

        The transaction may be rolled back and the step asked again, so it does nothing that cannot be undone with it.
        """
        ...


__all__ = ["Application", "Decision", "DecisionStep", "Deferred"]
