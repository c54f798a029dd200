"""When a helper should come back to a money claim."""

from __future__ import annotations

from services.claims.following import answers_due, particulars_due
from services.forms.follow_up import FollowUp
from services.forms.receipt import ReceiptContext, ReceiptFields


def follow_ups(fields: ReceiptFields, context: ReceiptContext) -> tuple[FollowUp, ...]:
    """Of a claim that was issued: the particulars that were not sent with it, and the defendant's time to answer."""
    if context.state != "issued":
        return ()
    particulars = particulars_due(context.params) if fields.get("separately") else ()
    return (*particulars, *answers_due(context.params))
