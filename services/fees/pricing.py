"""Pricing a kind of fee on a day from the dated schedule.

A fee is that of the day on which the court receives the form, so the caller names the day. What the schedule does not say is
not worked out from its neighbours: the answer is then `NotPriced`, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.common.money import Pence
from services.fees import reasons
from services.fees.kinds import Kind
from services.fees.quotes import Certainty, NotPriced, Priced, Quote, Unpriced
from services.fees.schedule import Band, Charge, Measure, Period, Rounding, Row, Schedule, Verified, row_for

_WHOLE = 100 * 100  # basis points
_CERTAINTY = {
    Verified.OFFICIAL: Certainty.OFFICIAL,
    Verified.OFFICIAL_AMOUNT: Certainty.OFFICIAL_AMOUNT,
    Verified.THIRD_PARTY: Certainty.THIRD_PARTY,
    Verified.DOUBTFUL: Certainty.TO_BE_CONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Group:
    """The people who claim together at an employment tribunal, and how many of them were given full remission."""

    claimants: int = 1
    remitted: int = 0

    @property
    def possible(self) -> bool:
        """Whether there can be such a group."""
        return self.claimants >= 1 and 0 <= self.remitted <= self.claimants


@dataclass(frozen=True, slots=True)
class Prices:
    """Answers from one schedule."""

    schedule: Schedule

    def price(self, kind: Kind, *, on: date, amount: Pence | None = None, group: Group | None = None) -> Quote:
        """The fee of a kind on a day.

        Args:
            kind: what the fee is for.
            on: the day that counts: for a court, the one on which it receives the form.
            amount: what is claimed, in pence, with interest where the fee counts it; needed by the kinds with a scale.
            group: who claims together, for a tribunal's fee of 2013 to 2017; one person unless given.
        """
        charge = self.schedule.charges[kind]
        if on > self.schedule.last_day:
            return NotPriced(kind, on, amount, Unpriced.SCHEDULE_TOO_OLD, reasons.too_old(self.schedule))
        period = self.schedule.period_on(kind, on)
        if period is None:
            return _outside(kind, charge, on, amount)
        who = group if group and charge.measure is Measure.CLAIMANTS else Group()
        refused = _cannot_measure(charge.measure, amount, who)
        if refused:
            return NotPriced(kind, on, amount, refused, reasons.cannot_measure(refused))
        row = row_for(kind, period, _measured(charge.measure, amount, who))
        if row is None:
            return NotPriced(kind, on, amount, Unpriced.ABOVE_SCALE, reasons.above_scale(period), row_for(kind, period, None))
        fee = _fee(row, amount, who)
        if fee is None:
            return NotPriced(kind, on, amount, Unpriced.ROUNDING_NOT_KNOWN, reasons.rounding_not_known(row), row)
        overtaken = self.schedule.overtaken(period, charge.body, on)
        certainty = Certainty.TO_BE_CONFIRMED if overtaken else _CERTAINTY[period.verified]
        priced = Priced(kind, on, amount, fee, row, certainty, payable=fee > 0 and not period.quashed, reason=())
        return replace(priced, reason=reasons.priced(priced, charge, overtaken, self.schedule.as_of, remitted=who.remitted))


def _cannot_measure(measure: Measure, amount: Pence | None, group: Group) -> Unpriced | None:
    match measure:
        case Measure.CLAIM | Measure.CLAIM_WITH_INTEREST if amount is None:
            return Unpriced.AMOUNT_NEEDED
        case Measure.CLAIM | Measure.CLAIM_WITH_INTEREST if amount is not None and amount <= 0:
            return Unpriced.AMOUNT_NOTHING
        case Measure.CLAIMANTS if not group.possible:
            return Unpriced.CLAIMANTS_WRONG
        case _:
            return None


def _measured(measure: Measure, amount: Pence | None, group: Group) -> int | None:
    match measure:
        case Measure.CLAIM | Measure.CLAIM_WITH_INTEREST:
            return amount
        case Measure.CLAIMANTS:
            return group.claimants
        case Measure.NOTHING:
            return None


def _fee(row: Row, amount: Pence | None, group: Group) -> Pence | None:
    """The fee of a row; None when it has parts of a penny and nobody says what becomes of them."""
    if row.band.basis_points is not None:
        pence, parts = divmod((amount or 0) * row.band.basis_points, _WHOLE)
        return None if parts and row.band.rounding is Rounding.NOT_KNOWN else pence
    return _remitted(row.period, row.band, group)


def _remitted(period: Period, band: Band, group: Group) -> Pence:
    """What a group owes after remission (atet, remission_calculator.rb).

    A group pays a multiple of what one person pays. While fewer of its people pay than that multiple, it owes one person's fee
    for each of them; from there on the whole.
    """
    whole, single = band.fee or 0, period.bands[0].fee or 0
    paying = group.claimants - group.remitted
    return min(whole, single * paying) if group.remitted else whole


def _outside(kind: Kind, charge: Charge, on: date, amount: Pence | None) -> NotPriced:
    before = max((each for each in charge.periods if each.first_day <= on), key=lambda each: each.first_day, default=None)
    after = min((each for each in charge.periods if each.first_day > on), key=lambda each: each.first_day, default=None)
    if before and after:
        code, nearest, words = Unpriced.NOT_KNOWN_BETWEEN, before, reasons.between(before, after)
    elif after and after.first_day_known:
        code, nearest, words = Unpriced.BEFORE_FIRST, after, reasons.before_first(after)
    elif after:
        code, nearest, words = Unpriced.START_NOT_KNOWN, after, reasons.start_not_known(after)
    elif before and before.last_day_known:
        code, nearest, words = Unpriced.ENDED, before, reasons.ended(before, charge.continued_by)
    else:
        nearest = charge.periods[-1]
        code, words = Unpriced.END_NOT_KNOWN, reasons.end_not_known(nearest)
    return NotPriced(kind, on, amount, code, words, row_for(kind, nearest, None))
