"""Which grounds of possession there are for a home on a day, and which are claimed.

Sources: Housing Act 1988, Schedule 2, before and after Schedule 1 to the Renters' Rights Act 2025; Housing Act 1985, Schedule 2
and section 84A; Renting Homes (Wales) Act 2016, Part 9 and Schedule 8; names of grounds after hmcts/pcs-api (read August 2026).
From 1 May 2026 the new grounds hold for notices of private landlords; for social housing they come "from 2027", no day of which
was seen (GOV.UK, Grounds for possession: guidance for landlords and letting agents, of 1 May 2026). What is not certain is left
open.
"""

from __future__ import annotations

from datetime import date

from services.claims.choices import NO
from services.forms.answers import Answers
from services.possession_claims.choices import Contract, Landlord, Tenancy
from services.possession_claims.country import in_england, in_wales
from services.possession_claims.ground import Ground, Law
from services.possession_claims.grounds_england import ENGLISH
from services.possession_claims.grounds_wales import WELSH

NEW_LAW_FROM = date(2026, 5, 1)  # Renters' Rights Act 2025, private landlords, by the day of the notice
SOCIAL_NEW_LAW_AFTER = date(2026, 12, 31)  # social housing: some day after this

GROUNDS = {each.key: each for each in (*ENGLISH, *WELSH)}


def laws_of(answers: Answers, today: date) -> frozenset[Law]:
    """The laws that may hold for the home; more than one where that cannot be told, none while it is not known.

    For an assured tenancy it goes by the day of the notice; without a notice by today.
    """
    if in_wales(answers):
        return frozenset({Law.WALES})
    if not in_england(answers):
        return frozenset()
    match answers.text("tenancy.kind"):
        case Tenancy.ASSURED:
            return _assured(answers, today)
        case Tenancy.SECURE | Tenancy.FLEXIBLE:
            return frozenset({Law.SECURE})
        case Tenancy.INTRODUCTORY | Tenancy.DEMOTED | Tenancy.OTHER:
            return frozenset({Law.LESSER})
        case _unknown:
            return frozenset()


def _assured(answers: Answers, today: date) -> frozenset[Law]:
    served = None if answers.text("notice.served") == NO else answers.date("notice.served_on")
    day = served or today
    if answers.text("landlord.type") == Landlord.SOCIAL:
        open_now = day > SOCIAL_NEW_LAW_AFTER
        return frozenset({Law.BEFORE_REFORM, Law.REFORMED}) if open_now else frozenset({Law.BEFORE_REFORM})
    return frozenset({Law.REFORMED if day >= NEW_LAW_FROM else Law.BEFORE_REFORM})


def kind_of(answers: Answers) -> str:
    """The kind of tenancy or contract; "" while it is not known."""
    if in_wales(answers):
        return answers.text("contract.kind")
    return answers.text("tenancy.kind") if in_england(answers) else ""


def grounds_for(answers: Answers, today: date) -> tuple[Ground, ...]:
    """The grounds that can be claimed for the home, mandatory ones first, each group in the order of the law."""
    laws, kind, term = laws_of(answers, today), kind_of(answers), answers.text("contract.term")
    found = [
        each
        for each in GROUNDS.values()
        if each.laws & laws and kind in each.kinds and (each.term is None or kind != Contract.STANDARD or each.term == term)
    ]
    return tuple(sorted(found, key=lambda each: not each.mandatory))


def claimed(answers: Answers) -> tuple[Ground, ...]:
    """The grounds that are claimed, in their order; unknown ones left out."""
    found = (GROUNDS.get(item.text("ground")) for item in answers.items("grounds"))
    return tuple(each for each in found if each is not None)
