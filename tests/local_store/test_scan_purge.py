"""Scans that belong to nothing go when they are old by two clocks, each with an audit row; everything else stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.drafts import NewDraft, Owner
from local_store import Store, prepare
from services.language import Language
from tests.local_store.purging import DAY, YEAR, Clocks, hear
from tests.local_store.scanning import SITE, new_scan

KEPT = 30 * DAY


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


@pytest.fixture
def store(tmp_path: Path, clock: Clocks) -> Iterator[Store]:
    path, key = tmp_path / "kiosk.db", bytes(range(32))
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as opened:
        yield opened


def keep(store: Store, number: int = 1) -> UUID:
    new, sealed = new_scan(number)
    store.scans.keep(new, sealed.chunks)
    return new.scan.id


def rounds(store: Store, clock: Clocks, *, heard: bool = True) -> list[UUID]:
    """Two rounds an hour apart, in which an age begins; what went."""
    went = []
    for _round in range(2):
        if heard:
            hear(store, clock)
        went += [scan for scan in store.scan_purge.round(KEPT) if scan is not None]
        clock.real += timedelta(hours=1)
    return went


def waiting(store: Store) -> list[UUID]:
    return [line.id for line in store.scans.waiting(SITE)]


def test_a_scan_that_nobody_laid_beside_anything_goes_after_its_time_and_not_before(store: Store, clock: Clocks) -> None:
    scan = keep(store)
    rounds(store, clock)
    clock.real += KEPT - DAY
    before = rounds(store, clock)
    clock.real += 2 * DAY

    went = rounds(store, clock)

    assert (before, went, waiting(store)) == ([], [scan], [])
    row = next(row for row in store.audit.rows() if row.event is Event.SCAN_PURGED)
    assert (row.subject, set(row.details)) == (str(scan), {"digest"})


def test_a_scan_beside_a_draft_stays_and_is_young_again_when_it_is_taken_away(store: Store, clock: Clocks) -> None:
    scan = keep(store)
    rounds(store, clock)
    draft = store.drafts.start(Owner(SITE, "mair"), NewDraft(uuid4(), "money-claim", 1, Language.ENGLISH))
    store.scans.lay_beside(SITE, scan, draft.id)
    clock.real += YEAR
    beside = rounds(store, clock)
    store.scans.lay_beside(SITE, scan, None)

    free = rounds(store, clock)

    assert (beside, free, waiting(store)) == ([], [], [scan])


def test_a_clock_a_year_ahead_and_a_centre_that_was_never_heard_make_nothing_old(store: Store, clock: Clocks) -> None:
    scan = keep(store)
    clock.ahead = YEAR
    with_the_centre = rounds(store, clock)
    clock.ahead = timedelta()
    clock.real += YEAR

    unheard = rounds(store, clock, heard=False)

    assert (with_the_centre, unheard, waiting(store)) == ([], [], [scan])


def test_a_round_goes_through_more_scans_than_one_step_takes(store: Store, clock: Clocks) -> None:
    scans = {keep(store, number) for number in range(1, 61)}
    rounds(store, clock)
    clock.real += KEPT + DAY

    went = rounds(store, clock)

    assert set(went) == scans
