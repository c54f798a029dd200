from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from central_api.models import Alarm
from tests.central_api.conftest import Centre, Kiosk, TestClock

SECOND = timedelta(seconds=1)  # what the time of a signature is told in


def alarms(centre: Centre) -> list[str]:
    with centre.database.read() as session:
        return list(session.scalars(select(Alarm.code).order_by(Alarm.number)))


def head(kiosk: Kiosk) -> tuple[int, str]:
    said = kiosk.statement()
    assert (said["device"], said["epoch"]) == (str(kiosk.device_id), kiosk.epoch)
    return said["highest_contiguous"], said["head_digest"]


def test_of_nothing_the_head_is_zero(kiosk: Kiosk) -> None:
    assert head(kiosk) == (0, "0" * 64)


def test_the_head_moves_with_every_envelope(kiosk: Kiosk) -> None:
    first, second = kiosk.seal(), kiosk.seal()

    kiosk.send(first)
    after_one = head(kiosk)
    kiosk.send(second)

    assert after_one == (1, first.digest.hex())
    assert head(kiosk) == (2, second.digest.hex())


def test_the_head_waits_before_a_gap_and_passes_it_once_it_is_filled(kiosk: Kiosk) -> None:
    first, second, third, fourth = (kiosk.seal() for _ in range(4))
    kiosk.send(fourth, first, third)

    with_gap = head(kiosk)
    kiosk.send(second)

    assert with_gap == (1, first.digest.hex())
    assert head(kiosk) == (4, fourth.digest.hex())


def test_an_envelope_that_does_not_follow_from_the_one_before_is_a_gap(kiosk: Kiosk) -> None:
    first = kiosk.seal()
    stranger = kiosk.seal(previous=bytes(31) + b"\x01")

    results = kiosk.send(first, stranger)

    assert results == ["accepted", "accepted"]
    assert head(kiosk) == (1, first.digest.hex())


def test_a_new_epoch_starts_a_new_chain(kiosk: Kiosk) -> None:
    kiosk.send(kiosk.seal())
    kiosk.epoch, kiosk.chain = 2, []
    restored = kiosk.seal()

    kiosk.send(restored)

    assert head(kiosk) == (1, restored.digest.hex())


def test_the_chains_of_two_devices_do_not_mix(enrol: Callable[[], Kiosk]) -> None:
    first, second = enrol(), enrol()

    first.send(first.seal())

    assert head(second)[0] == 0


def test_two_envelopes_at_one_place_are_both_kept_and_raise_an_alarm(centre: Centre, kiosk: Kiosk) -> None:
    first = kiosk.seal()
    kiosk.chain = []
    twin = kiosk.seal()

    results = kiosk.send(first, twin)

    assert results == ["accepted", "accepted"]
    assert head(kiosk) == (1, first.digest.hex())
    assert alarms(centre) == ["chain-forked"]


def test_an_audit_chain_that_grows_raises_no_alarm(centre: Centre, kiosk: Kiosk) -> None:
    for count, digit in ((0, "0"), (3, "a"), (3, "a"), (9, "b")):
        kiosk.statement(count, digit * 64)

    assert alarms(centre) == []


def test_an_audit_chain_that_shrinks_raises_one_alarm(centre: Centre, kiosk: Kiosk, clock: TestClock) -> None:
    kiosk.statement(9, "b" * 64)

    for _ in range(2):
        clock.advance(SECOND)
        kiosk.statement(5, "a" * 64)

    assert alarms(centre) == ["audit-shrank"]


def test_a_statement_that_was_held_back_raises_no_alarm(centre: Centre, kiosk: Kiosk, clock: TestClock) -> None:
    held_back = kiosk.signed_statement(5, "a" * 64)
    clock.advance(SECOND)
    kiosk.statement(9, "b" * 64)
    clock.advance(timedelta(hours=20))

    late = kiosk.send_signed(*held_back)
    clock.advance(SECOND)
    kiosk.statement(10, "c" * 64)

    assert late.status_code == 200
    assert alarms(centre) == []


def test_a_chain_that_shrank_is_noticed_behind_a_statement_that_was_held_back(
    centre: Centre, kiosk: Kiosk, clock: TestClock
) -> None:
    held_back = kiosk.signed_statement(9, "b" * 64)
    clock.advance(SECOND)
    kiosk.statement(5, "a" * 64)
    kiosk.send_signed(*held_back)
    clock.advance(SECOND)

    kiosk.statement(6, "d" * 64)

    assert alarms(centre) == ["audit-shrank"]


def test_a_clock_that_was_put_back_raises_no_alarm_while_the_chain_grows(centre: Centre, kiosk: Kiosk, clock: TestClock) -> None:
    kiosk.statement(5, "a" * 64)
    clock.advance(timedelta(minutes=-10))

    kiosk.statement(9, "b" * 64)

    assert alarms(centre) == []


def test_a_restored_disk_has_lost_audit_rows_in_its_new_epoch_too(centre: Centre, kiosk: Kiosk, clock: TestClock) -> None:
    kiosk.statement(9, "b" * 64)
    kiosk.epoch = 2

    for count in (5, 6):
        clock.advance(SECOND)
        kiosk.statement(count, "a" * 64)

    assert alarms(centre) == ["audit-shrank"]


def test_an_audit_chain_with_two_ends_at_one_number_raises_an_alarm(centre: Centre, kiosk: Kiosk) -> None:
    kiosk.statement(9, "b" * 64)

    kiosk.statement(9, "c" * 64)

    assert alarms(centre) == ["audit-forked"]
