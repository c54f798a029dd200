"""The dated fee schedule: what is charged, from when to when, under which instrument, and how far anybody has checked it.

All numbers are whole pence, all days civil days and inclusive. The schedule is data (`schedule.toml`), read whole or refused by
`services.fees.reading`; nothing here or in the code that prices knows a fee.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from services.common.money import Pence
from services.fees.kinds import Kind

_STRICT = ConfigDict(extra="forbid")

Amount = Annotated[int, Field(ge=0, strict=True)]  # strict: 415.00 is a fee in pounds by mistake
Positive = Annotated[int, Field(ge=1, strict=True)]


class Body(StrEnum):
    """Who takes a fee, and so confirms it."""

    COURT = "court"
    PUBLIC_GUARDIAN = "public-guardian"
    TRIBUNAL = "tribunal"


class Measure(StrEnum):
    """What the bands of a fee are counted by."""

    NOTHING = "nothing"
    CLAIM_WITH_INTEREST = "claim-with-interest"
    CLAIM = "claim"
    CLAIMANTS = "claimants"


class Rounding(StrEnum):
    """What becomes of parts of a penny."""

    EXACT = "exact"  # there are none
    DOWN = "down"
    NOT_KNOWN = "not-known"  # no source says, so an amount that has them is not priced


class Verified(StrEnum):
    """How far a period of the schedule was checked."""

    OFFICIAL = "official"  # amount and days in an official repository, register or page
    OFFICIAL_AMOUNT = "official-amount"  # the amount there, a day on a third party's page only
    THIRD_PARTY = "third-party"  # on third parties' pages only
    DOUBTFUL = "doubtful"  # the sources disagree, or there is a single weak one


@checked(frozen=True, config=_STRICT)
class Source:
    """Where a fact was read. `day` is that of the page or commit; without one, it was by the schedule's `as_of`."""

    name: str
    address: str = ""
    day: date | None = None


@checked(frozen=True, config=_STRICT)
class Band:
    """One step of a scale, up to and including `up_to` (pence, or people where claimants are counted); the last has no end."""

    up_to: Positive | None = None
    fee: Amount | None = None
    basis_points: Positive | None = None  # of the amount, instead of a fee: 500 is 5%
    rounding: Rounding = Rounding.EXACT
    code: str = ""


@checked(frozen=True, config=_STRICT)
class Period:
    """What one kind of fee was between two days, both inclusive; without a last day it is still charged.

    `first_day_known` is False where the fee may have begun before, `last_day_known` where it may have gone on: the days
    are then those between which a source shows it. `seen` is the last day on which a source shows one that is still charged.
    """

    first_day: date
    bands: tuple[Band, ...]
    verified: Verified
    sources: tuple[str, ...]
    last_day: date | None = None
    first_day_known: bool = True
    last_day_known: bool = True
    seen: date | None = None
    instrument: str = ""
    quashed: bool = False

    def holds(self, day: date) -> bool:
        """Whether the period is known to cover `day`."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@checked(frozen=True, config=_STRICT)
class Charge:
    """One kind of fee through time. `continued_by` names the kind to ask for after the last period."""

    body: Body
    periods: tuple[Period, ...]
    measure: Measure = Measure.NOTHING
    continued_by: Kind | None = None


@checked(frozen=True, config=_STRICT)
class Uplift:
    """A day on which the fees of a body were to change. What was not seen since is to be confirmed."""

    day: date
    announced: date
    body: Body
    sources: tuple[str, ...]


@checked(frozen=True, config=_STRICT)
class Slice:
    """A part of the monthly income above the threshold, and the per cent of it that is paid towards the fee."""

    up_to: Positive
    percent: Annotated[int, Field(ge=1, le=100, strict=True)]


@checked(frozen=True, config=_STRICT)
class SavingsBand:
    """What savings rule out help, by fee. One of the three limits: `over` itself still passes, the other two do not."""

    fee_up_to: Positive | None = None
    over: Positive | None = None
    times_fee: Positive | None = None
    from_savings: Positive | None = None


@checked(frozen=True, config=_STRICT)
class HelpScheme:
    """The means test of Help with Fees from a day on. Income is of a month."""

    first_day: date
    sources: tuple[str, ...]
    savings: tuple[SavingsBand, ...]
    savings_over_66: Positive  # itself still passes
    full_help_income: Positive
    partner: Positive
    child_under_14: Positive
    child_14_or_over: Positive
    slices: tuple[Slice, ...]
    step: Positive  # income above the threshold counts in whole steps of this


@checked(frozen=True, config=_STRICT)
class LpaReductions:
    """When the fee for registering a lasting power of attorney is reduced, from a day on."""

    first_day: date
    sources: tuple[str, ...]
    income_below: Positive  # of a year, before tax; the limit itself pays the full fee
    damages_above: Positive  # for an injury, ignored for a benefit: these undo the exemption


RulesT = TypeVar("RulesT", HelpScheme, LpaReductions)


@checked(frozen=True, config=_STRICT)
class Schedule:
    """All of it. After `as_of` and `lifetime_days` it is too old to price by."""

    as_of: date
    lifetime_days: Positive
    sources: dict[str, Source]
    uplifts: tuple[Uplift, ...]
    charges: dict[Kind, Charge]
    help_with_fees: tuple[HelpScheme, ...]
    lpa_reductions: tuple[LpaReductions, ...]

    @property
    def last_day(self) -> date:
        """The last day that is priced."""
        return self.as_of + timedelta(days=self.lifetime_days)

    def period_on(self, kind: Kind, day: date) -> Period | None:
        """The rows of a kind that hold on a day; None where there are none, or the schedule is too old for the day."""
        return None if day > self.last_day else next((each for each in self.charges[kind].periods if each.holds(day)), None)

    def help_on(self, day: date) -> HelpScheme | None:
        """The rules of Help with Fees on a day; None before the first, or where the schedule is too old for the day."""
        return self._newest(self.help_with_fees, day)

    def reductions_on(self, day: date) -> LpaReductions | None:
        """The rules of reduced fees for powers of attorney on a day; None as for `help_on`."""
        return self._newest(self.lpa_reductions, day)

    def _newest(self, rules: tuple[RulesT, ...], day: date) -> RulesT | None:
        begun = [each for each in rules if each.first_day <= day <= self.last_day]
        return max(begun, key=lambda each: each.first_day, default=None)

    def overtaken(self, period: Period, body: Body, day: date) -> Uplift | None:
        """The newest change of fees up to `day` since which an open period was not seen."""
        if period.last_day is not None:
            return None
        seen = max(period.first_day, period.seen or period.first_day)
        late = [each for each in self.uplifts if each.body is body and seen < each.day <= day]
        return max(late, key=lambda each: each.day, default=None)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the schedule: a band of a period. `above` is where the band before it ends, in the same unit."""

    kind: Kind
    period: Period
    band: Band
    above: Pence

    @property
    def id(self) -> str:
        """What the line is called in records: the kind, the first day of the period, and for a scale where the band begins."""
        name = f"{self.kind}/{self.period.first_day.isoformat()}"
        return f"{name}/{self.above}" if len(self.period.bands) > 1 else name


def row_for(kind: Kind, period: Period, measured: int | None) -> Row | None:
    """The row of a period for an amount or number of people; None above the last band. None as measure: the only band."""
    above = 0
    for band in period.bands:
        if measured is None or band.up_to is None or measured <= band.up_to:
            return Row(kind, period, band, above)
        above = band.up_to
    return None
