"""Rules of every claim: about its parties, who signs and how the fee is paid. They need no network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from services.claims.choices import YES, Payment, Signer
from services.claims.parties import Named, has_place, is_body, is_person, is_protected, parties
from services.claims.resemblance import who
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.forms.service import Rule


def everybody_has_a_name(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A first and a last name, or the only name there is in either place, once it is confirmed to be the whole one."""
    for path, person in ((each.path, each.party) for each in parties(answers) if is_person(each.party)):
        first, last = person.text("first_name"), person.text("last_name")
        if not first and not last:
            yield Problem(f"{path}.first_name", "missing")
            yield Problem(f"{path}.last_name", "missing")
        elif not first or not last:
            yield Problem(f"{path}.{'last_name' if first else 'first_name'}", "one-name", Level.CONFIRM)


def addresses_are_whole(is_asked: Callable[[Named], bool]) -> Rule:
    """Addresses that are asked have a postcode, or a country where there are none; so has that for papers."""

    def rule(answers: Answers, _context: Context) -> Iterator[Problem]:
        for each in parties(answers):
            if is_asked(each) and each.party.text("address.line1") and not has_place(each.party):
                yield Problem(f"{each.path}.address.postcode", "missing")
        elsewhere = answers.text("documents.elsewhere") == YES and answers.text("documents.address.line1")
        if elsewhere and not has_place(answers, "documents.address"):
            yield Problem("documents.address.postcode", "missing")

    return rule


def nobody_is_named_twice(at: str) -> Rule:
    """The same name at the same postcode twice is nearly always one party. `at` is the party's answer that is asked about."""

    def rule(answers: Answers, _context: Context) -> Iterator[Problem]:
        seen: set[str] = set()
        for each in parties(answers):
            named = who(each.party)
            if named and named in seen:
                yield Problem(f"{each.path}.{at}", "same-party", Level.CONFIRM)
            seen.add(named)

    return rule


def signers_say_for_whom(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Who signs for a company or organisation, or as a representative, gives a position or firm (PD 22, 3.4 and 3.7)."""
    bodies = any(is_body(each.party) for each in parties(answers, "claimants"))
    by = answers.text("signing.by")
    needed = by == Signer.REPRESENTATIVE or (by == Signer.CLAIMANT and bodies)
    if needed and answers.text("signing.name") and not answers.text("signing.role"):
        yield Problem("signing.role", "missing")


def friends_sign(answers: Answers, _context: Context) -> Iterator[Problem]:
    """Claimants who need a litigation friend do not sign themselves."""
    needed = any(is_protected(each.party) for each in parties(answers, "claimants"))
    if needed and answers.text("signing.by") == Signer.CLAIMANT:
        yield Problem("signing.by", "friend-signs", Level.CONFIRM)


def help_is_applied_for(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Without a reference, Help with Fees still has to be asked for."""
    if answers.text("payment.how") == Payment.HELP and not answers.text("payment.reference"):
        yield Problem("payment.reference", "help-to-ask-for", Level.NOTE)
