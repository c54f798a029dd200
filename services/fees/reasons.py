"""The reason for a fee, or for none, as sentences. Each stands alone, so that a screen or a receipt can list them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.common.money import Pence, format_pounds
from services.fees.kinds import KIND_WORDS, Kind
from services.fees.quotes import Certainty, Priced, Unpriced
from services.fees.schedule import Body, Charge, Measure, Period, Rounding, Row, Schedule, Uplift, Verified
from services.fees.words import _, _n
from services.forms.words import Words, verbatim

_POINT = 100  # basis points in one per cent


def priced(found: Priced, charge: Charge, overtaken: Uplift | None, as_of: date, *, remitted: int) -> tuple[Words, ...]:
    """Why the fee is what it is."""
    if charge.body is Body.TRIBUNAL and found.fee == 0 and not found.row.period.quashed:
        return (*no_tribunal_fee(), known_on(as_of))
    return (
        *_sum(found, charge.measure, remitted),
        *_irrelevant(found, charge.measure),
        *_when(found.row.period),
        *_basis(found.row),
        *_day(found.kind, charge.body),
        *_certainty(found, charge.body, overtaken),
        known_on(as_of),
    )


def known_on(as_of: date) -> Words:
    """How old the schedule is."""
    return _("This is from the list of fees of {day:long}.", day=as_of)


def fee_is(fee: Pence) -> Words:
    """The fee itself."""
    return _("The fee is {fee}.", fee=format_pounds(fee))


def no_fee() -> Words:
    """That nothing is to be paid."""
    return _("There is no fee.")


def no_tribunal_fee() -> tuple[Words, ...]:
    """Why nothing is paid at an employment tribunal, and who can have money back."""
    return (
        no_fee(),
        _("The Supreme Court decided on 26 July 2017 that the fees of employment tribunals were unlawful ([2017] UKSC 51)."),
        _refund(),
    )


def _refund() -> Words:
    return _("People who paid such a fee from 29 July 2013 to 25 July 2017 can ask HM Courts and Tribunals Service for a refund.")


def _sum(found: Priced, measure: Measure, remitted: int) -> Iterator[Words]:
    row = found.row
    if row.band.basis_points is not None:
        amount, fee = format_pounds(found.amount or 0), format_pounds(found.fee)
        yield _("The fee is {percent}% of {amount}: {fee}.", percent=_percent(row.band.basis_points), amount=amount, fee=fee)
        if row.band.rounding is Rounding.DOWN:
            yield _("Parts of a penny are not charged.")
    elif measure is Measure.CLAIMANTS:
        yield fee_is(found.fee)
        yield _people(row)
        if remitted:
            yield _n("{n} person of the group was let off the fee.", "{n} people of the group were let off the fee.", remitted)
    else:
        yield fee_is(found.fee)
        yield from _band(row)
    if measure is Measure.CLAIM_WITH_INTEREST:
        yield _("The amount is the claim with the interest up to the day of issue.")


def _percent(basis_points: int) -> str:
    whole, rest = divmod(basis_points, _POINT)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


def _band(row: Row) -> Iterator[Words]:
    if len(row.period.bands) == 1:
        return
    low, high = _first_of(row), row.band.up_to
    if high is None:
        yield _("This is the fee for more than {low}.", low=format_pounds(row.above))
    elif row.above == 0:
        yield _("This is the fee for up to {high}.", high=format_pounds(high))
    else:
        yield _("This is the fee for {low} to {high}.", low=format_pounds(low), high=format_pounds(high))


def _first_of(row: Row) -> Pence:
    return row.above + 1


def _people(row: Row) -> Words:
    low, high = _first_of(row), row.band.up_to
    if high is None:
        return _("This is the fee for a group of more than {low} people.", low=row.above)
    if high == low:
        return _("This is the fee for one person.")
    return _("This is the fee for a group of {low} to {high} people.", low=low, high=high)


def _irrelevant(found: Priced, measure: Measure) -> Iterator[Words]:
    if found.amount is not None and measure in {Measure.NOTHING, Measure.CLAIMANTS}:
        yield _("The amount makes no difference to this fee.")


def _when(period: Period) -> Iterator[Words]:
    match period:
        case Period(last_day=None, first_day_known=True):
            yield _("It has been charged since {first:long}.", first=period.first_day)
        case Period(last_day=None):
            yield _("It is known to have been charged since {first:long}.", first=period.first_day)
        case Period(first_day_known=True, last_day_known=True, last_day=date() as last):
            yield _("It was charged from {first:long} to {last:long}.", first=period.first_day, last=last)
        case Period(last_day=date() as last):
            yield _("It is known to have been charged from {first:long} to {last:long}.", first=period.first_day, last=last)


def _basis(row: Row) -> Iterator[Words]:
    if row.period.instrument:
        yield _("It is set by: {instrument}.", instrument=row.period.instrument)
    if row.band.code:
        yield _("Its code in the register of fees is {code}.", code=row.band.code)


def _day(kind: Kind, body: Body) -> Iterator[Words]:
    if kind is Kind.LPA_REPEAT:
        yield _("It is for applying again within 3 months of being told that the first application could not be registered.")
    if kind in {Kind.LPA, Kind.LPA_REPEAT}:
        yield _("What counts is the day on which the application to register is made.")
    elif body is Body.COURT:
        yield _("What counts is the day on which the court receives the form.")


def _certainty(found: Priced, body: Body, overtaken: Uplift | None) -> Iterator[Words]:
    if found.row.period.quashed:
        yield _("This fee was unlawful. It is shown for records and refunds, and must not be taken.")
        yield _refund()
    match found.certainty:
        case Certainty.OFFICIAL:
            yield _("The amount and the dates were read in an official source.")
        case Certainty.OFFICIAL_AMOUNT:
            yield _("The amount was read in an official source, a date only in one that is not official.")
        case Certainty.THIRD_PARTY:
            yield _("The amount was read only in sources that are not official.")
        case Certainty.TO_BE_CONFIRMED:
            yield _CONFIRMED_BY[body]
            if overtaken:
                yield _("Fees were to change on {day:long}, and this one was not seen since.", day=overtaken.day)
            if found.row.period.verified is Verified.DOUBTFUL:
                yield _("The sources of the amount are weak or do not agree.")


_CONFIRMED_BY = {
    Body.COURT: _("To be confirmed by the court."),
    Body.PUBLIC_GUARDIAN: _("To be confirmed by the Office of the Public Guardian."),
    Body.TRIBUNAL: _("To be confirmed by the tribunal."),
}


def too_old(schedule: Schedule) -> tuple[Words, ...]:
    """Why a day after the schedule's last is not priced."""
    return (
        _("This list of fees can be used up to {last:long}.", last=schedule.last_day),
        known_on(schedule.as_of),
        _("Ask the court or office that takes the fee."),
    )


