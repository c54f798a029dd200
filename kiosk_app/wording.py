"""Words of the application itself: where a submission is, what the line is doing, what went wrong and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk_app.ports.operators import OperatorState, Role
from kiosk_app.ports.submissions import Counts, Custody
from services.common.receivers import Receiver
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural

_CUSTODY: Mapping[Custody, Words] = MappingProxyType(
    {
        Custody.HELD: _("Saved on this kiosk. Not sent yet."),
        Custody.SENDING: _("Saved on this kiosk. Being sent."),
        Custody.QUARANTINED: _("Put aside. Staff must look at it."),
    },
)


def custody_words(custody: Custody, receiver: Receiver) -> Words:
    """Where a submission is, never more than is known."""
    return receiver.received if custody is Custody.ACKNOWLEDGED else _CUSTODY[custody]


ROLES: Mapping[Role, Words] = MappingProxyType(
    {
        Role.HELPER: _("Helper"),
        Role.CLERK: _("Clerk"),
        Role.SUPERVISOR: _("Supervisor"),
        Role.ADMINISTRATOR: _("Administrator"),
    },
)
"""What staff call a role."""

OPERATOR_STATES: Mapping[OperatorState, Words] = MappingProxyType(
    {
        OperatorState.ACTIVE: _("Can sign in"),
        OperatorState.LOCKED: _("Locked"),
        OperatorState.REMOVED: _("Removed"),
    },
)
"""Whether an operator can sign in."""


SETTING_SOURCES: Mapping[str, Words] = MappingProxyType(
    {
        "built-in": _("built in"),
        "file": _("from kiosk.toml"),
        "environment": _("from the environment"),
        "here": _("changed at the desk"),
    },
)
"""Where the value of a setting comes from."""

SETTINGS_ASIDE = _("What staff had changed at the desk could not be read and was put aside. The settings of kiosk.toml hold.")

NO_PROBLEMS = _("No problems.")


def more_problems(number: int) -> Words:
    """How many problems are not listed."""
    return _n("And {n} more problem.", "And {n} more problems.", number)


def waiting_words(waiting: int) -> Words:
    """How many requests have not been acknowledged."""
    if waiting == 0:
        return _("Nothing waiting to send.")
    return _n("{n} request saved here, waiting to send.", "{n} requests saved here, waiting to send.", waiting)


def unsent_words(counts: Counts) -> tuple[Words, ...]:
    """What the centre has not acknowledged: what waits, and what goes no further without staff. One or two sentences."""
    if not counts.needing_staff:
        return (waiting_words(counts.waiting),)
    needing = _n("{n} request needs staff.", "{n} requests need staff.", counts.needing_staff)
    return (waiting_words(counts.waiting), needing) if counts.waiting else (needing,)


def listed_words(granted: int, requested: int) -> tuple[Words, Words]:
    """How many visits a day's list has, and how many requests."""
    return (
        _n("{n} visit booked.", "{n} visits booked.", granted),
        _n("{n} request not decided.", "{n} requests not decided.", requested),
    )


def left_out_words(number: int) -> Words:
    """How many are not on a list that is too long."""
    return _n("{n} of these is left out.", "{n} of these are left out.", number)


def passes_words(number: int) -> Words:
    """How many passes are on their way to the printer."""
    return _n("{n} pass waits for the printer.", "{n} passes wait for the printer.", number)


