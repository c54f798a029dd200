"""What service managers are told of what kiosks counted: totals of each service, with small numbers left out.

Where a number stands for few people it is not given. Numbers of one kind add up to something that is known, so where one alone
would be left out, the next smallest is left out with it. By site the same holds in two directions: over the details of a counter
at one site, and over the sites for one detail, since the sites add up to the totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from services.measuring import SCORES, TIMES, Counter, Key, Tally, merged

FEW: Final = 5  # the least number that is given
_Cell: TypeAlias = tuple[str, Key]  # a site, and what a number of it is of
_SATISFIED: Final = frozenset(("5", "4"))
_ORDERED: Final[Mapping[Counter, tuple[str, ...]]] = {Counter.TOOK: TIMES, Counter.SATISFACTION: SCORES}


@dataclass(frozen=True, slots=True)
class Line:
    """One number. `count` is None where it is left out because it is small."""

    service: str
    counter: str
    detail: str
    count: int | None


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One number of one site; "" for kiosks that stand at none."""

    site: str
    line: Line


@dataclass(frozen=True, slots=True)
class Rates:
    """What is worked out for one service, in whole percent; None where too few were counted to say."""

    service: str
    completed: int | None  # of those that were begun
    satisfied: int | None  # of those who said how it was: satisfied or very satisfied


def lines(tallies: Iterable[Tally], least: int = FEW) -> Sequence[Line]:
    """Every number over all days and kiosks, by service and counter; numbers below `least` are left out."""
    groups: defaultdict[tuple[str, Counter], dict[str, int]] = defaultdict(dict)
    for key, count in merged(tallies).items():
        groups[key.service, key.counter][key.detail] = count
    found: list[Line] = []
    for (service, counter), counts in sorted(groups.items(), key=lambda group: (group[0][0], list(Counter).index(group[0][1]))):
        hidden = _hidden(counts, least)
        found += [
            Line(service, counter.value, detail, None if detail in hidden else counts[detail])
            for detail in sorted(counts, key=lambda detail: _place(counter, detail))
        ]
    return found


def lines_by_site(sites: Mapping[str, Iterable[Tally]], least: int = FEW) -> Sequence[SiteLine]:
    """Every number of every site, by site, service and counter; what is below `least`, or would give one away, is left out."""
    cells = {(site, key): count for site, tallies in sites.items() for key, count in merged(tallies).items()}
    hidden = _hidden_cells(cells, least)
    return [
        SiteLine(site, Line(key.service, key.counter.value, key.detail, None if (site, key) in hidden else cells[site, key]))
        for site, key in sorted(cells, key=_site_place)
    ]


def _hidden_cells(cells: Mapping[_Cell, int], least: int) -> frozenset[_Cell]:
    """Nothing that is left out stands alone, neither among the details of a counter at its site nor among the sites."""
    across: defaultdict[tuple[object, ...], list[_Cell]] = defaultdict(list)
    for cell in cells:
        site, key = cell
        across["details", site, key.service, key.counter].append(cell)
        across["sites", key].append(cell)
    hidden = {cell for cell, count in cells.items() if count < least}
    before = -1
    while len(hidden) != before:
        before = len(hidden)
        for group in across.values():
            shown = [cell for cell in group if cell not in hidden]
            if shown and len(group) - len(shown) == 1:
                hidden.add(min(shown, key=lambda cell: (cells[cell], cell)))
    return frozenset(hidden)


def _site_place(cell: _Cell) -> tuple[str, str, int, tuple[int, str]]:
    site, key = cell
    return site, key.service, list(Counter).index(key.counter), _place(key.counter, key.detail)


def rates(tallies: Iterable[Tally], least: int = FEW) -> Sequence[Rates]:
    """Rates by service, for each that was begun or spoken of."""
    totals = merged(tallies)
    services = sorted({key.service for key in totals if key.service})
    return [_rates(service, totals, least) for service in services]


def _rates(service: str, totals: Tally, least: int) -> Rates:
    started = totals.get(Key(service, Counter.STARTED), 0)
    completed = totals.get(Key(service, Counter.COMPLETED), 0)
    scores = {score: totals.get(Key(service, Counter.SATISFACTION, score), 0) for score in SCORES}
    satisfied = sum(count for score, count in scores.items() if score in _SATISFIED)
    return Rates(service, _percent(completed, started, least), _percent(satisfied, sum(scores.values()), least))


def _percent(part: int, whole: int, least: int) -> int | None:
    """In whole percent, and never more than all: a kiosk may have said anything."""
    return None if whole < max(least, 1) else min(100, round(100 * part / whole))


def _hidden(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """The details that are left out."""
    small = {detail for detail, count in counts.items() if count < least}
    if len(small) == 1 and len(counts) > 1:
        small.add(min((detail for detail in counts if detail not in small), key=lambda detail: (counts[detail], detail)))
    return frozenset(small)


def _place(counter: Counter, detail: str) -> tuple[int, str]:
    order = _ORDERED.get(counter, ())
    return (order.index(detail) if detail in order else len(order), detail)
