"""What may be told of a decision: the one place where a confidential reason becomes a neutral one, before it can leave.

Kiosks print and show what they are told, in front of others, so what they must not say they never hear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from central_api.states import OutcomeState
from services.visits.amendments import CANCELLATION, CHANGE, REQUEST
from services.visits.reasons import told, told_params


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a case: a state, reason codes, and what the words need. Never a name."""

    state: OutcomeState
    codes: tuple[str, ...] = ()
    params: Mapping[str, str] | None = None


_VISITS: Final = frozenset({REQUEST, CANCELLATION, CHANGE})


def tellable(service: str, decision: Decision) -> Decision:
    """The decision with the reasons that a kiosk may hear. Services other than visits have no confidential ones."""
    if service not in _VISITS:
        return decision
    return replace(decision, codes=told(decision.codes), params=told_params(decision.codes, decision.params or {}))
