"""Finding the request that a cancellation or a change is about, by its reference and the lead visitor's date of birth.

Whoever asks learns nothing by trying: a reference that nobody knows and a date that is wrong are answered alike and at once. The
difference is only here: what cites an unknown reference waits, for the request may still be on its way, and a wrong date is
counted against its reference. After a few of them all that cites it is left to staff, right or wrong, with the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.db import in_turn
from central_api.decisions import Application, Decision, Deferred
from central_api.models import Case, WrongFacts
from central_api.states import OutcomeState, Parked
from services.visits.amendments import REQUEST

NOT_MATCHED: Final = Decision(OutcomeState.NEEDS_ACTION, codes=("not_matched",))
_CITING: Final = "citing"


class Citations:
    """Looks up what is cited. `tries` is how many wrong second facts a reference takes."""

    def __init__(self, tries: int) -> None:
        self._tries = tries

    def find(self, session: Session, application: Application, also: tuple[str, ...] = ()) -> Case | Decision | Deferred:
        """The cited visit request, locked; what is told where it is not found, or is not this person's.

        `also` names top-level answers that must be the same in both, beside the second fact. They prove nothing, so one that is
        wrong is answered alike and not counted: whoever knows the date may have slipped. What cites is decided one at a time by
        all workers: it touches rows of two cases, two sessions and two devices, and two at once would wait for each other.
        """
        cited = locked_cited(session, application.cites)
        wrong = session.get(WrongFacts, application.cites, with_for_update=True)
        if wrong is not None and wrong.count >= self._tries:
            return Deferred(NOT_MATCHED, Parked.WRONG_FACTS)
        if cited is None:
            return Deferred(NOT_MATCHED)
        if cited.service == REQUEST:
            born = lead_birth(cited.answers)
            if born is None:
                return Deferred(NOT_MATCHED, Parked.CITED_WITH_STAFF)
            if born == given_birth(application.answers):
                same = all(cited.answers.get(name) == application.answers.get(name) for name in also)
                return cited if same else NOT_MATCHED
        if wrong is None:
            wrong = WrongFacts(reference=application.cites, count=0)
            session.add(wrong)
        wrong.count += 1
        return NOT_MATCHED


def locked_cited(session: Session, reference: str) -> Case | None:
    """The case that is cited, once it is this transaction's turn to decide on what cites. A request is locked.

    Nothing else is: whoever decides on a cancellation has that one locked while they wait for their turn.
    """
    in_turn(session, _CITING)
    cited = select(Case).where(Case.reference == reference)
    service = session.scalar(select(Case.service).where(Case.reference == reference))
    return session.scalar(cited.with_for_update() if service == REQUEST else cited)


def lead_birth(answers: Mapping[str, object]) -> str | None:
    """The lead visitor's date of birth in a visit request; None where it cannot be read. A parked request may hold anything."""
    visitors = answers.get("visitors")
    lead = visitors[0] if isinstance(visitors, list) and visitors else None
    born = lead.get("date_of_birth") if isinstance(lead, dict) else None
    return born if isinstance(born, str) else None


def given_birth(answers: Mapping[str, object]) -> str | None:
    """The date that came with a cancellation or a change."""
    lead = answers.get("lead_visitor")
    born = lead.get("date_of_birth") if isinstance(lead, dict) else None
    return born if isinstance(born, str) else None
