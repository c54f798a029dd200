"""Batches at the window, by keyboard alone: begun, keyed twice, decided, released, submitted and handed on as a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.main.parts import Parts
from kiosk_app.ports.captures import SECOND, BatchState, ItemState, PaymentKind, Totals
from services.bulk_scan.checking import Route, check_zip
from services.bulk_scan.kinds import DocumentType
from services.bulk_scan.metafile import read_metafile
from services.bulk_scan.names import METADATA_NAME
from services.bulk_scan.zipping import read_zip
from services.language import Language
from tests.court import FEE, GWEN, HANNAH, PO_BOX, RHYS, TWICE_OF_FEE, TWICE_OF_VISIT, VISIT, Court, court_desk, only
from tests.ui.court_desk.batched import batches_of, opened
from tests.ui.court_desk.scanned import pdf
from tests.ui.desk_driver import Driver
from ui.court_desk.batches import DONE, EXPORTING
from ui.desk.places import Place
from ui.theme import LookSource

ROUTE = Route(container="civil", jurisdiction="CIVIL", po_boxes=frozenset({PO_BOX}))


@pytest.fixture
def court(kiosk_parts: Parts, tmp_path: Path) -> Iterator[Court]:
    with court_desk(kiosk_parts, tmp_path / "batches") as made:
        yield made
        made.parts.store.close()


def press(driver: Driver, *keys: Qt.Key) -> None:
    for key in keys:
        driver.key(key)


def type_in(driver: Driver, name: str, text: str) -> None:
    driver.tab_to(f"field:{name}")
    driver.type(text)


def states(driver: Driver) -> list[ItemState]:
    shown = batches_of(driver).shown
    assert shown is not None
    return [item.state for item in shown.items]


def make_item(driver: Driver, number: str, form: str) -> None:
    """N, a number, Enter, the form, F9."""
    driver.key(Qt.Key.Key_N)
    driver.type(number)
    driver.key(Qt.Key.Key_Return)
    driver.tab_to("list:service")
    while driver.window.session.view["picked:service"] != form:
        driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_F9)


@pytest.mark.parametrize("language", list(Language))
def test_a_batch_goes_through_the_desk_by_keyboard_alone(
    qtbot: QtBot, looks: LookSource, court: Court, language: Language
) -> None:
    looks.set(replace(looks.look, language=language))
    for pages in (1, 1, 2):
        court.scan(pdf(pages))
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_N)
    for name, text in (("number", "417"), ("items", "3"), ("papers", "3"), ("payments", "1"), ("amount", "115.00")):
        type_in(driver, name, text)
    press(driver, Qt.Key.Key_Return)
    assert driver.place is Place.BATCH
    for number, form in (("417001", VISIT), ("417002", VISIT), ("417003", FEE)):
        make_item(driver, number, form)
    press(driver, Qt.Key.Key_P)
    driver.type("417009")
    type_in(driver, "amount", "115")
    press(driver, Qt.Key.Key_Return)
    view = batches_of(driver).shown
    assert view is not None
    assert view.line.declared == view.line.counted
    assert [payment.kind for payment in view.payments] == [PaymentKind.CHEQUE]

    gwen, rhys = court.at(GWEN), court.at(RHYS)
    first, second, fee = (item.id for item in view.items)
    typed = {first: court.visit("A1234BC"), second: court.visit("B2345CD"), fee: court.fee(**{"fee.asked": "12,000.00"})}
    for item, texts in typed.items():
        gwen.key(item, texts)
        twice = only(texts, TWICE_OF_FEE if item == fee else TWICE_OF_VISIT)
        rhys.key(item, twice | ({"prisoner.date_of_birth": "27 03 1958"} if item == first else {}), SECOND)

    press(driver, Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_Return)
    assert states(driver) == [ItemState.DIFFERS, ItemState.READY, ItemState.TO_RELEASE]
    press(driver, Qt.Key.Key_Return)
    assert driver.has("difference")
    press(driver, Qt.Key.Key_F3, Qt.Key.Key_Escape)
    press(driver, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_R, Qt.Key.Key_F9, Qt.Key.Key_Escape)
    assert states(driver) == [ItemState.READY] * 3
    press(driver, Qt.Key.Key_S, Qt.Key.Key_Up, Qt.Key.Key_S, Qt.Key.Key_Up, Qt.Key.Key_S)
    assert states(driver) == [ItemState.SUBMITTED] * 3
    driver.key(Qt.Key.Key_E, wait=False)
    assert driver.window.session.view[DONE] == EXPORTING
    driver.settle()

    done = batches_of(driver).shown_line
    assert done.state is BatchState.EXPORTED
    content = read_zip(io.BytesIO((court.folder / done.file).read_bytes()), 10_000_000)
    assert check_zip(content, ROUTE, "civil", done.file) == ()
    made = read_metafile(content[METADATA_NAME])
    assert [(each.document_control_number, each.document_type) for each in made.items] == [
        (number, DocumentType.FORM) for number in ("417001", "417002", "417003")
    ]
    assert court.parts.store.submissions.counts().waiting == 3
    kept = {field.name: field.value for field in made.items[0].ocr or ()}
    assert kept["prisoner.date_of_birth.year"] == "1985"


def test_a_paper_is_rejected_with_a_code_that_staff_know(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    gwen = court.at(GWEN)
    batch, (item,) = court.batch(gwen, VISIT)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_R, Qt.Key.Key_F8)

    driver.type("total incorrect")
    press(driver, Qt.Key.Key_F9)

    assert driver.place is Place.BATCH
    assert states(driver) == [ItemState.REJECTED]
    assert gwen.batches.items.view(item.id).line.reason == "20"
    press(driver, Qt.Key.Key_F8, Qt.Key.Key_F7, Qt.Key.Key_F8)
    assert court.parts.store.captures.batch("local", batch.id).state is BatchState.OPEN
    press(driver, Qt.Key.Key_F9)
    assert court.parts.store.captures.batch("local", batch.id).state is BatchState.CLOSED


def test_what_cannot_be_done_is_said_in_plain_words_and_changes_nothing(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    court.batch(court.at(GWEN), VISIT)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return)

    press(driver, Qt.Key.Key_E)

    assert "Submit or reject every item first" in driver.find("error-summary").accessibleDescription()
    press(driver, Qt.Key.Key_2)
    assert "cannot be done" in driver.find("error-summary").accessibleDescription()
    assert states(driver) == [ItemState.NEW]


def test_whoever_typed_an_item_is_not_given_its_second_keying(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    hannah = court.at(HANNAH)
    _batch, (item,) = court.batch(hannah, VISIT)
    hannah.key(item.id, court.visit())
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return)

    press(driver, Qt.Key.Key_2)

    assert driver.place is Place.BATCH
    assert "Somebody else must do this step" in driver.find("error-summary").accessibleDescription()


def test_a_difference_is_typed_again(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    gwen, rhys = court.at(GWEN), court.at(RHYS)
    _batch, (item,) = court.batch(gwen, VISIT)
    typed = court.visit()
    gwen.key(item.id, typed)
    rhys.key(item.id, only(typed, TWICE_OF_VISIT) | {"prisoner.number": "A1243BC"}, SECOND)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_F2)

    driver.type("A1432BC")
    press(driver, Qt.Key.Key_Return)

    view = gwen.batches.items.view(item.id)
    assert view.final.texts["prisoner.number"] == "A1432BC"
    assert view.line.state is ItemState.READY


def test_a_locked_screen_shows_nothing_of_a_batch(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    gwen = court.at(GWEN)
    _batch, (item,) = court.batch(gwen, VISIT)
    gwen.key(item.id, court.visit())
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_Return)

    press(driver, Qt.Key.Key_F12)

    assert driver.place is Place.LOCKED
    assert not driver.has("typed")
    shown = " ".join(each.accessibleName() for each in driver.visible())
    assert "Thomas" not in shown


def test_of_an_item_that_nobody_typed_nothing_is_said_to_be_wrong(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    court.batch(court.at(GWEN), VISIT)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_R)

    shown = " ".join(each.accessibleName() for each in driver.visible())

    assert "New" in shown
    assert "Select a prison" not in shown


def test_an_item_is_typed_from_its_batch_and_the_batch_shows_how_far_it_is(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    court.batch(court.at(GWEN), FEE)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_K)
    typed_on = driver.place

    driver.type("000MC001")
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_Escape)

    assert (typed_on, driver.place) == (Place.SHEET, Place.BATCH)
    assert states(driver) == [ItemState.KEYING]


def test_an_item_is_put_aside_for_a_reason_and_taken_up_as_what_it_was(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    gwen = court.at(GWEN)
    _batch, (item,) = court.batch(gwen, FEE)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return)

    press(driver, Qt.Key.Key_A, Qt.Key.Key_1)
    aside = gwen.batches.items.view(item.id).line
    press(driver, Qt.Key.Key_A)

    assert (aside.state, aside.reason) == (ItemState.PUT_ASIDE, "page-missing")
    assert states(driver) == [ItemState.NEW]


def test_control_totals_are_put_right(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    court.batch(court.at(GWEN), FEE)
    driver = opened(qtbot, looks, court, HANNAH)
    press(driver, Qt.Key.Key_Return, Qt.Key.Key_T)

    for name in ("items", "papers"):
        driver.tab_to(f"field:{name}")
        press(driver, Qt.Key.Key_Backspace)
        driver.type("1")
    press(driver, Qt.Key.Key_Return)

    line = batches_of(driver).shown_line
    assert driver.place is Place.BATCH
    assert line.declared == line.counted == Totals(1, 1)
