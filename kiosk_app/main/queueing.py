"""Putting together what staff see of the queue, of print jobs and of how this kiosk stands; and printing that list apart."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING

from kiosk_app.errors import NotEnrolled, NotKept
from kiosk_app.main.apart import exit_of, print_apart
from kiosk_app.processes.agent import PrintExit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from kiosk_app.config import Home
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.carrying import Carrying
    from kiosk_app.use_cases.checking.finding import CentreKeys
    from kiosk_app.use_cases.print_jobs import PrintJobs
    from kiosk_app.use_cases.queue import PrintNote, QueueWork
    from kiosk_app.use_cases.readiness import Readiness
    from kiosk_app.use_cases.reprinting import Reprinting
    from kiosk_app.use_cases.seat import Seat
    from services.language import Language


def readiness_of(parts: Parts, seat: Seat) -> Readiness:
    """How this kiosk stands."""
    from kiosk_app.use_cases.readiness import Readiness

    return Readiness(parts, seat, parts.settings.desk.kind, partial(print_readiness_apart, parts.home))


def queue_of(parts: Parts, seat: Seat, print_note: PrintNote | None = None) -> QueueWork:
    """What waits to be sent. `print_note` prints notes, where that is not a process of its own."""
    from kiosk_app.removable import MountedMedia
    from kiosk_app.use_cases.queue import QueuePorts, QueueWork
    from local_store.batch_folder import ExportFolder

    store = parts.store
    ports = QueuePorts(
        queue=store.queue,
        submissions=store.submissions,
        device=store.device,
        audit=store.audit,
        clock=parts.clock,
        media=MountedMedia(parts.settings.copies.media),
        open_folder=ExportFolder,
        write=_write,
        is_whole=_is_whole,
        operators=store.operators,
        print_note=print_note or partial(print_note_apart, parts.home),
    )
    return QueueWork(seat, _reprinting(parts), carrying_of(parts), ports)


def carrying_of(parts: Parts) -> Carrying:
    """What takes in the centre's answers from a stick."""
    from kiosk_app.use_cases.carrying import Carrying
    from sync.courier import CourierAnswers

    store = parts.store
    return Carrying(CourierAnswers(store.device, store.queue, store.outbox, parts.clock), store.audit)


def print_jobs_of(parts: Parts, seat: Seat) -> PrintJobs:
    """What was to be printed."""
    from kiosk_app.use_cases.print_jobs import PrintJobs

    return PrintJobs(seat, parts.store.prints, _reprinting(parts), parts.store.audit, parts.clock)


def check_identity(parts: Parts) -> None:
    """Whether what is submitted could be signed and sealed.

    Raises:
        KeyUnavailable: this device's key is missing, cannot be read, or is another device's.
        NotEnrolled: the centre's keys are missing.
    """
    from sync.device_key import device_key
    from sync.fetching import kept_key_list

    enrolment = parts.store.device.enrolment()
    if enrolment is None:
        raise NotEnrolled(reason="no-sealing-key")
    device_key(parts.keys, enrolment.device_id)
    if kept_key_list(parts.store.device, enrolment) is None:
        raise NotEnrolled(reason="no-sealing-key")


def centre_keys_of(parts: Parts) -> CentreKeys | None:
    """What is known of the centre's keys; None where no list of them is kept that it signed."""
    from kiosk_app.use_cases.checking.finding import CentreKeys
    from sync.fetching import kept_key_list

    enrolment = parts.store.device.enrolment()
    found = None if enrolment is None else kept_key_list(parts.store.device, enrolment)
    if found is None:
        return None
    ends = [each.until for each in found.signing if each.until is None or each.until > found.issued]
    until = None if None in ends else max((each for each in ends if each is not None), default=found.issued)
    return CentreKeys(found.version, found.issued, max(each.since for each in found.sealing), until)


def _reprinting(parts: Parts) -> Reprinting:
    from kiosk_app.use_cases.reprinting import Reprinting

    return Reprinting(parts.receipts, parts.store.prints, parts.store.audit)


def _write(file: IO[bytes], envelopes: Iterable[bytes]) -> int:
    from sync.envelope.courier import write_bundle

    return write_bundle(file, envelopes)


def _is_whole(file: IO[bytes], number: int) -> bool:
    from sync.envelope.courier import BadBundle, read_bundle

    try:
        return sum(1 for wire in read_bundle(file) if wire) == number
    except BadBundle:
        return False


def print_readiness_apart(home: Home, language: Language, operator: str) -> None:
    """Print how this kiosk stands in a process of its own, for an operator by id; returns when it is out.

    Raises:
        PrinterError: it is not, and why.
    """
    print_apart(home, "print-readiness", "--lang", language.value, "--operator", operator)


def print_readiness_here(parts: Parts, language: Language, operator: str = "") -> int:
    """Look and print in this process; a `PrintExit`."""
    from kiosk_app.use_cases.readiness import print_here, record_printed

    ended = exit_of(partial(print_here, parts, parts.site, parts.renderer, parts.printer, language))
    if ended is PrintExit.PRINTED:
        record_printed(parts.store.audit, operator)
    return ended


def print_note_apart(home: Home, submission: UUID, language: Language, operator: str) -> None:
    """Print a note about what was put aside in a process of its own, for an operator by id; returns when it is out.

    Raises:
        PrinterError: it is not, and why.
    """
    print_apart(home, "print-note", str(submission), "--lang", language.value, "--operator", operator)


def print_note_here(parts: Parts, submission: UUID, language: Language, operator: str) -> int:
    """Look and print in this process; a `PrintExit`."""
    from kiosk_app.use_cases.queue_note import Notes

    notes = Notes(parts.store.queue, parts.store.audit, parts.services, parts.site, (parts.renderer, parts.printer))
    try:
        return exit_of(partial(notes.print, submission, language, parts.clock.now(), operator))
    except NotKept:  # the centre has it by now
        return PrintExit.FAILED
