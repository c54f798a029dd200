"""Looking up a reference at the centre."""

from __future__ import annotations

import pytest

from kiosk_app.errors import NoNetwork, NotEnrolled, NotOurCentre
from sync.envelope import Purpose, instant_text
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Reply, payload_of, replied

REFERENCE = "2C4F8J6K9M3N"


def test_a_known_reference_is_answered_with_its_state(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.statuses[REFERENCE] = {
        "service": "prison-visit",
        "received": instant_text(centre.now),
        "state": "rejected",
        "codes": ["slot_unavailable"],
        "params": {},
        "decided": instant_text(centre.now),
    }

    status = kiosk.status.look_up(REFERENCE)

    assert status is not None
    assert (status.reference, status.service, status.state, status.codes) == (
        REFERENCE,
        "prison-visit",
        "rejected",
        ("slot_unavailable",),
    )
    assert status.received == status.decided == centre.now


def test_something_received_but_not_decided_has_no_state(kiosk: Kiosk, centre: FakeCentre) -> None:
    received = instant_text(centre.now)
    centre.statuses[REFERENCE] = {
        "service": "prison-visit",
        "received": received,
        "state": None,
        "codes": [],
        "params": {},
        "decided": None,
    }

    status = kiosk.status.look_up(REFERENCE)

    assert status is not None
    assert (status.state, status.decided) == ("", None)


def test_an_unknown_reference_is_none(kiosk: Kiosk) -> None:
    assert kiosk.status.look_up(REFERENCE) is None


def test_the_reference_cannot_escape_its_place_in_the_address(kiosk: Kiosk, centre: FakeCentre) -> None:
    with pytest.raises(NotOurCentre):
        kiosk.status.look_up("../keys?x")

    assert centre.paths() == ["/v1/status/..%2Fkeys%3Fx"]


def test_too_many_look_ups_are_no_answer(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.always[f"/v1/status/{REFERENCE}"] = replied(429)

    with pytest.raises(NoNetwork, match="centre-busy"):
        kiosk.status.look_up(REFERENCE)


def test_a_login_page_is_not_our_centre(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.always[f"/v1/status/{REFERENCE}"] = LOGIN_PAGE

    with pytest.raises(NotOurCentre):
        kiosk.status.look_up(REFERENCE)


def test_a_status_of_another_reference_is_not_shown(kiosk: Kiosk, centre: FakeCentre) -> None:
    def other(reply: Reply) -> Reply:
        payload = payload_of(reply)
        return centre.signed(Purpose.STATUS, payload | {"reference": "ANOTHERONE00"})

    centre.always[f"/v1/status/{REFERENCE}"] = other

    with pytest.raises(NotOurCentre):
        kiosk.status.look_up(REFERENCE)


def test_a_revoked_kiosk_is_told_so(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.device_state = "revoked"

    with pytest.raises(NotEnrolled, match="device-revoked"):
        kiosk.status.look_up(REFERENCE)


def test_a_kiosk_that_is_not_enrolled_cannot_ask(stranger: Kiosk) -> None:
    with pytest.raises(NotEnrolled):
        stranger.status.look_up(REFERENCE)


def test_with_the_network_off_nothing_is_asked(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.switch.set(False)

    with pytest.raises(NoNetwork, match="network-off"):
        kiosk.status.look_up(REFERENCE)

    assert centre.asked == []
