"""Typing a paper form without a window: what is kept, what is refused, the day it came, and an end by kill -9."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.errors import InvalidAnswers, NotConfirmed
from kiosk_app.machine import SystemClock
from kiosk_app.ports.captures import FIRST, SECOND, ItemState
from kiosk_app.ports.operators import Permission
from kiosk_app.staff_errors import CaptureChanged, NotPermitted
from kiosk_app.use_cases.capturing import REASON, RECEIVED, acknowledgement
from local_store import Store
from services.forms.marks import Mark
from services.forms.problem import Problem, to_confirm
from tests.services.sheet_samples import N1, VISIT
from tests.ui.court_desk.typed_forms import CAME, TypingRoom, typing_room
from tests.ui.staff_room import HELPER, HELPER_PIN, SITE, StaffRoom, staff_room

DAY = f"{CAME:%d %m %Y}"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TypingRoom]:
    with typing_room(tmp_path) as made:
        yield made


def test_what_was_typed_is_found_again_as_it_was_typed(room: TypingRoom) -> None:
    item = room.item("money-claim")
    work = room.at_work()
    sheet = work.open(item)

    work.save(sheet, {"amounts.0.amount": "1840-00"}, {"claim.details": Mark.ILLEGIBLE})
    work.save(sheet, {"amounts.0.amount": "1840-00", "claimants.0.called": "Dilys"}, {})

    again = room.at_work().open(item)
    assert again.texts == {RECEIVED: DAY, "amounts.0.amount": "1840-00", "claimants.0.called": "Dilys"}
    assert again.kept.revision == 2


def test_two_windows_do_not_write_over_each_other(room: TypingRoom) -> None:
    item = room.item("money-claim")
    one, other = room.at_work(), room.at_work()
    mine, theirs = one.open(item), other.open(item)
    one.save(mine, {"claimants.0.called": "Dilys"}, {})

    with pytest.raises(CaptureChanged):
        other.save(theirs, {"claimants.0.called": "Gwyn"}, {})

    assert room.kept(item).texts["claimants.0.called"] == "Dilys"


def test_a_form_with_something_missing_is_not_finished(room: TypingRoom) -> None:
    item = room.item("money-claim")
    work = room.at_work()
    sheet = work.open(item)

    with pytest.raises(InvalidAnswers):
        work.finish(sheet, {RECEIVED: DAY, **N1, "amounts.0.amount": ""}, {}, ())

    assert room.room.store.captures.find(SITE, item, FIRST) is None


def test_a_warning_is_acknowledged_and_kept_with_who_did(room: TypingRoom) -> None:
    item = room.item("money-claim")
    work = room.at_work()
    sheet = work.open(item)
    texts = {RECEIVED: DAY, **N1, "defendants.0.address": "1 Royal Mile, Edinburgh EH1 1AA"}
    asked = to_confirm(sheet.read(sheet.sheet(texts), texts, {}).checked.problems)

    with pytest.raises(NotConfirmed):
        work.finish(sheet, texts, {}, ())
    work.finish(sheet, texts, {}, asked)

    kept = room.kept(item)
    assert kept.acknowledged == ("defendants.0.address.postcode belongs-to-scotland",) == tuple(map(acknowledgement, asked))
    assert (kept.finished, kept.operator) == (True, room.operator)


@pytest.mark.parametrize(
    ("typed", "reason", "counts"),
    [
        ("19 11 2026 15:30", "", date(2026, 11, 19)),
        ("191126 4pm", "", date(2026, 11, 20)),
        ("14 Nov 2026", "", date(2026, 11, 16)),
        ("1 September 2026", "found behind a desk", date(2026, 9, 1)),
    ],
)
def test_the_day_it_came_is_kept_by_the_rules_of_working_days(room: TypingRoom, typed: str, reason: str, counts: date) -> None:
    item = room.item("fee-payment")
    work = room.at_work()
    texts = {RECEIVED: typed, REASON: reason, "paid_for.number": "000MC001", "fee.asked": "115", "payer": "Siân Evans"}

    work.finish(work.open(item), texts, {}, ())

    assert room.room.store.captures.item(SITE, item).line.received == counts


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("21 11 2026", "received-in-future"),
        ("1 September 2026", "received-long-ago"),
        ("", "received-not-read"),
        ("some day", "received-not-read"),
    ],
)
def test_a_day_to_come_or_long_ago_without_a_reason_is_refused(room: TypingRoom, typed: str, code: str) -> None:
    item = room.item("fee-payment")
    work = room.at_work()
    texts = {RECEIVED: typed, "paid_for.number": "000MC001", "fee.asked": "115", "payer": "Siân Evans"}

    with pytest.raises(InvalidAnswers) as refused:
        work.finish(work.open(item), texts, {}, ())

    assert refused.value.problems == (Problem(RECEIVED, code),)


def test_the_next_item_of_the_batch_follows_and_knows_what_was_typed_before(room: TypingRoom) -> None:
    first, second = room.item("prison-visit"), room.item("prison-visit")
    work = room.at_work()
    sheet = work.open(first)
    work.finish(sheet, {RECEIVED: DAY, **VISIT}, {}, ())

    following = work.following(sheet)

    assert following is not None
    assert (following.line.id, following.last["prison"], following.at) == (second, "cardiff", (1, 2))
    work.put_aside(following, {"prison": "cardiff"}, {})
    assert work.following(following) is None
    assert room.room.store.captures.item(SITE, second).line.state is ItemState.PUT_ASIDE


def test_a_second_keying_has_the_chosen_boxes_of_every_person_of_the_first(room: TypingRoom) -> None:
    item = room.item("prison-visit")
    work = room.at_work()
    work.finish(
        work.open(item), {RECEIVED: DAY, **VISIT, "visitors.1.called": "Twm Huws", "visitors.1.date_of_birth": "010290"}, {}, ()
    )

    second = work.open(item, SECOND)

    keys = [box.key for box in second.sheet({}).boxes]
    assert keys == [
        "prisoner",
        "prisoner.date_of_birth",
        "prisoner.number",
        "visitors.0.date_of_birth",
        "visitors.1.date_of_birth",
    ]
    assert RECEIVED in second.texts


def test_a_helper_types_no_paper(room: TypingRoom) -> None:
    item = room.item("prison-visit")
    seat = room.room.seat()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
    work = room.work(seat, room.room.bench()).capturing

    assert work is not None
    with pytest.raises(NotPermitted):
        work.open(item)


@pytest.mark.parametrize("boxes", [1, 4, 7])
def test_kill_minus_nine_loses_at_most_the_box_being_typed(tmp_path: Path, boxes: int) -> None:
    with typing_room(tmp_path) as made:
        item, batch, clerk = made.item("money-claim"), made.batch, made.clerk
    left, said = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = Store.open(tmp_path / "kiosk.db", bytes(range(32)), SystemClock())
            _type_slowly(TypingRoom(StaffRoom(store), clerk, batch), item, said)
        finally:
            os._exit(1)
    os.close(said)

    with os.fdopen(left, "rb") as acknowledged:
        for _box in range(boxes):
            assert acknowledged.readline()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    with staff_room(tmp_path) as again:
        kept = again.store.captures.find(SITE, item, FIRST)
        assert kept is not None
        assert list(N1.items())[:boxes] == [each for each in N1.items() if each[0] in kept.texts][:boxes]
        assert again.store.audit.first_broken() is None


def _type_slowly(room: TypingRoom, item: UUID, said: int) -> None:
    work = room.at_work()
    sheet = work.open(item)
    typed: dict[str, str] = {}
    for key, text in N1.items():
        typed[key] = text
        work.save(sheet, typed, {})
        os.write(said, b"\n")
    signal.pause()
