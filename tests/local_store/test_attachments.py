"""Scans in the store: kept whole or not at all, of one site, bound to one submission, unreadable once they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk_app.errors import DiskFull, StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed, Settled, Settlement
from kiosk_app.staff_errors import ScanGone
from local_store import Store, prepare
from services.language import Language
from sync.attachment_sealing import AttachmentSealer
from tests.local_store.conftest import NOW
from tests.local_store.deciphering import deciphered
from tests.local_store.scanning import LARGE, SITE, new_scan
from tests.small_disks import fill, mounted_disk

Seal = Callable[[Position], Sealed]
NewOne = Callable[..., NewSubmission]


def _keep(store: Store, number: int = 1, content: bytes | None = None, site: str = SITE) -> UUID:
    new, sealed = new_scan(number, content, site)
    store.scans.keep(new, sealed.chunks)
    return new.scan.id


def _submit(store: Store, new_submission: NewOne, seal: Seal, *scans: UUID) -> UUID:
    new = new_submission(attachments=scans)
    store.submissions.submit(new, seal)
    return new.id


def _acknowledge(store: Store, submission: UUID) -> None:
    store.outbox.lease(NOW, 10, 10_000_000)
    store.outbox.settle([Settlement(submission, Settled.ACKNOWLEDGED)], NOW)


def test_a_scan_opens_again_as_it_was_and_only_for_its_site(store: Store) -> None:
    scan_id = _keep(store, content=LARGE)

    scan, chunks = store.scans.chunks(SITE, scan_id)

    assert AttachmentSealer().open(scan, chunks) == LARGE
    assert [(line.id, line.length, line.taken) for line in store.scans.waiting(SITE)] == [(scan_id, len(LARGE), NOW)]
    assert store.scans.waiting("elsewhere") == []
    asked: list[Callable[[], object]] = [
        lambda: store.scans.chunks("elsewhere", scan_id),
        lambda: store.scans.lay_beside("elsewhere", scan_id, None),
        lambda: store.scans.discard("elsewhere", scan_id, "mair"),
        lambda: store.scans.attachable("elsewhere", [scan_id]),
    ]
    for ask in asked:
        with pytest.raises(ScanGone):
            ask()


def test_what_is_altered_on_the_disk_is_damage_and_not_another_scan(store: Store) -> None:
    one, other = _keep(store), _keep(store, 2)
    _scan, chunks = store.scans.chunks(SITE, other)
    scan, _chunks = store.scans.chunks(SITE, one)

    with pytest.raises(StoreCorrupt):
        AttachmentSealer().open(scan, chunks)


def test_neither_name_key_nor_content_is_in_the_clear_in_the_database(store: Store, path: Path, key: bytes) -> None:
    _keep(store, content=LARGE)
    store.close()

    plain = deciphered(path, key)

    assert b"Canary" not in plain
    assert b"0 0 1 1 re f" not in plain
    assert bytes(range(32)) not in plain


def test_a_scan_that_was_interrupted_is_none_and_can_be_kept_again(store: Store) -> None:
    new, sealed = new_scan(content=LARGE)

    def torn() -> object:
        yield sealed.chunks[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.scans.keep(new, torn())  # type: ignore[arg-type]

    assert not store.scans.is_whole(new.scan.id)
    assert store.scans.waiting(SITE) == []
    with pytest.raises(ScanGone):
        store.scans.attachable(SITE, [new.scan.id])
    store.scans.keep(new, sealed.chunks)
    assert store.scans.is_whole(new.scan.id)


def test_with_its_submission_a_scan_leaves_the_shelf_and_its_key_leaves_the_kiosk(
    store: Store, new_submission: NewOne, seal: Seal
) -> None:
    scan_id = _keep(store)

    _submit(store, new_submission, seal, scan_id)

    assert store.scans.waiting(SITE) == []
    assert store.scans.is_whole(scan_id)
    with pytest.raises(ScanGone):
        store.scans.chunks(SITE, scan_id)
    with pytest.raises(ScanGone):
        store.scans.discard(SITE, scan_id, "mair")
    with store._engine.connect() as connection:
        assert connection.execute(text("SELECT secret FROM attachments")).scalar_one() == "{}"


def test_a_scan_belongs_to_one_submission_and_the_second_is_not_saved(store: Store, new_submission: NewOne, seal: Seal) -> None:
    scan_id, other = _keep(store), _keep(store, 2)
    _submit(store, new_submission, seal, scan_id)
    second = new_submission(attachments=(other, scan_id))

    with pytest.raises(ScanGone):
        store.submissions.submit(second, seal)

    assert store.submissions.find(second.reference) is None
    assert [line.id for line in store.scans.waiting(SITE)] == [other]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attachments SET submission_id = NULL, place = NULL, secret = '1'",
        "UPDATE attachments SET place = 5",
        "UPDATE attachments SET digest = zeroblob(32)",
        "UPDATE attachment_chunks SET sealed = x'00'",
        "DELETE FROM attachment_chunks",
        "DELETE FROM attachments",
        "DELETE FROM attachment_outbox",
    ],
)
def test_the_database_itself_keeps_a_scan_with_its_submission(
    store: Store, new_submission: NewOne, seal: Seal, change: str
) -> None:
    _submit(store, new_submission, seal, _keep(store))

    with pytest.raises(IntegrityError), store._engine.begin() as connection:
        connection.execute(text(change))


def test_a_scan_beside_a_draft_is_free_again_when_that_is_discarded(store: Store) -> None:
    mair, scan_id = Owner(SITE, "mair"), _keep(store)
    draft = store.drafts.start(mair, NewDraft(uuid4(), "money-claim", 1, Language.ENGLISH))

    store.scans.lay_beside(SITE, scan_id, draft.id)
    beside = store.scans.waiting(SITE)[0].draft
    store.drafts.discard(mair, draft)

    assert beside == draft.id
    assert store.scans.waiting(SITE)[0].draft is None


def test_who_discards_a_scan_is_written_down_and_it_is_gone(store: Store) -> None:
    scan_id = _keep(store)

    store.scans.discard(SITE, scan_id, "mair")

    row = store.audit.rows()[-1]
    assert (row.event, row.subject, row.details["operator"]) == (Event.SCAN_DISCARDED, str(scan_id), "mair")
    assert not store.scans.is_whole(scan_id)
    with store._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM attachment_chunks")).scalar_one() == 0


def test_an_attachment_is_due_only_once_its_envelope_is_acknowledged(store: Store, new_submission: NewOne, seal: Seal) -> None:
    submission = _submit(store, new_submission, seal, _keep(store))
    before = (store.attachments.due(NOW), store.attachments.next_due(), store.attachments.all_acknowledged())

    _acknowledge(store, submission)

    assert before == (None, None, False)
    due = store.attachments.due(NOW)
    assert due is not None
    assert (due.id, due.attempts) == (UUID(int=1), 0)
    assert store.attachments.next_due() == NOW


def test_a_submission_waits_until_its_attachments_are_acknowledged_and_needs_staff_where_one_is_refused(
    store: Store, new_submission: NewOne, seal: Seal
) -> None:
    first, second = _keep(store), _keep(store, 2)
    held = _submit(store, new_submission, seal, first, second)
    counted = [store.submissions.counts()]
    _acknowledge(store, held)
    counted.append(store.submissions.counts())
    store.attachments.acknowledged(first, NOW)
    store.attachments.quarantined(second, "malformed", NOW)
    counted.append(store.submissions.counts())

    assert [(counts.waiting, counts.needing_staff) for counts in counted] == [(1, 0), (1, 0), (0, 1)]
    assert [row.event for row in store.audit.rows()].count(Event.ATTACHMENT_QUARANTINED) == 1


def test_what_was_tried_less_often_goes_first_and_what_waits_is_not_due(store: Store, new_submission: NewOne, seal: Seal) -> None:
    first, second = _keep(store), _keep(store, 2)
    _acknowledge(store, _submit(store, new_submission, seal, first, second))
    later = NOW + timedelta(minutes=1)

    store.attachments.begin(first, NOW)
    store.attachments.put_off(first, "timed-out", later, counted=True)
    due_now = store.attachments.due(NOW)
    store.attachments.acknowledged(second, NOW)

    assert due_now is not None
    assert due_now.id == second
    assert store.attachments.due(NOW) is None
    assert store.attachments.next_due() == later
    again = store.attachments.due(later)
    assert again is not None
    assert (again.id, again.attempts) == (first, 1)


def test_what_is_acknowledged_stays_so_and_is_written_down_once(store: Store, new_submission: NewOne, seal: Seal) -> None:
    scan_id = _keep(store)
    _acknowledge(store, _submit(store, new_submission, seal, scan_id))

    store.attachments.acknowledged(scan_id, NOW)
    store.attachments.acknowledged(scan_id, NOW)
    store.attachments.quarantined(scan_id, "malformed", NOW)

    assert store.attachments.all_acknowledged()
    assert [row.event for row in store.audit.rows()].count(Event.ATTACHMENT_ACKNOWLEDGED) == 1


def test_the_pieces_of_a_scan_go_with_its_envelope_and_never_before_the_centre_has_them(
    store: Store, new_submission: NewOne, seal: Seal
) -> None:
    sent, waiting = _keep(store), _keep(store, 2)
    _acknowledge(store, _submit(store, new_submission, seal, sent, waiting))
    store.attachments.acknowledged(sent, NOW)
    has_both = store.attachments.chunk(sent, 0), store.attachments.chunk(waiting, 0)

    with store._engine.begin() as connection:
        connection.execute(text("DELETE FROM envelopes"))

    assert all(has_both)
    with pytest.raises(LookupError):
        store.attachments.chunk(sent, 0)
    assert store.attachments.chunk(waiting, 0)
    store.attachments.acknowledged(waiting, NOW)
    with pytest.raises(LookupError):
        store.attachments.chunk(waiting, 0)


def test_a_database_with_scans_is_whole(store: Store, new_submission: NewOne, seal: Seal) -> None:
    sent = _keep(store, content=LARGE)
    _keep(store, 2)
    _acknowledge(store, _submit(store, new_submission, seal, sent))

    faults = [fault for slice_ in store.integrity.slices(lambda wire: sha256(wire).digest()) for fault in slice_.faults]

    assert faults == []


def test_a_disk_that_fills_while_a_scan_is_kept_leaves_none_and_loses_nothing(tmp_path: Path, key: bytes, clock: Clock) -> None:
    with mounted_disk(tmp_path / "small", 8) as disk:
        prepare(disk / "kiosk.db", key, clock)
        with closing(Store.open(disk / "kiosk.db", key, clock)) as store:
            filling = fill(disk, free=500_000)
            new, sealed = new_scan(content=LARGE)

            with pytest.raises(DiskFull):
                store.scans.keep(new, sealed.chunks)
            filling.unlink()

            assert store.scans.waiting(SITE) == []
            store.scans.keep(new, sealed.chunks)
            assert store.scans.is_whole(new.scan.id)
