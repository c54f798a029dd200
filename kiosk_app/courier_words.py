"""What came of the centre's answers on a stick, in words: at the desk and on the command line."""

from __future__ import annotations

from kiosk_app.ports.courier import Taken
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural


def taken_words(taken: Taken) -> tuple[Words, ...]:
    """In sentences, the most important first; never none."""
    found: list[Words] = []
    if taken.received:
        said = _n("The centre has {n} more request.", "The centre has {n} more requests.", taken.received)
        found.append(said)
    if taken.put_aside:
        found.append(_n("It has put {n} request aside.", "It has put {n} requests aside.", taken.put_aside))
    if taken.catalogues:
        found.append(_("The visit timetable is newer now."))
    if taken.refused:
        found.append(_("Something on the stick is not signed by the centre for this kiosk. It was not used."))
    return tuple(found) or (_("The stick says nothing that is new."),)
