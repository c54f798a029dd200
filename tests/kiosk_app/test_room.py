"""The ballast and the closing threshold on a real disk of 24 MiB, and the mark of damaged records."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.errors import CannotWrite, DiskFull, StoreCorrupt
from kiosk_app.room import DiskRoom, FileDamageMark
from kiosk_app.use_cases.closing import Closing, Closure
from tests.kiosk_app.small_disks import small_disk
from tests.small_disks import MIB, fill

__all__ = ["small_disk"]


def room(folder: Path, *, ballast: int = 2, close_below: int = 4) -> DiskRoom:
    return DiskRoom(folder, close_below=close_below * MIB, size=ballast * MIB)


def test_the_ballast_really_takes_room(small_disk: Path) -> None:
    before = room(small_disk).free()

    assert room(small_disk).lay()

    assert room(small_disk).ballast() == 2 * MIB
    assert before - room(small_disk).free() >= 2 * MIB


def test_giving_up_the_ballast_makes_room_on_a_disk_that_is_full_and_opens_nothing(small_disk: Path) -> None:
    kept = room(small_disk, close_below=1)  # less than the ballast
    kept.lay()
    fill(small_disk)
    assert kept.is_short()
    assert kept.free() == 0

    assert kept.release() == 2 * MIB

    assert kept.free() >= 2 * MIB
    assert kept.is_short()


def test_the_ballast_is_not_given_up_while_there_is_room(small_disk: Path) -> None:
    kept = room(small_disk)
    kept.lay()

    assert kept.release() == 0
    assert kept.ballast() == 2 * MIB


def test_the_ballast_is_laid_again_only_where_two_of_it_fit_above_the_threshold(small_disk: Path) -> None:
    kept = room(small_disk)
    kept.lay()
    filling = fill(small_disk)
    kept.release()
    assert not kept.lay()

    with filling.open("r+b") as file:
        file.truncate(filling.stat().st_size - 5 * MIB)  # 7 free: above the threshold, and not by enough
    assert not kept.is_short()
    assert not kept.lay()
    filling.unlink()

    assert kept.lay()


def test_a_ballast_of_another_size_is_made_anew_and_one_of_nothing_is_taken_away(small_disk: Path) -> None:
    room(small_disk, ballast=2).lay()

    room(small_disk, ballast=1).lay()
    assert room(small_disk).ballast() == MIB
    room(small_disk, ballast=0).lay()

    assert room(small_disk).ballast() == 0


def test_a_disk_that_cannot_be_asked_has_no_room(tmp_path: Path) -> None:
    gone = room(tmp_path / "gone")

    assert gone.free() == 0
    assert gone.is_short()
    assert not gone.lay()
    assert gone.release() == 0


def test_the_mark_outlives_its_maker_and_the_first_code_stays(tmp_path: Path) -> None:
    FileDamageMark(tmp_path / "damaged").set("envelopes:unreadable")
    FileDamageMark(tmp_path / "damaged").set("audit:chain")
    mark = FileDamageMark(tmp_path / "damaged")

    assert mark.code() == "envelopes:unreadable"
    mark.clear()
    mark.clear()
    assert mark.code() == ""


def test_a_mark_can_be_set_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk)

    FileDamageMark(small_disk / "damaged").set("envelopes:unreadable")

    assert FileDamageMark(small_disk / "damaged").code()


def test_a_mark_that_cannot_be_read_or_set_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "damaged").mkdir()
    mark = FileDamageMark(tmp_path / "damaged")
    FileDamageMark(tmp_path / "gone" / "damaged").set("x")

    assert mark.code() == "damaged"
    with pytest.raises(CannotWrite):
        mark.clear()


def test_closing_says_why_and_damage_counts_for_more_than_room(tmp_path: Path) -> None:
    mark = FileDamageMark(tmp_path / "damaged")
    ample = Closing(room(tmp_path), mark)
    short = Closing(DiskRoom(tmp_path, close_below=1 << 60, size=0), mark)

    ample.admit()
    assert ample.reason() is Closure.NONE
    assert short.reason() is Closure.NO_ROOM
    with pytest.raises(DiskFull):
        short.admit()
    short.damaged("submit")

    assert ample.reason() is short.reason() is Closure.DAMAGED
    with pytest.raises(StoreCorrupt):
        ample.admit()
