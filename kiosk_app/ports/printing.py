"""Printing: the ledger of jobs, the printer, and what renders a page.

A job never holds up or undoes a submission. The ledger knows the id of a submission, never its words; the page is rendered in a
child process from receipt fields, and a second copy says DUPLICATE. A leaflet is of no submission, and nobody's: the ledger
forgets which it was once the job has ended, and prints whatever else waits first. A document is printed from the memory of the
session that submitted it: what it is made from lies sealed with its job, until that ends.

A receipt is printed for who waits for it. The ledger does not know whether a window still lives, and clocks order nothing, so a
queued job of a session expires at the first of these:

- its session ends in good order (`expire`);
- another person begins (`expire_others`): a session that crashed, or could not say that it ended, is over by then;
- the records are prepared, which is how the kiosk starts (`expire_others` of no session): everybody who was there has gone.

An agent that is started again prints what is queued, because its person may still stand there. Jobs of no session (staff, the
command line) never expire. A page that is being printed cannot be called back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from kiosk_app.ports.submissions import Custody
from services.common.money import Pence
from services.forms.document import Document
from services.forms.granted import Appointment, Pass
from services.forms.receipt import Receipt
from services.forms.words import Words
from services.language import Language

if TYPE_CHECKING:
    from services.guidance import TopicPage


class PrintState(StrEnum):
    """Where a print job is."""

    QUEUED = "queued"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"  # power or process lost while printing: paper may or may not have come out
    EXPIRED = "expired"  # the session was over first


class Paper(StrEnum):
    """What is printed of a submission. Copies of each are counted apart."""

    RECEIPT = "receipt"
    ADMISSION = "admission"  # the pass of something that was granted for a day
    LEAFLET = "leaflet"  # guidance; of no submission
    DOCUMENT = "document"  # the whole of what was submitted, from the memory of the session that submitted it


class PaperSize(StrEnum):
    """What a printer is loaded with."""

    A4 = "a4"
    ROLL_80_MM = "80mm"


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Which leaflet: the key of a topic, the code of the prison it is about ("" for all), the language."""

    topic: str
    prison: str
    language: Language


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """What a document is made from: the answers as JSON values, and the day on which they were checked."""

    answers: Mapping[str, object]
    captured: date


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One copy of one submission's receipt, pass or document, or a leaflet."""

    id: int
    submission_id: UUID | None  # None of a leaflet
    reference: str  # "" of a leaflet
    copy: int  # 1 for the first that may come out; later ones say DUPLICATE
    state: PrintState
    reason: str  # a code when failed
    queued: datetime
    session: str  # "" when it is nobody's at the public desk
    paper: Paper = Paper.RECEIPT
    leaflet: Leaflet | None = None  # until it has ended


class PrintLedger(Protocol):
    """Keeps print jobs and their states."""

    def queue(self, submission_id: UUID, session: str = "", paper: Paper = Paper.RECEIPT) -> PrintJob:
        """Queue one more copy."""
        ...

    def queue_document(self, submission_id: UUID, content: DocumentContent, session: str) -> PrintJob:
        """Queue the whole document. The content is kept sealed, and is gone in the transaction in which the job ends.

        Raises:
            StoreError: nothing was queued, and nothing of the content is kept.
        """
        ...

    def content(self, job_id: int) -> DocumentContent | None:
        """What the document of a job that is being printed is made from; None of any other job."""
        ...

    def queue_leaflet(self, leaflet: Leaflet, session: str = "") -> PrintJob:
        """Queue a leaflet."""
        ...

    def next_queued(self) -> PrintJob | None:
        """The oldest queued job; a leaflet only where nothing else waits."""
        ...

    def claim(self, job_id: int) -> bool:
        """Take a queued job to print it. Of several who ask for one job, exactly one is told True."""
        ...

    def mark(self, job_id: int, state: PrintState, reason: str = "") -> None:
        """Record what became of a job, with its audit row."""
        ...

    def job(self, job_id: int) -> PrintJob | None:
        """One job."""
        ...

    def jobs(self, limit: int = 100) -> Sequence[PrintJob]:
        """The latest jobs, newest first."""
        ...

    def mark_interrupted(self) -> int:
        """At start-up: what was printing is now unknown. The number of jobs."""
        ...

    def expire(self, session: str) -> int:
        """The session ended: its queued jobs will not be printed. The number of jobs."""
        ...

    def expire_others(self, session: str) -> int:
        """Every session but this one is over: their queued jobs will not be printed. The number of jobs.

        With "" every session is over. Writes nothing where nothing is queued.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """Everything a printed receipt says that is not the service's own content."""

    receipt: Receipt  # the service's words
    reference: str
    custody: Custody
    custody_words: Words  # who holds the submission, as the screen says it
    site: str  # in the page's language
    organisation: str
    kiosk: str  # "CFI-2"
    language: Language
    printed: datetime
    copy: int
    pay: Pence | None = None  # what can be paid online with the code on it; None for nothing
    pay_at: str = ""  # the address of the payment link for that; "" where this kiosk has none