def cannot_measure(code: Unpriced) -> tuple[Words, ...]:
    """What is wrong with the amount or the number of people."""
    match code:
        case Unpriced.AMOUNT_NEEDED:
            return (_("This fee depends on the amount that is claimed. Give the amount."),)
        case Unpriced.AMOUNT_NOTHING:
            return (_("The amount that is claimed must be more than nothing."),)
        case _:
            return (_("The number of people must be at least one, and no more can be let off the fee than claim."),)


def above_scale(period: Period) -> tuple[Words, ...]:
    """Why an amount is not priced that no band reaches."""
    limit = period.bands[-1].up_to or 0
    return (_("This fee is known for up to {high} only.", high=format_pounds(limit)),)


def rounding_not_known(row: Row) -> tuple[Words, ...]:
    """Why a part of an amount is not priced that has parts of a penny."""
    percent = _percent(row.band.basis_points or 0)
    return (_("The fee is {percent}% of the amount, and how parts of a penny were rounded is not known.", percent=percent),)


def before_first(first: Period) -> tuple[Words, ...]:
    """Why a day before everything known is not priced."""
    return (_("This fee is known from {day:long} only.", day=first.first_day),)


def start_not_known(first: Period) -> tuple[Words, ...]:
    """Why a day is not priced when the fee may already have been charged."""
    words = _(
        "The fee was {fee} on {day:long}. When it began is not known.", fee=_shown(first), day=first.last_day or first.first_day
    )
    return (words,)


def ended(last: Period, continued_by: Kind | None) -> tuple[Words, ...]:
    """Why a day is not priced after a kind of fee ended."""
    words = _("This fee ended on {day:long}.", day=last.last_day or last.first_day)
    return (words, _("Ask for this fee instead: {kind}.", kind=KIND_WORDS[continued_by])) if continued_by else (words,)


def end_not_known(last: Period) -> tuple[Words, ...]:
    """Why a day is not priced after the last on which the fee was seen."""
    return (
        _(
            "The fee was {fee} on {day:long}. What it was later is not known.",
            fee=_shown(last),
            day=last.last_day or last.first_day,
        ),
    )


def between(before: Period, after: Period) -> tuple[Words, ...]:
    """Why a day is not priced about which sources say nothing, or not the same."""
    words = _(
        "The fee was {earlier} on {last:long} and {later} on {first:long}. What it was between these days is not known.",
        earlier=_shown(before),
        last=before.last_day or before.first_day,
        later=_shown(after),
        first=after.first_day,
    )
    return (words,)


def _shown(period: Period) -> Words:
    fee = period.bands[0].fee
    return verbatim(format_pounds(fee)) if fee is not None and len(period.bands) == 1 else _("a scale of fees")
