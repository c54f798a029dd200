"""Scans that belong to nothing go when they are old by two clocks, each with an audit row; everything else stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.captures import ItemLine, ItemState, Move
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.staff_errors import ScanGone
from local_store import Store, prepare
from services.language import Language
from tests.local_store.capturing import HANNAH, batch, item
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


def rejected(store: Store) -> ItemLine:
    """An item that a supervisor refused, in an open batch."""
    line = item(store, batch(store), 1)
    return store.captures.move(SITE, Move(line.id, line.revision, ItemState.REJECTED, "20"), HANNAH)


def close(store: Store, line: ItemLine) -> None:
    of = store.captures.batch(SITE, line.batch)
    store.captures.close(SITE, of.id, of.revision, HANNAH)


def test_a_scan_of_a_rejected_item_goes_some_time_after_its_batch_is_over_and_its_number_stays(
    store: Store, clock: Clocks
) -> None:
    line = rejected(store)
    rounds(store, clock)
    clock.real += YEAR
    while_open = rounds(store, clock)
    close(store, line)
    rounds(store, clock)
    clock.real += KEPT - DAY
    too_early = rounds(store, clock)
    clock.real += 2 * DAY

    went = rounds(store, clock)

    assert (while_open, too_early, went) == ([], [], list(line.scans))
    for ask in (store.scans.chunks, store.captures.scan):
        with pytest.raises(ScanGone):
            ask(SITE, line.scans[0])
    assert [paper.number for paper in store.captures.item(SITE, line.id).papers] == ["1"]
    assert store.captures.batch(SITE, line.batch).counted.papers == 1
    assert sum(row.event is Event.SCAN_PURGED for row in store.audit.rows()) == 1
    assert rounds(store, clock) == []
