"""When a claim looks like one that was made here before: the same claimant, and the same defendant for the same sum."""

from __future__ import annotations

from services.claims.parties import parties
from services.claims.resemblance import who
from services.common.names import folded
from services.forms.answers import Answers
from services.forms.resemblance import Resemblance
from services.money_claims.interest import total_claimed


def resemblance(answers: Answers) -> Resemblance | None:
    """What makes this claim like another; None while it is not known who claims what from whom."""
    claimants = sorted(who(each.party) for each in parties(answers, "claimants"))
    defendants = [who(each.party) for each in parties(answers, "defendants")]
    total = total_claimed(answers)
    what = str(total) if total is not None else folded(answers.text("claim.details"))
    if not (all(claimants) and claimants and all(defendants) and defendants and what):
        return None
    marks = tuple(dict.fromkeys(f"{each}|{what}" for each in defendants))
    return Resemblance("|".join(claimants), marks, "defendants")
