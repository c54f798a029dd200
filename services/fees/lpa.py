"""The fee for registering a lasting power of attorney, with its exemption and reductions (LPA120, SI 2007/2051 as amended).

In this order, as the Office of the Public Guardian works it out (opg-lpa, Payment/Calculator.php): exempt benefits, nothing;
else Universal Credit, decided later by that office, so nothing is taken now; else low income, half; a repeated application has
a fee of its own, and half of that with low income. All of it is about the donor, for each lasting power of attorney.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from services.common.money import Pence, format_pounds
from services.fees import reasons
from services.fees.kinds import Kind
from services.fees.pricing import Prices
from services.fees.quotes import NotPriced, Priced, Quote, Unpriced
from services.fees.schedule import LpaReductions
from services.fees.words import _
from services.forms.words import Words


class Benefit(StrEnum):
    """A benefit that the donor may get."""

    INCOME_SUPPORT = "income-support"
    EMPLOYMENT_AND_SUPPORT_ALLOWANCE = "income-based-employment-and-support-allowance"
    JOBSEEKERS_ALLOWANCE = "income-based-jobseekers-allowance"
    PENSION_CREDIT_GUARANTEE = "pension-credit-guarantee"
    HOUSING_BENEFIT = "housing-benefit"
    COUNCIL_TAX_REDUCTION = "council-tax-reduction"
    LOCAL_HOUSING_ALLOWANCE = "local-housing-allowance"
    WORKING_TAX_CREDIT_WITH = "working-tax-credit-with-child-or-disability"
    UNIVERSAL_CREDIT = "universal-credit"
    DISABILITY_LIVING_ALLOWANCE = "disability-living-allowance"
    PERSONAL_INDEPENDENCE_PAYMENT = "personal-independence-payment"
    INVALIDITY_BENEFIT = "invalidity-benefit"


EXEMPT_BENEFITS: Mapping[Benefit, Words] = MappingProxyType(
    {
        Benefit.INCOME_SUPPORT: _("Income Support"),
        Benefit.EMPLOYMENT_AND_SUPPORT_ALLOWANCE: _("Income-based Employment and Support Allowance"),
        Benefit.JOBSEEKERS_ALLOWANCE: _("Income-based Jobseeker’s Allowance"),
        Benefit.PENSION_CREDIT_GUARANTEE: _("Guarantee Credit element of State Pension Credit"),
        Benefit.HOUSING_BENEFIT: _("Housing Benefit"),
        Benefit.COUNCIL_TAX_REDUCTION: _("Council Tax Reduction or Support"),  # not the discount of 25% for living alone
        Benefit.LOCAL_HOUSING_ALLOWANCE: _("Local Housing Allowance"),
        Benefit.WORKING_TAX_CREDIT_WITH: _(
            "Working Tax Credit together with Child Tax Credit, a disability element or a severe disability element"
        ),
    },
)
"""The benefits that exempt the donor, and what they are called."""


@dataclass(frozen=True, slots=True)
class Donor:
    """What the fee asks of the donor. `income` is of a year before tax, in pence; None when it was not said.

    `large_damages` is True when damages for an injury above the limit were ignored for a benefit. (The office's own field
    `reducedFeeAwardedDamages` says the opposite: True there means that there are none.)
    """

    benefits: frozenset[Benefit] = frozenset()
    large_damages: bool = False
    income: Pence | None = None


def registration_fee(prices: Prices, donor: Donor, *, on: date, repeat: bool) -> Quote:
    """What is paid to register one lasting power of attorney on the day the application is made.

    `repeat` is True for a new application within 3 months of being told that the first could not be registered. With Universal
    Credit the answer is `NotPriced` with the code "decided-later": nothing is paid now.
    """
    kind = Kind.LPA_REPEAT if repeat else Kind.LPA
    found = prices.price(kind, on=on)
    if isinstance(found, NotPriced) or donor == Donor():
        return found
    rules = prices.schedule.reductions_on(on)
    if rules is None:
        first = min(each.first_day for each in prices.schedule.lpa_reductions)
        words = _("When the fee was reduced is known from {day:long} only.", day=first)
        return NotPriced(kind, on, None, Unpriced.REDUCTION_NOT_KNOWN, (words,), found.row)
    return _reduced(found, donor, rules)


def _reduced(full: Priced, donor: Donor, rules: LpaReductions) -> Quote:
    exempt = donor.benefits & EXEMPT_BENEFITS.keys()
    if exempt and not donor.large_damages:
        benefit = EXEMPT_BENEFITS[min(exempt)]
        return _with_fee(full, 0, _("The donor pays no fee, because of this benefit: {benefit}.", benefit=benefit))
    damages = _damages(rules) if exempt else ()
    if Benefit.UNIVERSAL_CREDIT in donor.benefits:
        words = (*damages, _("The donor gets Universal Credit. The Office of the Public Guardian decides later what is paid."))
        words = (*words, _("Do not pay anything now."), _evidence())
        return NotPriced(full.kind, full.on, None, Unpriced.DECIDED_LATER, words, full.row)
    if donor.income is not None and donor.income < rules.income_below:
        limit = format_pounds(rules.income_below)
        low = _("This is half, because the donor’s income of a year before tax is less than {limit}.", limit=limit)
        return _with_fee(full, full.fee // 2, *damages, low)
    return replace(full, reason=(*damages, *full.reason))


def _with_fee(full: Priced, fee: Pence, *why: Words) -> Priced:
    said = reasons.fee_is(fee) if fee else reasons.no_fee()
    unreduced = _("Without that it would be {fee}.", fee=format_pounds(full.fee))
    return replace(full, fee=fee, payable=fee > 0, reason=(said, *why, unreduced, _evidence(), *full.reason[1:]))


def _damages(rules: LpaReductions) -> tuple[Words, ...]:
    limit = format_pounds(rules.damages_above)
    return (_("Damages of more than {limit} were ignored for a benefit, so the donor is not exempt.", limit=limit),)


def _evidence() -> Words:
    return _("Send the form LPA120A and the proof together with the application. Bank statements are not taken as proof.")
