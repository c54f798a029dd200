"""What was just done on a page of whoever looks after a kiosk, or why it was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk_app.wording import error_words
from services.forms.words import Words
from ui.admin_desk.asking import DONE, FAILED, NUMBER, PRINTING
from ui.components.status import Status, StatusMark
from ui.desk.words import _, _n
from ui.theme import LookSource, Said

_ANSWERS = frozenset({"answers", "answers-refused"})
_SHAPES = {PRINTING: Status.UNDER_WAY, "answers-refused": Status.ACT_SOON}


def notice(looks: LookSource, view: Mapping[str, str], told: Sequence[Words] = ()) -> StatusMark | None:
    """A shape and words; None where nothing was asked for. `told` is what a stick's answers came to."""
    failed = view.get(FAILED, "")
    if failed:
        mark = StatusMark(looks, Status.PUT_ASIDE, error_words(failed))
    else:
        words: Said | None = _done(view.get(DONE, ""), int(view.get(NUMBER, "0")))
        if view.get(DONE) in _ANSWERS:
            words = " ".join(map(looks.say, told))
        if words is None:
            return None
        mark = StatusMark(looks, _SHAPES.get(view.get(DONE, ""), Status.DONE), words)
    mark.setObjectName("notice")
    return mark


def _done(what: str, number: int) -> Words | None:
    return {
        PRINTING: _("Printing…"),
        "list-printed": _("The list is printed. Take it from the printer."),
        "queued": _n("{n} receipt is on its way to the printer.", "{n} receipts are on their way to the printer.", number),
        "tried": _("What waits is tried now. This list says how it went."),
        "released": _("It is sent once more now. This list says what the centre answers."),
        "dealt-with": _("It is marked as dealt with. It stays put aside, and on this list."),
        "taken-up": _("It needs somebody again."),
        "note-printed": _("The note is printed. Take it from the printer."),
        "again": _("Another copy is on its way to the printer."),
        "cancelled": _("It is out of the queue and will not be printed."),
        "too-late": _("It was too late: it is being printed, or was."),
        "exported": _n(
            "{n} sealed request is on the stick and was read back. You can take the stick out.",
            "{n} sealed requests are on the stick and were read back. You can take the stick out.",
            number,
        ),
    }.get(what)
