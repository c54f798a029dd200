"""The command that shows what this kiosk has counted of its use."""

from __future__ import annotations

from kiosk_app.cli.answer import Answer
from kiosk_app.cli.tools import Tools
from kiosk_app.ports.measuring import MeasuredDay
from services.forms.words import Domain, Translator

_ = Domain("kiosk_app")

_NOTHING = _("Nothing has been counted here, or the centre has it and it was let go.")
_WITH_CENTRE = _("{day:long} (the centre has it)")
_HERE = _("{day:long} (here only)")


def measures(tools: Tools, translate: Translator) -> Answer:
    """What was counted on each day that is kept. Keys of services, pages and counters are not translated."""
    days = tools.store.measures.days()
    lines = [line for day in days for line in _lines(day, translate)]
    return Answer(tuple(lines) or (translate(_NOTHING),), {"days": [_as_data(day) for day in days]})


def _lines(measured: MeasuredDay, translate: Translator) -> list[str]:
    head = _WITH_CENTRE if measured.acknowledged else _HERE
    counts = [" ".join(filter(None, ("  ", *key, str(count)))) for key, count in sorted(measured.tally.items())]
    return [translate(head(day=measured.day)), *counts]


def _as_data(measured: MeasuredDay) -> dict[str, object]:
    return {
        "day": measured.day.isoformat(),
        "revision": measured.revision,
        "acknowledged": measured.acknowledged,
        "counts": [{**key._asdict(), "count": count} for key, count in sorted(measured.tally.items())],
    }
