"""Rows of the audit log as staff read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk_app.event_words import EVENT_WORDS
from kiosk_app.ports.records import Walked
from kiosk_app.use_cases.records import Record, RecordPage, Wanted
from services.common.references import grouped
from services.forms.words import Words, verbatim
from ui.components.row_list import Row
from ui.desk.words import _, _n, dated_words, instant_words

DIGITS = 16  # of a hash, for a person to compare
_NAMED = frozenset(("operator", "by"))


def happened(record: Record) -> Words:
    """What happened, in one sentence."""
    event = record.event
    if event is None:
        return _("Something that only a newer version of this program knows ({code}).", code=record.row.event)
    return EVENT_WORDS[event]


def row_of(record: Record, today: date) -> Row:
    """One line of the list."""
    when = instant_words(record.row.at, today)
    aside = _("{name}, {when}", name=record.operator, when=when) if record.operator else when
    return Row(str(record.row.number), verbatim(str(record.row.number)), aside, happened(record))


def span_of_rows(page: RecordPage) -> Words:
    """Which rows of how many are shown."""
    if not page.records:
        return _("There is no such row.")
    first = page.newer + 1
    return _(
        "{first} to {last} of {total}, newest first",
        first=first,
        last=page.newer + len(page.records),
        total=page.total,
    )


def narrowed_words(wanted: Wanted, names: dict[str, str]) -> Sequence[Words]:
    """By what they are narrowed: a line each."""
    found: list[Words] = []
    if wanted.event is not None:
        found.append(_("Only: {what}", what=EVENT_WORDS[wanted.event]))
    if wanted.operator is not None:
        found.append(_("Only of {name}", name=names.get(str(wanted.operator), str(wanted.operator))))
    if wanted.day is not None:
        found.append(_("Only of {day:weekday-year}", day=wanted.day))
    if wanted.subject:
        found.append(_("Only about {what}", what=wanted.subject))
    return found


def detail_words(record: Record) -> Sequence[Words]:
    """Everything a row says, a line each. Names of details are codes, as docs/audit-events.md lists them."""
    row = record.row
    found: list[Words] = [_("{when} ({exact})", when=dated_words(row.at), exact=row.at.isoformat(timespec="seconds"))]
    if record.operator:
        found.append(_("Done by: {name}", name=record.operator))
    if record.reference:
        found.append(_("About: {what}", what=grouped(record.reference)))
    elif row.subject:
        found.append(_("About: {what}", what=record.about or row.subject))
    said = {name: value for name, value in row.details.items() if value and not (name in _NAMED and record.operator)}
    found += [verbatim(f"{name}: {value}") for name, value in said.items()]
    found.append(_("Hash: {digits}", digits=row.hash.hex()[:DIGITS]))
    return found


def walked_words(walked: Walked, *, walking: bool) -> Words:
    """How far the chain is whole."""
    if walking:
        return _("Checking: {number} of {total} rows follow from one another.", number=walked.number, total=walked.rows)
    if not walked.ended:
        return _("The check was left at row {number}. Begin again.", number=walked.number)
    if walked.broken is None:
        return _n(
            "Whole: {n} row, ending in {head}.",
            "Whole: all {n} rows follow from one another, ending in {head}.",
            walked.number,
            head=walked.link.hex()[:DIGITS],
        )
    return _(
        "Whole up to row {number}. Row {broken} does not follow. Keep this computer as it is, and tell the centre.",
        number=walked.number,
        broken=walked.broken,
    )
