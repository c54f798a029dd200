"""What is written down of an envelope that is opened, and of what pays in it."""

from __future__ import annotations

from datetime import date

from kiosk_app.ports.captures import PaymentKind, PaymentPaper, Totals
from kiosk_app.use_cases.court_batches import Envelope
from services.bulk_scan.kinds import CLASSIFICATION_WORDS, Classification
from services.common.money import AmountProblem, read_pounds
from services.forms.typed import read_date, read_sum
from ui.components.fields import TextField
from ui.court_desk.batch_words import PAYMENTS, TOTALS
from ui.court_desk.court_form import CourtForm
from ui.desk.layout import Part, column, side_by_side
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Said

_RIGHT = 520
_DIGITS = 5  # of a count
_COUNTS = ("items", "papers", "payments")


class _Totals(CourtForm):
    """Control totals to type."""

    def counts(self, initial: Totals | None = None) -> list[Part]:
        """Their lines."""
        return [part for name in (*_COUNTS, "amount") for part in self.labelled(self._count(name, initial), TOTALS[name])]

    def totals(self) -> Totals | None:
        """What is typed; None where it cannot be read."""
        counts = [self.typed(name) or "0" for name in _COUNTS]
        amount = _pence(self.typed("amount") or "0")
        if amount is None or not all(each.isascii() and each.isdecimal() and len(each) <= _DIGITS for each in counts):
            return None
        items, papers, payments = map(int, counts)
        return Totals(items, papers, payments, amount)

    def _count(self, name: str, initial: Totals | None) -> TextField:
        value = 0 if initial is None else getattr(initial, name)
        said = f"{value // 100}.{value % 100:02}" if name == "amount" else str(value)
        return self.line(name, TOTALS[name], initial=said if value else "", chars=8)


class TotalsScreen(_Totals):
    """Other control totals for the batch that is shown."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        shown = self.batches.shown
        parts = self.counts(None if shown is None else shown.line.declared)
        self.add(*self.opening(self.title), *parts, *self.closing(_("Write them down")), None)
        self.focus = next(part for part in parts if isinstance(part, TextField))

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Control totals")

    def enter(self) -> None:
        """Write them down, if they can be read."""
        totals = self.totals()
        if totals is None:
            self.batches.refuse("count-unreadable")
        else:
            self.batches.declare(totals)


class EnvelopeScreen(_Totals):
    """An envelope: its number, what it is, when it came and was opened, and the control totals that came with it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        today = f"{stage.time.today():%d %m %Y}"
        number = self.line("number", _("Number of the envelope"))
        received = self.line("received", _("Day it came"), initial=today)
        opened = self.line("opened", _("Day it was opened"), initial=today)
        kinds = [(kind.value, CLASSIFICATION_WORDS[kind]) for kind in Classification]
        kind = self.pick("kind", _("What it is"), kinds, Classification.NEW_APPLICATION)
        left = column(
            *self.labelled(number, _("Number of the envelope"), _("Digits, as they stand on it")),
            *self.labelled(received, _("Day it came"), _("For example, 19 11 2026")),
            *self.labelled(opened, _("Day it was opened")),
            *self.labelled(kind, _("What it is"), _("Choose with ↑ and ↓")),
        )
        boxes = [(box, _("PO box {box}", box=box)) for box in self.batches.po_boxes]
        box = self.labelled(self.pick("box", _("PO box"), boxes), _("PO box")) if len(boxes) > 1 else []
        right = column(*box, *self.counts())
        self.add(*self.opening(self.title), side_by_side(left, right, _RIGHT, wide=stage.wide, gutter=40))
        self.add(*self.closing(_("Begin this batch")), None)
        self.focus = number

    @property
    def title(self) -> Said:
        """What to do."""
        return _("New batch")

    def enter(self) -> None:
        """Begin it, if everything can be read."""
        year = self.stage.time.today().year
        received, opened = (_day(self.typed(key), year) for key in ("received", "opened"))
        totals = self.totals()
        if not self.typed("number"):
            self.batches.refuse("number-missing")
        elif received is None or opened is None:
            self.batches.refuse("day-unreadable")
        elif totals is None:
            self.batches.refuse("count-unreadable")
        else:
            kind = Classification(self.picked("kind"))
            self.batches.create(Envelope(self.typed("number"), kind, received, opened, totals, self.picked("box")))


class PaymentScreen(CourtForm):
    """A cheque, a postal order or cash: its document control number, and how much it is."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        number = self.line("number", _("Document control number"))
        amount = self.line("amount", _("Amount in pounds"))
        kind = self.pick("kind", _("What it is"), [(each.value, PAYMENTS[each]) for each in PaymentKind])
        self.add(
            *self.opening(self.title),
            *self.labelled(number, _("Document control number"), _("Digits, as they stand on it")),
            *self.labelled(amount, _("Amount in pounds"), _("For example, 115 or 115.50")),
            *self.labelled(kind, _("What it is"), _("Choose with ↑ and ↓")),
            *self.closing(_("Write it down")),
            None,
        )
        self.focus = number

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Payment in the envelope")

    def enter(self) -> None:
        """Write it down, if it can be read."""
        amount = _pence(self.typed("amount"))
        if not self.typed("number"):
            self.batches.refuse("number-missing")
        elif amount is None:
            self.batches.refuse("amount-unreadable")
        else:
            self.batches.add_payment(PaymentPaper(self.typed("number"), PaymentKind(self.picked("kind")), amount))


def _day(text: str, year: int) -> date | None:
    parts = read_date(text, year)
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except (KeyError, ValueError):
        return None


def _pence(text: str) -> int | None:
    read = read_pounds(read_sum(text))
    return None if isinstance(read, AmountProblem) else read
