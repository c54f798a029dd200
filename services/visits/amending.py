"""What a cancellation and a change have in common: their receipt and what became of them, in words of their own.

Both are honest about one thing above all: until the booking centre has confirmed it, what was booked or asked for still stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.references import grouped
from services.forms.receipt import (
    DatedLine,
    Line,
    OutcomeFacts,
    OutcomeWords,
    Place,
    Receipt,
    ReceiptContext,
    ReceiptFields,
    Section,
)
from services.forms.words import Words
from services.visits.kept import text
from services.visits.reasons import told
from services.visits.words import _

_TOO_LATE = _("The visit has begun or is over.")
_ALREADY_OVER = _("The request was refused, or was cancelled before.")
_MAY_PASS = frozenset({"not_matched", "slot_unavailable"})
_ASK_STAFF = _("Ask a member of staff, or phone the prison with your reference.")


@dataclass(frozen=True, slots=True)
class Amending:
    """The words of one of the two. `done` gives the state in words by the state that the centre sends when it was done."""

    title: Words  # "Your cancellation"
    saved: Words
    until: Words  # "Your visit is not cancelled until the booking centre has confirmed it."
    kept: Words  # it waits here
    sent: Words  # it went
    not_done: Words  # "Your visit is not cancelled."
    not_matched: tuple[Words, ...]  # what the reference could not be matched with, and what follows; not which of it was wrong
    again: Words  # the button that asks for it once more
    reasons: Mapping[str, Words]  # of a refusal, besides those that both share
    done: Mapping[str, tuple[Words, Words]]  # by state: what happened, and what follows from it
    keep: Words
    asked: Words  # the heading over the reference of what it is about

    def outcome(self, facts: OutcomeFacts) -> OutcomeWords:
        """What became of it."""
        if facts.state in self.done:
            what, then = self.done[facts.state]
            return OutcomeWords(_("Done"), what, (then,))
        if facts.state in {"rejected", "needs-action"}:
            return OutcomeWords(_("Not done"), self.not_done, self._why(facts))
        if facts.state not in {"", "requested"}:  # a state this version does not know: claim nothing
            return OutcomeWords(_("Not known"), self.until, (_ASK_STAFF,))
        match facts.place:
            case Place.HERE:
                return OutcomeWords(_("Saved here"), self.until, (self.kept,))
            case Place.PUT_ASIDE:
                return OutcomeWords(_("Put aside"), self.not_done, (_ASK_STAFF,))
        return OutcomeWords(_("Nothing yet"), self.until, (_("The booking centre has it and has not answered yet."),))

    def ask_again(self, facts: OutcomeFacts) -> Words | None:
        """The words of a button, where it was not done for something that may be given better another time."""
        failed = facts.state in {"rejected", "needs-action"} and not _MAY_PASS.isdisjoint(told(facts.codes))
        return self.again if failed else None

    def receipt(self, fields: ReceiptFields, context: ReceiptContext, asked: tuple[Section, ...] = ()) -> Receipt:
        """The words of its receipt."""
        not_yet, decides = self._said(context)
        return Receipt(
            title=self.title,
            saved=self.saved,
            not_yet=not_yet,
            decides=decides,
            next=self._next(context),
            asked=(Section(self.asked, (Line(reference_words(fields)),)), *asked),
            later_title=_("For your visit"),
            later=(),
            keep=self.keep,
        )

    def _said(self, context: ReceiptContext) -> tuple[Words, Words]:
        if context.state in self.done:
            return self.done[context.state]
        if context.state in {"rejected", "needs-action"}:
            return self.not_done, _("Come back to a kiosk with this reference to see why.")
        if context.place is Place.PUT_ASIDE:
            return self.until, _("Staff must look at it first.")
        return self.until, _("The booking centre decides.")

    def _next(self, context: ReceiptContext) -> tuple[DatedLine, ...]:
        if context.state not in {"", "requested"}:
            return (DatedLine(_("If you have questions"), _ASK_STAFF),)
        day = (context.sent_on or context.saved_on) if context.place is Place.RECEIVED else context.saved_on
        when = _("Today, {day:day}", day=day) if day == context.today else _("{day:weekday}", day=day)
        if context.place is Place.PUT_ASIDE:
            return (DatedLine(when, _ASK_STAFF),)
        first = DatedLine(when, self.sent if context.place is Place.RECEIVED else self.kept)
        return (first, DatedLine(_("After that"), _("Come back to a kiosk with this reference to see the answer.")))

    def _why(self, facts: OutcomeFacts) -> tuple[Words, ...]:
        codes = told(facts.codes)
        if "not_matched" in codes:
            return (*self.not_matched, _ASK_STAFF)
        known = {"too_late": _TOO_LATE, "already_over": _ALREADY_OVER, **self.reasons}
        return (*(known[code] for code in codes if code in known), _ASK_STAFF)


def reference_words(fields: ReceiptFields) -> Words:
    """The reference of the request that it is about."""
    return _("The request with the reference {reference}", reference=grouped(text(fields, "cites")))
