"""Rules about claimants, defendants and occupiers, and about who signs and how the fee is paid."""

from __future__ import annotations

from collections.abc import Iterable

from services.claims.choices import Signer, Signing
from services.claims.rules import (
    addresses_are_whole,
    everybody_has_a_name,
    friends_sign,
    help_is_applied_for,
    nobody_is_named_twice,
    signers_say_for_whom,
)
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.possession_claims.parties import lives_elsewhere
from services.possession_claims.routing import REPRESENTATIVES_ONLINE_FROM, Way, nobody_is_known, way_of


def occupiers_can_be_told_apart(answers: Answers, _context: Context) -> Iterable[Problem]:
    """An occupier has a name, or something else that is known."""
    for index, occupier in enumerate(answers.items("occupiers")):
        if not occupier.text("name") and not occupier.text("who"):
            yield Problem(f"occupiers.{index}.who", "missing")


def somebody_is_known(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A claim against nobody whose name is known is nearly always one against trespassers (CPR 55.3(4))."""
    if nobody_is_known(answers):
        yield Problem("defendants", "persons-unknown", Level.CONFIRM)


def representatives_go_online(answers: Answers, context: Context) -> Iterable[Problem]:
    """From 7 September 2026 only people without a representative may go on using paper (Online Procedure Rules 2026)."""
    represented = answers.text("signing.by") == Signer.REPRESENTATIVE
    if represented and context.today >= REPRESENTATIVES_ONLINE_FROM and way_of(answers) is Way.PAPER:
        path = "signing.way" if answers.text("signing.way") == Signing.PAPER else "signing.by"
        yield Problem(path, "representatives-online", Level.NOTE, {"day": REPRESENTATIVES_ONLINE_FROM})


RULES = (
    everybody_has_a_name,
    occupiers_can_be_told_apart,
    somebody_is_known,
    addresses_are_whole(lambda each: each.path.startswith("claimants") or lives_elsewhere(each.party)),
    nobody_is_named_twice("kind"),
    signers_say_for_whom,
    friends_sign,
    representatives_go_online,
    help_is_applied_for,
)
