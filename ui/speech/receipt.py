"""The reference and the whole receipt as they are read out: what is on the paper, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from services.common.references import grouped
from services.forms.receipt import Receipt, Section
from ui.components.ticket import spelled
from ui.desk.words import _
from ui.theme import LookSource, Said

if TYPE_CHECKING:
    from ui.desk.keeping import Keeping

_ON_THE_RECEIPT = _("Your answers are on the receipt.")


def receipt_parts(keeping: Keeping, looks: LookSource, *, private: bool) -> tuple[str, ...]:
    """Sentences and headings. What was asked for, with the names, is for whoever asked alone."""
    reference = spelled(grouped(keeping.confirmation.reference).split())
    said = (_("Your reference"), reference, *_words(keeping.receipt, private=private))
    return tuple(looks.say(each) for each in said)


def _words(receipt: Receipt, *, private: bool) -> Iterator[Said]:
    yield from (receipt.title, receipt.not_yet, receipt.decides)
    if receipt.helped is not None:
        yield receipt.helped
    yield _("What happens next")
    for step in receipt.next:
        yield from (step.when, step.what)
    if private:
        for section in receipt.asked:
            yield from _section(section)
    else:
        yield _ON_THE_RECEIPT
    if receipt.later:
        yield receipt.later_title
    for section in receipt.later:
        yield from _section(section)
    yield receipt.keep


def _section(section: Section) -> Iterator[Said]:
    yield section.heading
    for line in section.lines:
        if line.number is not None:
            yield f"{line.number}"
        yield line.text
        if line.more is not None:
            yield line.more