ERRORS: Mapping[str, Words] = MappingProxyType(
    {
        "disk-full": _("There is no room on this kiosk. Nothing was saved. Tell a member of staff."),
        "disk-failing": _("The disk of this kiosk does not work. Nothing was saved. Tell a member of staff."),
        "store-locked": _("This kiosk is busy. Nothing was saved. Try again."),
        "store-corrupt": _("This kiosk’s records are damaged. Nothing was saved. Tell a member of staff."),
        "store-unreadable": _("This kiosk cannot open its records. Nothing was saved. Tell a member of staff."),
        "store-error": _("This kiosk cannot use its records. Nothing was saved. Tell a member of staff."),
        "newer-schema": _("These records were made by a newer version of this program. Use that version."),
        "copy-refused": _(
            "This copy cannot be restored: it is damaged, or the key of this kiosk does not open it. Nothing was changed."
        ),
        "would-leave-behind": _("Some requests here were never sent and are not in the copy. Nothing was changed."),
        "not-enrolled": _("This kiosk is not set up yet. Tell a member of staff."),
        "enrolment-refused": _("The code was refused. Ask the centre for a new one."),
        "no-network": _("There is no connection. What you saved is kept here and sent later."),
        "not-our-centre": _("Something answered, but it was not this kiosk’s centre. Check the network."),
        "printer-error": _("The page was not printed. Your request is still saved."),
        "printer-out-of-paper": _("The printer is out of paper."),
        "printer-unavailable": _("The printer is not ready."),
        "fonts-missing": _("The page cannot be drawn: install the Debian package fonts-liberation2."),
        "draft-error": _("The draft cannot be used. Go back to your drafts."),
        "draft-changed": _(
            "This draft was changed in another window. What was saved there is kept. Open the draft again before you go on."
        ),
        "draft-gone": _("This draft is not here any more. It was submitted or deleted, perhaps in another window."),
        "draft-too-large": _(
            "There is too much text in this draft. What was saved before is kept. Take some out, then save again."
        ),
        "draft-not-text": _(
            "One of the characters cannot be saved. What was saved before is kept. Take it out, then save again."
        ),
        "operator-error": _("This did not work. Ask an administrator of this kiosk."),
        "sign-in-refused": _(
            "The name and the PIN or passphrase do not match. Check both and try again, or ask an administrator of this kiosk."
        ),
        "sign-in-waits": _("There were several wrong tries. Wait before you try again."),
        "sign-in-locked": _("There were too many wrong tries for this name. Ask an administrator to unlock it."),
        "not-signed-in": _("Nobody is signed in. Sign in first."),
        "not-permitted": _("Your role does not allow this. Ask an administrator of this kiosk."),
        "secret-too-weak": _(
            "This PIN or passphrase is too easy to guess. Use 6 numbers or more, not in a row and not repeated, "
            "or 10 characters or more without your name."
        ),
        "name-unusable": _("Enter a name of 1 to 60 characters."),
        "name-taken": _("Somebody at this site has this name. Use another one."),
        "no-role": _("Select at least one role."),
        "last-administrator": _("This is the last administrator who can sign in. Make somebody else an administrator first."),
        "operators-exist": _("This kiosk has an administrator, who can add others."),
        "setting-refused": _("This setting cannot be that. Nothing was changed."),
        "operator-of-centre": _("The centre says which roles this operator has. Ask the centre to change them."),
        "operator-gone": _("This operator was removed or locked."),
        "scan-error": _("The scan could not be used. Nothing was lost. Try again."),
        "scan-gone": _("This scan is not here any more: it was discarded, or sent with another request."),
        "scans-too-large": _("These scans are too many or too large for one request. Take some out, then try again."),
        "help-gone": _("This case is not here any more, or it is over. Go back to your clients."),
        "not-agreed": _("Write down who agreed, and how. Nobody can be helped without that."),
        "capture-error": _("This paper could not be worked on. Nothing was lost. Try again."),
        "capture-changed": _("Somebody else changed this meanwhile. What they did is kept. Look again, then go on."),
        "capture-gone": _("This is not here any more: it was taken away, or it never was at this desk."),
        "capture-refused": _("This cannot be done now. Nothing was changed."),
        "number-used": _("This number is on another paper already. Look at the number, then type it again."),
        "number-unreadable": _("A number is made of digits only. Type it as it stands on the paper."),
        "another-must-act": _("You typed this yourself. Somebody else must do this step."),
        "scan-refused": _("The file was not taken. Choose another, or scan the paper again."),
        "page-damaged": _("This page is damaged and cannot be shown. Key from the paper itself, or scan it again."),
        "page-protected": _("This scan asks for a password. Key from the paper itself, or scan it again without one."),
        "page-too-large": _(
            "This page is too large to be shown. Key from the paper itself, or scan it again in black and white."
        ),
        "dates-refused": _("This change makes no sense here. Nothing was changed."),
        "medium-gone": _("The stick was taken out, or cannot be read. Put it in again, then look again."),
        "not-put-aside": _("It is not put aside any more. Look at where it is now. Nothing was changed."),
        "not-released": _("It was not sent once more: it is not put aside any more, or that cannot help. Nothing was changed."),
        "answers-refused": _("There are no whole answers of the centre on the stick. Nothing was changed."),
        "copy-failed": _("No copy was made. The records of this kiosk are as they were."),
        "batch-refused": _("The scanning service would refuse this envelope. Put right what is listed, then export again."),
        "invalid-answers": _("Some answers need another look."),
        "not-confirmed": _("Something must be confirmed before this can be saved. Nothing was saved."),
        "centre-did-not-start": _(
            "The centre on this computer did not start. Another program may use its port. Close it, then try again."
        ),
        "unknown-service": _("There is no service of that name here."),
        "no-pass": _("There is no visit pass for this reference now."),
        "no-leaflet": _("This kiosk does not have that leaflet."),
        "not-kept": _(
            "The details of this request are no longer kept here, so nothing can be printed. You can still look up the reference."
        ),
        "unknown-reference": _("We do not know this reference. Check each letter and number."),
        "bad-input": _("This cannot be read. Check the file and try again."),
        "cannot-write": _("This cannot be written. Check the folder and the room on the disk, then try again."),
        "already-running": _("The kiosk is already running here. To do this, stop it first."),
        "key-unavailable": _("This kiosk cannot reach its keys. Tell a member of staff."),
        "known-error": _("This did not work. Tell a member of staff."),
    },
)
"""What to say about a known error, by its code."""


