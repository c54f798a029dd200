"""How much rent must be owed for the grounds of serious arrears, worked out from the rent of the tenancy.

- England, Housing Act 1988, Schedule 2, ground 8: 8 weeks' rent, or 2 months' where it is monthly. For notices of private
  landlords from 1 May 2026: 13 weeks' or 3 months' (Renters' Rights Act 2025, Schedule 1).
- Wales, Renting Homes (Wales) Act 2016, sections 181 and 187: 8 weeks' rent, or 2 months'.

So much must be owed both on the day of the notice and on that of the hearing. For other frequencies nothing is worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from services.common.money import Pence
from services.forms.words import Words
from services.possession_claims.choices import Frequency
from services.possession_claims.ground import Law
from services.possession_claims.words import _

_WEEKS = {Frequency.WEEKLY: 1, Frequency.FORTNIGHTLY: 2}  # that one payment covers


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least that must be owed, in pence (parts of a penny count as a whole one), and what it is in words: "8 weeks’ rent"."""

    least: Pence
    measure: Words


@dataclass(frozen=True, slots=True)
class _Measure:
    weeks: int
    months: int
    weekly: Words
    monthly: Words


_OLD = _Measure(8, 2, _("8 weeks’ rent"), _("2 months’ rent"))
_REFORMED = _Measure(13, 3, _("13 weeks’ rent"), _("3 months’ rent"))
_MEASURES = {Law.BEFORE_REFORM: _OLD, Law.WALES: _OLD, Law.REFORMED: _REFORMED}


def threshold(law: Law, rent: Pence, frequency: Frequency) -> Threshold | None:
    """What serious arrears are under a law; None where nothing can be worked out."""
    measure = _MEASURES.get(law)
    if measure is None or rent < 0:
        return None
    if frequency is Frequency.MONTHLY:
        return Threshold(rent * measure.months, measure.monthly)
    weeks = _WEEKS.get(frequency)
    return None if weeks is None else Threshold(ceil(Fraction(rent * measure.weeks, weeks)), measure.weekly)
