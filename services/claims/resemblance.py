"""What of a party counts when a claim is compared with another."""

from __future__ import annotations

from services.claims.parties import name_of
from services.common.names import folded
from services.forms.answers import Answers


def who(party: Answers) -> str:
    """The letters and digits of a name, and the postcode; "" while there is no name."""
    name = folded(name_of(party)) or name_of(party)  # of a company whose name is only signs
    return f"{name}/{party.text('address.postcode')}" if name else ""
