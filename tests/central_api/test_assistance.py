"""What a helper desk says of its help stands beside the case at the centre; a case from before says nothing of it."""

from __future__ import annotations

from datetime import UTC, datetime

from sync.envelope import Assistance
from tests.central_api.conftest import Centre, Kiosk
from tests.central_api.test_worker import case_of

HELPED = Assistance(
    "adviser", "Taff Street Advice Centre", ("typed", "explained"), "paper", datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
)


def test_how_somebody_helped_is_kept_with_the_case(centre: Centre, kiosk: Kiosk) -> None:
    helped, alone = kiosk.seal(assisted_by="OP-7", assistance=HELPED), kiosk.seal()
    kiosk.send(helped, alone)

    centre.worker().run_once()

    case, other = case_of(centre, helped), case_of(centre, alone)
    assert case is not None
    assert other is not None
    assert case.assisted_by == "OP-7"
    assert case.assistance == {
        "agreed": "paper",
        "agreed_at": "2026-11-22T10:15:00Z",
        "given": ["explained", "typed"],
        "organisation": "Taff Street Advice Centre",
        "relationship": "adviser",
        "way": "IN_PERSON",
    }
    assert (other.assisted_by, other.assistance) == (None, None)
