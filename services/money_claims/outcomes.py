"""What the court's decision on a money claim means, besides what decisions on every claim say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from services.claims import outcomes
from services.claims.outcomes import ISSUED_ON, NUMBERED, SERVE_BY, Concerns, Decisions
from services.common.court_days import (
    ACKNOWLEDGED_DAYS,
    RESPONSE_DAYS,
    CourtCalendar,
    last_day_to_serve,
    response_day,
    service_day,
)
from services.forms.service import Service
from services.forms.words import Words
from services.money_claims.words import _

if TYPE_CHECKING:
    from services.fees.changes import FeeChange

NEEDED: Mapping[str, Words] = {
    **outcomes.NEEDED,
    "address_details": _("An address is missing or not right."),
    "amount_details": _("Something about the amounts is not right."),
    "interest_details": _("Something about the interest is not right."),
    "particulars_missing": _("The particulars of claim are missing."),
}
"""What the court may need, by the code of the outcome."""

_NUMBERED: Mapping[str, Words] = {
    **NUMBERED,
    "amounts": _("Amount {n}"),
    "timeline": _("Event {n}"),
    "evidence": _("Evidence {n}"),
}
_DAYS = {
    "issued_on": ISSUED_ON,
    "served_on": (
        _("Served on {day:weekday-year}"),
        _("It counts as served 5 days after it is issued, also when that is not a working day."),
    ),
    "answer_by": (
        _("Answer by {day:weekday-year}"),
        _("The defendant has 19 days from the issue. A day on which the court does not work moves to the next."),
    ),
    "answer_by_acknowledged": (
        _("Or by {day:weekday-year}"),
        _("The defendant has 33 days if they tell the court in time that they need more."),
    ),
    "serve_by": (SERVE_BY, _("If you serve the claim form yourself: within 4 months of its issue.")),
}


def issue_params(issued: date, claim_number: str, calendar: CourtCalendar, change: FeeChange | None = None) -> dict[str, str]:
    """What an outcome "issued" says of a claim issued on a day: days in ISO 8601, sums in pence."""
    params = {
        "claim_number": claim_number,
        "issued_on": issued.isoformat(),
        "served_on": service_day(issued).day.isoformat(),
        "answer_by": response_day(issued, calendar).day.isoformat(),
        "answer_by_acknowledged": response_day(issued, calendar, acknowledged=True).day.isoformat(),
        "serve_by": last_day_to_serve(issued).day.isoformat(),
    }
    return params if change is None else {**params, **change.params()}


def _service() -> Service:
    from services.money_claims.service import SERVICE

    return SERVICE


DECISIONS = Decisions(
    NEEDED,
    _DAYS,
    Concerns(_service, _NUMBERED),
    counted={"answer_by": RESPONSE_DAYS, "answer_by_acknowledged": ACKNOWLEDGED_DAYS},
)
