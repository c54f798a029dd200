"""Signing in, working at a seat and managing operators, over real records: the same answers for names that nobody has, waits that
no restart shortens, and every step in the audit log without a name or a secret.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uuid6 import uuid7

from kiosk_app.errors import KnownError
from kiosk_app.events import Event
from kiosk_app.hashing import Argon2Hasher
from kiosk_app.machine import BootClock, SystemClock
from kiosk_app.ports.drafts import NewDraft
from kiosk_app.ports.operators import PERMISSIONS, Operator, OperatorState, Permission, Role
from kiosk_app.staff_errors import (
    NameTaken,
    NoRole,
    NotPermitted,
    NotSignedIn,
    OperatorGone,
    SecretTooWeak,
    SignInLocked,
    SignInRefused,
    SignInWaits,
)
from kiosk_app.use_cases.operators import ManagingOperators, SignIns, Wanted
from kiosk_app.use_cases.seat import Hidden, Left, Seat
from kiosk_app.use_cases.throttle import Throttle
from local_store import Store
from services.language import Language
from tests.ui.staff_room import (
    ADMIN,
    ADMIN_PIN,
    CHEAP,
    HELPER,
    HELPER_PIN,
    SITE,
    SUPERVISOR,
    SUPERVISOR_PHRASE,
    StaffRoom,
    Steady,
    staff_room,
)

Staff = tuple[Operator, Operator, Operator]
NOBODY, PERMITTED = "Nobody At All", frozenset({Role.HELPER})


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        yield made


@pytest.fixture
def staff(room: StaffRoom) -> Staff:
    return room.staff()


@pytest.fixture
def seat(room: StaffRoom, staff: Staff) -> Seat:  # noqa: ARG001 - somebody is to be there
    return room.seat()


def rows(room: StaffRoom, *events: Event) -> list[tuple[Event, str, dict[str, str]]]:
    found = [(row.event, row.subject, dict(row.details)) for row in room.store.audit.rows()]
    return [row for row in found if not events or row[0] in events]


class CountingHasher(Argon2Hasher):
    """Counts how often somebody was made to wait for a hash."""

    def __init__(self) -> None:
        super().__init__(CHEAP)
        self.done = 0

    def fits(self, secret: str, kept: str) -> bool:
        self.done += 1
        return super().fits(secret, kept)

    def waste(self, secret: str) -> None:
        self.done += 1
        super().waste(secret)


def test_nobody_needs_to_sign_in_before_there_is_an_operator_and_again_when_all_are_removed(room: StaffRoom) -> None:
    seat = room.seat()
    before = seat.needed()

    room.staff()

    assert (before, seat.needed()) == (False, True)


def test_who_gives_the_right_secret_is_at_work_and_may_do_what_their_role_allows(seat: Seat, staff: Staff) -> None:
    session = seat.sign_in(SUPERVISOR.upper(), SUPERVISOR_PHRASE, Permission.STAFF_PAGES)

    assert session.operator == staff[1]
    assert seat.require(Permission.PRINT_DAYS) == staff[1]
    with pytest.raises(NotPermitted):
        seat.require(Permission.MANAGE_OPERATORS)


def test_every_role_and_every_permission_stands_in_the_one_table() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert {permission for allowed in PERMISSIONS.values() for permission in allowed} == set(Permission)


def test_whoever_may_not_do_it_is_signed_out_again_at_once(seat: Seat, room: StaffRoom) -> None:
    with pytest.raises(NotPermitted):
        seat.sign_in(HELPER, HELPER_PIN, Permission.STAFF_PAGES)

    assert seat.session is None
    assert [event for event, *_rest in rows(room)][-2:] == [Event.OPERATOR_SIGNED_IN, Event.OPERATOR_SIGNED_OUT]


def guess(sign_ins: SignIns, steady: Steady, name: str, waits: list[float]) -> list[tuple[type[KnownError], dict[str, object]]]:
    """Every answer to one wrong secret after another, with a pause before each."""
    answers = []
    for pause in waits:
        steady.seconds += pause
        with pytest.raises(KnownError) as answer:
            sign_ins.check(name, "000111")
        answers.append((answer.type, answer.value.details))
    return answers


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([0.0, 1.0, 14.0, 16.0, 301.0]), max_size=25))
def test_the_answers_and_the_work_are_the_same_whether_anybody_has_the_name_or_not(room: StaffRoom, waits: list[float]) -> None:
    kept, site, told = room.store.operators, uuid4().hex, []  # a site of its own for each example
    ManagingOperators(kept, Argon2Hasher(CHEAP), uuid7, site).create(Wanted(HELPER, HELPER_PIN, PERMITTED), "machine")
    for name in (HELPER, NOBODY):
        steady, hasher = Steady(), CountingHasher()
        told.append((guess(SignIns(kept, hasher, steady, site), steady, name, waits), hasher.done))

    assert told[0] == told[1]
    assert told[0][1] <= Throttle().most


def test_too_many_wrong_secrets_lock_the_operator_until_an_administrator_unlocks_them(
    room: StaffRoom, staff: Staff, seat: Seat
) -> None:
    answers = guess(room.sign_ins, room.steady, HELPER, [301.0] * 11)
    with pytest.raises(SignInLocked):
        room.sign_ins.check(HELPER, HELPER_PIN)

    seat.sign_in(ADMIN, ADMIN_PIN, Permission.MANAGE_OPERATORS)
    seat.change_state(staff[2].id, OperatorState.ACTIVE)

    assert [kind for kind, _details in answers] == [SignInRefused] * 10 + [SignInLocked]
    assert room.sign_ins.check(HELPER, HELPER_PIN) == staff[2]
    who, by = str(staff[2].id), str(staff[0].id)
    assert rows(room, Event.OPERATOR_LOCKED, Event.OPERATOR_UNLOCKED) == [
        (Event.OPERATOR_LOCKED, who, {"cause": "wrong-secrets"}),
        (Event.OPERATOR_UNLOCKED, who, {"operator": by}),
    ]


def test_a_new_start_of_the_program_or_of_the_computer_shortens_no_wait(room: StaffRoom, staff: Staff) -> None:
    guess(room.sign_ins, room.steady, staff[0].name, [0.0] * 3)

    for steady in (room.steady, Steady(seconds=3.0, boot="another start")):
        again = SignIns(room.store.operators, Argon2Hasher(CHEAP), steady, SITE)
        with pytest.raises(SignInWaits) as wait:
            again.check(ADMIN, ADMIN_PIN)
        assert wait.value.details["seconds"] in {12, 15}


def test_a_try_is_counted_before_its_secret_is_looked_at(room: StaffRoom, staff: Staff) -> None:
    class Cut(Argon2Hasher):
        def fits(self, secret: str, kept: str) -> bool:
            del secret, kept
            raise KeyboardInterrupt

    for _try in range(3):
        with suppress(KeyboardInterrupt):
            SignIns(room.store.operators, Cut(CHEAP), room.steady, SITE).check(staff[0].name, ADMIN_PIN)

    assert room.store.operators.tries(SITE, ADMIN).failures == 3


def test_an_operator_of_another_site_is_nobody_here(room: StaffRoom, staff: Staff) -> None:
    elsewhere = SignIns(room.store.operators, Argon2Hasher(CHEAP), room.steady, "LHI")

    with pytest.raises(SignInRefused):
        elsewhere.check(staff[0].name, ADMIN_PIN)


def test_a_locked_screen_does_nothing_and_only_its_operator_unlocks_it(seat: Seat, room: StaffRoom) -> None:
    seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    seat.hide(Hidden.ASKED)

    for act in (lambda: seat.require(Permission.PRINT_DAYS), lambda: seat.change_secret(SUPERVISOR_PHRASE, "905317")):
        with pytest.raises(NotSignedIn):
            act()
    with pytest.raises(SignInRefused):
        seat.resume(HELPER, HELPER_PIN)
    assert seat.hidden

    assert seat.resume(SUPERVISOR, SUPERVISOR_PHRASE)
    assert seat.require(Permission.PRINT_DAYS).name == SUPERVISOR
    assert room.store.operators.tries(SITE, HELPER).failures == 0


def test_an_administrator_ends_the_session_of_a_locked_screen(seat: Seat, room: StaffRoom, staff: Staff) -> None:
    session = seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    seat.hide(Hidden.IDLE)

    assert not seat.resume(ADMIN, ADMIN_PIN)

    assert seat.session is None
    assert rows(room, Event.OPERATOR_SIGNED_OUT) == [
        (
            Event.OPERATOR_SIGNED_OUT,
            str(session.id),
            {"operator": str(staff[1].id), "how": "ended", "by": str(staff[0].id)},
        )
    ]


def test_somebody_who_is_removed_or_locked_while_at_work_can_do_nothing_more(seat: Seat, room: StaffRoom, staff: Staff) -> None:
    seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)

    room.managing.change_state(staff[1].id, OperatorState.LOCKED, str(staff[0].id))

    with pytest.raises(OperatorGone):
        seat.require(Permission.PRINT_DAYS)


def test_who_signs_in_where_another_is_at_work_ends_their_session(seat: Seat, room: StaffRoom) -> None:
    seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    session = seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)

    assert seat.session == session
    assert [details["how"] for _event, _subject, details in rows(room, Event.OPERATOR_SIGNED_OUT)] == ["switched"]


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Wanted("Siôn Puw", "123456", frozenset({Role.CLERK})), SecretTooWeak),
        (Wanted("Siôn Puw", "561208", frozenset()), NoRole),
        (Wanted(" rhys  MORGAN", "561208", frozenset({Role.CLERK})), NameTaken),
    ],
)
def test_nobody_is_made_an_operator_who_cannot_be_one(seat: Seat, room: StaffRoom, wanted: Wanted, refusal: type) -> None:
    seat.sign_in(ADMIN, ADMIN_PIN, Permission.MANAGE_OPERATORS)

    with pytest.raises(refusal):
        seat.create(wanted)

    assert len(room.managing.everyone()) == 3


def test_another_operator_s_drafts_and_those_of_another_site_are_not_found(room: StaffRoom, staff: Staff) -> None:
    new = NewDraft(uuid7(), "prison-visit", 1, Language.ENGLISH)
    room.store.drafts.start(staff[2].owner, new)

    elsewhere = staff[2].owner._replace(site="LHI")
    for other in (staff[0].owner, staff[1].owner, elsewhere):
        assert room.store.drafts.mine(other) == []
        with pytest.raises(KnownError, match="draft-gone"):
            room.store.drafts.find(other, new.id)
    assert room.store.drafts.find(staff[2].owner, new.id).id == new.id


def a_day(room: StaffRoom, staff: Staff) -> None:
    """Everything that can happen to operators."""
    seat = room.seat()
    guess(room.sign_ins, room.steady, HELPER, [301.0] * 10)
    seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)
    seat.hide(Hidden.ASKED)
    seat.resume(ADMIN, ADMIN_PIN)
    seat.change_state(staff[2].id, OperatorState.ACTIVE)
    seat.change_roles(staff[2].id, frozenset({Role.CLERK}))
    seat.change_state(staff[2].id, OperatorState.REMOVED)
    seat.change_secret(ADMIN_PIN, "905317")
    seat.leave(Left.LEFT)


def test_each_event_of_operators_in_the_catalogue_is_emitted_and_none_names_anybody(room: StaffRoom, staff: Staff) -> None:
    a_day(room, staff)

    written = rows(room)
    of_operators = {event for event in Event if event.value.startswith("operator.")}
    assert {event for event, *_rest in written if event in of_operators} == of_operators
    text = str(written)
    assert not [each for each in (ADMIN, HELPER, ADMIN_PIN, "905317", "000111", "argon2") if each in text]
    assert room.store.audit.first_broken() is None


def test_no_name_and_no_secret_reaches_a_log_or_the_text_of_an_error(
    room: StaffRoom, staff: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    a_day(room, staff)
    session = room.seat().sign_in(ADMIN, "905317", Permission.STAFF_PAGES)
    wanted = Wanted("Siôn Puw", "561208", frozenset({Role.CLERK}))
    for act in (lambda: room.sign_ins.check(NOBODY, "000111"), lambda: room.managing.create_first(wanted)):
        with pytest.raises(KnownError) as error:
            act()
        assert "Nobody" not in str(error.value)
        assert "Siôn" not in str(error.value)

    said = caplog.text + repr(session) + repr(wanted) + repr(staff)
    assert not [each for each in (ADMIN, HELPER, "Siôn", ADMIN_PIN, "905317", "561208", "000111") if each in said]


def test_the_clock_that_waits_are_counted_on_only_grows_and_knows_its_start() -> None:
    clock = BootClock()

    first, second = clock.moment(), clock.moment()

    assert first.boot == second.boot
    assert 0 < first.seconds <= second.seconds


def test_operators_are_there_after_a_restart(room: StaffRoom, staff: Staff, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "kiosk.db", bytes(range(32)), SystemClock())) as again:
        managing = ManagingOperators(again.operators, Argon2Hasher(CHEAP), lambda: UUID(int=1), SITE)

        assert list(managing.everyone()) == list(staff)
        assert SignIns(again.operators, Argon2Hasher(CHEAP), room.steady, SITE).check(HELPER, HELPER_PIN) == staff[2]


def test_what_needs_a_role_is_refused_at_the_desk_itself_and_what_is_done_carries_the_operator_s_id(
    room: StaffRoom, staff: Staff
) -> None:
    bench = room.bench()
    bench.may_switch_network = True
    desk = bench.desk()
    for act in (lambda: desk.print_day(desk.context().today, Language.ENGLISH), lambda: desk.switch_network(on=False)):
        with pytest.raises(NotSignedIn):
            act()

    assert desk.seat is not None
    desk.seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    desk.print_day(desk.context().today, Language.ENGLISH)
    desk.switch_network(on=False)
    desk.finish("timed-out")

    by = str(staff[1].id)
    assert room.printed == [by]
    assert [details["operator"] for event, _subject, details in bench.audit.events if event is Event.NETWORK_SWITCHED] == [by]
    assert rows(room, Event.OPERATOR_SIGNED_OUT)[-1][2]["how"] == "idle"
