"""The parties of a possession claim: whose name nobody knows, and who is not served at the property."""

from __future__ import annotations

from services.claims.choices import NO, Party
from services.forms.answers import Answers


def is_unknown(party: Answers) -> bool:
    """Whether nobody knows a party's name."""
    return party.text("kind") == Party.UNKNOWN


def lives_elsewhere(party: Answers) -> bool:
    """Whether a defendant is served at an address other than the property."""
    return party.text("at_property") == NO
