"""Copies on sticks: whole and read back or nothing at all, told apart from what is none, and put back only when it is safe."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.errors import CopyRefused, KnownError
from kiosk_app.events import Event
from kiosk_app.machine import SystemClock
from kiosk_app.ports.copies import Fit
from kiosk_app.ports.operators import Permission
from kiosk_app.removable import MountedMedia
from kiosk_app.staff_errors import CopyFailed, MediumGone, NotPermitted, NotSignedIn, SignInRefused
from kiosk_app.use_cases.copying import Copying
from local_store import Store, prepare
from local_store.copies import StoredCopies
from tests.kiosk_app.copy_room import KEY, CopyRoom, copy_room
from tests.small_disks import fill, mounted_disk
from tests.ui.staff_room import ADMIN_PIN, SUPERVISOR, SUPERVISOR_PHRASE


def unheard(_done: int, _of: int) -> None:
    """Nobody looks how far it is."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[CopyRoom]:
    with copy_room(tmp_path) as made:
        yield made


@pytest.fixture
def copying(room: CopyRoom) -> Copying:
    return room.copying()


def files(stick: Path) -> list[str]:
    return sorted(each.name for each in stick.iterdir())


def test_a_copy_is_whole_has_its_name_and_is_written_down(room: CopyRoom, copying: Copying) -> None:
    heard: list[tuple[int, int]] = []

    found = copying.make(str(room.stick), lambda done, of: heard.append((done, of)))

    (copy,) = found.copies
    assert (copy.fit, copy.file.name, files(room.stick)) == (Fit.FITS, copy.file.name, [copy.file.name])
    assert copy.file.name.startswith("kiosk-CFI-2-")
    assert heard
    assert heard[-1][0] == heard[-1][1] > 0
    last = room.room.store.copies_made.last()
    assert last is not None
    assert last.size == copy.file.stat().st_size
    assert room.room.events()[-2:] == [Event.STORE_BACKED_UP, Event.STORE_COPIED]
    assert {row.details["operator"] for row in room.room.store.audit.rows()[-2:]} == {last.by}


def test_the_page_begins_with_the_sticks_and_the_last_copy(room: CopyRoom, copying: Copying) -> None:
    before = copying.overview()
    copying.make(str(room.stick), unheard)

    after = copying.overview()

    assert ([each.name for each in before.media], before.last, before.last_restore) == (["STICK"], None, None)
    assert after.last is not None


@pytest.mark.parametrize("free", [0, 8192])
def test_a_full_stick_takes_no_half_copy(tmp_path: Path, free: int) -> None:
    with mounted_disk(tmp_path / "FULL", 1) as disk, copy_room(tmp_path, disk) as room:
        (disk / "mine.txt").write_text("holiday")
        fill(disk, free)

        with pytest.raises(CopyFailed) as caught:
            room.copying().make(str(disk), unheard)

        assert caught.value.details == {"why": "full"}
        assert files(disk) == ["filling", "mine.txt"]
        assert (disk / "mine.txt").read_text() == "holiday"
        assert room.room.store.copies_made.last() is None


def test_a_read_only_stick_is_said_to_be_one(tmp_path: Path) -> None:
    with mounted_disk(tmp_path / "LOCKED", 4) as disk, copy_room(tmp_path, disk) as room:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)  # noqa: S603, S607

        (medium,) = room.copying().overview().media
        with pytest.raises(CopyFailed) as caught:
            room.copying().make(str(disk), unheard)

        assert not medium.writable
        assert caught.value.details == {"why": "read-only"}


def test_a_stick_that_is_pulled_out_in_the_middle_is_said_to_be_gone(tmp_path: Path) -> None:
    with mounted_disk(tmp_path / "PULLED", 8) as disk, copy_room(tmp_path, disk) as room:
        copying = room.copying()

        def pull(_done: int, _of: int) -> None:
            room.media.sticks.clear()
            fill(disk)
            subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S603, S607
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(disk)], check=True)  # noqa: S603, S607

        with pytest.raises(KnownError) as caught:
            copying.make(str(disk), pull)

        assert caught.value.details == {"why": "gone"} or isinstance(caught.value, MediumGone)
        assert room.room.store.submissions.counts().held == 0
        assert room.room.store.copies_made.last() is None


def test_a_stick_that_was_never_there_or_is_out_again_is_gone(room: CopyRoom, copying: Copying) -> None:
    room.media.sticks.clear()

    for call in (copying.found, lambda name: copying.make(name, unheard), lambda name: copying.weigh(name, "kiosk-1.db")):
        with pytest.raises(MediumGone):
            call(str(room.stick))


def test_what_lies_on_a_stick_is_told_apart(room: CopyRoom, copying: Copying, tmp_path: Path) -> None:
    copying.make(str(room.stick), unheard)
    (whole,) = room.stick.iterdir()
    (room.stick / "kiosk-0-damaged.db").write_bytes(damaged(whole))
    (room.stick / "kiosk-0-text.db").write_text("not a database at all, but long enough to be taken for one" * 100)
    (room.stick / "kiosk-0-empty.db").touch()
    another = somebody_elses(tmp_path)
    (room.stick / "kiosk-0-theirs.db").write_bytes(another.read_bytes())
    (room.stick / "photo.jpg").write_text("a photo")
    before = {each: (room.stick / each).read_bytes() for each in files(room.stick)}

    found = copying.found(str(room.stick))
    weighed = {each.file.name: copying.weigh(str(room.stick), each.file.name).facts.fit for each in found.copies}

    assert found.others == 1
    assert weighed == {
        whole.name: Fit.FITS,
        "kiosk-0-damaged.db": Fit.DAMAGED,
        "kiosk-0-text.db": Fit.NOT_OPENED,
        "kiosk-0-empty.db": Fit.EMPTY,
        "kiosk-0-theirs.db": Fit.NOT_OPENED,
    }
    assert {each: (room.stick / each).read_bytes() for each in files(room.stick)} == before


