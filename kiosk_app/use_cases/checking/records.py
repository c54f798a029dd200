"""Checks of the records: whether they can be read, are whole, were checked and copied, and what in them needs somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kiosk_app.errors import KnownError
from kiosk_app.events import Event
from kiosk_app.ports.queue import Shelf
from kiosk_app.use_cases.checking.finding import Action, Finding, Kiosk, Level
from kiosk_app.use_cases.checking.thresholds import CHECKS_MISSED, COPY_AGE, LOW_SPACE_BYTES, MIB, NEW_FOR
from kiosk_app.when import when_words
from kiosk_app.wording import KEEP_AND_TELL, audit_broken
from services.common.references import grouped
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural

MOST_NAMED: Final = 5  # of the latest that were put aside
_DAY: Final = timedelta(days=1)
_MONTH, _YEAR, _YEARS = 30, 365, 5  # days, days, and how far ahead anything is said


def keys(kiosk: Kiosk) -> Finding:
    """Where this kiosk's own secrets are kept."""
    fact = _("Keys are kept by: {source}.", source=kiosk.keys.description)
    if kiosk.keys.description == "file":
        return Finding(Level.ACT_SOON, fact, _("Next: keep them as systemd credentials."))
    return Finding(Level.READY, fact)


def store(kiosk: Kiosk) -> Finding:
    """Whether the database is whole. Reads all of it."""
    damage = kiosk.store.integrity.damage()
    if damage:
        fact = _n("The database is damaged in {n} place.", "The database is damaged in {n} places.", len(damage))
        return Finding(Level.NOT_WORKING, fact, KEEP_AND_TELL, {"first": damage[0]})
    counts = kiosk.store.submissions.counts()
    fact = _(
        "The database is whole. {waiting} waiting, {received} received, {aside} put aside.",
        waiting=counts.waiting,
        received=counts.acknowledged,
        aside=counts.quarantined,
    )
    return Finding(Level.READY, fact)


def closed(kiosk: Kiosk) -> Finding | None:
    """Whether the records are marked as damaged."""
    found = kiosk.damage.code()
    if not found:
        return None
    fact = _("This kiosk is closed, because its records were found damaged.")
    next_step = _("Next: restore a copy with {command}.", command="kioskctl restore FILE")
    return Finding(Level.NOT_WORKING, fact, next_step, {"found": found})


def audit(kiosk: Kiosk) -> Finding:
    """Whether the audit log is whole. Reads all of it."""
    broken = kiosk.store.audit.first_broken()
    if broken is not None:
        return Finding(Level.NOT_WORKING, audit_broken(broken), KEEP_AND_TELL)
    return Finding(Level.READY, _("The audit log is whole."))


def checked(kiosk: Kiosk) -> Finding | None:
    """When the agent last read and checked every record, and what it found."""
    first = kiosk.store.lookback.first()
    if first is None:
        return None
    last = kiosk.store.lookback.latest(Event.STORE_CHECKED, Event.STORE_DAMAGED)
    today = kiosk.clock.today()
    if last is not None and last.event is Event.STORE_DAMAGED:
        fact = _("Records were found damaged {when}.", when=when_words(last.at, today))
        return Finding(Level.NOT_WORKING, fact, KEEP_AND_TELL, {"at": last.at.isoformat(), **last.details})
    since = first.at if last is None else last.at
    every = timedelta(hours=kiosk.settings.storage.check_every_hours)
    if last is None:
        fact = _("The records were not checked yet.")
    else:
        fact = _("All records were checked {when}. None is damaged.", when=when_words(last.at, today))
    if kiosk.clock.now() - since > CHECKS_MISSED * every:
        next_step = _("Next: start this kiosk again. The records are checked after each start.")
        return Finding(Level.ACT_SOON, fact, next_step, {"since": since.isoformat()})
    return Finding(Level.READY, fact, details={"since": since.isoformat()})


