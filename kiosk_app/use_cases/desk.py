"""The public desk as its window sees it: everything a page can ask for, behind one door.

Every method blocks and may raise a `KnownError`; the window calls them off its event loop. Nothing a person typed is kept here:
the draft lives in the window's memory and ends with its process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from kiosk_app.errors import DiskFull, StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.centre import PlaceHolds
from kiosk_app.ports.machine import NetworkSwitch
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.printing import Leaflet, PrintJob, PrintLedger
from kiosk_app.ports.submissions import Custody
from kiosk_app.site import Site
from kiosk_app.use_cases.catalogue import Catalogues, CurrentCatalogue
from kiosk_app.use_cases.closing import Closing, Closure
from kiosk_app.use_cases.documents import Printable, printable
from kiosk_app.use_cases.guidance import Guides, Library
from kiosk_app.use_cases.line import Line, LineReader
from kiosk_app.use_cases.measuring import Measuring
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.seat import Left, Seat
from kiosk_app.use_cases.staff_work import StaffWork
from kiosk_app.use_cases.status import Status, Statuses
from kiosk_app.use_cases.submit import Assisted, Submitting
from services.common.civil import local
from services.common.references import grouped
from services.forms.check import Checked, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.helped import helped_words
from services.forms.problem import Problem
from services.forms.receipt import Receipt, ReceiptContext
from services.forms.service import Service
from services.language import Language

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the last page shows: only ever made after the commit returned."""

    reference: str
    receipt: Receipt
    custody: Custody
    saved: datetime
    print_job: int | None
    qr: Matrix  # True is black; no quiet zone
    printable: Printable | None = None  # what the whole can be printed from, until the session ends


