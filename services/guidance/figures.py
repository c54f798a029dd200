"""The figures that the guidance names: fees and limits, taken from the dated fee schedule on the day they are shown.

None is typed into a text. One that the schedule cannot give on that day is not guessed: the whole line says to ask instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.common.money import Pence, format_pounds
from services.fees.kinds import Kind
from services.fees.pricing import Prices
from services.fees.quotes import Certainty, Priced, Quote
from services.fees.schedule import Band, HelpScheme, Period, Schedule
from services.forms.receipt import Line
from services.forms.words import Words, bilingual, verbatim
from services.guidance.plain import figures_in, with_figures
from services.guidance.words import _

FEE, LIMIT = "fee", "limit"
ASK_WHAT_IT_COSTS = _("Ask a member of staff what this costs today.")
CONFIRM = _("This fee may have changed. Ask the court before you pay.")

_SURE = frozenset({Certainty.OFFICIAL, Certainty.OFFICIAL_AMOUNT})
_BASIS = 100  # basis points in a per cent


def _smallest_savings(scheme: HelpScheme) -> Pence | None:
    return next((band.over for band in scheme.savings if band.over is not None), None)


def _of_help(value: Callable[[HelpScheme], Pence | None]) -> Callable[[Schedule, date], Pence | None]:
    def figure(schedule: Schedule, on: date) -> Pence | None:
        scheme = schedule.help_on(on)
        return None if scheme is None else value(scheme)

    return figure


def _lpa_income(schedule: Schedule, on: date) -> Pence | None:
    reductions = schedule.reductions_on(on)
    return None if reductions is None else reductions.income_below


_LIMITS: Mapping[str, Callable[[Schedule, date], Pence | None]] = {
    "help-savings": _of_help(_smallest_savings),
    "help-savings-over-66": _of_help(lambda scheme: scheme.savings_over_66),
    "help-income": _of_help(lambda scheme: scheme.full_help_income),
    "help-partner": _of_help(lambda scheme: scheme.partner),
    "help-child-under-14": _of_help(lambda scheme: scheme.child_under_14),
    "help-child-14-or-over": _of_help(lambda scheme: scheme.child_14_or_over),
    "lpa-income": _lpa_income,
}


def is_figure(sort: str, name: str) -> bool:
    """Whether there is such a figure."""
    return name in _LIMITS if sort == LIMIT else sort == FEE and name in set(Kind)


@dataclass(frozen=True, slots=True)
class Figures:
    """Fills texts from one schedule as of one day."""

    schedule: Schedule
    today: date

    def line(self, english: str, welsh: str) -> Line:
        """A text with its figures shown; what to ask instead where one is not known."""
        named = figures_in(english)
        if not named:
            return Line(bilingual(english, welsh))
        found = {each: self._shown(*each) for each in named}
        shown = {each: pounds for each, pounds in found.items() if pounds is not None}
        if len(shown) < len(found):
            return Line(ASK_WHAT_IT_COSTS)
        sure = all(self._sure(name) for sort, name in named if sort == FEE)
        return Line(bilingual(with_figures(english, shown), with_figures(welsh, shown)), None if sure else CONFIRM)

    def scale(self, kind: Kind) -> tuple[Line, ...]:
        """A line for each band of a fee; what to ask instead where the day has none."""
        period = self.schedule.period_on(kind, self.today)
        if period is None:
            return (Line(ASK_WHAT_IT_COSTS),)
        return tuple(Line(words) for words in _bands(period))

    def _shown(self, sort: str, name: str) -> str | None:
        if sort == LIMIT:
            value = _LIMITS[name](self.schedule, self.today)
        else:
            quote = self._quote(name)
            value = quote.fee if isinstance(quote, Priced) and quote.payable else None
        return None if value is None else pounds(value)

    def _sure(self, name: str) -> bool:
        quote = self._quote(name)
        return isinstance(quote, Priced) and quote.certainty in _SURE

    def _quote(self, name: str) -> Quote:
        return Prices(self.schedule).price(Kind(name), on=self.today)


def pounds(pence: Pence) -> str:
    """An amount as people write it: "£415", "£12.50"."""
    return format_pounds(pence).removesuffix(".00")


def _bands(period: Period) -> Iterator[Words]:
    above: Pence = 0
    for band in period.bands:
        yield _band(band, above)
        above = band.up_to or above


def _band(band: Band, above: Pence) -> Words:
    fee = verbatim(pounds(band.fee)) if band.fee is not None else _share(band)
    if band.up_to is None:
        return _("More than {above}: {fee}", above=pounds(above), fee=fee)
    if not above:
        return _("Up to {most}: {fee}", most=pounds(band.up_to), fee=fee)
    return _("From {least} to {most}: {fee}", least=pounds(above + 1), most=pounds(band.up_to), fee=fee)


def _share(band: Band) -> Words:
    percent = (band.basis_points or 0) / _BASIS
    return _("{percent}% of the amount", percent=f"{percent:g}")