def test_a_file_that_is_named_from_elsewhere_is_none_of_the_stick(room: CopyRoom, copying: Copying) -> None:
    (room.stick.parent / "kiosk-outside.db").touch()

    with pytest.raises(MediumGone):
        copying.weigh(str(room.stick), "../kiosk-outside.db")


def test_weighing_says_how_many_requests_would_be_left_behind(room: CopyRoom, copying: Copying) -> None:
    room.submit(1)
    (copy,) = copying.make(str(room.stick), unheard).copies
    nothing = copying.weigh(str(room.stick), copy.file.name)
    room.submit(2)

    one = copying.weigh(str(room.stick), copy.file.name)

    assert (nothing.unsent, one.unsent, nothing.facts.kiosk) == (0, 1, "CFI-2")


def test_putting_a_copy_back_needs_the_pin_of_whoever_asks(room: CopyRoom, copying: Copying) -> None:
    (copy,) = copying.make(str(room.stick), unheard).copies

    with pytest.raises(SignInRefused):
        copying.ask_to_restore(str(room.stick), copy.file.name, "000111", leave_behind=False)

    assert room.wishes.read() is None
    assert Event.RESTORE_ASKED not in room.room.events()


def test_what_is_asked_for_waits_beside_the_records_and_the_stick_may_go(room: CopyRoom, copying: Copying) -> None:
    (copy,) = copying.make(str(room.stick), unheard).copies
    whole = copy.file.read_bytes()

    copying.ask_to_restore(str(room.stick), copy.file.name, ADMIN_PIN, leave_behind=False)

    wish = room.wishes.read()
    assert wish is not None
    assert (wish.leave_behind, room.wishes.copy.read_bytes()) == (False, whole)
    row = room.room.store.audit.rows()[-1]
    assert (row.event, row.details) == (Event.RESTORE_ASKED, {"operator": wish.by, "leave": "false"})


def test_a_damaged_copy_is_never_asked_for(room: CopyRoom, copying: Copying) -> None:
    (copy,) = copying.make(str(room.stick), unheard).copies
    copy.file.write_bytes(damaged(copy.file))

    with pytest.raises(CopyRefused) as caught:
        copying.ask_to_restore(str(room.stick), copy.file.name, ADMIN_PIN, leave_behind=False)

    assert caught.value.details == {"why": "damaged"}
    assert room.wishes.read() is None
    assert not room.wishes.copy.exists()


def test_nobody_touches_copies_without_the_right_to(room: CopyRoom, copying: Copying) -> None:
    calls = (
        copying.overview,
        lambda: copying.found(str(room.stick)),
        lambda: copying.make(str(room.stick), unheard),
        lambda: copying.weigh(str(room.stick), "a"),
        lambda: copying.ask_to_restore(str(room.stick), "a", ADMIN_PIN, leave_behind=True),
    )
    room.seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    for call in calls:
        with pytest.raises(NotPermitted):
            call()
    room.seat.session = None
    for call in calls:
        with pytest.raises(NotSignedIn):
            call()

    assert files(room.stick) == []


def test_disks_that_come_out_are_found_and_others_are_not(tmp_path: Path) -> None:
    mounts, blocks = tmp_path / "mounts", tmp_path / "block"
    media = {name: tmp_path / name for name in ("root", "MY STICK", "usb-disk")}
    for folder in media.values():
        folder.mkdir()
    disk(blocks, "devices/ata1/sda", "sda1", removable="0")
    disk(blocks, "devices/pci0/sdb", "sdb1", removable="1")
    disk(blocks, "devices/usb2/2-1/sdc", "sdc1", removable="0")
    spaced = str(media["MY STICK"]).replace(" ", "\\040")
    mounts.write_text(
        f"/dev/sda1 {media['root']} ext4 rw 0 0\n/dev/sdb1 {spaced} vfat rw 0 0\n/dev/sdc1 {media['usb-disk']} exfat rw 0 0\n"
        "tmpfs /tmp tmpfs rw 0 0\n/dev/sdz9 /gone vfat rw 0 0\n"
    )

    found = MountedMedia("", mounts, blocks).mounted()

    assert [each.name for each in found] == ["MY STICK", "usb-disk"]
    assert all(each.writable and each.size >= each.free > 0 for each in found)


def disk(blocks: Path, where: str, partition: str, *, removable: str) -> None:
    """A disk as sysfs shows it: its block, and that of its one partition."""
    made = blocks.parent / where / partition
    made.mkdir(parents=True)
    (made / "partition").write_text("1\n")
    (made.parent / "removable").write_text(f"{removable}\n")
    blocks.mkdir(exist_ok=True)
    (blocks / partition).symlink_to(os.path.relpath(made, blocks))


def damaged(whole: Path) -> bytes:
    """A copy with a page that is not as it was written."""
    content = bytearray(whole.read_bytes())
    content[4096 * 5 + 100 : 4096 * 5 + 140] = bytes(40)
    return bytes(content)


def somebody_elses(folder: Path) -> Path:
    """A copy of a kiosk with another key."""
    home, key = folder / "elsewhere", bytes(reversed(KEY))
    home.mkdir()
    prepare(home / "kiosk.db", key, SystemClock())
    with closing(Store.open(home / "kiosk.db", key, SystemClock())):
        StoredCopies(home / "kiosk.db", key, SystemClock()).back_up(home / "copy.db")
    return home / "copy.db"
