"""Who decides: one step for each service that the centre can decide on by itself.

A service without a step stays "requested" until somebody decides elsewhere. Steps are handed in by the composition root; adding
one changes nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from central_api.models import Case
from central_api.states import CaseState, Parked
from central_api.telling import Decision
from services.forms.marks import Mark, marks_in


@dataclass(frozen=True, slots=True)
class Application:
    """What a step may look at: answers as the service's own model writes them."""

    submission_id: UUID
    reference: str
    answers: Mapping[str, object]
    created: datetime  # by the kiosk's clock
    received: datetime  # at this centre: that of its envelope
    cites: str = ""  # the reference it follows
    likeness: str = ""  # a digest shared by requests of the same people; "" for none
    number: int = 0  # the order in which cases were opened
    hold: UUID | None = None  # of a place that is kept for it
    marks: Mapping[str, Mark] = field(default_factory=dict)  # of answers that could not be read on paper, by path


def application_of(case: Case) -> Application:
    """A case as its step sees it."""
    return Application(
        submission_id=case.submission_id,
        reference=case.reference,
        answers=case.answers,
        created=case.created,
        received=case.received,
        cites=case.cites,
        likeness=case.likeness,
        number=case.number,
        hold=case.hold,
        marks=marks_in((each["path"], each["code"]) for each in case.confirmed or ()),
    )


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not decided now. `parked` says why staff must look; without it the case waits for what it cites, or for somebody.

    `told` is what its kiosk hears meanwhile, once; None for nothing new.
    """

    told: Decision | None = None
    parked: Parked | None = None
    with_staff: bool = False  # who decide on it: the settings say so, or no rule can
    with_person: bool = False  # who has to do something first, as `told` says

    @property
    def state(self) -> CaseState:
        """What becomes of the case."""
        if self.parked is not None:
            return CaseState.PARKED
        if self.with_person:
            return CaseState.WITH_PERSON
        return CaseState.WITH_STAFF if self.with_staff else CaseState.WAITING


class DecisionStep(Protocol):
    """Decides on the applications of one service."""

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Decide, and write down what follows from it (a booking) in the given transaction and nowhere else.

        The transaction may be rolled back and the step asked again, so it does nothing that cannot be undone with it.
        """
        ...


__all__ = ["Application", "Decision", "DecisionStep", "Deferred", "application_of"]
