"""When a helper should come back to a possession claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.claims.following import told_day
from services.forms.follow_up import FollowUp
from services.forms.receipt import ReceiptContext, ReceiptFields
from services.possession_claims.words import _


def follow_ups(fields: ReceiptFields, context: ReceiptContext) -> tuple[FollowUp, ...]:
    """Of a claim that was issued: serving it, and its hearing."""
    del fields
    return tuple(_of_hearing(context.params)) if context.state == "issued" else ()


def _of_hearing(params: Mapping[str, str]) -> Iterator[FollowUp]:
    serve, heard = told_day(params, "serve_by"), told_day(params, "heard_on")
    if serve is not None:
        why = _("The defendant must have the claim at least 21 days before the hearing.")
        yield FollowUp(serve, _("The claim must be served"), why, heard)
    if heard is not None:
        why = _("The client goes there, with the rent account up to that day.")
        yield FollowUp(heard, _("The hearing"), why, heard)
    latest = told_day(params, "heard_by")
    if heard is None and latest is not None:
        yield FollowUp(latest, _("The day of the hearing should be known"), _("It is usually within 8 weeks of the issue."))
