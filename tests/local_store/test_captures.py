"""Paper of a court desk in real records: each site's own, nothing in the clear, no scan in two cases, no item sent twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk_app.ports.captures import (
    FIRST,
    SECOND,
    BatchState,
    ItemClaim,
    ItemLine,
    ItemState,
    Move,
    NewItem,
    Paper,
    PaymentKind,
    PaymentPaper,
    Totals,
)
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from kiosk_app.staff_errors import AnotherMustAct, CaptureChanged, CaptureGone, CaptureRefused, DraftNotText, NumberUsed, ScanGone
from local_store import Store
from services.bulk_scan.kinds import DocumentType
from tests.local_store.capturing import DAY, GWEN, HANNAH, RHYS, batch, item, new_batch, scan, typed
from tests.local_store.scanning import SITE

OTHER = "another-court"
Seal = Callable[[Position], Sealed]
Make = Callable[..., NewSubmission]


def ready(store: Store, line: ItemLine) -> ItemLine:
    """An item that was keyed and may go."""
    store.captures.save(SITE, typed(line.id))
    line = store.captures.item(SITE, line.id).line
    return store.captures.move(SITE, Move(line.id, line.revision, ItemState.READY), GWEN)


def of_item(line: ItemLine, new_submission: Make, *scans: UUID) -> NewSubmission:
    claim = ItemClaim(line.id, SITE, GWEN, line.revision)
    return new_submission(id=line.id, item=claim, attachments=scans or line.scans)


def test_another_site_finds_nothing_of_a_batch(store: Store) -> None:
    line = batch(store)
    one = item(store, line, 1)
    store.captures.save(SITE, typed(one.id))

    assert store.captures.batches(OTHER) == []
    assert store.captures.items(OTHER, line.id) == []
    assert store.captures.payments(OTHER, line.id) == []
    assert store.captures.laid(OTHER) == frozenset()
    for ask in (
        lambda: store.captures.batch(OTHER, line.id),
        lambda: store.captures.item(OTHER, one.id),
        lambda: store.captures.find(OTHER, one.id, FIRST),
        lambda: store.captures.save(OTHER, typed(one.id, operator=RHYS)),
        lambda: store.captures.move(OTHER, Move(one.id, one.revision, ItemState.PUT_ASIDE, "why"), RHYS),
        lambda: store.captures.set_received(OTHER, one.id, DAY, RHYS),
        lambda: store.captures.add_payment(OTHER, line.id, PaymentPaper("9", PaymentKind.CASH, 1), RHYS),
        lambda: store.captures.remove_item(OTHER, one.id, one.revision, RHYS),
        lambda: store.captures.close(OTHER, line.id, line.revision, RHYS),
    ):
        with pytest.raises(CaptureGone):
            ask()
    with pytest.raises(ScanGone):
        store.captures.scan(OTHER, one.scans[0])


def test_a_scan_of_another_site_is_not_taken_into_an_item(store: Store) -> None:
    line, theirs = batch(store), scan(store, 5, OTHER)

    with pytest.raises(ScanGone):
        store.captures.add_item(
            SITE, NewItem(uuid4(), line.id, "prison-visit", DAY, (Paper("5", theirs, DocumentType.FORM),)), GWEN
        )

    assert store.captures.items(SITE, line.id) == []


def test_the_database_itself_keeps_a_scan_to_one_item_and_one_submission(store: Store, new_submission: Make, seal: Seal) -> None:
    line = batch(store)
    one, two = item(store, line, 1), item(store, line, 2)

    for statement in (
        f"INSERT INTO capture_papers (batch_id, number, item_id, scan_id, kind, place) VALUES ('{line.id}', '3', '{two.id}', '{one.scans[0]}', 'Form', 1)",  # noqa: E501, S608 - one statement
        f"UPDATE capture_papers SET item_id = '{two.id}' WHERE item_id = '{one.id}'",  # noqa: S608 - ids
        f"DELETE FROM attachments WHERE id = '{one.scans[0]}'",  # noqa: S608 - ids
    ):
        with pytest.raises(IntegrityError), store._engine.begin() as connection:
            connection.execute(text(statement))
    with pytest.raises(IntegrityError):
        store.submissions.submit(new_submission(attachments=one.scans), seal)
    with pytest.raises(ScanGone):
        store.scans.discard(SITE, one.scans[0], GWEN)


def test_an_item_is_submitted_once_with_exactly_its_own_scans(store: Store, new_submission: Make, seal: Seal) -> None:
    line = batch(store)
    one, two = ready(store, item(store, line, 1)), ready(store, item(store, line, 2))

    with pytest.raises(CaptureChanged):
        store.submissions.submit(of_item(one, new_submission, *two.scans), seal)
    with pytest.raises(CaptureChanged):
        store.submissions.submit(of_item(one, new_submission, *one.scans, *two.scans), seal)
    saved = store.submissions.submit(of_item(one, new_submission), seal)
    with pytest.raises(CaptureChanged):
        store.submissions.submit(of_item(one, new_submission), seal)

    assert saved.position.sequence == 1
    after = store.captures.item(SITE, one.id).line
    assert after.state is ItemState.SUBMITTED
    assert after.reference == store.submissions.recent(9)[0].reference
    assert len(store.submissions.recent(9)) == 1


def test_an_item_that_was_typed_in_since_is_not_submitted(store: Store, new_submission: Make, seal: Seal) -> None:
    one = ready(store, item(store, batch(store), 1))
    kept = store.captures.find(SITE, one.id, FIRST)
    assert kept is not None
    store.captures.save(SITE, replace(kept, texts={"name": "Grace"}))

    with pytest.raises(CaptureChanged):
        store.submissions.submit(of_item(one, new_submission), seal)

    assert store.submissions.recent(9) == []


def test_a_scan_can_be_read_until_its_batch_is_over(store: Store, new_submission: Make, seal: Seal) -> None:
    line = batch(store)
    one = ready(store, item(store, line, 1))
    store.submissions.submit(of_item(one, new_submission), seal)
    attached, chunks = store.captures.scan(SITE, one.scans[0])

    store.captures.close(SITE, line.id, line.revision, GWEN, file="7.zip", digest="0" * 64)

    assert (attached.id, len(chunks)) == (one.scans[0], 1)
    with pytest.raises(ScanGone):
        store.captures.scan(SITE, one.scans[0])
    assert store.captures.find(SITE, one.id, FIRST) is None
    assert store.captures.batch(SITE, line.id).state is BatchState.EXPORTED


def test_nothing_that_was_typed_stands_in_the_clear(store: Store, path: Path) -> None:
    one = item(store, batch(store), 1)
    store.captures.save(SITE, typed(one.id, text="PLAINTEXTMARKER"))

    with store._engine.connect() as connection:
        kept = connection.execute(text("SELECT content FROM capture_rounds")).scalar_one()

    assert "PLAINTEXTMARKER" not in kept
    assert path.exists()


def test_two_windows_cannot_overwrite_each_other(store: Store) -> None:
    one = item(store, batch(store), 1)
    seen = store.captures.save(SITE, typed(one.id, finished=False))
    store.captures.save(SITE, replace(seen, texts={"name": "Grace"}))

    with pytest.raises(CaptureChanged):
        store.captures.save(SITE, replace(seen, texts={"name": "Linus"}))

    kept = store.captures.find(SITE, one.id, FIRST)
    assert kept is not None
    assert kept.texts == {"name": "Grace"}


def test_half_a_character_is_refused_and_what_was_kept_stands(store: Store) -> None:
    one = item(store, batch(store), 1)

    with pytest.raises(DraftNotText):
        store.captures.save(SITE, typed(one.id, text="\ud800"))

    assert store.captures.find(SITE, one.id, FIRST) is None


def test_the_second_keying_waits_for_the_first(store: Store) -> None:
    one = item(store, batch(store), 1)
    store.captures.save(SITE, typed(one.id, finished=False))

    with pytest.raises(CaptureRefused):
        store.captures.save(SITE, typed(one.id, SECOND, RHYS))


def test_whoever_typed_it_cannot_release_it_whatever_the_page_shows(store: Store) -> None:
    one = item(store, batch(store), 1)
    store.captures.save(SITE, typed(one.id))
    line = store.captures.item(SITE, one.id).line
    line = store.captures.move(SITE, Move(one.id, line.revision, ItemState.TO_RELEASE), GWEN)

    for operator, refusal in ((GWEN, AnotherMustAct), (HANNAH, None)):
        move = Move(one.id, line.revision, ItemState.READY, releasing=True)
        if refusal is None:
            assert store.captures.move(SITE, move, operator).released_by == HANNAH
        else:
            with pytest.raises(refusal):
                store.captures.move(SITE, move, operator)


def test_a_batch_ends_only_when_its_items_have(store: Store) -> None:
    line = batch(store)
    item(store, line, 1)

    with pytest.raises(CaptureRefused):
        store.captures.close(SITE, line.id, line.revision, GWEN)
    with pytest.raises(IntegrityError), store._engine.begin() as connection:
        connection.execute(text("UPDATE capture_batches SET state = 'closed'"))


def test_an_empty_batch_is_taken_away_and_its_number_is_free(store: Store) -> None:
    line = batch(store)
    with pytest.raises(NumberUsed):
        batch(store)

    store.captures.remove_batch(SITE, line.id, line.revision, GWEN)

    assert store.captures.open_batch(SITE, new_batch(), GWEN).counted == Totals()


def test_ten_thousand_items_are_counted_and_listed_by_their_batch(store: Store) -> None:
    line = batch(store)
    with store._engine.begin() as connection:
        rows = [
            {"id": str(UUID(int=number)), "batch": str(line.id), "position": number, "day": date.isoformat(DAY)}
            for number in range(1, 10_001)
        ]
        connection.execute(
            text(
                "INSERT INTO capture_items (id, batch_id, position, service, received, state, revision)"
                " VALUES (:id, :batch, :position, 'prison-visit', :day, 'new', 1)"
            ),
            rows,
        )

    assert store.captures.batch(SITE, line.id).counted.items == 10_000
