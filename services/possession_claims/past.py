"""Yes and no about what was done. Welsh answers "was it?" with other words than "is it?": not those of every claim."""

from __future__ import annotations

from services.claims.choices import NO, YES
from services.claims.fields import yes_no
from services.forms.fields import ChoiceField, Option
from services.forms.words import Words
from services.possession_claims.words import _

WAS_OR_NOT = (Option(YES, _("Yes")), Option(NO, _("No")))


def was_it(path: str, label: Words, missing: Words, hint: Words | None = None) -> ChoiceField:
    """A question about the past that is answered by yes or no."""
    return yes_no(path, label, missing, hint, WAS_OR_NOT)
