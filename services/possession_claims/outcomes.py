"""What the court's decision on a possession claim means, besides what decisions on every claim say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from services.claims import outcomes
from services.claims.outcomes import ISSUED_ON, NUMBERED, SERVE_BY, Concerns, Decisions
from services.forms.service import Service
from services.forms.words import Words
from services.possession_claims.hearing_days import hearing_window, serve_by
from services.possession_claims.words import _

if TYPE_CHECKING:
    from services.fees.changes import FeeChange

NEEDED: Mapping[str, Words] = {
    **outcomes.NEEDED,
    "property_details": _("Something about the property is missing or not right."),
    "tenancy_details": _("Something about the tenancy or contract is missing or not right."),
    "notice_details": _("Something about the notice is missing or not right."),
    "ground_details": _("Something about the grounds is missing or not right."),
    "arrears_details": _("Something about the rent account is missing or not right."),
    "wrong_form": _("The claim needs another form."),
}
"""What the court may need, by the code of the outcome."""

_DAYS = {
    "issued_on": ISSUED_ON,
    "serve_by": (SERVE_BY, _("The defendant must have the claim at least 21 days before the hearing.")),
    "heard_on": (
        _("Heard on {day:weekday-year}"),
        _("The judge decides on this day, or says what happens next. Go there, with the rent account up to that day."),
    ),
    "heard_from": (
        _("Not heard before {day:weekday-year}"),
        _("There are at least 28 days between the issue and the hearing."),
    ),
    "heard_by": (
        _("Mostly heard by {day:weekday-year}"),
        _("The hearing is usually within 8 weeks of the issue."),
    ),
}
_NUMBERED: Mapping[str, Words] = {
    **NUMBERED,
    "occupiers": _("Adult {n} who lives there"),
    "grounds": _("Ground {n}"),
    "account": _("Row {n} of the rent account"),
}


def issue_params(
    issued: date, claim_number: str, *, hearing: date | None = None, change: FeeChange | None = None
) -> dict[str, str]:
    """What an outcome "issued" says of a claim: days in ISO 8601, sums in pence. `hearing` is its day, once it is fixed."""
    window = hearing_window(issued)
    params = {"claim_number": claim_number, "issued_on": issued.isoformat()}
    if hearing is None:
        params |= {"heard_from": window.first.isoformat(), "heard_by": window.last.isoformat()}
    else:
        params |= {"heard_on": hearing.isoformat(), "serve_by": serve_by(hearing).isoformat()}
    return params if change is None else {**params, **change.params()}


def _service() -> Service:
    from services.possession_claims.service import SERVICE

    return SERVICE


DECISIONS = Decisions(NEEDED, _DAYS, Concerns(_service, _NUMBERED))
