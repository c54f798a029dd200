"""Whose courts the parties of a money claim belong to."""

from __future__ import annotations

from services.common.postcodes import Nation, nation_of
from services.forms.answers import Answers


def nation(party: Answers, at: str = "address") -> Nation | None:
    """Whose courts an address belongs to, by its postcode; None without one."""
    postcode = party.text(f"{at}.postcode")
    return nation_of(postcode) if postcode else None


def is_abroad(party: Answers) -> bool:
    """Whether an address is known to lie outside England and Wales. One on the Scottish border may."""
    if party.text("address.country") and not party.text("address.postcode"):
        return True
    return nation(party) in {Nation.SCOTLAND, Nation.NORTHERN_IRELAND, Nation.CROWN_DEPENDENCY, Nation.SCOTTISH_BORDER}