class PublicDesk:
    """One public session's door to the application."""

    def __init__(
        self,
        *,
        services: Mapping[str, Service],
        site: Site,
        session: str,
        catalogues: Catalogues,
        guides: Guides,
        submitting: Submitting,
        receipts: Receipts,
        statuses: Statuses,
        line: LineReader,
        closing: Closing,
        prints: PrintLedger,
        audit: AuditLog,
        switch: NetworkSwitch,
        qr: Callable[[str], Matrix],
        may_switch_network: bool,
        prints_documents: bool = True,
        print_day: Callable[[date, Language, str], None] | None = None,
        seat: Seat | None = None,
        work: StaffWork | None = None,
        holds: PlaceHolds | None = None,
        measuring: Measuring | None = None,
    ) -> None:
        self.services = services
        self.site = site
        self.may_switch_network = may_switch_network
        self.may_print_days = print_day is not None
        self._session = session
        self._catalogues = catalogues
        self._guides = guides
        self._submitting = submitting
        self._receipts = receipts
        self._statuses = statuses
        self._line = line
        self._closing = closing
        self._prints = prints
        self._audit = audit
        self._switch = switch
        self._qr = qr
        self._prints_documents = prints_documents  # whether the printer has paper for them
        self._print_day = print_day
        self.seat = seat  # of staff, behind the hidden gesture; None where nobody can sign in
        self.work = work  # of staff; None where nobody can sign in
        self.holds = holds  # None where no place can be held
        self.measuring = measuring  # None where nothing is counted

    def context(self) -> Context:
        """Today and the newest catalogue: what answers are checked against."""
        return self._catalogues.context()

    def catalogue(self) -> CurrentCatalogue:
        """The newest catalogue and when it came."""
        return self._catalogues.current()

    def library(self) -> Library:
        """The guidance to show now."""
        return self._guides.library()

    def print_leaflet(self, leaflet: Leaflet) -> PrintJob:
        """Queue a leaflet, which is of no request and expires with this session."""
        return self._prints.queue_leaflet(leaflet, self._session)

    def line(self) -> Line:
        """What is known about the connection and what waits, and whether new requests may be begun."""
        with self._noting_damage("line"):
            return self._line.read()

    def closed(self) -> Closure:
        """Why nobody may begin now. Does not read the database."""
        return self._closing.reason()

    def admit(self) -> None:
        """Somebody wants to begin a service, before its first question.

        Raises:
            DiskFull: there is too little room to promise that a request will be kept.
            StoreCorrupt: the records are damaged.
            NotEnrolled, KeyUnavailable: nothing could be saved.
        """
        self._closing.admit()
        self._submitting.ready()

    def repeated(self, service: Service, checked: Checked) -> tuple[Problem, ...]:
        """What must be confirmed because the same was asked for here before. See `Submitting.repeated`."""
        with self._noting_damage("repeated"):
            return self._submitting.repeated(service, checked)

    def submit(
        self,
        service: Service,
        draft: Draft,
        language: Language,
        cites: str = "",
        confirmed: tuple[Problem, ...] = (),
        *,
        hold: UUID | None = None,
        assisted: Assisted | None = None,
    ) -> Confirmation:
        """Keep finished answers and queue their receipt. `confirmed` is what the person has said yes to.

        `hold` is the id of a place that is perhaps held for them; what becomes of it is the centre's to say.
        `assisted` says who helped, and whose draft this is, saved as it is here.

        Raises:
            InvalidAnswers: a page must be looked at again; nothing was saved.
            NotConfirmed: something must be confirmed that was not; nothing was saved.
            DraftChanged, DraftGone: the draft of who helped is not as it was seen; nothing was saved.
            StoreError, NotEnrolled, KeyUnavailable: nothing was saved. Damaged records close the kiosk after this session.
        """
        context = replace(self.context(), cites=cites)
        checked = check_draft(service, draft, context)
        fields = {} if checked.blocked else service.receipt_fields(checked.answers, context)
        whole = printable(service, checked, context) if self._prints_documents and not checked.blocked else None
        with self._noting_damage("submit"):
            done = self._submitting.submit(
                service,
                checked,
                fields,
                language,
                session=self._session,
                assisted_by=assisted.draft.owner.operator if assisted else None,
                cites=cites,
                draft=assisted.draft if assisted else None,
                confirmed=confirmed,
                hold=hold,
                agreement=assisted.agreement if assisted else None,
            )
        receipt = service.receipt(fields, ReceiptContext(context.today, local(done.created).date()))
        # From here on it is kept: what follows reads nothing, so that nothing can fail and be taken for "not saved".
        return Confirmation(
            reference=done.reference,
            receipt=replace(receipt, helped=helped_words(done.receipt)),
            custody=Custody.HELD,
            saved=done.created,
            print_job=done.print_jobs[0] if done.print_jobs else None,
            qr=self._qr(grouped(done.reference, "-")),
            printable=whole,
        )

    def kept(self, reference: str) -> tuple[Custody, Receipt]:
        """Where a submission made here is now, and what its receipt says now."""
        found = self._receipts.find(reference)
        return found.custody, self._receipts.words(found)

    def print_job(self, job_id: int) -> PrintJob | None:
        """How a print job is getting on."""
        return self._prints.job(job_id)

    def print_again(self, reference: str) -> PrintJob:
        """Queue one more copy of the pass, where there is one, else of the receipt. A second one of either says DUPLICATE.

        Raises:
            NotKept: nothing can be printed of it any more.
        """
        found = self._receipts.find(reference)
        return self._prints.queue(found.id, self._session, self._receipts.paper(found))

    def print_document(self, reference: str, whole: Printable) -> PrintJob:
        """Queue the whole of what this session submitted. What it is made from is sealed until it is out, or the session ends.

        Raises:
            UnknownReference: it was not submitted here.
            StoreError: nothing was queued; what was submitted is kept all the same.
        """
        found = self._receipts.find(reference)
        return self._prints.queue_document(found.id, whole.content, self._session)

    def status(self, typed: str) -> Status:
        """What is known about a reference. See `Statuses.status`."""
        return self._statuses.status(typed)

    def switch_network(self, *, on: bool) -> None:
        """Allow or refuse the network on this kiosk, where its owner lets the admin corner do so.

        Raises:
            NotSignedIn, NotPermitted: where operators sign in; the switch stands where it stood.
        """
        operator = self._permitted(Permission.NETWORK)
        if self.may_switch_network:
            self._switch.set(on)
            who = {"operator": operator} if operator else {}
            self._audit.append(Event.NETWORK_SWITCHED, "", on=str(on).lower(), **who)

    def print_day(self, day: date, language: Language) -> None:
        """Print the list of a day for staff, where the kiosk's owner lets the staff page do so; returns when it is out.

        Raises:
            PrinterError: it is not, and why.
            NotSignedIn, NotPermitted: where operators sign in; nothing was printed.
        """
        operator = self._permitted(Permission.PRINT_DAYS)
        if self._print_day is not None:
            self._print_day(day, language, operator)

    def begin(self) -> None:
        """The first touch of somebody new. On a full disk it is not recorded: looking up a reference needs no room.

        What waits to be printed for whoever was here before, and could not say that they left, expires first.

        Raises:
            StoreError: that is not possible now, or there is no room to do it in, and nobody may begin before it is done.
        """
        self._prints.expire_others(self._session)
        with suppress(DiskFull):
            self._audit.append(Event.SESSION_STARTED, self._session)

    def finish(self, how: str) -> None:
        """The session ends ("finished", "stopped", "timed-out"): its unprinted receipts are not printed in front of the next.

        An operator who is signed in still is signed out.
        """
        if self.seat is not None:
            self.seat.leave(Left.IDLE if how == "timed-out" else Left.LEFT)
        self._prints.expire(self._session)
        self._audit.append(Event.SESSION_ENDED, self._session, how=how)

    def _permitted(self, permission: Permission) -> str:
        """The id of the operator who may do this; "" where nobody needs to sign in."""
        if self.seat is None or not self.seat.needed():
            return ""
        return str(self.seat.require(permission).id)

    @contextmanager
    def _noting_damage(self, where: str) -> Iterator[None]:
        """Records that turn out to be damaged close the kiosk, from the next session on."""
        try:
            yield
        except StoreCorrupt:
            self._closing.damaged(where)
            raise
