"""Reading the schedule: TOML, read whole or refused, so that a slip of the pen in a fee is found when it is made."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import pairwise

from pydantic import TypeAdapter, ValidationError

from services.fees.kinds import Kind
from services.fees.schedule import Band, Charge, HelpScheme, Measure, Period, Rounding, SavingsBand, Schedule

_WHOLE = 100 * 100  # basis points
_AMOUNTS = frozenset({Measure.CLAIM, Measure.CLAIM_WITH_INTEREST})


class BadSchedule(ValueError):
    """A schedule that cannot be priced by; the text says where."""


def embedded_schedule() -> Schedule:
    """The schedule that ships with the package."""
    return read_schedule((resources.files("services.fees") / "schedule.toml").read_text(encoding="utf-8"))


def read_schedule(text: str) -> Schedule:
    """A schedule in TOML.

    Raises:
        BadSchedule: it is not TOML, says something else than a schedule, or contradicts itself.
    """
    try:
        schedule = TypeAdapter(Schedule).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadSchedule(str(error)) from None
    except ValidationError as error:
        places = ["/".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)]
        raise BadSchedule(f"wrong at {', '.join(places)}") from None
    faults = tuple(_faults(schedule))
    if faults:
        raise BadSchedule("; ".join(faults))
    return schedule


def _faults(schedule: Schedule) -> Iterator[str]:
    yield from (f"{kind}: not in the schedule" for kind in Kind if kind not in schedule.charges)
    for kind, charge in schedule.charges.items():
        yield from (f"{kind}: {fault}" for fault in _charge_faults(charge))
    yield from (f"help with fees: {fault}" for scheme in schedule.help_with_fees for fault in _help_faults(scheme))
    yield from (f"source {key}: not in the list of sources" for key in sorted(_cited(schedule) - schedule.sources.keys()))


def _cited(schedule: Schedule) -> set[str]:
    cited = [period.sources for charge in schedule.charges.values() for period in charge.periods]
    cited += [each.sources for each in schedule.uplifts]
    cited += [each.sources for each in schedule.help_with_fees]
    cited += [each.sources for each in schedule.lpa_reductions]
    return {key for keys in cited for key in keys}


def _charge_faults(charge: Charge) -> Iterator[str]:
    if not charge.periods:
        yield "no period"
    for earlier, later in pairwise(charge.periods):
        if earlier.last_day is None or earlier.last_day >= later.first_day:
            yield f"the period from {later.first_day} begins before the one before it ends"
    for period in charge.periods:
        yield from (f"from {period.first_day}: {fault}" for fault in _period_faults(period, charge.measure))


def _period_faults(period: Period, measure: Measure) -> Iterator[str]:
    if not period.sources:
        yield "no source"
    if period.last_day is None and (period.seen is None or not period.last_day_known):
        yield "still charged, but not said when it was last seen"
    if period.last_day is not None and period.last_day < period.first_day:
        yield "ends before it begins"
    if not period.bands or (len(period.bands) > 1 and measure is Measure.NOTHING):
        yield "no band, or bands of nothing"
    if measure not in _AMOUNTS and any(band.basis_points for band in period.bands):
        yield "a part of no amount"
    if not _ascending(band.up_to for band in period.bands):
        yield "the bands are not in order"
    yield from (f"band {number}: {fault}" for number, band in enumerate(period.bands, 1) for fault in _band_faults(band))


def _ascending(limits: Iterable[int | None]) -> bool:
    return all(low is not None and (high is None or low < high) for low, high in pairwise(limits))


def _band_faults(band: Band) -> Iterator[str]:
    if (band.fee is None) == (band.basis_points is None):
        yield "either a fee or a part of the amount"
    if (band.basis_points is None) != (band.rounding is Rounding.EXACT):
        yield "a part of the amount is rounded, a fee is not"
    if band.basis_points is not None and band.basis_points > _WHOLE:
        yield "more than the whole amount"


def _help_faults(scheme: HelpScheme) -> Iterator[str]:
    if (
        not scheme.savings
        or not _ascending(band.fee_up_to for band in scheme.savings)
        or scheme.savings[-1].fee_up_to is not None
    ):
        yield "the bands of savings leave a fee out"
    if any(_limits(band) != 1 for band in scheme.savings):
        yield "one limit for each band of savings"
    if not scheme.slices or not _ascending(each.up_to for each in scheme.slices):
        yield "the parts of the income are not in order"
    if any(each.up_to % scheme.step or scheme.step * each.percent % 100 for each in scheme.slices):
        yield "a step would give parts of a penny"


def _limits(band: SavingsBand) -> int:
    return sum(limit is not None for limit in (band.over, band.times_fee, band.from_savings))
