"""A list of operators is believed only when the centre signed it as one, for this device, now, and newer than the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import pytest

from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.operators import DeliveredList, DeliveredOperator, Role
from sync.engine import SyncEngine
from sync.envelope import Purpose, instant_text
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Reply

HASH = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaA"
RHYS: dict[str, Any] = {
    "id": str(UUID(int=5)), "name": "Rhys Morgan", "roles": ["helper", "clerk"], "issue": 2, "code": HASH, "removed": False,
}  # fmt: skip


@dataclass
class Taken:
    """What a kiosk would take."""

    known: int = 0
    lists: list[DeliveredList] = field(default_factory=list)

    def version(self) -> int:
        return self.known

    def take(self, delivered: DeliveredList, under: Enrolment) -> bool:  # noqa: ARG002 - the port's shape
        if delivered.version <= self.known:
            return False
        self.known = delivered.version
        self.lists.append(delivered)
        return True


@pytest.fixture
def taken() -> Taken:
    return Taken()


@pytest.fixture
def engine(kiosk: Kiosk, taken: Taken) -> SyncEngine:
    made = kiosk.new_engine()
    made._operators = taken
    return made


@pytest.fixture
def tell(centre: FakeCentre, kiosk: Kiosk) -> Callable[..., None]:
    """Has the centre tell a list, with what is changed of it."""

    def say(purpose: Purpose = Purpose.OPERATORS, **changes: Any) -> None:
        def answer(_reply: Reply) -> Reply:
            nonce = parse_qs(centre.asked[-1].query)["nonce"][0]
            enrolment = kiosk.devices.enrolment()
            assert enrolment is not None
            said = {"device": str(enrolment.device_id), "nonce": nonce, "time": instant_text(centre.now)}
            return centre.signed(purpose, said | {"version": 3, "operators": [RHYS]} | changes)

        centre.always["/v1/operators"] = answer

    return say


def test_a_list_for_this_device_is_taken_whole(engine: SyncEngine, taken: Taken, tell: Callable[..., None]) -> None:
    tell()

    report = engine.sync_once()

    assert report.reason == ""
    helper = DeliveredOperator(UUID(int=5), "Rhys Morgan", frozenset({Role.HELPER, Role.CLERK}), 2, HASH)
    assert taken.lists == [DeliveredList(3, (helper,))]


@pytest.mark.parametrize(
    ("purpose", "changes"),
    [
        (Purpose.OPERATORS, {"device": str(UUID(int=99))}),
        (Purpose.OPERATORS, {"nonce": "0" * 32}),
        (Purpose.OUTCOMES, {}),
        (Purpose.CATALOGUE, {}),
    ],
    ids=["another device", "an old answer", "another label", "a catalogue"],
)
def test_what_was_signed_for_something_else_is_not_taken(
    engine: SyncEngine, taken: Taken, tell: Callable[..., None], purpose: Purpose, changes: dict[str, Any]
) -> None:
    tell(purpose, **changes)

    report = engine.sync_once()

    assert report.reason == "not-our-centre"
    assert taken.lists == []


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "3"},
        {"version": 0},
        {"operators": {}},
        {"operators": ["Rhys"]},
        {"operators": [RHYS | {"roles": ["owner"]}]},
        {"operators": [RHYS | {"roles": []}]},
        {"operators": [RHYS | {"code": "1234"}]},
        {"operators": [RHYS | {"issue": 0}]},
        {"operators": [RHYS | {"name": " "}]},
        {"operators": [RHYS | {"id": "5"}]},
        {"operators": [RHYS | {"removed": "no"}]},
    ],
)
def test_a_list_of_another_shape_is_taken_by_nobody(
    engine: SyncEngine, taken: Taken, tell: Callable[..., None], changes: dict[str, Any]
) -> None:
    tell(**changes)

    report = engine.sync_once()

    assert (report.reason, taken.lists) == ("unreadable-answer", [])


def test_a_centre_that_knows_no_such_list_is_no_trouble(engine: SyncEngine, taken: Taken, centre: FakeCentre) -> None:
    report = engine.sync_once()

    assert (report.reason, taken.lists) == ("", [])
    assert "/v1/operators" in centre.paths()


def test_the_centre_is_asked_for_what_is_newer_than_what_was_taken(
    engine: SyncEngine, taken: Taken, centre: FakeCentre, tell: Callable[..., None]
) -> None:
    taken.known = 7
    tell(version=7)

    engine.sync_once()

    asked = next(each for each in centre.asked if each.path == "/v1/operators")
    assert parse_qs(asked.query)["after"] == ["7"]
    assert taken.lists == []
