"""What can go wrong that is not a bug, and what to say about it. What only staff meet stands in `staff_errors`.

    KnownError                     has a page or a message in plain words with the next step
    +-- StoreError                 the local database
    |   +-- DiskFull               nothing was saved; free space or tell staff
    |   +-- DiskFailing            the disk does not read or write; nothing was saved
    |   +-- StoreLocked            another process holds it longer than it ever should
    |   +-- StoreCorrupt           damaged: left as it is, and nothing more is saved in it
    |   +-- StoreUnreadable        wrong key, no permission, or gone ("missing")
    |   +-- NewerSchema            written by a newer version of this program
    |   +-- CopyRefused            a copy that is not to be restored: damaged, or another kiosk's
    |   +-- WouldLeaveBehind       restoring would leave behind what was never sent
    +-- NotEnrolled                the centre does not know this kiosk
    |   +-- EnrolmentRefused       the code is wrong, used or expired
    +-- NoNetwork                  no answer from the centre
    |   +-- NotOurCentre           something answered, but it was not the centre (captive portal, proxy)
    +-- PrinterError               the page was not printed; the request is saved all the same
    |   +-- PrinterOutOfPaper
    |   +-- PrinterUnavailable
    |   +-- FontsMissing           the page cannot be drawn
    +-- InvalidAnswers             the answers break a rule; the problems say which
    |   +-- NotConfirmed           a person has not said yes to something that needs it; nothing was saved
    +-- CentreNotStarted           the centre that `justice-kiosk run` brings with it
    +-- CannotWrite                a file outside the local database
    +-- UnknownService, UnknownReference, NoPass, NoLeaflet, NotKept, BadInput, AlreadyRunning, KeyUnavailable

Anything else is a bug: logged with a trace that holds no personal data, shown as a calm page, session ended. An error's text
never holds what a person typed: it carries codes, ids and counts.
"""

from __future__ import annotations


class KnownError(Exception):
    """An expected failure. `code` is stable and has words in `kiosk_app.wording`; `details` are ids, counts and paths."""

    code = "known-error"

    def __init__(self, **details: object) -> None:
        self.details = details
        shown = ", ".join(f"{name}={value}" for name, value in details.items())
        super().__init__(f"{self.code}: {shown}" if shown else self.code)


class StoreError(KnownError):
    """The local database cannot do what was asked."""

    code = "store-error"


class DiskFull(StoreError):
    """There is no room. Nothing was saved."""

    code = "disk-full"


class DiskFailing(StoreError):
    """The disk refuses to read or to write. Nothing was saved."""

    code = "disk-failing"


class StoreLocked(StoreError):
    """The database stayed locked past the time-out. Nothing was saved."""

    code = "store-locked"


class StoreCorrupt(StoreError):
    """The database is damaged. It is left as it is."""

    code = "store-corrupt"


class StoreUnreadable(StoreError):
    """The database cannot be opened: wrong key, no permission, or (cause "missing") it is gone."""

    code = "store-unreadable"


class NewerSchema(StoreError):
    """The database was written by a newer version of this program, which must be used to open it."""

    code = "newer-schema"


class CopyRefused(StoreError):
    """A copy cannot take the place of the database: damaged, no copy, or this kiosk's key does not open it."""

    code = "copy-refused"


class WouldLeaveBehind(StoreError):
    """The present database holds submissions that were never sent and are not in the copy: `unsent` of them.

    None: it cannot be read, and may hold any number.
    """

    code = "would-leave-behind"

    def __init__(self, unsent: int | None) -> None:
        self.unsent = unsent
        super().__init__(unsent=unsent)


class NotEnrolled(KnownError):
    """The centre does not know this kiosk (yet, or any more)."""

    code = "not-enrolled"


class EnrolmentRefused(NotEnrolled):
    """The centre refused the enrolment code: wrong, used or expired."""

    code = "enrolment-refused"


class NoNetwork(KnownError):
    """The centre did not answer."""

    code = "no-network"


class NotOurCentre(NoNetwork):
    """Something answered in the centre's place."""

    code = "not-our-centre"


class CentreNotStarted(KnownError):
    """The centre that comes with `justice-kiosk run` did not start."""

    code = "centre-did-not-start"


class PrinterError(KnownError):
    """The page was not printed."""

    code = "printer-error"


class PrinterOutOfPaper(PrinterError):
    """The printer needs paper."""

    code = "printer-out-of-paper"


class PrinterUnavailable(PrinterError):
    """The printer cannot be reached or is not ready."""

    code = "printer-unavailable"


class FontsMissing(PrinterError):
    """The fonts of printed pages are not installed."""

    code = "fonts-missing"


class InvalidAnswers(KnownError):
    """The answers break a rule that stops a submission. `problems` says which; it is not part of the text."""

    code = "invalid-answers"

    def __init__(self, problems: tuple[object, ...]) -> None:
        self.problems = problems
        super().__init__(problems=len(problems))


class NotConfirmed(InvalidAnswers):
    """A person must say yes to the problems before the answers are kept. Nothing was saved."""

    code = "not-confirmed"


class UnknownService(KnownError):
    """No service of that name is installed."""

    code = "unknown-service"


class UnknownReference(KnownError):
    """Neither this kiosk nor the centre knows the reference, or it was mistyped."""

    code = "unknown-reference"


class NoPass(KnownError):
    """Nothing is granted that still lies ahead, so there is no pass to print."""

    code = "no-pass"


class NoLeaflet(KnownError):
    """There is no such leaflet, or not any more: the guidance has changed since it was asked for."""

    code = "no-leaflet"


class NotKept(KnownError):
    """The details of a submission were kept here for as long as they may be, and are gone."""

    code = "not-kept"


class BadInput(KnownError):
    """A file or an argument cannot be read as what it should be."""

    code = "bad-input"


class CannotWrite(KnownError):
    """A file cannot be written where it should stand: no permission, no room, no such folder."""

    code = "cannot-write"


class AlreadyRunning(KnownError):
    """Another agent holds the lock of this data folder."""

    code = "already-running"


class KeyUnavailable(KnownError):
    """A key cannot be read from, or kept by, the key source."""

    code = "key-unavailable"
