"""The list of one day for staff, from what this kiosk keeps: what is granted, and what is not decided and asks for the day.

Works without any network, and says no more than receipt fields do: people as "David T". A list that is too long is cut, and says
by how much. Whoever lets it be printed has it written to the audit log: how many, never who.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.diary import Diary, Entry
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import DayLine, DayListPage, Paper, Printer, PrintLedger, Renderer
from kiosk_app.ports.submissions import Submission
from kiosk_app.site import Site
from kiosk_app.use_cases.standing import context_of
from kiosk_app.wording import custody_words
from services.common.civil import TimeRange, instant_of
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language

MOST_LINES = 250
LOOKED_BACK = timedelta(days=60)  # for what is not decided: more than twice the longest time ahead that can be asked for


@dataclass(frozen=True, slots=True)
class DayList:
    """What is known of one day.

    `booked`, `asked` and `left_out` count references, listed or not: a request that asks for two times of the day is one.
    """

    day: date
    granted: tuple[DayLine, ...]
    requested: tuple[DayLine, ...]
    booked: int
    asked: int
    left_out: int  # how many of them are not listed
    submissions: tuple[Submission, ...]  # of what is granted, in its order


class DayLists:
    """Finds a day's list and prints it."""

    def __init__(self, diary: Diary, prints: PrintLedger, audit: AuditLog, services: Mapping[str, Service], clock: Clock) -> None:
        self._diary = diary
        self._prints = prints
        self._audit = audit
        self._services = services
        self._clock = clock

    def today(self) -> date:
        """The civil day it is."""
        return self._clock.today()

    def find(self, day: date, place: str = "") -> DayList:
        """The list of `day`, by session then reference; at one prison, or at all of them with ""."""
        granted = _sorted(self._lines(self._diary.granted(day), day, place))
        since = instant_of(self._clock.today() - LOOKED_BACK, time())
        requested = _sorted(self._lines(self._diary.undecided(since), day, place))
        shown = granted[:MOST_LINES]
        more = requested[: MOST_LINES - len(shown)]
        return DayList(
            day=day,
            granted=tuple(line for line, _submission in shown),
            requested=tuple(line for line, _submission in more),
            booked=_references(granted),
            asked=_references(requested),
            left_out=_references(granted + requested) - _references(shown + more),
            submissions=tuple(submission for _line, submission in shown),
        )

    def print(self, found: DayList, renderer: Renderer, printer: Printer, site: Site, language: Language) -> None:
        """Print a list; returns when the page is out.

        Raises:
            PrinterError: it is not, and why.
        """
        translate = Translator(language)
        printer.check()
        page = DayListPage(
            day=found.day,
            granted=found.granted,
            requested=found.requested,
            booked=found.booked,
            asked=found.asked,
            left_out=found.left_out,
            site=translate(site.name),
            organisation=translate(site.organisation),
            kiosk=site.kiosk,
            language=language,
            printed=self._clock.now(),
        )
        printer.print(renderer.day_list(page), f"day-list-{found.day.isoformat()}")

    def queue_passes(self, found: DayList) -> int:
        """Queue the pass of everything that is granted and not over; how many. Nobody's session waits for them."""
        today = self._clock.today()
        with_pass = [each for each in found.submissions if self._services[each.service].granted_pass and found.day >= today]
        for submission in with_pass:
            self._prints.queue(submission.id, paper=Paper.ADMISSION)
        return len(with_pass)

    def record(self, found: DayList, by: str, *, listed: bool, passes: int, operator: str = "") -> None:
        """Write to the audit log what was printed, and by whom.

        `by` is a code: "kioskctl", or "desk" for the staff page; `operator` the id of who was signed in, "" for nobody.
        """
        who = {"operator": operator} if operator else {}
        self._audit.append(
            Event.DAY_PRINTED,
            found.day.isoformat(),
            by=by,
            granted=str(found.booked),
            requested=str(found.asked),
            left_out=str(found.left_out),
            passes=str(passes),
            list=str(listed).lower(),
            **who,
        )

    def _lines(self, entries: Iterable[Entry], day: date, place: str) -> Iterator[tuple[DayLine, Submission]]:
        today = self._clock.today()
        for entry in entries:
            submission = entry.submission
            service = self._services.get(submission.service)
            if service is None or service.appointments is None or submission.emptied:
                continue
            context = context_of(submission, entry.outcome, today)
            custody = None if context.state else custody_words(submission.custody, service.receiver)
            for appointment in service.appointments(submission.receipt, context):
                if appointment.day == day and place in {"", appointment.place}:
                    yield DayLine(submission.reference, appointment, custody), submission


def _references(lines: Iterable[tuple[DayLine, Submission]]) -> int:
    return len({line.reference for line, _submission in lines})


def _sorted(lines: Iterable[tuple[DayLine, Submission]]) -> list[tuple[DayLine, Submission]]:
    def order(line: tuple[DayLine, Submission]) -> tuple[time, time, str]:
        span: TimeRange = line[0].appointment.span
        return span.start, span.end, line[0].reference

    return sorted(lines, key=order)
