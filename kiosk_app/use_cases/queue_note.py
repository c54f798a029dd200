"""A note on paper about a request that was put aside: for the person whose it is, or for the file.

It says what the queue says of it, and no more: reference, service, when it was saved, what happened, what that means and what to
do. It names nobody, and nothing is unsealed for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from kiosk_app.errors import NotKept
from kiosk_app.events import Event
from kiosk_app.ports.printing import LeafletPage, Printer, Renderer
from kiosk_app.ports.queue import Queued
from kiosk_app.ports.submissions import Custody
from kiosk_app.queue_words import happened_words, means_words, steps_words
from services.common.civil import local
from services.common.references import grouped
from services.forms.receipt import Line, Section
from services.forms.words import Domain, Translator, Words
from services.guidance import TopicPage

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kiosk_app.ports.audit import AuditLog
    from kiosk_app.ports.queue import Queue
    from kiosk_app.site import Site
    from services.forms.service import Service
    from services.language import Language

_ = Domain("kiosk_app")
_NEVER_TODAY: Final = date.max  # paper is read on other days: every day on it has its date
_FOR_THE_PERSON: Final = (
    _("Your request did not reach a court or a prison. Nothing was decided about it."),
    _("Keep this note and show it to staff. They can make a new request with you."),
)


class Notes:
    """Prints them. `services` give a request's title; one that is not offered here any more is called by its key."""

    def __init__(
        self, queue: Queue, audit: AuditLog, services: Mapping[str, Service], site: Site, paper: tuple[Renderer, Printer]
    ) -> None:
        self._queue = queue
        self._audit = audit
        self._services = services
        self._site = site
        self._renderer, self._printer = paper

    def print(self, submission: UUID, language: Language, at: datetime, operator: str) -> None:
        """Print one; returns when it is out, and who asked is written down.

        Raises:
            NotKept: it is not here, or not put aside any more.
            PrinterError: it is not printed, and why.
        """
        self._printer.check()
        row = self._queue.find(submission)
        if row is None or row.custody is not Custody.QUARANTINED:
            raise NotKept
        say = Translator(language)
        page = note_of(row, self._services.get(row.service), self._site.kiosk, at)
        sheet = LeafletPage(page, say(self._site.name), say(self._site.organisation), language, at)
        self._printer.print(self._renderer.leaflet(sheet), f"note-{grouped(row.reference, '-')}-{at:%Y%m%dT%H%M%SZ}")
        self._audit.append(Event.QUEUE_NOTED, str(submission), operator=operator)


def note_of(row: Queued, service: Service | None, kiosk: str, at: datetime) -> TopicPage:
    """What the note says."""
    title = _("{reference} was put aside", reference=grouped(row.reference))
    service_is = _("Service: {service}.", service=row.service if service is None else service.title)
    printed = _("Kiosk {kiosk}. Printed {at:weekday}, {at:time}.", kiosk=kiosk, at=at)
    told = (
        _section(_("What it is"), (service_is, printed)),
        _section(_("What happened"), happened_words(row, _NEVER_TODAY)),
        _section(_("What it means"), means_words(row)),
        _section(_("What staff do"), steps_words(row)),
        _section(_("If this is your request"), _FOR_THE_PERSON),
    )
    sections = tuple(each for each in told if each.lines)
    summary, correct = _("A note about a request that was not received."), _("Names no person.")
    return TopicPage(title, summary, sections, local(at).date(), correct, address="")


def _section(heading: Words, lines: tuple[Words, ...]) -> Section:
    return Section(heading, tuple(Line(each) for each in lines))