KEEP_AND_TELL = _("Next: keep the file and tell the centre.")
"""What to do with damaged records."""


def audit_broken(row: int) -> Words:
    """The audit log does not hold together."""
    return _("The audit log is broken at row {row}.", row=row)


def set_aside_words(folder: str) -> Words:
    """Where the records are that another database has taken the place of."""
    return _("The records that were here are kept in {folder}.", folder=folder)


BEGUN_ANEW = _(
    "The records of this kiosk are empty now. Next: restore a copy, or ask the centre for a new code and enrol this kiosk again."
)
"""What to say when an empty database was made in the place of one that could not be used."""


def error_words(code: str) -> Words:
    """The words of a known error."""
    return ERRORS.get(code, ERRORS["known-error"])


UNEXPECTED = _("Something went wrong in this program. What was saved is still kept. Tell a member of staff.")
"""What to say about a bug."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the line, and what to do next."""

    fact: Words
    next_step: Words


_BY_ITSELF = _("Next: nothing. The kiosk tries again by itself.")
_ENROL_AGAIN = _("Next: ask the centre for a new code, then enrol this kiosk again.")
_TELL_THE_CENTRE = _("Next: tell the centre.")

LINE: Mapping[str, Trouble] = MappingProxyType(
    {
        "": Trouble(_("The centre has not been tried yet."), _BY_ITSELF),
        "network-off": Trouble(_("The network is switched off on this kiosk."), _("Next: switch the network on.")),
        "unreachable": Trouble(_("The centre cannot be reached."), _("Next: check the network cable and the network.")),
        "timed-out": Trouble(_("The centre did not answer in time."), _BY_ITSELF),
        "lost": Trouble(_("The connection broke off."), _BY_ITSELF),
        "certificate": Trouble(
            _("The centre’s certificate is not trusted here."),
            _("Next: check this computer’s date and the network, then tell the centre."),
        ),
        "not-our-centre": Trouble(
            _("Something answered, but it was not this kiosk’s centre."),
            _("Next: check the network: it may ask for a log-in first."),
        ),
        "insecure-address": Trouble(_("The centre’s address does not begin with https."), _ENROL_AGAIN),
        "endless": Trouble(_("The answer from the centre does not end."), _TELL_THE_CENTRE),
        "unreadable-answer": Trouble(_("This program cannot read what the centre answered."), _TELL_THE_CENTRE),
        "refused": Trouble(
            _("The centre, or something before it, refused this kiosk."),
            _("Next: check this computer’s clock and the network, then tell the centre."),
        ),
        "too-much-at-once": Trouble(_("The centre does not take that much at once."), _TELL_THE_CENTRE),
        "centre-busy": Trouble(_("The centre is busy."), _BY_ITSELF),
        "centre-unavailable": Trouble(_("The centre is out of order for now."), _BY_ITSELF),
        "no-result": Trouble(_("The centre did not say what became of a request."), _BY_ITSELF),
        "unknown-result": Trouble(_("This program cannot read what the centre answered."), _TELL_THE_CENTRE),
        "centre-behind": Trouble(_("The centre lacks something that it had confirmed to this kiosk."), _TELL_THE_CENTRE),
        "device-revoked": Trouble(_("The centre no longer takes anything from this kiosk."), _ENROL_AGAIN),
        "device-unknown": Trouble(_("The centre does not know this kiosk."), _ENROL_AGAIN),
        "not-enrolled": Trouble(_("The centre does not know this kiosk."), _ENROL_AGAIN),
        "no-sealing-key": Trouble(_("The centre’s keys are missing on this kiosk."), _ENROL_AGAIN),
        "key-unavailable": Trouble(_("This kiosk’s own key cannot be read."), _("Next: tell a member of staff.")),
    },
)
"""What to say about the line to the centre, by the reason why it is not up ("" when nobody has tried yet)."""


def line_trouble(reason: str) -> Trouble:
    """What a reason means, and what to do next; of one without words of its own, its code."""
    return LINE.get(reason) or Trouble(_("The connection does not work ({reason}).", reason=reason), _TELL_THE_CENTRE)
