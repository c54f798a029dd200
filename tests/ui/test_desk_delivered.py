"""Somebody whom the centre delivered comes in with a code, must choose a secret first, and is shown as the centre's to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.hashing import Argon2Hasher
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.operators import DeliveredList, DeliveredOperator, Role
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.staff_room import CHEAP, SITE, StaffRoom, staff_room
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource

CODE, OWN, NAME = "7K2M9QTX4HW30ABC", "463981", "Sioned Parry"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        centre = Enrolment(UUID(int=1), "CFI-2", "https://centre.example", bytes(32), datetime(2026, 11, 1, tzinfo=UTC))
        made.store.device.enrol(centre)
        sioned = DeliveredOperator(UUID(int=77), NAME, frozenset({Role.ADMINISTRATOR}), 1, Argon2Hasher(CHEAP).hashed(CODE))
        made.store.delivered(SITE).take(DeliveredList(1, (sioned,)), centre)
        yield made


def words(driver: Driver) -> str:
    return " ".join(each.accessibleName() for each in driver.visible() if isinstance(each, TextBlock))


def test_whoever_comes_in_with_a_code_chooses_a_pin_before_anything_else(
    qtbot: QtBot, looks: LookSource, room: StaffRoom
) -> None:
    driver = Driver(qtbot, looks, room.bench())
    driver.key(*STAFF)
    driver.fill(NAME, "7k2m-9qtx-4hw3-0abc")
    place, said, ways = driver.place, words(driver), driver.has("way:people")

    driver.fill("7K2M 9QTX 4HW3 0ABC", OWN, OWN)

    assert (place, ways) == (Place.OWN_SECRET, False)
    assert "one-time code" in said
    assert driver.place is Place.ADMIN
    driver.press("way:people")
    driver.tab_to("operators")
    driver.key(Qt.Key.Key_Space)
    assert "Delivered by the centre" in words(driver)
    assert not driver.has("keep-roles")


def test_whoever_goes_back_instead_is_signed_out(qtbot: QtBot, looks: LookSource, room: StaffRoom) -> None:
    driver = Driver(qtbot, looks, room.bench())
    driver.key(*STAFF)
    driver.fill(NAME, CODE)

    driver.press("go-back")

    assert driver.window.session.staff.operators.at_work is None
