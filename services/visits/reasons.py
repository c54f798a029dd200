"""Why a visit was refused or cancelled: which reasons may be said, and the one neutral code that all others become.

The centre calls `told` before anything leaves it, so a confidential reason stays there. The words of the kiosk call it again:
another centre may be less careful, and a code that nobody knows yet is as silent as a confidential one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

NOT_OFFERED: Final = "not_offered"
"""The neutral code: the prison cannot offer the visit, and why is not said here."""

REFUSALS: Final = frozenset(
    {
        "slot_unavailable",
        "no_allowance",
        "weekly_limit",
        "no_adult",
        "prisoner_details_incorrect",
        "prisoner_moved",
        "prisoner_released",
        "visitor_not_on_list",
        "duplicate_visit_request",
    }
)
"""Reasons to reject a request that may be said (prison-visits-2, app/models/rejection.rb; `weekly_limit` is ours, for remand)."""

CANCELLATIONS: Final = frozenset(
    {
        "slot_unavailable",
        "no_allowance",
        "prisoner_moved",
        "prisoner_released",
        "prisoner_cancelled",
        "visitor_cancelled",
        "booked_in_error",
        "capacity_issues",
    }
)
"""Reasons to cancel a visit that may be said (prison-visits-2, app/models/cancellation.rb)."""

CONFIDENTIAL: Final = frozenset(
    {
        "prisoner_non_association",
        "child_protection_issues",
        "prisoner_out_of_prison",
        "prisoner_banned",
        "visitor_banned",
        "visitor_other_reason",
        "other",
    }
)
"""Reasons of the same two files that are never said; each becomes `NOT_OFFERED`."""

AMENDING: Final = frozenset({"not_matched", "too_late", "already_over", "slot_unavailable"})
"""Why a change or a cancellation was not done. `not_matched` does not say what did not match."""

_SCHEDULER = "APPLICATION_INVALID_"
SCHEDULER: Final[Mapping[str, str]] = {
    f"{_SCHEDULER}PRISONER_NOT_FOUND": "prisoner_details_incorrect",
    f"{_SCHEDULER}PRISON_PRISONER_MISMATCH": "prisoner_details_incorrect",
    f"{_SCHEDULER}SESSION_NOT_AVAILABLE": "slot_unavailable",
    f"{_SCHEDULER}SESSION_TEMPLATE_NOT_FOUND": "slot_unavailable",
    f"{_SCHEDULER}NON_ASSOCIATION_VISITS": NOT_OFFERED,
    f"{_SCHEDULER}VISIT_ALREADY_BOOKED": "slot_unavailable",
    f"{_SCHEDULER}NO_VO_BALANCE": "no_allowance",
    f"{_SCHEDULER}NO_SLOT_CAPACITY": "slot_unavailable",
    f"{_SCHEDULER}VISIT_DATE_BLOCKED": "slot_unavailable",
    f"{_SCHEDULER}SESSION_DATE_BLOCKED": "slot_unavailable",
    f"{_SCHEDULER}USER_TYPE": NOT_OFFERED,
    f"{_SCHEDULER}REMAND_VISIT_LIMIT_FOR_WEEK_REACHED": "weekly_limit",
}
"""The codes of the booking engine (visit-scheduler, ApplicationValidationErrorCodes.kt) as reasons that may be said.

That the person has another visit at that time is somebody else's business: the time is not available.
"""

_ALIKE: Final[Mapping[str, str]] = {"prisoner_vos": "no_allowance", **SCHEDULER}
_SAYABLE: Final = REFUSALS | CANCELLATIONS | AMENDING
_WITH_PARAM: Final[Mapping[str, str]] = {"visitors": "visitor_not_on_list", "allowance_renews_on": "no_allowance"}
_ALWAYS: Final = frozenset({"slot", "closed"})


def told(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes as they may be said, each once, in order. Total: what is confidential, or not known, becomes `NOT_OFFERED`."""
    alike = (_ALIKE.get(code, code) for code in codes)
    return tuple(dict.fromkeys(code if code in _SAYABLE else NOT_OFFERED for code in alike))


def told_params(codes: Iterable[str], params: Mapping[str, str]) -> dict[str, str]:
    """The params that go with what may be said of `codes`: whom a confidential reason is about is as confidential."""
    said = frozenset(told(codes))
    return {name: value for name, value in params.items() if name in _ALWAYS or _WITH_PARAM.get(name) in said}
