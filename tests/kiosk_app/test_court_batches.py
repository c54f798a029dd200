"""A batch of paper from the opened envelope to the file for the scanning service, on real records."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.ports.captures import (
    FIRST,
    SECOND,
    BatchState,
    ItemState,
    KeptRound,
    Paper,
    PaymentKind,
    PaymentPaper,
    Totals,
)
from kiosk_app.staff_errors import AnotherMustAct, CaptureRefused, NumberUnreadable, NumberUsed, ScanGone
from kiosk_app.use_cases.court_batches import unlike
from services.bulk_scan.checking import Route, check_zip
from services.bulk_scan.metafile import read_metafile
from services.bulk_scan.names import METADATA_NAME
from services.bulk_scan.zipping import read_zip
from services.language import Language
from tests.court import (
    FEE,
    FORM,
    GWEN,
    HANNAH,
    PO_BOX,
    RHYS,
    TWICE_OF_FEE,
    TWICE_OF_VISIT,
    VISIT,
    Court,
    court_desk,
    only,
)

ROUTE = Route(container="civil", jurisdiction="CIVIL", po_boxes=frozenset({PO_BOX}))


@pytest.fixture
def court(kiosk_parts: Parts, tmp_path: Path) -> Iterator[Court]:
    with court_desk(kiosk_parts, tmp_path / "batches") as made:
        yield made
        made.parts.store.close()


def test_a_batch_is_keyed_twice_released_submitted_and_handed_on_as_a_whole_file(court: Court) -> None:
    gwen, rhys, hannah = court.at(GWEN), court.at(RHYS), court.at(HANNAH)
    batch, (first, second, fee) = court.batch(gwen, VISIT, VISIT, FEE)
    gwen.batches.add_payment(batch.id, PaymentPaper("9001", PaymentKind.CHEQUE, 11500))
    visits = {first.id: court.visit("A1234BC"), second.id: court.visit("B2345CD")}
    large = court.fee(**{"fee.asked": "12,000.00"})
    for item, typed in visits.items():
        gwen.key(item, typed)
    gwen.key(fee.id, large)

    for item, typed in visits.items():
        name = " dafydd  thomas" if item == first.id else "Dafydd Thomas"
        rhys.key(item, only(typed, TWICE_OF_VISIT) | {"prisoner": name}, SECOND)
    rhys.key(fee.id, only(large, TWICE_OF_FEE), SECOND)
    (differing,) = rhys.batches.items.view(first.id).differences
    after = rhys.batches.items.keep(first.id, differing.key, 0, FIRST)
    states = {item.id: item.state for item in rhys.batches.view(batch.id).items}
    released = hannah.batches.items.release(hannah.batches.items.view(fee.id).line)
    sent = [gwen.batches.items.submit(item.id, Language.ENGLISH) for item in (first, second, fee)]
    done = gwen.batches.exporting.export(gwen.batches.view(batch.id).line)

    assert (differing.number, differing.first.raw, differing.second.raw) == ("2", "Dafydd Thomas", " dafydd  thomas")
    assert (after.differences, after.line.state) == ((), ItemState.READY)
    assert states == {first.id: ItemState.READY, second.id: ItemState.READY, fee.id: ItemState.TO_RELEASE}
    assert released.state is ItemState.READY
    assert {each.id for each in sent} == {first.id, second.id, fee.id}
    assert done.state is BatchState.EXPORTED
    raw = (court.folder / done.file).read_bytes()
    content = read_zip(io.BytesIO(raw), 10_000_000)
    assert hashlib.sha256(raw).hexdigest() == done.digest
    assert check_zip(content, ROUTE, "civil", done.file) == ()
    made = read_metafile(content[METADATA_NAME])
    assert [each.file_name for each in made.items] == ["7001.pdf", "7002.pdf", "7003.pdf"]
    assert [payment.document_control_number for payment in made.payments] == ["9001"]
    assert {field.name: field.value for field in made.items[0].ocr or ()}["prisoner.number"] == "A1234BC"
    assert all(content[name].startswith(b"%PDF-") for name in content if name != METADATA_NAME)
    assert json.loads(content[METADATA_NAME])["envelope_classification"] == "new_application"


def test_what_was_typed_goes_with_the_end_of_its_batch(court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT), SECOND)
    rhys.batches.view(batch.id)
    gwen.batches.items.submit(item.id, Language.ENGLISH)
    kept = court.parts.store.captures.find("local", item.id, FIRST)

    gwen.batches.exporting.export(gwen.batches.view(batch.id).line)

    assert kept is not None
    assert court.parts.store.captures.find("local", item.id, FIRST) is None
    with pytest.raises(ScanGone):
        court.parts.store.captures.scan("local", item.scans[0])


def test_a_file_that_was_written_and_not_told_of_is_found_again(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT), SECOND)
    rhys.batches.view(batch.id)
    gwen.batches.items.submit(item.id, Language.ENGLISH)
    line = gwen.batches.view(batch.id).line

    with monkeypatch.context() as cut_off:
        cut_off.setattr(type(court.parts.store.captures), "close", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            gwen.batches.exporting.export(line)
    done = gwen.batches.exporting.export(line)

    assert [path.name for path in court.folder.iterdir()] == [done.file]


def test_a_scan_is_of_one_item_only_and_waits_no_longer(court: Court) -> None:
    gwen = court.at(GWEN)
    batch, (item,) = court.batch(gwen, VISIT)
    (scan,) = item.scans

    with pytest.raises(ScanGone):
        gwen.batches.add_item(batch.id, VISIT, [Paper("7009", scan, FORM)])
    with pytest.raises(ScanGone):
        court.parts.store.scans.discard("local", scan, "somebody")

    assert gwen.batches.view(batch.id).waiting == ()
    gwen.batches.remove_item(item)
    assert [each.id for each in gwen.batches.view(batch.id).waiting] == [scan]


def test_numbers_are_digits_and_each_is_there_once(court: Court) -> None:
    gwen = court.at(GWEN)
    batch, _items = court.batch(gwen, VISIT)

    with pytest.raises(NumberUnreadable):
        gwen.batches.add_item(batch.id, VISIT, [Paper("70O9", court.scan(), FORM)])
    with pytest.raises(NumberUsed):
        gwen.batches.add_item(batch.id, VISIT, [Paper("7001", court.scan(), FORM)])
    with pytest.raises(NumberUsed):
        gwen.batches.add_payment(batch.id, PaymentPaper("7001", PaymentKind.CASH, 500))
    with pytest.raises(NumberUsed):
        gwen.batches.open(court.envelope("7"))


def test_totals_are_compared_with_what_is_there(court: Court) -> None:
    gwen = court.at(GWEN)
    line = gwen.batches.open(court.envelope("8", Totals(2, 2, 1, 11500)))
    gwen.batches.add_item(line.id, VISIT, [Paper("8001", court.scan(), FORM)])
    gwen.batches.add_payment(line.id, PaymentPaper("9001", PaymentKind.POSTAL_ORDER, 11050))

    seen = gwen.batches.view(line.id).line
    put_right = gwen.batches.declare(seen, Totals(1, 1, 1, 11050))

    assert unlike(seen.declared, seen.counted) == ("items", "papers", "amount")
    assert unlike(put_right.declared, put_right.counted) == ()


def test_an_envelope_is_opened_after_it_came_and_not_tomorrow(court: Court) -> None:
    gwen, envelope = court.at(GWEN), court.envelope()
    tomorrow = envelope.opened + timedelta(days=1)

    for wrong in (replace(envelope, opened=tomorrow), replace(envelope, received=tomorrow, opened=tomorrow)):
        with pytest.raises(CaptureRefused):
            gwen.batches.open(wrong)


def test_the_second_keying_is_asked_of_somebody_else(court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    _batch, (item,) = court.batch(gwen, VISIT)
    gwen.key(item.id, court.visit())

    with pytest.raises(AnotherMustAct):
        gwen.batches.items.begin(item.id, SECOND)

    assert rhys.batches.items.begin(item.id, SECOND).state is ItemState.KEYED


def test_one_clerk_alone_needs_the_supervisor(court: Court) -> None:
    gwen = court.at(GWEN)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    keyed_by = gwen.batches.items.view(item.id).line.keyed_by
    again = KeptRound(item.id, SECOND, keyed_by, only(typed, TWICE_OF_VISIT), finished=True)  # before it was asked of another
    court.parts.store.captures.save("local", again)

    (line,) = gwen.batches.view(batch.id).items

    assert line.state is ItemState.TO_RELEASE


def test_whoever_keyed_an_item_cannot_release_or_reject_it(court: Court) -> None:
    hannah, rhys = court.at(HANNAH), court.at(RHYS)
    batch, (item,) = court.batch(hannah, FEE)
    typed = court.fee(**{"fee.asked": "12,000.00"})
    hannah.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_FEE), SECOND)
    (line,) = hannah.batches.view(batch.id).items

    with pytest.raises(AnotherMustAct):
        hannah.batches.items.release(line)
    with pytest.raises(AnotherMustAct):
        hannah.batches.items.reject(line, 20)


def test_an_item_is_put_aside_taken_up_again_and_rejected_with_a_code(court: Court) -> None:
    gwen, hannah = court.at(GWEN), court.at(HANNAH)
    batch, (item,) = court.batch(gwen, VISIT)

    aside = gwen.batches.items.put_aside(item, "page-missing")
    again = gwen.batches.items.take_up(aside)
    with pytest.raises(CaptureRefused):
        hannah.batches.items.reject(again, 999)
    rejected = hannah.batches.items.reject(again, 20)

    assert (aside.state, aside.reason, again.state) == (ItemState.PUT_ASIDE, "page-missing", ItemState.NEW)
    assert (rejected.state, rejected.reason) == (ItemState.REJECTED, "20")
    assert hannah.batches.exporting.close(hannah.batches.view(batch.id).line).state is BatchState.CLOSED


def test_a_box_that_nobody_can_read_needs_the_supervisor(court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed, marks={"support.details": "illegible"})
    rhys.key(item.id, only(typed, TWICE_OF_VISIT), SECOND)

    (line,) = gwen.batches.view(batch.id).items

    assert line.state is ItemState.TO_RELEASE


def test_typing_again_undoes_what_was_decided_and_released(court: Court) -> None:
    gwen, rhys, hannah = court.at(GWEN), court.at(RHYS), court.at(HANNAH)
    batch, (item,) = court.batch(gwen, FEE)
    typed = court.fee(**{"fee.asked": "12,000.00"})
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_FEE), SECOND)
    (line,) = gwen.batches.view(batch.id).items
    hannah.batches.items.release(line)

    gwen.key(item.id, typed | {"fee.asked": "13,000.00"})

    view = gwen.batches.items.view(item.id)
    assert (view.line.state, view.line.released_by) == (ItemState.DIFFERS, "")
    assert [each.key for each in view.differences] == ["fee.asked"]


def test_every_step_is_in_the_audit_log_with_who_did_it(court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT), SECOND)
    rhys.batches.view(batch.id)
    gwen.batches.items.submit(item.id, Language.ENGLISH)

    rows = [row for row in court.parts.store.audit.rows() if row.subject in {str(item.id), str(batch.id)}]

    people = {row.details.get("operator") for row in rows}
    events = [row.event for row in rows if row.event is not Event.ITEM_DATED]  # of a paper that comes on a day off
    assert events == [
        Event.BATCH_OPENED,
        Event.ITEM_MADE,
        Event.ITEM_KEYING,
        Event.ITEM_KEYED,
        Event.ITEM_KEYING,
        Event.ITEM_KEYED,
        Event.ITEM_MOVED,
        Event.SUBMISSION_SAVED,
    ]
    assert None not in people
    assert len(people) == 2
    assert "Thomas" not in json.dumps([dict(row.details) for row in rows])
