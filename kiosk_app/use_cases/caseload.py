"""The caseload of a helper desk: whom an operator helps, what was submitted from the site, and what is to be done about it.

Of other operators' cases an operator learns what became of what was submitted: service, custody, decision and reference. Never
their drafts, and never a name that they typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.caseload import Mark, Standing, Standings
from kiosk_app.ports.drafts import Drafts, Owner
from kiosk_app.ports.helping import Agreement, Done, Helped, HelpedCase, HelpedLine, HelpedState
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.printing import PrintJob, PrintLedger
from kiosk_app.use_cases.case_index import CaseIndex, CaseLine
from kiosk_app.use_cases.case_lines import line_of_draft, line_of_submission
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.following import outcome_words
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.standing import context_of
from kiosk_app.wording import custody_words
from services.forms.check import check_draft
from services.forms.draft import Draft
from services.forms.receipt import OutcomeWords
from services.forms.sections import FormSections, form_sections
from services.forms.service import Service
from services.forms.words import Words
from services.language import Language

_FEW: Final = 200  # changed submissions that are read one by one; of more the whole site is read at once


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """All that is known of one case. What is None or empty is not this operator's, or not known."""

    line: CaseLine
    agreement: Agreement | None = None
    done: tuple[Done, ...] = ()
    custody: Words | None = None  # of what was submitted
    outcome: OutcomeWords | None = None
    sections: FormSections | None = None  # of a draft


class Caseload:
    """One window's. Methods block, may raise a `StoreError`, and ask who is signed in."""

    def __init__(
        self,
        seat: Seat,
        *,
        helped: Helped,
        standings: Standings,
        drafts: Drafts,
        catalogues: Catalogues,
        services: Mapping[str, Service],
        receipts: Receipts,
        prints: PrintLedger,
        audit: AuditLog,
        clock: Clock,
        print_list: Callable[[Language, str], None],
    ) -> None:
        self._seat = seat
        self._helped = helped
        self._standings = standings
        self._drafts = drafts
        self._catalogues = catalogues
        self._services = services
        self._receipts = receipts
        self._prints = prints
        self._audit = audit
        self._clock = clock
        self._print_list = print_list
        self._seen: Seen | None = None

    def load(self) -> CaseIndex:
        """Everything the operator may see, as it stands now."""
        owner, today = self._seat.require(Permission.HELP).owner, self._clock.today()
        if self._seen is None or (self._seen.owner, self._seen.today) != (owner, today):
            self._seen = Seen(owner, today)
        return index_of(owner, self._helped, self._standings, self._services, self._seen)

    def detail(self, line: CaseLine) -> CaseDetail:
        """More about one case of a list.

        Raises:
            HelpGone: it is not there any more.
        """
        operator = self._seat.require(Permission.HELP)
        service = self._services.get(line.service)
        own = CaseDetail(line) if not line.mine else self._own(operator.owner, line)
        standing = self._standing(line)
        if standing is None or service is None:
            return own
        submission = standing.entry.submission
        context = context_of(submission, standing.entry.outcome, self._clock.today())
        custody = custody_words(submission.custody, service.receiver)
        return replace(own, custody=custody, outcome=outcome_words(service, standing, context, named=line.mine))

    def print_again(self, line: CaseLine) -> PrintJob:
        """Queue one more copy of the pass or the receipt of what was submitted; it says DUPLICATE.

        Raises:
            HelpGone: it is not this operator's.
            UnknownReference, NotKept: nothing can be printed of it any more.
        """
        operator = self._seat.require(Permission.HELP)
        case = self._helped.find(operator.owner, UUID(line.key))
        found = self._receipts.find(case.line.reference)
        job = self._prints.queue(found.id, paper=self._receipts.paper(found))
        details = {"reference": found.reference, "paper": job.paper.value, "operator": str(operator.id)}
        self._audit.append(Event.RECEIPT_ASKED_AGAIN, str(found.id), **details)
        return job

    def print_day(self, language: Language) -> None:
        """Print what is to be done and what was submitted today; returns when it is out.

        Raises:
            PrinterError: it is not, and why.
        """
        self._print_list(language, str(self._seat.require(Permission.HELP).id))

    def _own(self, owner: Owner, line: CaseLine) -> CaseDetail:
        case = self._helped.find(owner, UUID(line.key))
        done = tuple(self._helped.events(owner, UUID(line.key)))
        return CaseDetail(line, case.agreement, done, sections=self._sections(owner, case))

    def _sections(self, owner: Owner, case: HelpedCase) -> FormSections | None:
        service = self._services.get(case.line.service)
        if case.line.draft is None or service is None:
            return None
        draft, context = Draft(self._drafts.find(owner, case.line.draft).content), self._catalogues.context()
        return form_sections(service, draft, check_draft(service, draft, context), context)

    def _standing(self, line: CaseLine) -> Standing | None:
        if not line.reference:
            return None
        return self._standings.one(self._receipts.find(line.reference).id)


@dataclass(slots=True)
class Seen:
    """The lines made for one operator on one day, each with what was known of its submission then."""

    owner: Owner
    today: date
    lines: dict[str, tuple[Mark, CaseLine]] = field(default_factory=dict)  # by the submission's id


def index_of(owner: Owner, helped: Helped, standings: Standings, services: Mapping[str, Service], seen: Seen) -> CaseIndex:
    """The cases an operator may see. Of what has not changed since it was `seen` nothing is read again."""
    mine = [each for each in helped.lines(owner) if each.state is not HelpedState.STOPPED]
    own = {each.id for each in mine}
    cases = [*mine, *(each for each in helped.of_site(owner.site) if each.id not in own)]
    _look(cases, own, standings, services, seen)
    lines: list[CaseLine] = []
    for case in sorted(cases, key=lambda each: each.changed, reverse=True):
        service = services.get(case.service)
        if case.submission is not None:
            found = seen.lines.get(str(case.submission))
            lines += [found[1]] if found is not None else []
        elif service is not None:
            lines.append(line_of_draft(case, service))
    return CaseIndex(lines, seen.today)


def _look(
    cases: Sequence[HelpedLine], own: AbstractSet[UUID], standings: Standings, services: Mapping[str, Service], seen: Seen
) -> None:
    """Make the lines of what was submitted, where they are not as they were."""
    marks = standings.marks(seen.owner.site)
    submitted = {str(case.submission): case for case in cases if case.submission is not None}
    others = [key for key in submitted if key in marks and (key not in seen.lines or seen.lines[key][0] != marks[key])]
    few = len(others) <= _FEW
    found = standings.some([UUID(key) for key in others]) if few else standings.helped(seen.owner.site)
    for standing in found:
        key = str(standing.id)
        case = submitted.get(key)
        service = None if case is None else services.get(case.service)
        if case is not None and service is not None and key in marks:
            line = line_of_submission(case, standing, service, seen.today, mine=case.id in own)
            seen.lines[key] = (marks[key], line)
