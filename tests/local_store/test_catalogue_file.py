"""The catalogue's file: what happens to it harms nothing, and nothing but the catalogue accepted last is ever taken for it."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.errors import CannotWrite, NotEnrolled
from kiosk_app.events import Event
from kiosk_app.ports.device import DocumentKind, Enrolment, KeptDocument
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from local_store import Store, prepare
from local_store.connection import RawConnection

CATALOGUE = DocumentKind.CATALOGUE
NewEnrolment = Callable[..., Enrolment]


@pytest.fixture
def cache(path: Path) -> Path:
    return path.with_name("catalogue-cache")


@pytest.fixture
def fifth(clock: Clock) -> KeptDocument:
    return KeptDocument(5, bytes(range(256)) * 20, clock.now())


@pytest.fixture
def kept(store: Store, fifth: KeptDocument) -> Store:
    """A store with the fifth catalogue."""
    assert store.device.keep_document(CATALOGUE, fifth)
    return store


def version(of: KeptDocument, number: int) -> KeptDocument:
    return dataclasses.replace(of, version=number, wire=f"version {number}".encode())


def test_the_catalogue_stands_in_a_file_of_its_own(kept: Store, cache: Path, fifth: KeptDocument, bare: RawConnection) -> None:
    assert kept.device.document(CATALOGUE) == fifth
    assert cache.read_bytes() == fifth.wire
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    assert not cache.with_name("catalogue-cache.new").exists()
    assert bare.execute("SELECT count(*) FROM documents WHERE wire IS NOT NULL").fetchone() == (0,)


@pytest.mark.parametrize("number", [4, 5])
def test_neither_an_older_catalogue_nor_the_same_again_is_kept(kept: Store, fifth: KeptDocument, number: int) -> None:
    assert not kept.device.keep_document(CATALOGUE, version(fifth, number))

    assert kept.device.document(CATALOGUE) == fifth


def test_a_newer_catalogue_takes_its_place(kept: Store, cache: Path, fifth: KeptDocument) -> None:
    assert kept.device.keep_document(CATALOGUE, version(fifth, 6))

    assert kept.device.document(CATALOGUE) == version(fifth, 6)
    assert cache.read_bytes() == b"version 6"
    accepted = [row.details for row in kept.audit.rows() if row.event is Event.DOCUMENT_ACCEPTED]
    assert accepted == [{"version": "5"}, {"version": "6"}]


def test_a_catalogue_that_is_lost_is_fetched_again_and_an_older_one_is_not_taken(
    kept: Store, cache: Path, fifth: KeptDocument
) -> None:
    cache.unlink()
    lost = kept.device.document(CATALOGUE)

    older = kept.device.keep_document(CATALOGUE, version(fifth, 4))
    again = kept.device.keep_document(CATALOGUE, version(fifth, 5))

    assert (lost, older, again) == (None, False, True)
    assert kept.device.document(CATALOGUE) == version(fifth, 5)


def test_a_catalogue_cut_short_anywhere_is_as_good_as_none(kept: Store, cache: Path, fifth: KeptDocument) -> None:
    for length in range(0, len(fifth.wire), 97):
        cache.write_bytes(fifth.wire[:length])

        assert kept.device.document(CATALOGUE) is None


def test_a_catalogue_with_one_bit_flipped_is_as_good_as_none(kept: Store, cache: Path, fifth: KeptDocument) -> None:
    for place in range(0, len(fifth.wire), 97):
        altered = bytearray(fifth.wire)
        altered[place] ^= 1 << place % 8
        cache.write_bytes(altered)

        assert kept.device.document(CATALOGUE) is None


def test_an_older_catalogue_put_back_in_the_file_is_as_good_as_none(kept: Store, cache: Path, fifth: KeptDocument) -> None:
    kept.device.keep_document(CATALOGUE, version(fifth, 6))

    cache.write_bytes(fifth.wire)

    assert kept.device.document(CATALOGUE) is None


@pytest.mark.parametrize("stranger", ["folder", "pipe", "endless"])
def test_something_else_in_its_place_holds_nobody_up(kept: Store, cache: Path, fifth: KeptDocument, stranger: str) -> None:
    cache.unlink()
    match stranger:
        case "folder":
            cache.mkdir()
        case "pipe":
            os.mkfifo(cache)
        case _:
            cache.symlink_to("/dev/zero")

    lost = kept.device.document(CATALOGUE)
    kept.device.keep_document(CATALOGUE, fifth)

    assert lost is None
    assert kept.device.document(CATALOGUE) == fifth


def test_a_new_catalogue_that_was_written_and_not_accepted_changes_nothing(kept: Store, cache: Path, fifth: KeptDocument) -> None:
    for left in (b"half a catal", version(fifth, 6).wire):
        cache.with_name("catalogue-cache.new").write_bytes(left)

        assert kept.device.document(CATALOGUE) == fifth

    assert kept.device.keep_document(CATALOGUE, version(fifth, 7))
    assert kept.device.document(CATALOGUE) == version(fifth, 7)


def test_a_catalogue_that_was_accepted_is_found_before_it_reached_its_place(
    kept: Store, cache: Path, fifth: KeptDocument
) -> None:
    kept.device.keep_document(CATALOGUE, version(fifth, 6))
    cache.rename(cache.with_name("catalogue-cache.new"))
    cache.write_bytes(fifth.wire)

    assert kept.device.document(CATALOGUE) == version(fifth, 6)
    assert kept.device.keep_document(CATALOGUE, version(fifth, 7))
    assert kept.device.document(CATALOGUE) == version(fifth, 7)


@pytest.mark.parametrize("name", ["catalogue-cache", "catalogue-cache.new"])
def test_a_full_disk_refuses_the_next_catalogue_and_nothing_else(
    small_disk: Path,
    fifth: KeptDocument,
    name: str,
    *,
    key: bytes,
    clock: Clock,
    new_enrolment: NewEnrolment,
    new_submission: Callable[..., NewSubmission],
    seal: Callable[[Position], Sealed],
) -> None:
    path = small_disk / "kiosk.db"
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as store:
        store.device.enrol(new_enrolment())
        store.device.keep_document(CATALOGUE, fifth)
        (small_disk / "catalogue-cache").rename(small_disk / name)
        large = dataclasses.replace(fifth, version=6, wire=bytes(900_000))

        with pytest.raises(CannotWrite):
            store.device.keep_document(CATALOGUE, large)
        store.submissions.submit(new_submission(), seal)

        assert store.device.document(CATALOGUE) == fifth
        assert store.submissions.counts().held == 1
        assert [file.name for file in small_disk.glob("catalogue*")] == ["catalogue-cache"]


def test_a_folder_where_the_new_catalogue_should_be_written_refuses_it_and_keeps_the_present_one(
    kept: Store, cache: Path, fifth: KeptDocument
) -> None:
    cache.with_name("catalogue-cache.new").mkdir()

    with pytest.raises(CannotWrite):
        kept.device.keep_document(CATALOGUE, version(fifth, 6))

    assert kept.device.document(CATALOGUE) == fifth


def test_a_catalogue_of_no_centre_leaves_no_file(blank: Store, fifth: KeptDocument, path: Path) -> None:
    with pytest.raises(NotEnrolled):
        blank.device.keep_document(CATALOGUE, fifth)

    assert list(path.parent.glob("catalogue*")) == []


def test_another_centre_s_catalogue_starts_from_nothing(kept: Store, fifth: KeptDocument, new_enrolment: NewEnrolment) -> None:
    kept.device.enrol(new_enrolment(2, root_key=b"o" * 32))
    before = kept.device.document(CATALOGUE)

    taken = kept.device.keep_document(CATALOGUE, version(fifth, 1))

    assert (before, taken) == (None, True)
    assert kept.device.document(CATALOGUE) == version(fifth, 1)
