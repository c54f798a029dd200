"""The command about one day's visits: listed, printed, and their passes queued."""

from __future__ import annotations

from datetime import date
from typing import Any

from kiosk_app.cli.answer import Answer, plain
from kiosk_app.cli.tools import Tools
from kiosk_app.ports.printing import DayLine
from kiosk_app.use_cases.day_list import DayList
from kiosk_app.wording import left_out_words, listed_words, passes_words
from services.common.civil import format_date, format_range
from services.common.references import grouped
from services.forms.words import Domain, Translator

_ = Domain("kiosk_app")
BY = "kioskctl"


def day_list(tools: Tools, translate: Translator, day: date | None, prison: str, *, list_too: bool, passes_too: bool) -> Answer:
    """The visits of a day; printed, with `list_too`; and with `passes_too` the passes of those that are booked."""
    lists = tools.day_lists
    found = lists.find(day or lists.today(), prison)
    if list_too:
        lists.print(found, tools.renderer, tools.printer, tools.site, translate.language)
    passes = lists.queue_passes(found) if passes_too else 0
    if list_too or passes_too:
        lists.record(found, BY, listed=list_too, passes=passes)
    facts = {
        "day": found.day.isoformat(),
        "booked": [_facts(line) for line in found.granted],
        "requested": [_facts(line) for line in found.requested],
        "booked_in_all": found.booked,
        "requested_in_all": found.asked,
        "left_out": found.left_out,
        "printed": list_too,
        "passes": passes,
    }
    return Answer(tuple(_lines(found, translate, passes if passes_too else None, printed=list_too)), facts)


def _lines(found: DayList, translate: Translator, passes: int | None, *, printed: bool) -> list[str]:
    lines = [
        format_date(found.day, "weekday-year", translate.language),
        *map(translate, listed_words(found.booked, found.asked)),
    ]
    if not printed:
        lines += [_line(line, translate) for line in (*found.granted, *found.requested)]
    if found.left_out:
        lines.append(translate(left_out_words(found.left_out)))
    if printed:
        lines.append(translate(_("The list is printed.")))
    if passes is not None:
        lines.append(translate(passes_words(passes)))
    return lines


def _line(line: DayLine, translate: Translator) -> str:
    visit = line.appointment
    people = ", ".join(visit.people)
    notes = [translate(words) for words in (visit.how_many, visit.note, line.custody_words) if words]
    parts = (
        format_range(visit.span, translate.language),
        grouped(line.reference),
        f"{visit.who}, {visit.number}",
        people,
        *notes,
    )
    return plain("; ".join(part for part in parts if part))


def _facts(line: DayLine) -> dict[str, Any]:
    visit = line.appointment
    return {
        "reference": line.reference,
        "start": visit.span.start.isoformat("minutes"),
        "end": visit.span.end.isoformat("minutes"),
        "prison": visit.place,
        "prisoner": visit.who,
        "number": visit.number,
        "visitors": list(visit.people),
    }
