"""The words of the page of copies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditRow
from kiosk_app.ports.copies import CopyFacts, CopyMade, Fit, Medium
from kiosk_app.wording import error_words
from services.common.civil import local
from services.forms.words import Words
from ui.components.status import Status
from ui.desk.words import _, _n, instant_words
from ui.theme import Said

FITS: Mapping[Fit, tuple[Status, Words]] = MappingProxyType(
    {
        Fit.FITS: (Status.DONE, _("Opens with the key of this kiosk")),
        Fit.NOT_OPENED: (Status.CANNOT_START, _("The key of this kiosk does not open it: another kiosk’s, or damaged")),
        Fit.DAMAGED: (Status.PUT_ASIDE, _("Damaged. It cannot be put back")),
        Fit.NEWER: (Status.CANNOT_START, _("Made by a newer version of this program")),
        Fit.EMPTY: (Status.PUT_ASIDE, _("Empty: it was never finished")),
        Fit.UNREADABLE: (Status.NOT_WORKING, _("The stick does not give it")),
    },
)
"""Whether a copy can be put back."""

_FAILED: Mapping[str, Words] = MappingProxyType(
    {
        "copy-failed:full": _("There is no room on the stick. Nothing is left of the copy. Use another stick."),
        "copy-failed:read-only": _("Nothing can be written on this stick. Look for a switch on it, or use another."),
        "copy-failed:gone": _("The stick was taken out before the copy was whole. Put it in again, and make another copy."),
        "copy-failed:not-whole": _("The stick did not give back what was written. Do not use it any more. Use another."),
        "copy-failed:failed": _("The stick does not work. Nothing was changed here. Use another stick."),
        "copy-refused:not-opened": _("The key of this kiosk does not open this copy. Nothing was changed."),
        "copy-refused:damaged": _("This copy is damaged. Nothing was changed. Use another one."),
        "copy-refused:newer": _("A newer version of this program made this copy. Nothing was changed."),
    },
)

KEY_APART = _("A copy can only be opened with the key of this kiosk, which is not in it. Keep a copy of the key elsewhere.")
NO_MEDIUM = _("There is no stick in this kiosk. Put one in, then look again.")
TAKE_OUT = _("The copy is whole. You can take the stick out.")
CHECKED = _("Every page of it was read. It is whole.")
WHAT_HAPPENS = (
    _("The records of this kiosk become what they were when the copy was made."),
    _("The records there are now are kept in a folder of this kiosk. They are not used any more."),
    _("Drafts and changes of staff since then are gone from the screens. PINs are those of then."),
    _("The kiosk closes for about a minute. Nobody can use it meanwhile."),
    _("Tell the centre that this kiosk was restored: it sees that the records went back."),
)
"""Putting a copy back, in words, each a line."""


def failed_words(code: str) -> Words:
    """Why something did not work."""
    return _FAILED.get(code) or error_words(code.partition(":")[0])


def size_words(size: int) -> Words:
    """How much that is."""
    megabytes = size // 1_000_000
    if megabytes < 1000:  # noqa: PLR2004 - megabytes of a gigabyte
        return _("{n} MB", n=megabytes)
    return _("{n} GB", n=megabytes // 1000)


def free_words(medium: Medium) -> Words:
    """The room on a stick."""
    return _("{free} free of {size}", free=size_words(medium.free), size=size_words(medium.size))


def age_words(at: date, today: date) -> Words:
    """How old a copy is."""
    days = (today - at).days
    if days <= 0:
        return _("From today")
    return _n("{n} day old", "{n} days old", days)


def made_words(facts: CopyFacts, today: date) -> Said:
    """When a copy was made; its file's name where that is not known."""
    return facts.file.name if facts.made is None else instant_words(facts.made, today)


def copy_age(facts: CopyFacts, today: date) -> Words | None:
    """How old a copy is, where it says when it was made."""
    return None if facts.made is None else age_words(local(facts.made).date(), today)


def last_words(last: CopyMade | None, today: date) -> Words:
    """When the records were last copied."""
    if last is None:
        return _("No copy of the records was made yet.")
    return _("Last copied {when}.", when=instant_words(last.at, today))


def restored_words(row: AuditRow, today: date) -> Words:
    """What came of the last wish to put a copy back."""
    when = instant_words(row.at, today)
    if row.event is Event.STORE_RESTORED:
        return _("A copy was put back {when}.", when=when)
    return _("A copy was not put back {when}. {why}", when=when, why=error_words(row.details.get("why", "")))


def others_words(others: int) -> Words:
    """What else is on the stick."""
    return _n("{n} other file on the stick is left alone.", "{n} other files on the stick are left alone.", others)


def left_words(unsent: int | None) -> Words:
    """What putting a copy back would leave behind."""
    if unsent is None:
        return _("The records here cannot be read, so nobody can say whether all in them was sent.")
    if not unsent:
        return _("Everything that was saved here is in the copy, or was sent.")
    return _n(
        "{n} request here was never sent and is not in the copy. It is then not sent.",
        "{n} requests here were never sent and are not in the copy. They are then not sent.",
        unsent,
    )
