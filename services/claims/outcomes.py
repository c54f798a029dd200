"""What the court's decision on a claim means. Total: every state and code has words, those of tomorrow included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.claims.words import _
from services.common.money import format_pounds
from services.forms.receipt import DatedLine, Line, OutcomeFacts, OutcomeWords, Place, ReceiptFields, Section
from services.forms.words import Words

NEEDED: Mapping[str, Words] = {
    "fee_unpaid": _("The court fee has not been paid."),
    "fee_changed": _("The court fee has changed since the claim was saved."),
    "help_refused": _("Help with Fees was not granted for the whole fee. Pay what is left."),
    "signature_missing": _("The statement of truth is not signed."),
    "claimant_details": _("Something about a claimant is missing or not right."),
    "defendant_details": _("Something about a defendant is missing or not right."),
    "not_this_court": _("The claim does not belong to the courts of England and Wales."),
    "friend_needed": _("A litigation friend is needed, with form N235."),
}
"""What the court may need for any claim, by the code of the outcome."""

ISSUED_ON = (_("Issued on {day:weekday-year}"), _("The claim began on this day."))
SERVE_BY = _("Serve by {day:weekday-year}")
_OTHER = _("The court has a question about your claim. Write to it or phone it, with your reference.")


def _nothing(_path: str) -> Iterable[Words]:
    return ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """The words of a claim's decisions.

    `needed` are those of what the court may need, by code. `days` are the days of a claim that was issued, by the name of the
    outcome's parameter: when, and what it means. `concerns` says which question an answer belongs to, by its path.
    """

    needed: Mapping[str, Words]
    days: Mapping[str, tuple[Words, Words]]
    concerns: Callable[[str], Iterable[Words]] = _nothing

    def issued_days(self, params: Mapping[str, str]) -> tuple[DatedLine, ...]:
        """The days of a claim that was issued, each with its meaning; those not told, or that cannot be read, are left out."""
        known = ((words, _day(params.get(name, ""))) for name, words in self.days.items())
        return tuple(DatedLine(when(day=day), meaning) for (when, meaning), day in known if day is not None)

    def outcome(self, facts: OutcomeFacts, _fields: ReceiptFields | None) -> OutcomeWords:
        """The decision in words."""
        changed = tuple(_changed(facts.params))
        match facts.state:
            case "" | "requested":
                return _undecided(facts)
            case "issued":
                number = facts.params.get("claim_number", "")
                state = _("Claim number {number}", number=number) if number else _("Your claim is issued.")
                said = _("The court has started your claim. It tells the defendant.")
                days = tuple(Line(each.when, each.what) for each in self.issued_days(facts.params))
                return OutcomeWords(_("Issued"), state, (said, *changed), (Section(_("Days"), days),) if days else ())
            case "rejected":
                said = _("The court has not issued your claim.")
                return OutcomeWords(_("Not issued"), said, (*self._needed(facts), *changed))
            case "withdrawn" | "cancelled":
                return OutcomeWords(_("Taken back"), _("You took the claim back."), (_("It is not issued."),))
            case _other:  # "needs-action", and any state this version does not know: claim nothing
                needed = self._needed(facts) or (_OTHER,)
                return OutcomeWords(_("The court needs something from you"), _("Not issued yet."), (*needed, *changed))

    def _needed(self, facts: OutcomeFacts) -> tuple[Words, ...]:
        """What is needed, each once, and which answer it concerns; what has no words here is said alike."""
        said = dict.fromkeys(self.needed.get(code, _OTHER) for code in facts.codes)
        return (*said, *self.concerns(facts.params.get("field", "")))


def _undecided(facts: OutcomeFacts) -> OutcomeWords:
    if facts.place is Place.RECEIVED:
        said = _("The court has your claim. It checks it, and issues it on a working day.")
        return OutcomeWords(_("Nothing yet"), _("Received. Not issued."), (said,))
    if facts.place is Place.PUT_ASIDE:
        return OutcomeWords(_("Staff must look at it"), _("Not issued."), (_("Ask the staff here. Give them your reference."),))
    return OutcomeWords(_("Saved here"), _("Not sent. Not issued."), (_("The court does not have your claim yet."),))


def _changed(params: Mapping[str, str]) -> Iterator[Words]:
    sums = [params.get(name, "") for name in ("fee_captured", "fee_received")]
    if all(each.isascii() and each.isdigit() for each in sums):
        before, now = (format_pounds(int(each)) for each in sums)
        yield _("The court fee was {before} when the claim was saved. It is {now} now.", before=before, now=now)
        if params.get("fee_row"):
            yield _("It stands in the list of fees as {row}.", row=params["fee_row"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