@dataclass(frozen=True, slots=True)
class PassPage:
    """Everything a printed pass says."""

    granted: Pass  # the service's words
    reference: str
    site: str  # in the page's language
    organisation: str
    kiosk: str
    language: Language
    printed: datetime
    copy: int


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of a day's list."""

    reference: str
    appointment: Appointment
    custody_words: Words | None = None  # who holds it, while nothing is decided


@dataclass(frozen=True, slots=True)
class DayListPage:
    """Everything a printed day's list says. `booked`, `asked` and `left_out` count references, listed or not."""

    day: date
    granted: tuple[DayLine, ...]
    requested: tuple[DayLine, ...]
    booked: int
    asked: int
    left_out: int  # how many of them are not listed
    site: str  # in the page's language
    organisation: str
    kiosk: str
    language: Language
    printed: datetime


@dataclass(frozen=True, slots=True)
class CaseListLine:
    """One line of a helper's list: when, who, what it is, and what is to be done, or how it stands."""

    day: date | None  # None: at `at`
    at: datetime | None
    client: str
    service: Words
    what: Words
    why: Words | None
    reference: str  # "" of a draft


@dataclass(frozen=True, slots=True)
class CaseListPage:
    """Everything a helper's printed list says."""

    day: date
    to_do: tuple[CaseListLine, ...]  # the soonest first
    submitted: tuple[CaseListLine, ...]  # on that day
    left_out: int  # how many are not listed
    site: str  # in the page's language
    organisation: str
    kiosk: str
    language: Language
    printed: datetime


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything a printed document says."""

    document: Document  # the service's words
    reference: str
    pay_at: str  # the address of a payment link for the fee; "" where there is none
    site: str  # in the page's language
    organisation: str
    kiosk: str
    language: Language
    printed: datetime
    copy: int


@dataclass(frozen=True, slots=True)
class LeafletPage:
    """Everything a printed leaflet says."""

    page: TopicPage
    site: str  # in the page's language
    organisation: str
    language: Language
    printed: datetime


class Renderer(Protocol):
    """Draws pages."""

    def receipt(self, page: ReceiptPage) -> bytes:
        """A PDF on the printer's paper."""
        ...

    def granted_pass(self, page: PassPage) -> bytes:
        """A PDF on the printer's paper."""
        ...

    def day_list(self, page: DayListPage) -> bytes:
        """A PDF, always A4, as many pages as it needs."""
        ...

    def case_list(self, page: CaseListPage) -> bytes:
        """A PDF, always A4, as many pages as it needs."""
        ...

    def document(self, page: DocumentPage) -> bytes:
        """A PDF, always A4, as many pages as it needs."""
        ...

    def leaflet(self, page: LeafletPage) -> bytes:
        """A PDF on the printer's paper, as many pages as it needs."""
        ...


class Printer(Protocol):
    """A place where pages come out."""

    name: str

    def check(self) -> None:
        """Raise a `PrinterError` when a page could not be printed now."""
        ...

    def print(self, pdf: bytes, title: str) -> None:
        """Print; returns only when the page is out.

        Raises:
            PrinterOutOfPaper, PrinterUnavailable: it is not, and why.
        """
        ...
