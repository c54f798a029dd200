"""Where a session can be. Some places lie over others and lead back to them."""

from __future__ import annotations

from enum import Enum, auto


class Place(Enum):
    """One kind of page."""

    START = auto()
    ATTRACT = auto()
    INFORMATION = auto()  # what there is to read
    TOPIC = auto()  # one page of it
    PRISONS = auto()  # of which prison it is to be
    HELP = auto()  # how to get help from a person
    NO_SPEECH = auto()  # reading aloud does not work on this kiosk
    QUESTION = auto()
    HINT = auto()  # "I do not know the number"
    ANSWERS = auto()
    CHECK = auto()
    STOP = auto()
    CONFIRMATION = auto()
    PRINTER = auto()
    UNPRINTED = auto()  # paper that somebody needs has not come out, and would not after the end
    COMMENT = auto()  # more about how it was to use the kiosk
    REFERENCE = auto()
    STATUS = auto()
    NOT_KNOWN = auto()  # nobody knows the reference, or it cannot be asked for now
    NOTHING_SAVED = auto()
    CLOSED = auto()  # the kiosk cannot be used
    BROKEN = auto()  # a fault nobody expected
    IDLE = auto()
    ADMIN = auto()
    KEYS = auto()  # the keys of the page of staff under it
    SIGN_IN = auto()
    LOCKED = auto()  # whoever is signed in went away, and nothing of their work is shown
    OWN_SECRET = auto()  # another PIN or passphrase for whoever is signed in
    PEOPLE = auto()  # who may sign in
    PERSON = auto()  # somebody new who may
    QUEUE = auto()  # what waits to be sent, and what was put aside
    PRINT_JOBS = auto()
    DATES = auto()  # local changes to timetables: sessions and days without visits
    RECORDS = auto()  # the audit log
    SETTINGS = auto()  # of this kiosk, with where each comes from
    BACKUPS = auto()  # copies of the records on a stick
    CASELOAD = auto()  # whom an operator of a helper desk helps, and what became of it
    AGREEMENT = auto()  # whom they help, and that this person agrees
    TASKS = auto()  # the parts of one application
    CLIENT_VIEW = auto()  # the screen is the client's: what was typed, to check
    BATCHES = auto()  # envelopes of paper at a court desk
    BATCH = auto()  # one of them
    SHEET = auto()  # a paper form being typed, beside its page
    ENVELOPE = auto()  # one that was opened: what is written down of it
    PAPERS = auto()  # which scans become an item
    PAYMENT = auto()  # a cheque, a postal order or cash of a batch
    TOTALS = auto()  # the control totals that came with a batch
    ITEM = auto()  # what was typed of a paper, what differs, and what is to be done with it
    REJECTION = auto()  # why a paper is refused
    SCANS = auto()  # scanned paper that is of nothing yet


RESTING = frozenset({Place.START, Place.ATTRACT, Place.CLOSED})
"""Where nothing on the screen is anybody's."""

ENDING = frozenset({Place.CONFIRMATION, Place.PRINTER, Place.BROKEN})
"""Where everything is done, and a countdown clears the screen."""

ASIDES = frozenset({Place.HELP, Place.NO_SPEECH, Place.ADMIN, Place.SIGN_IN})
"""What anybody may open from anywhere. One takes the place of another, so that one Back leads to where the person was."""

STAFFED = frozenset(
    {
        Place.ADMIN, Place.KEYS, Place.LOCKED, Place.OWN_SECRET, Place.PEOPLE, Place.PERSON,
        Place.QUEUE, Place.PRINT_JOBS, Place.DATES, Place.RECORDS, Place.SETTINGS, Place.BACKUPS,
        Place.CASELOAD, Place.AGREEMENT, Place.TASKS, Place.CLIENT_VIEW,
        Place.ENVELOPE, Place.PAPERS, Place.PAYMENT, Place.TOTALS, Place.ITEM, Place.REJECTION,
        Place.BATCHES, Place.BATCH, Place.SHEET, Place.SCANS,
    }
)  # fmt: skip
"""Where an operator is at work, or about to come back."""

MOVED_UP = "moved-up"
"""In a session's `view`: something now stands where something else was just pressed away, so presses wait as after a new page."""
