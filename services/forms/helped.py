"""That somebody helped with a submission: what stays of it among the receipt fields, and what the receipt says."""

from __future__ import annotations

from typing import Final

from services.forms.receipt import ReceiptFields
from services.forms.words import Domain, Words

HELPED_BY: Final = "helped-by"  # no service has a field of this name: theirs have no hyphen

_ = Domain("services.common")


def with_helper(fields: ReceiptFields, organisation: str) -> ReceiptFields:
    """The fields, and whose helper it was; "" where they named no organisation."""
    return {**fields, HELPED_BY: organisation}


def helped_words(fields: ReceiptFields) -> Words | None:
    """What a receipt says of the help; None where nobody helped."""
    organisation = fields.get(HELPED_BY)
    if not isinstance(organisation, str):
        return None
    if not organisation:
        return _("Somebody helped with this.")
    return _("Somebody from {organisation} helped with this.", organisation=organisation)
