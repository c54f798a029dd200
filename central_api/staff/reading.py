"""Opening a case: who looks is written down, durably, before anything of it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.clock import Clock
from central_api.db import Database
from central_api.decisions.second_fact import given_birth, lead_birth
from central_api.decisions.wishes import wish_in
from central_api.models import Case, RecordedOutcome, StaffAct
from central_api.staff.acts import Act, write_down
from central_api.staff.finding import CaseLine, alike, case_line, locked_case
from central_api.staff.people import Person
from central_api.staff.versions import version_of
from central_api.staff.wording import Worded, Wording
from services.visits.amendments import REQUEST


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome, with its reasons as they were decided. What of them the kiosk heard is `codes`."""

    state: str
    codes: tuple[str, ...]
    decided_as: tuple[str, ...]
    slot: str
    claim_number: str  # of a claim that was issued
    decided: datetime
    by: str  # "" for the worker


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did with the case."""

    act: str
    staff: str
    done: datetime
    detail: dict[str, object]


@dataclass(frozen=True, slots=True)
class Cited:
    """The request that a cancellation or a change is about. `matches`: whether the date of birth given is its lead visitor's."""

    reference: str
    known: bool
    matches: bool
    state: str  # the newest outcome's; "" where it is not known or another site's
    slot: str


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """Everything about a case that whoever decides must know. What came with it as a file is `papers`."""

    line: CaseLine
    version: str
    language: str
    assisted_by: str
    assistance: Mapping[str, object] | None  # how whoever that is helped; None where nobody did, or it was not said
    created: datetime  # by the kiosk's clock
    worded: Worded
    slots: tuple[str, ...]  # the times asked for, best first
    cited: Cited | None
    alike: Sequence[CaseLine]
    told: tuple[Told, ...]
    done: tuple[Done, ...]


class CaseReader:
    """Opens cases."""

    def __init__(self, database: Database, wording: Wording, clock: Clock) -> None:
        self._database = database
        self._wording = wording
        self._clock = clock

    def open(self, person: Person, reference: str) -> OpenedCase:
        """The whole case, for somebody who is written down to have seen it, however the answer then fares.

        Raises:
            NoSuchCase: there is none, or it is another site's.
        """
        with self._database.write() as session:
            case, _envelope = locked_case(session, person, reference)
            write_down(session, person, case, Act.OPENED, self._clock())
            version = version_of(session, case)
        with self._database.read() as session:
            return OpenedCase(
                line=case_line(case),
                version=version,
                language=case.language,
                assisted_by=case.assisted_by or "",
                assistance=case.assistance,
                created=case.created,
                worded=self._wording.word(session, case),
                slots=wish_in(case.answers).slots,
                cited=_cited(session, person, case),
                alike=alike(session, person, case),
                told=_told(session, case),
                done=_done(session, case),
            )


def _told(session: Session, case: Case) -> tuple[Told, ...]:
    rows = session.scalars(
        select(RecordedOutcome).where(RecordedOutcome.submission_id == case.submission_id).order_by(RecordedOutcome.cursor)
    )
    return tuple(
        Told(
            row.state,
            tuple(row.codes),
            tuple(row.decided_as.get("codes", row.codes)),
            str(row.params.get("slot", "")),
            str(row.params.get("claim_number", "")),
            row.decided,
            row.decided_by,
        )
        for row in rows
    )


def _done(session: Session, case: Case) -> tuple[Done, ...]:
    rows = session.scalars(select(StaffAct).where(StaffAct.submission_id == case.submission_id).order_by(StaffAct.number))
    return tuple(Done(row.act, row.staff, row.done, row.detail) for row in rows)


def _cited(session: Session, person: Person, case: Case) -> Cited | None:
    if not case.cites:
        return None
    found = session.scalar(select(Case).where(Case.reference == case.cites))
    if found is None:
        return Cited(case.cites, known=False, matches=False, state="", slot="")
    born = lead_birth(found.answers) if found.service == REQUEST else None
    matches = born is not None and born == given_birth(case.answers)
    told = _told(session, found) if person.sees(found.site) else ()
    return Cited(
        case.cites, known=True, matches=matches, state=told[-1].state if told else "", slot=told[-1].slot if told else ""
    )
