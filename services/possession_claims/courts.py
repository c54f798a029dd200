"""Which county court serves the property, found from its postcode without a network. A closed court is never offered."""

from __future__ import annotations

from collections.abc import Sequence

from services.catalogue.courts import Court
from services.claims import courts
from services.claims.courts import courts_serving, options_of_courts
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import Option
from services.forms.words import Words
from services.possession_claims.words import _

_SERVES = _("It serves the property’s postcode.")


def courts_of(answers: Answers) -> dict[Court, Words]:
    """The open courts that serve the property, with why; for a closed one those near it."""
    return courts_serving([(answers.text("property.address.postcode"), _SERVES)])


def court_options(answers: Answers, _context: Context) -> Sequence[Option]:
    """Every open hearing centre; first those that serve the property, which say so."""
    return options_of_courts(courts_of(answers))


def court_of(answers: Answers) -> Court | None:
    """The court that was chosen, else the first that serves the property; None where none is known."""
    return courts.court_of(answers, courts_of(answers))
