"""Which way a claim can go, and why not the quicker one. Nothing is refused: paper takes every claim.

The Online Procedure Rules 2026 bring possession claims to the online service from 7 September 2026; people without a
representative may go on using paper, which the court puts in for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from services.claims.choices import Payment
from services.claims.routing import Route, a_name_is_longer, help_is_not_asked, quickest, signed_by_hand, somebody_is_protected
from services.forms.answers import Answers
from services.forms.limit import Limit
from services.forms.words import Words
from services.possession_claims import choices, limits
from services.possession_claims.choices import Landlord
from services.possession_claims.parties import is_unknown
from services.possession_claims.words import _

REPRESENTATIVES_ONLINE_FROM = date(2026, 9, 7)


class Way(StrEnum):
    """A way for a claim to go, the quickest first; the value is stable."""

    ONLINE = "online-possession-service"
    PAPER = "paper"


WAY_WORDS = {Way.ONLINE: _("The online possession service"), Way.PAPER: _("On paper")}


def routes(answers: Answers) -> tuple[Route[Way], ...]:
    """Every way, the quickest first."""
    return Route(Way.ONLINE, tuple(_not_online(answers))), Route(Way.PAPER)


def way_of(answers: Answers) -> Way:
    """The quickest way that is open."""
    return quickest(routes(answers))


def nobody_is_known(answers: Answers) -> bool:
    """Whether there are defendants and the name of none is known."""
    defendants = answers.items("defendants")
    return bool(defendants) and all(map(is_unknown, defendants))


def _not_online(answers: Answers) -> Iterator[Words]:
    if answers.text("landlord.type") == Landlord.OTHER:
        yield _("The claimant is not a landlord of a kind that it knows.")
    if nobody_is_known(answers):
        yield _("No defendant’s name is known.")
    yield from somebody_is_protected(answers)
    yield from signed_by_hand(answers)
    if answers.text("payment.how") == Payment.COUNTER:
        yield _("The fee is paid by cheque or cash.")
    yield from help_is_not_asked(answers)
    yield from a_name_is_longer(answers, choices.ONLINE_NAME)
    if any(limit.left(text) < 0 for limit, text in _texts(answers)):
        yield _("An answer is longer than it takes.")


def _texts(answers: Answers) -> Iterator[tuple[Limit, str]]:
    """What would be sent as text, with the limit on it."""
    (short,), (reason,), (long,) = limits.SHORT, limits.REASON, limits.LONG
    yield from ((reason, item.text("facts")) for item in answers.items("grounds"))
    yield from ((short, item.text("known")) for item in answers.items("defendants"))
    yield reason, answers.text("demotion.terms")
    for path in _SHORT:
        yield short, answers.text(path)
    for path in _LONG:
        yield long, answers.text(path)


_SHORT = (
    "notice.why_not",
    "notice.details",
    "steps.why_not",
    "steps.mediation_details",
    "steps.settlement_details",
    "suspension.why",
    "demotion.why",
    "prohibited.why",
    "prohibited.terms",
    "hearing.vulnerable_details",
)
_LONG = ("arrears.steps", "circumstances.defendant", "circumstances.claimant", "claim.reasons")