def copies(kiosk: Kiosk) -> Finding | None:
    """When the records were last copied whole; one that was begun and came to nothing does not count."""
    first, last = kiosk.store.lookback.first(), kiosk.store.copies_made.last()
    if first is None:
        return None
    now = kiosk.clock.now()
    if last is None:
        fact = _("No copy of the records was made yet.")
        due = now - first.at > NEW_FOR
    else:
        fact = _("The last copy of the records was made {when}.", when=when_words(last.at, kiosk.clock.today()))
        due = now - last.at > COPY_AGE
    if due:
        return Finding(Level.ACT_SOON, fact, _("Next: make a copy on a stick."), action=Action.MAKE_COPY)
    return Finding(Level.READY, fact)


def put_aside(kiosk: Kiosk) -> Finding | None:
    """What the centre has refused, signed, and nobody has dealt with."""
    counts = kiosk.store.submissions.counts()
    number = counts.quarantined - counts.dealt_with
    if not number:
        return None
    references = [grouped(each.reference) for each in kiosk.store.queue.rows(Shelf.NEEDING, MOST_NAMED)]
    fact = _n("{n} request was put aside by the centre.", "{n} requests were put aside by the centre.", number)
    next_step = _("Next: ask the centre about {references}.", references=", ".join(references))
    return Finding(Level.ACT_SOON, fact, next_step, {"references": ", ".join(references)}, action=Action.SEE_QUEUE)


def another_centre(kiosk: Kiosk) -> Finding | None:
    """What was sealed for a centre before the present one."""
    number = kiosk.store.submissions.counts().another_centre
    if not number:
        return None
    fact = _n(
        "{n} request is for another centre and is kept here. This centre cannot read it.",
        "{n} requests are for another centre and are kept here. This centre cannot read them.",
        number,
    )
    next_step = _("Next: enrol this kiosk with that centre again. They are sent then.")
    return Finding(Level.NOT_WORKING, fact, next_step, action=Action.SEE_QUEUE)


def stuck(kiosk: Kiosk) -> Finding | None:
    """What was tried often, and does not pass."""
    number = kiosk.store.submissions.counts().stuck
    if not number:
        return None
    fact = _n(
        "{n} request was tried again and again, and this centre does not take it.",
        "{n} requests were tried again and again, and this centre does not take them.",
        number,
    )
    return Finding(Level.ACT_SOON, fact, _("Next: tell the centre."), action=Action.SEE_QUEUE)


def disk(kiosk: Kiosk) -> Finding:
    """The room on the disk, what is held back of it, and about how long it lasts."""
    room = kiosk.room
    free, held = room.free(), room.ballast()
    fact = _("{megabytes} MB free, {ballast} MB held back.", megabytes=free // MIB, ballast=held // MIB)
    seen = {"free_bytes": str(free), "ballast_bytes": str(held)}
    if room.is_short():
        next_step = _("Next: free some space on the disk. No new request can be made until then.")
        return Finding(Level.NOT_WORKING, fact, next_step, seen)
    if free < LOW_SPACE_BYTES:
        return Finding(Level.ACT_SOON, fact, _("Next: free some space on the disk."), seen, more=lasts(kiosk, free))
    return Finding(Level.READY, fact, details=seen, more=lasts(kiosk, free))


def lasts(kiosk: Kiosk, free: int) -> tuple[Words, ...]:
    """About how long the room lasts if the records go on growing as they did; nothing of records that are new."""
    try:
        first, grown = kiosk.store.lookback.first(), kiosk.home.database.stat().st_size
    except (KnownError, OSError):  # of records that cannot be read, another check speaks
        return ()
    age = None if first is None else kiosk.clock.now() - first.at
    if age is None or age < NEW_FOR or not grown:
        return ()
    days = int(free * (age / _DAY) / grown)
    if days > _YEARS * _YEAR:
        return (_("Enough for years."),)
    if days > 2 * _YEAR:
        return (_n("Enough for about {n} year.", "Enough for about {n} years.", days // _YEAR),)
    if days > 2 * _MONTH:
        return (_n("Enough for about {n} month.", "Enough for about {n} months.", days // _MONTH),)
    return (_n("Enough for about {n} day.", "Enough for about {n} days.", days),)
