"""A helper's list for one day: what is to be done about their clients by then, and what they submitted on it.

Only the helper's own cases. A list that is too long is cut, and says by how much; the audit log says how many, never who.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.caseload import Standings
from kiosk_app.ports.drafts import Owner
from kiosk_app.ports.helping import Helped
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import CaseListLine, CaseListPage, Printer, Renderer
from kiosk_app.site import Site
from kiosk_app.use_cases.case_index import CaseIndex, CaseLine, CaseState, Show
from kiosk_app.use_cases.caseload import Seen, index_of
from services.common.civil import local
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language

MOST_LINES = 250


@dataclass(frozen=True, slots=True)
class CaseList:
    """What is on the list of a day."""

    day: date
    to_do: tuple[CaseListLine, ...]
    submitted: tuple[CaseListLine, ...]
    left_out: int


class CaseLists:
    """Finds one operator's list and prints it."""

    def __init__(
        self, helped: Helped, standings: Standings, audit: AuditLog, services: Mapping[str, Service], clock: Clock
    ) -> None:
        self._helped = helped
        self._standings = standings
        self._audit = audit
        self._services = services
        self._clock = clock

    def find(self, owner: Owner) -> CaseList:
        """The list of today."""
        today = self._clock.today()
        index = index_of(owner, self._helped, self._standings, self._services, Seen(owner, today))
        to_do, submitted = tuple(_to_do(index)), tuple(_submitted(index))
        shown = to_do[:MOST_LINES]
        more = submitted[: MOST_LINES - len(shown)]
        return CaseList(today, shown, more, len(to_do) + len(submitted) - len(shown) - len(more))

    def print(self, found: CaseList, renderer: Renderer, printer: Printer, site: Site, language: Language) -> None:
        """Print a list; returns when the page is out.

        Raises:
            PrinterError: it is not, and why.
        """
        translate = Translator(language)
        printer.check()
        page = CaseListPage(
            day=found.day,
            to_do=found.to_do,
            submitted=found.submitted,
            left_out=found.left_out,
            site=translate(site.name),
            organisation=translate(site.organisation),
            kiosk=site.kiosk,
            language=language,
            printed=self._clock.now(),
        )
        printer.print(renderer.case_list(page), f"case-list-{found.day.isoformat()}")

    def record(self, found: CaseList, operator: str) -> None:
        """Write to the audit log that it was printed, by the operator's id."""
        self._audit.append(
            Event.CASELOAD_PRINTED,
            found.day.isoformat(),
            to_do=str(len(found.to_do)),
            submitted=str(len(found.submitted)),
            left_out=str(found.left_out),
            operator=operator,
        )


def _to_do(index: CaseIndex) -> Iterator[CaseListLine]:
    """Every reminder whose day has come, the soonest first."""
    due = ((each, line) for line in index.lines if line.mine for each in line.follow_ups if each.day <= index.today)
    for follow_up, line in sorted(due, key=lambda found: found[0].day):
        yield CaseListLine(follow_up.day, None, line.client, line.title, follow_up.what, follow_up.why, line.reference)


def _submitted(index: CaseIndex) -> Iterator[CaseListLine]:
    """What the operator submitted today, the first of the day first."""
    for place in reversed(index.find(Show.MINE)):
        line: CaseLine = index.lines[place]
        if line.state is not CaseState.DRAFT and local(line.changed).date() == index.today:
            yield CaseListLine(None, line.changed, line.client, line.title, line.said, None, line.reference)
