"""Asking for holds: signed both ways, believed only when it is an answer to this very question, and never waited for long."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from kiosk_app.errors import NoNetwork, NotEnrolled, NotOurCentre
from kiosk_app.ports.centre import HoldAnswer, HoldState
from services.forms.holding import WantedPlace
from sync.asking import Asking
from sync.envelope import Purpose, instant_text
from sync.holding import QUICK, CentreHolds
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Reply, replied

MINE = UUID(int=7)
WANTED = WantedPlace("CFI", "remand", "2026-11-28T09:30/11:00", 3)
RENEWALS = f"/v1/holds/{MINE}/renewals"


def holds_of(kiosk: Kiosk) -> CentreHolds:
    return CentreHolds(Asking(kiosk.devices, kiosk.keys, kiosk.clock, kiosk.open_http))


def saying(centre: FakeCentre, path: str = "/v1/holds", **changes: Any) -> None:
    """The centre answers on this path that a place is held, unless told otherwise."""

    def reply(_anything: Reply) -> Reply:
        asked = json.loads(centre.asked[-1].body)
        device = next(iter(centre.devices))
        until = centre.now + timedelta(minutes=10)
        payload = {"device": str(device), "nonce": asked["nonce"], "time": instant_text(centre.now), "id": str(MINE)}
        payload |= {"state": "held", "expires": instant_text(until), "renewals": 2} | changes
        return centre.signed(Purpose.HOLD, payload)

    centre.always[path] = reply


def test_a_place_that_is_held_comes_with_its_end_and_what_is_left_of_it(kiosk: Kiosk, centre: FakeCentre) -> None:
    saying(centre)
    kiosk.clock.advance(timedelta(days=3))  # this computer's clock is not asked
    until = centre.now + timedelta(minutes=10)

    answer = holds_of(kiosk).hold(MINE, WANTED)

    assert answer == HoldAnswer(HoldState.HELD, until, 600.0, 2)


def test_what_is_asked_says_where_and_when_and_nothing_of_whom(kiosk: Kiosk, centre: FakeCentre) -> None:
    saying(centre)

    holds_of(kiosk).hold(MINE, WANTED)

    asked = json.loads(centre.asked[-1].body)
    assert asked.pop("nonce")
    assert asked == {"id": str(MINE), "prison": "CFI", "part": "remand", "slot": WANTED.slot, "visitors": 3}


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda holds: holds.renew(MINE), RENEWALS),
        (lambda holds: holds.release(MINE), f"/v1/holds/{MINE}/release"),
    ],
)
def test_renewing_and_releasing_name_the_hold(
    kiosk: Kiosk, centre: FakeCentre, ask: Callable[[CentreHolds], HoldAnswer], path: str
) -> None:
    saying(centre, path, state="lost", expires=None, renewals=0)

    assert ask(holds_of(kiosk)) == HoldAnswer(HoldState.LOST)
    assert centre.paths()[-1] == path


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "surely"},
        {"id": str(UUID(int=8))},
        {"expires": None},
        {"renewals": "2"},
    ],
)
def test_a_signed_answer_that_is_none_to_this_is_not_believed(
    kiosk: Kiosk, centre: FakeCentre, changes: dict[str, object]
) -> None:
    saying(centre, **changes)

    with pytest.raises(NotOurCentre, match="unreadable-answer"):
        holds_of(kiosk).hold(MINE, WANTED)


@pytest.mark.parametrize("changes", [{"nonce": "0" * 32}, {"device": str(UUID(int=9))}])
def test_an_answer_to_somebody_else_or_to_another_question_is_not_believed(
    kiosk: Kiosk, centre: FakeCentre, changes: dict[str, object]
) -> None:
    saying(centre, **changes)

    with pytest.raises(NotOurCentre):
        holds_of(kiosk).hold(MINE, WANTED)


def test_a_centre_that_knows_no_holds_is_no_answer(kiosk: Kiosk) -> None:
    with pytest.raises(NoNetwork):
        holds_of(kiosk).hold(MINE, WANTED)


def test_a_login_page_holds_nothing(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.always["/v1/holds"] = LOGIN_PAGE

    with pytest.raises(NotOurCentre):
        holds_of(kiosk).hold(MINE, WANTED)


def test_a_busy_centre_is_no_answer(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.always["/v1/holds"] = replied(429)

    with pytest.raises(NoNetwork):
        holds_of(kiosk).hold(MINE, WANTED)


def test_a_kiosk_that_is_not_enrolled_asks_nobody(stranger: Kiosk, centre: FakeCentre) -> None:
    with pytest.raises(NotEnrolled):
        holds_of(stranger).hold(MINE, WANTED)

    assert centre.asked == []


def test_with_the_network_off_nothing_is_asked(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.switch.set(False)

    with pytest.raises(NoNetwork, match="network-off"):
        holds_of(kiosk).release(MINE)

    assert centre.asked == []


def test_an_exchange_about_a_hold_is_short() -> None:
    assert max(QUICK.connect_seconds, QUICK.read_seconds) < QUICK.total_seconds <= QUICK.longest_seconds <= 5
