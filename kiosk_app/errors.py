"""What can go wrong that is not a bug, and what to say about it.

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
    +-- DraftError                 a draft of a staff desk
    |   +-- DraftChanged           another window saved it; its text stands
    |   +-- DraftGone              submitted or discarded, or never this operator's
    |   +-- DraftTooLarge, DraftNotText
    +-- OperatorError              a member of staff cannot sign in, or cannot do this
    |   +-- SignInRefused          the name and the secret do not fit
    |   +-- SignInWaits            too soon after wrong ones; says how long
    |   +-- SignInLocked           too many wrong ones: an administrator must unlock the name
    |   +-- NotSignedIn            nobody is, or the screen is locked
    |   +-- NotPermitted           no role of theirs allows it
    |   +-- SecretTooWeak, NameUnusable, NameTaken, NoRole
    |   +-- LastAdministrator      nobody could manage operators then
    |   +-- OperatorsExist         there is an administrator already, who can add others
    |   +-- OperatorGone           removed, or never there
    +-- ScanError                  a scan cannot be kept, shown or attached
    |   +-- ScanGone               discarded, attached elsewhere, or never of this site
    |   +-- ScansTooLarge          more than one submission may carry
    +-- BatchRefused               the scanning service would refuse the envelope; the faults say why
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


class DraftError(KnownError):
    """A draft cannot be kept, found or submitted. What was kept before stands."""

    code = "draft-error"


class DraftChanged(DraftError):
    """Another window has saved the draft since. Its text stands."""

    code = "draft-changed"


class DraftGone(DraftError):
    """This operator has no such draft: submitted, discarded, or never theirs."""

    code = "draft-gone"


class DraftTooLarge(DraftError):
    """More text than a draft may hold."""

    code = "draft-too-large"


class DraftNotText(DraftError):
    """Half of a character, which cannot be kept."""

    code = "draft-not-text"


class OperatorError(KnownError):
    """A member of staff cannot sign in, or cannot do this. Never holds a name or a secret."""

    code = "operator-error"


class SignInRefused(OperatorError):
    """The name and the secret do not fit. Says the same whether anybody has the name or not."""

    code = "sign-in-refused"


class SignInWaits(OperatorError):
    """After wrong secrets no other is looked at for a while: `details["seconds"]`, whole ones."""

    code = "sign-in-waits"


class SignInLocked(OperatorError):
    """Too many wrong secrets. Says the same whether anybody has the name or not."""

    code = "sign-in-locked"


class NotSignedIn(OperatorError):
    """Nobody is signed in, or the screen is locked."""

    code = "not-signed-in"


class NotPermitted(OperatorError):
    """No role of the operator allows it."""

    code = "not-permitted"


class SecretTooWeak(OperatorError):
    """A PIN or passphrase that is too short, too long or too easy to guess. `details["why"]` is a code."""

    code = "secret-too-weak"


class NameUnusable(OperatorError):
    """Nobody can be called that: empty, too long, or with characters that cannot be seen."""

    code = "name-unusable"


class NameTaken(OperatorError):
    """An operator of this site has the name."""

    code = "name-taken"


class NoRole(OperatorError):
    """An operator has at least one role."""

    code = "no-role"


class LastAdministrator(OperatorError):
    """Nobody who can sign in could manage operators then."""

    code = "last-administrator"


class OperatorsExist(OperatorError):
    """There is an administrator who can sign in, and who adds others."""

    code = "operators-exist"


class OperatorGone(OperatorError):
    """There is no such operator (any more), or they may not sign in."""

    code = "operator-gone"


class ScanError(KnownError):
    """A scan cannot be kept, shown or attached. What was kept before stands."""

    code = "scan-error"


class ScanGone(ScanError):
    """This site has no such scan (any more): discarded, or of a submission already. Nothing was saved."""

    code = "scan-gone"


class ScansTooLarge(ScanError):
    """More scans, or larger ones, than one submission may carry. Nothing was saved."""

    code = "scans-too-large"


class BatchRefused(KnownError):
    """The envelope breaks rules of the scanning service; nothing was written. `faults` says which; it is not part of the text."""

    code = "batch-refused"

    def __init__(self, faults: tuple[object, ...]) -> None:
        self.faults = faults
        super().__init__(faults=len(faults))


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
