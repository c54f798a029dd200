"""What the court's decision on a claim means. Total: every state and code has words, those of tomorrow included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import zip_longest

from services.claims.words import _
from services.common.court_days import why_issued, why_moved
from services.common.money import format_pounds
from services.forms.receipt import DatedLine, Line, OutcomeFacts, OutcomeWords, Place, ReceiptFields, Section
from services.forms.service import Service
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
    "answer_details": _("An answer no longer holds on the day the court has the claim."),
}
"""What the court may need for any claim, by the code of the outcome."""

ISSUED_ON = (_("Issued on {day:weekday-year}"), _("The claim began on this day."))
SERVE_BY = _("Serve by {day:weekday-year}")
NUMBERED: Mapping[str, Words] = {"claimants": _("Claimant {n}"), "defendants": _("Defendant {n}")}
"""What an item of a list is called, by the path of the list."""

_OTHER = _("The court has a question about your claim. Write to it or phone it, with your reference.")


@dataclass(frozen=True, slots=True)
class Concerns:
    """Which question an answer belongs to, by its path, and for an item of a list which one; nothing where there is none.

    `service` is asked for when it is needed: its own words stand in it. `numbered` are what items of its lists are called.
    """

    service: Callable[[], Service]
    numbered: Mapping[str, Words]

    def __call__(self, path: str) -> Iterator[Words]:
        """The words about one answer."""
        field = self.service().field_at(path)
        if field is None:
            return
        yield _("It concerns this answer: {field}", field=field.label)
        listed, _dot, rest = path.partition(".")
        number = rest.partition(".")[0]
        if listed in self.numbered and number.isascii() and number.isdigit():
            yield self.numbered[listed](n=int(number) + 1)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The words of a claim's decisions.

    `needed` are those of what the court may need, by code. `days` are the days of a claim that was issued, by the name of the
    outcome's parameter: when, and what it means. `concerns` says which question an answer belongs to. `counted` are those days
    that are so many after the issue, unless the court does not work then.
    """

    needed: Mapping[str, Words]
    days: Mapping[str, tuple[Words, Words]]
    concerns: Concerns
    counted: Mapping[str, int] = field(default_factory=dict)

    def issued_days(self, params: Mapping[str, str]) -> tuple[DatedLine, ...]:
        """The days of a claim that was issued, each with its meaning; those not told, or that cannot be read, are left out."""
        return tuple(DatedLine(self.days[name][0](day=day), self.days[name][1]) for name, day in self._told(params))

    def _told(self, params: Mapping[str, str]) -> Iterator[tuple[str, date]]:
        known = ((name, _day(params.get(name, ""))) for name in self.days)
        yield from ((name, day) for name, day in known if day is not None)

    def _explained(self, params: Mapping[str, str]) -> tuple[Section, ...]:
        """The days once more, each with why it is this one."""
        why = (self._why(name, day, params) for name, day in self._told(params))
        return tuple(
            Section(each.when, (Line(each.what), *map(Line, reasons)))
            for each, reasons in zip(self.issued_days(params), why, strict=True)
        )

    def _why(self, name: str, day: date, params: Mapping[str, str]) -> tuple[Words, ...]:
        issued, ready = _day(params.get("issued_on", "")), _instant(params.get("ready_at", ""))
        if name == "issued_on":
            return why_issued(ready, day) if ready else ()
        later = self.counted.get(name)
        if issued is None or later is None or issued.year == date.max.year:
            return ()
        return why_moved(issued + timedelta(days=later), day)

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
                return OutcomeWords(_("Issued"), state, (said, *changed), self._explained(facts.params))
            case "rejected":
                said = _("The court has not issued your claim.")
                return OutcomeWords(_("Not issued"), said, (*self._needed(facts), *changed))
            case "withdrawn" | "cancelled":
                return OutcomeWords(_("Taken back"), _("You took the claim back."), (_("It is not issued."),))
            case _other:  # "needs-action", and any state this version does not know: claim nothing
                needed = self._needed(facts) or (_OTHER,)
                return OutcomeWords(_("The court needs something from you"), _("Not issued yet."), (*needed, *changed))

    def _needed(self, facts: OutcomeFacts) -> tuple[Words, ...]:
        """What is needed, each followed by the answer it concerns; what has no words here is said alike, and nothing twice."""
        said: list[Words] = []
        for code, path in zip_longest(facts.codes, facts.params.get("field", "").split(), fillvalue=""):
            said += [self.needed.get(code, _OTHER)] if code else []
            said += self.concerns(path)
        return tuple(dict.fromkeys(said))


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
    left = params.get("fee_outstanding", "")
    if left.isascii() and left.isdigit():
        yield _("Still to pay: {sum}", sum=format_pounds(int(left)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None and date.min.year < found.year < date.max.year else None
