"""`central-api measures` and `central-api comments`: how kiosks are used, for those who run a service."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from central_api.commands.parts import Commands, fail, say, warn
from central_api.data_folder import opened
from central_api.measured import comments, days, days_by_site
from central_api.measuring import FEW, Line, Rates, SiteLine, lines, lines_by_site, rates
from central_api.plain import plain
from services.measuring import Tally
from sync.envelope import CannotOpen, open_comment, read_json

_LEFT_OUT = "left out"  # it is small, or one beside it is: to say which would give it away
_COLUMNS = ("service", "counter", "detail", "count")
_PARTS = ("service", "language", "comment")


def add_measures(commands: Commands) -> None:
    """Add the commands."""
    measures = commands.add("measures", _measures, "Show what kiosks counted, over all of them: no names and no times.")
    _between(measures)
    form = measures.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print CSV")
    form.add_argument("--json", action="store_true", help="print JSON")
    measures.add_argument("--by-site", action="store_true", help="each site by itself, as its kiosks stand now")
    measures.add_argument("--small-too", action="store_true", help=f"also numbers below {FEW}: never to be published")
    said = commands.add("comments", _comments, "Open and show what people said of kiosks. Read each before it is passed on.")
    _between(said)
    said.add_argument("--json", action="store_true", help="print JSON")


def _between(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=_day, required=True, metavar="DATE", help="the first day (YYYY-MM-DD)")
    parser.add_argument("--to", dest="last", type=_day, required=True, metavar="DATE", help="the last day")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date like 2026-11-28") from None


def _measures(options: argparse.Namespace) -> int:
    if options.by_site:
        return _by_site(options)
    with opened(options.data) as centre, centre.database.read() as session:
        tallies = days(session, options.first, options.last)
    least = 1 if options.small_too else FEW
    found, worked_out = lines(tallies, least), rates(tallies, least)
    if options.csv:
        _say_csv(found)
    elif options.json:
        _say_json(options, tallies, found, worked_out)
    else:
        for line in found:
            say(_line_words(line))
        for rate in worked_out:
            say(_rate_words(rate))
    return 0


def _by_site(options: argparse.Namespace) -> int:
    with opened(options.data) as centre, centre.database.read() as session:
        sites = days_by_site(session, options.first, options.last)
    least = 1 if options.small_too else FEW
    found = lines_by_site(sites, least)
    worked_out = [(site, rate) for site, tallies in sites.items() for rate in rates(tallies, least)]
    if options.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("site", *_COLUMNS))
        writer.writerows((each.site, *_cells(each.line)) for each in found)
    elif options.json:
        _say_sites_json(options, sites, found, worked_out)
    else:
        for each in found:
            say(f"{each.site or '-'}: {_line_words(each.line)}")
        for site, rate in worked_out:
            say(f"{site or '-'}: {_rate_words(rate)}")
    return 0


def _say_sites_json(
    options: argparse.Namespace,
    sites: Mapping[str, Sequence[Tally]],
    found: Sequence[SiteLine],
    worked_out: Sequence[tuple[str, Rates]],
) -> None:
    said = {
        "from": options.first.isoformat(),
        "to": options.last.isoformat(),
        "days_of_kiosks": {site: len(tallies) for site, tallies in sites.items()},
        "counts": [{"site": each.site, **asdict(each.line)} for each in found],
        "rates": [{"site": site, **asdict(rate)} for site, rate in worked_out],
    }
    say(json.dumps(said, indent=2))


def _say_csv(found: Sequence[Line]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(_cells, found))


def _cells(line: Line) -> tuple[str, str, str, str | int]:
    return line.service, line.counter, line.detail, _LEFT_OUT if line.count is None else line.count


def _line_words(line: Line) -> str:
    said = _LEFT_OUT if line.count is None else str(line.count)
    return f"{line.service or '-'} {line.counter}{' ' if line.detail else ''}{line.detail}: {said}"


def _rate_words(rate: Rates) -> str:
    return f"{rate.service} completed={_percent(rate.completed)} satisfied={_percent(rate.satisfied)}"


def _say_json(options: argparse.Namespace, tallies: Sequence[Tally], found: Sequence[Line], worked_out: Sequence[Rates]) -> None:
    said = {
        "from": options.first.isoformat(),
        "to": options.last.isoformat(),
        "days_of_kiosks": len(tallies),
        "counts": [plain(line) for line in found],
        "rates": [plain(rate) for rate in worked_out],
    }
    say(json.dumps(said, indent=2))


def _percent(number: int | None) -> str:
    return "-" if number is None else f"{number}%"


def _comments(options: argparse.Namespace) -> int:
    with opened(options.data) as centre, centre.database.read() as session:
        sealed, keys = comments(session, options.first, options.last), centre.keys.sealing
        read: list[dict[str, object]] = []
        for name, day, wire in sealed:
            try:
                content = read_json(open_comment(name, wire, keys))
            except (CannotOpen, ValueError):
                continue
            if isinstance(content, dict):
                read.append({"day": day.isoformat(), **{part: str(content.get(part, "")) for part in _PARTS}})
    if len(read) < len(sealed):
        warn(f"{len(sealed) - len(read)} cannot be opened")
    if options.json:
        say(json.dumps(read, indent=2, ensure_ascii=False))
    else:
        for each in read:
            say(f"{each['day']} {each['service']} {each['language']}: {' '.join(str(each['comment']).split())}")
    return 0 if read or not sealed else fail("no comment could be opened")
