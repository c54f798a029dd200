"""Operators whom the centre delivers come in with a code once, choose a secret of their own, and are the centre's to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.hashing import Argon2Hasher
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.operators import DeliveredList, DeliveredOperator, OperatorState, Permission, Role
from kiosk_app.staff_errors import NotPermitted, OperatorGone, OperatorOfCentre, SecretTooWeak, SignInRefused
from kiosk_app.use_cases.operators import Wanted
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.secret_rules import as_code
from tests.ui.staff_room import ADMIN, CHEAP, HELPER, SITE, StaffRoom, staff_room

CODE, OWN = "7K2M9QTX4HW30ABC", "463981"
TYPED = "7k2m-9qtx 4hw3-oabc"
NAME = "Sioned Parry"
CENTRE = Enrolment(UUID(int=1), "CFI-2", "https://centre.example", bytes(32), datetime(2026, 11, 1, tzinfo=UTC))
HASHED = Argon2Hasher(CHEAP).hashed(CODE)
SIONED = DeliveredOperator(UUID(int=77), NAME, frozenset({Role.ADMINISTRATOR}), 1, HASHED)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        made.store.device.enrol(CENTRE)
        yield made


def deliver(room: StaffRoom, version: int, *operators: DeliveredOperator, under: Enrolment = CENTRE) -> bool:
    return room.store.delivered(SITE).take(DeliveredList(version, operators or (SIONED,)), under)


def come_in(room: StaffRoom, secret: str = TYPED) -> Seat:
    seat = room.seat()
    seat.sign_in(NAME, secret, Permission.STAFF_PAGES)
    return seat


def test_a_code_lets_somebody_in_and_nothing_may_be_done_before_it_is_changed(room: StaffRoom) -> None:
    assert deliver(room, 1)

    seat = come_in(room)

    assert seat.session is not None
    assert (seat.session.operator.renew, seat.session.operator.delivered) == (True, True)
    with pytest.raises(NotPermitted):
        seat.everyone()
    with pytest.raises(SecretTooWeak):
        seat.change_secret(TYPED, CODE.lower())
    seat.change_secret(TYPED, OWN)
    assert [each.name for each in seat.everyone()] == [NAME]


def test_once_a_secret_is_chosen_the_code_is_worth_nothing(room: StaffRoom) -> None:
    deliver(room, 1)
    come_in(room).change_secret(CODE, OWN)

    with pytest.raises(SignInRefused):
        come_in(room)

    assert come_in(room, OWN).session is not None


def test_the_same_list_or_an_older_one_changes_nothing(room: StaffRoom) -> None:
    deliver(room, 5)
    come_in(room).change_secret(CODE, OWN)

    again = deliver(room, 5), deliver(room, 4, replace(SIONED, removed=True, code=""))

    assert again == (False, False)
    assert room.store.delivered(SITE).version() == 5
    assert come_in(room, OWN).session is not None


def test_a_newer_list_with_the_same_code_leaves_the_chosen_secret(room: StaffRoom) -> None:
    deliver(room, 1)
    come_in(room).change_secret(CODE, OWN)

    deliver(room, 2, replace(SIONED, roles=frozenset({Role.SUPERVISOR})))

    seat = come_in(room, OWN)
    assert seat.session is not None
    assert (seat.session.operator.roles, seat.session.operator.renew) == ({Role.SUPERVISOR}, False)


def test_a_newer_code_takes_the_place_of_a_forgotten_secret_and_unlocks(room: StaffRoom) -> None:
    room.staff()
    deliver(room, 1)
    come_in(room).change_secret(CODE, OWN)
    room.store.operators.change_state(SIONED.id, OperatorState.LOCKED, "op-1")
    another = "ZZZZ9999YYYY8888"

    deliver(room, 2, replace(SIONED, issue=2, code=Argon2Hasher(CHEAP).hashed(another)))

    with pytest.raises(SignInRefused):
        come_in(room, OWN)
    seat = come_in(room, another)
    assert seat.session is not None
    assert seat.session.operator.renew


def test_another_centre_s_list_is_not_taken(room: StaffRoom) -> None:
    assert not deliver(room, 1, under=replace(CENTRE, root_key=b"r" * 32))

    assert room.store.operators.everyone(SITE) == []


def test_whom_the_centre_removes_is_removed_at_once_and_the_last_administrator_is_said(room: StaffRoom) -> None:
    deliver(room, 1)
    seat = come_in(room)
    seat.change_secret(CODE, OWN)

    deliver(room, 2, replace(SIONED, removed=True, code=""))

    with pytest.raises(OperatorGone):
        seat.everyone()
    assert room.events()[-3:] == [Event.DOCUMENT_ACCEPTED, Event.OPERATOR_REMOVED, Event.DELIVERY_LAST_REMOVED]
    room.managing.create_first(Wanted(ADMIN, "284917", frozenset({Role.ADMINISTRATOR})))


def test_where_another_administrator_is_left_the_removal_is_an_ordinary_one(room: StaffRoom) -> None:
    room.staff()
    deliver(room, 1)

    deliver(room, 2, replace(SIONED, removed=True, code=""))

    assert room.events()[-1] is Event.OPERATOR_REMOVED


def test_roles_of_a_delivered_operator_are_not_changed_here(room: StaffRoom) -> None:
    deliver(room, 1)

    with pytest.raises(OperatorOfCentre):
        room.managing.change_roles(SIONED.id, frozenset({Role.HELPER}), "op-1")


def test_who_was_removed_here_does_not_come_back_with_the_next_list(room: StaffRoom) -> None:
    room.staff()
    deliver(room, 1)
    room.managing.change_state(SIONED.id, OperatorState.REMOVED, "op-1")

    deliver(room, 2, replace(SIONED, issue=2))

    with pytest.raises(SignInRefused):
        come_in(room)


def test_somebody_s_name_is_not_given_to_another(room: StaffRoom) -> None:
    room.staff()

    deliver(room, 1, replace(SIONED, name=HELPER.upper()))

    assert room.events()[-1] is Event.DELIVERY_NAME_TAKEN
    assert SIONED.id not in {each.id for each in room.store.operators.everyone(SITE)}


def test_no_audit_row_names_anybody(room: StaffRoom) -> None:
    deliver(room, 1)

    said = " ".join(f"{row.subject} {row.details}" for row in room.store.audit.rows())

    assert NAME not in said
    assert "argon2" not in said


@pytest.mark.parametrize("typed", [CODE, TYPED, "7K2M 9QTX 4HW3 OABC", "7k2m9qtx4hw3oabc "])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert as_code(typed) == CODE
