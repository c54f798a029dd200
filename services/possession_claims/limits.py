"""The limits of the systems a claim can go to, as the fields show them beside their counters. None of them refuses."""

from __future__ import annotations

from services.claims.limits import CASE_NAMES, CASE_REFERENCES
from services.forms.limit import Limit
from services.possession_claims import choices
from services.possession_claims.words import _

_ONLINE = _("The online possession service")
_ON_PAPER = _("This is more than the online possession service takes, so the claim goes on paper.")


def _online(most: int) -> Limit:
    return Limit("beyond-online", most, _ONLINE, _ON_PAPER)


NAME = (_online(choices.ONLINE_NAME), CASE_NAMES)
REFERENCE = (CASE_REFERENCES,)
SHORT = (_online(choices.ONLINE_SHORT),)
REASON = (_online(choices.ONLINE_REASON),)
LONG = (_online(choices.ONLINE_LONG),)
