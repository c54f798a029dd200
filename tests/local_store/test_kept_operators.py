"""Operators as they are kept: sealed names, one of a name, the last administrator, and what the audit log says of each change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import MACHINE, NewOperator, OperatorState, Role, Tries
from kiosk_app.staff_errors import LastAdministrator, NameTaken, OperatorGone, OperatorsExist
from local_store import Store, prepare
from local_store.connection import connect

PHC = "$argon2id$v=19$m=64,t=1,p=1$2R1igH02RjmOANVCx89oYQ$v6BgsNKNModjsc4VCqncd+3XdqJBPIaCXO7wEAyz3ig"
ADMIN, HELPER = frozenset({Role.ADMINISTRATOR}), frozenset({Role.HELPER})
SITE = "CFI"


def new(name: str = "Mair Evans", roles: frozenset[Role] = ADMIN, site: str = SITE) -> NewOperator:
    return NewOperator(uuid4(), name, roles, site, PHC)


@pytest.fixture
def store(path: Path, key: bytes, clock: Clock) -> Iterator[Store]:
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as opened:
        yield opened


def events(store: Store) -> list[tuple[Event, str, dict[str, str]]]:
    return [(row.event, row.subject, dict(row.details)) for row in store.audit.rows() if row.event.startswith("operator.")]


def test_an_operator_is_found_by_their_name_however_it_is_typed(store: Store) -> None:
    made = store.operators.create(new(), MACHINE)

    found = store.operators.named(SITE, "  mair   EVANS ")

    assert found == (made, PHC)
    assert store.operators.find(made.id) == made
    assert store.operators.named("LHI", "Mair Evans") is None


def test_no_name_stands_in_the_records_in_the_clear(store: Store, path: Path, key: bytes) -> None:
    store.operators.create(new(), MACHINE)
    store.operators.refuse(SITE, "Somebody Else", lock=False)

    with closing(connect(path, key)) as raw:
        kept = str([raw.execute(f"SELECT * FROM {table}").fetchall() for table in ("operators", "sign_in_tries", "audit")])  # noqa: S608

    assert "operator.created" in kept
    assert "Mair" not in kept
    assert "Else" not in kept


def test_a_name_is_one_operator_s_until_they_are_removed(store: Store) -> None:
    store.operators.create(new("Rhys Morgan"), MACHINE)
    first = store.operators.create(new(), MACHINE)
    with pytest.raises(NameTaken):
        store.operators.create(new("MAIR EVANS"), MACHINE)

    store.operators.change_state(first.id, OperatorState.REMOVED, MACHINE)
    second = store.operators.create(new(), MACHINE)

    assert store.operators.named(SITE, "Mair Evans") == (second, PHC)
    assert [each.state for each in store.operators.everyone(SITE)] == ["active", "removed", "active"]
    with pytest.raises(OperatorGone):
        store.operators.change_state(first.id, OperatorState.ACTIVE, MACHINE)


def test_the_first_administrator_is_made_once_and_again_only_when_none_can_sign_in(store: Store) -> None:
    first = store.operators.create_first(new())
    with pytest.raises(OperatorsExist):
        store.operators.create_first(new("Rhys Morgan"))

    store.operators.refuse(SITE, first.name, lock=True)
    second = store.operators.create_first(new("Rhys Morgan"))

    assert (first.created_by, second.created_by) == (MACHINE, MACHINE)


@pytest.mark.parametrize("state", [OperatorState.LOCKED, OperatorState.REMOVED])
def test_the_last_administrator_can_be_neither_locked_removed_nor_demoted(store: Store, state: OperatorState) -> None:
    last = store.operators.create(new(), MACHINE)
    store.operators.create(new("Rhys Morgan", HELPER), MACHINE)

    with pytest.raises(LastAdministrator):
        store.operators.change_state(last.id, state, MACHINE)
    with pytest.raises(LastAdministrator):
        store.operators.change_roles(last.id, HELPER, MACHINE)

    assert store.operators.find(last.id) == last


def test_each_change_is_written_down_with_who_did_it_and_never_with_a_name(store: Store) -> None:
    admin = store.operators.create_first(new())
    by, session = str(admin.id), uuid4()
    rhys = store.operators.create(new("Rhys Morgan", HELPER), by)
    who = str(rhys.id)

    store.operators.change_roles(rhys.id, frozenset({Role.CLERK, Role.HELPER}), by)
    store.operators.change_secret(rhys.id, PHC, by)
    store.operators.refuse(SITE, rhys.name, lock=True)
    store.operators.change_state(rhys.id, OperatorState.ACTIVE, by)
    store.operators.change_state(rhys.id, OperatorState.LOCKED, by)
    store.operators.change_state(rhys.id, OperatorState.REMOVED, by)
    store.operators.admit(admin.id, session)
    store.operators.refuse(SITE, "nobody", lock=True)

    assert events(store) == [
        (Event.OPERATOR_CREATED, by, {"roles": "administrator", "operator": MACHINE}),
        (Event.OPERATOR_CREATED, who, {"roles": "helper", "operator": by}),
        (Event.OPERATOR_ROLES_CHANGED, who, {"roles": "clerk helper", "operator": by}),
        (Event.OPERATOR_SIGN_IN_CHANGED, who, {"operator": by}),
        (Event.OPERATOR_REFUSED, who, {}),
        (Event.OPERATOR_LOCKED, who, {"cause": "wrong-secrets"}),
        (Event.OPERATOR_UNLOCKED, who, {"operator": by}),
        (Event.OPERATOR_LOCKED, who, {"cause": "administrator", "operator": by}),
        (Event.OPERATOR_REMOVED, who, {"operator": by}),
        (Event.OPERATOR_SIGNED_IN, str(session), {"operator": by}),
        (Event.OPERATOR_REFUSED, "", {}),
    ]
    assert store.audit.first_broken() is None


def test_tries_are_counted_for_a_name_that_nobody_has_and_kept_over_a_restart(
    store: Store, path: Path, key: bytes, clock: Clock
) -> None:
    made = store.operators.create(new(), MACHINE)
    tries = Tries(4, "boot", 12.5)

    for name in (made.name, "nobody"):
        assert store.operators.begin_try(SITE, name, lambda before: tries if before == Tries() else None) == tries
        assert store.operators.begin_try(SITE, name, lambda before: None if before == tries else tries) is None

    with closing(Store.open(path, key, clock)) as again:
        assert [again.operators.tries(SITE, name) for name in (made.name, "nobody", "another")] == [tries, tries, Tries()]
        again.operators.admit(made.id)
        assert again.operators.tries(SITE, made.name) == Tries()


def test_names_that_nobody_has_are_counted_up_to_a_number_and_those_of_operators_always(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local_store.operators.MOST_UNKNOWN", 5)
    made = store.operators.create(new(), MACHINE)
    counted = Tries(1, "boot", 0.0)
    store.operators.begin_try(SITE, made.name, lambda _before: counted)

    for number in range(6):
        store.operators.begin_try(SITE, f"nobody {number}", lambda _before: counted)

    assert store.operators.tries(SITE, made.name) == counted
    assert store.operators.tries(SITE, "nobody 0") == Tries()
    assert store.operators.tries(SITE, "nobody 1") == counted


_CREATES = """
import sys
from pathlib import Path
from uuid import UUID
from kiosk_app.machine import SystemClock
from kiosk_app.ports.operators import MACHINE, NewOperator, Role
from local_store import Store
store = Store.open(Path(sys.argv[1]), bytes(range(32)), SystemClock())
number = 0
while True:
    number += 1
    made = NewOperator(UUID(int=number), f"operator {number}", frozenset({Role.CLERK}), "CFI", sys.argv[2])
    store.operators.create(made, MACHINE)
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def test_an_operator_who_was_created_is_there_after_kill_9_and_no_half_of_one(
    store: Store, path: Path, fresh: Callable[[], int]
) -> None:
    command = [sys.executable, "-c", _CREATES, str(path), PHC]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 - our own program
        assert child.stdout is not None
        for _number in range(4):
            told = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
        told = max([told, *(int(line) for line in child.stdout if line.endswith("\n"))])

    kept = store.operators.everyone(SITE)
    created = [subject for event, subject, _details in events(store) if event is Event.OPERATOR_CREATED]

    assert told <= len(kept) <= told + 1
    assert created == [str(each.id) for each in kept] == [str(UUID(int=number + 1)) for number in range(len(kept))]
    assert store.audit.first_broken() is None
    assert fresh() == len(kept)


@pytest.fixture
def fresh(path: Path, key: bytes, clock: Clock) -> Callable[[], int]:
    """How many operators somebody sees who opens the records now."""

    def count() -> int:
        with closing(Store.open(path, key, clock)) as again:
            return len(again.operators.everyone(SITE))

    return count
