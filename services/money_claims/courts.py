"""Which county court serves a party, found from the postcode without a network."""

from __future__ import annotations

from collections.abc import Sequence

from services.catalogue.courts import Court
from services.claims import courts
from services.claims.courts import courts_serving, options_of_courts
from services.claims.parties import parties
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import Option
from services.forms.words import Words
from services.money_claims.words import _

_SERVES = {"defendants": _("It serves the defendant’s postcode."), "claimants": _("It serves the claimant’s postcode.")}


def courts_of(answers: Answers) -> dict[Court, Words]:
    """The open courts that serve the parties' postcodes, defendants' first, with why; for a closed one those near it."""
    return courts_serving(
        (named.party.text("address.postcode"), why) for side, why in _SERVES.items() for named in parties(answers, side)
    )


def court_options(answers: Answers, _context: Context) -> Sequence[Option]:
    """Every open hearing centre; first those that serve a party's postcode, which say so."""
    return options_of_courts(courts_of(answers))


def court_of(answers: Answers) -> Court | None:
    """The court that was chosen, else the first that serves a party; None where none is known."""
    return courts.court_of(answers, courts_of(answers))
