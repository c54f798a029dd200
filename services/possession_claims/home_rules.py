"""Rules about the home, the kind of claim and the tenancy. Who has the wrong form is told which one is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.claims.choices import NO, OLDEST
from services.common.civil import age_on
from services.common.postcodes import Nation, nation_of
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.possession_claims.choices import ClaimKind, Landlord
from services.possession_claims.country import Country, countries_at, country_of
from services.possession_claims.paper_forms import ACCELERATED, MORTGAGE, TRESPASSERS
from services.possession_claims.property_pages import landlords


def the_home_is_here(answers: Answers, _context: Context) -> Iterable[Problem]:
    """The courts of England and Wales give possession of homes in England and Wales; for others there are other courts."""
    postcode, chosen = answers.text("property.address.postcode"), answers.text("property.country")
    match nation_of(postcode) if postcode else None:
        case Nation.SCOTLAND:
            yield Problem("property.address.postcode", "property-in-scotland")
        case Nation.NORTHERN_IRELAND:
            yield Problem("property.address.postcode", "property-in-northern-ireland")
        case Nation.CROWN_DEPENDENCY:
            yield Problem("property.address.postcode", "property-in-the-islands")
        case _ if chosen and chosen not in countries_at(postcode):
            yield Problem("property.country", "not-an-option")
        case _ if chosen == Country.SCOTLAND:
            yield Problem("property.country", "property-in-scotland")
        case _here:
            return


def the_form_is_the_right_one(answers: Answers, context: Context) -> Iterable[Problem]:
    """Accelerated possession, trespassers and mortgages have forms of their own."""
    country = country_of(answers)
    if country not in ACCELERATED:
        return
    match answers.text("claim.kind"):
        case ClaimKind.ACCELERATED:
            yield from _accelerated(country, context)
        case ClaimKind.TRESPASSERS:
            yield Problem("claim.kind", "trespassers-form", params=_names(TRESPASSERS[country]))
        case _rented:
            pass
    if answers.text("landlord.type") == Landlord.LENDER:
        yield Problem("landlord.type", "mortgage-form", params=_names(MORTGAGE[country]))


def _accelerated(country: Country, context: Context) -> Iterator[Problem]:
    form = ACCELERATED[country]
    if form.has_ended(context.today) and form.until is not None:
        yield Problem("claim.kind", "accelerated-ended", params={"form": form.form, "day": form.until})
    else:
        yield Problem("claim.kind", "accelerated-form", params={"form": form.form})


def _names(forms: tuple[str, str]) -> dict[str, str]:
    return {"claim": forms[0], "particulars": forms[1]}


def the_landlord_is_of_the_country(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A provider of social housing is in England, a community landlord in Wales."""
    kind = answers.text("landlord.type")
    if kind and kind not in landlords(answers):
        yield Problem("landlord.type", "not-an-option")


def rent_smart_is_noted(answers: Answers, _context: Context) -> Iterable[Problem]:
    """In Wales a private landlord who is not registered or licensed should know what that means (Housing (Wales) Act 2014)."""
    if answers.text("landlord.type") == Landlord.COMMUNITY:
        return
    if answers.text("landlord.registered") == NO:
        yield Problem("landlord.registered", "not-registered", Level.NOTE)
    if answers.text("landlord.licensed") == NO:
        yield Problem("landlord.licensed", "not-licensed", Level.NOTE)


def it_has_begun(answers: Answers, context: Context) -> Iterable[Problem]:
    """A tenancy began before today, an occupation contract today at the latest (pcs-api, pages of both)."""
    tenancy, contract = answers.date("tenancy.start"), answers.date("contract.start")
    if tenancy is not None and tenancy >= context.today:
        yield Problem("tenancy.start", "date-in-future", parts=("year",))
    if contract is not None and contract > context.today:
        yield Problem("contract.start", "not-after-today", parts=("year",))
    for path, day in (("tenancy.start", tenancy), ("contract.start", contract)):
        if day is not None and age_on(context.today, day) > OLDEST:
            yield Problem(path, "date-too-long-ago", params={"max": OLDEST}, parts=("year",))


RULES = (
    the_home_is_here,
    the_form_is_the_right_one,
    the_landlord_is_of_the_country,
    rent_smart_is_noted,
    it_has_begun,
)
