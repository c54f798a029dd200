"""When a claim looks like one that was made here before: the same claimants, and the same property."""

from __future__ import annotations

from services.claims.parties import parties
from services.claims.resemblance import who
from services.forms.answers import Answers
from services.forms.resemblance import Resemblance


def resemblance(answers: Answers) -> Resemblance | None:
    """What makes this claim like another; None while it is not known who claims which home."""
    claimants = sorted(who(each.party) for each in parties(answers, "claimants"))
    line, postcode = answers.text("property.address.line1"), answers.text("property.address.postcode")
    if not (claimants and all(claimants) and line and postcode):
        return None
    home = "".join(char for char in line.casefold() if char.isalnum())
    return Resemblance("|".join(claimants), (f"{home}/{postcode}",), "property.address.line1")
