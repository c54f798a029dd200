"""A clock that jumps while envelopes are on their way makes no sender go in circles, and gives no wait of a year."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk_app.ports.submissions import Custody
from sync.envelope import Purpose
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Fault, Reply, payload_of

YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)


def _says_nothing(kiosk: Kiosk, jump: timedelta) -> Fault:
    """Signed by the centre, and silent about every envelope; the first time, the kiosk's clock jumps meanwhile."""
    left = [jump]

    def fault(reply: Reply) -> Reply:
        if left:
            kiosk.clock.advance(left.pop())
        return kiosk.centre.signed(Purpose.RESULTS, payload_of(reply) | {"results": []})

    return fault


@pytest.mark.parametrize("jump", [YEAR, -YEAR], ids=["ahead", "back"])
def test_each_envelope_is_tried_once_in_a_pass_however_the_clock_jumps(kiosk: Kiosk, centre: FakeCentre, jump: timedelta) -> None:
    (submission,) = kiosk.submit()
    began = kiosk.clock.now()
    centre.always["/v1/envelopes"] = _says_nothing(kiosk, jump)

    kiosk.engine.sync_once()

    item = kiosk.outbox.items[submission]
    assert centre.paths().count("/v1/envelopes") == 1
    assert (item.custody, item.reason, item.attempts) == (Custody.HELD, "no-result", 1)
    assert began < item.due < began + HOUR
