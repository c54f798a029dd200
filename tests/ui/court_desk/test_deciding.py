"""What differs is decided on the sheet itself, by keys, as soon as somebody has keyed an item again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.main.parts import Parts
from kiosk_app.ports.captures import SECOND, ItemState
from services.language import Language
from tests.court import GWEN, HANNAH, SECRETS, VISIT, At, Court, court_desk
from tests.ui.court_desk.batched import batches_of, opened
from tests.ui.desk_driver import Driver
from ui.court_desk.sheet_bars import ItemBar
from ui.desk.places import Place
from ui.speech.privacy import Mask
from ui.speech.words import Teller
from ui.theme import LookSource, TextSize

AGAIN = ("Dafydd Thomas", "27 03 1985", "A1234BC", "27 03 1988")  # the boxes of a visit that are keyed twice


@pytest.fixture
def court(kiosk_parts: Parts, tmp_path: Path) -> Iterator[Court]:
    with court_desk(kiosk_parts, tmp_path / "batches") as made:
        yield made
        made.parts.store.close()


def keyed_again(
    qtbot: QtBot, looks: LookSource, court: Court, *typed: str, first: Mapping[str, str] | None = None
) -> tuple[Driver, At, UUID]:
    """A window at which an item of Gwen's was keyed again, and accepted."""
    gwen = court.at(GWEN)
    _batch, (item,) = court.batch(gwen, VISIT)
    gwen.key(item.id, {**court.visit(), **(first or {})})
    driver = opened(qtbot, looks, court, HANNAH)
    batches_of(driver).open_batch(item.batch)
    driver.settle()
    batches_of(driver).key(item.id, SECOND)
    driver.settle()
    for text in typed:
        driver.type(text)
        driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_F9)
    return driver, gwen, item.id


def words(driver: Driver) -> str:
    return " ".join(each.accessibleName() for each in driver.visible())


def test_the_sheet_names_the_item_the_keying_and_who_keyed_first(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, _gwen, _item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])

    bar = next(each for each in driver.window.findChildren(ItemBar) if each.isVisible())
    said = [each.accessibleName() for each in bar.children() if hasattr(each, "accessibleName")]
    assert {"Item 7001", "Second keying", "(first keyed by Gwen Pugh)"} <= set(said)


def test_the_first_of_two_keyings_is_kept_on_the_sheet(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])
    place, shown = driver.place, words(driver)

    driver.key(Qt.Key.Key_F3)

    assert place is Place.SHEET
    assert "Gwen Pugh keyed: 27 03 1985" in shown
    assert "You keyed: 27 03 1958" in shown
    view = gwen.batches.items.view(item)
    assert view.final.texts["prisoner.date_of_birth"] == "27 03 1985"
    assert view.line.state is ItemState.READY
    assert driver.place is Place.BATCH


def test_accepting_waits_until_each_difference_is_decided_one_after_the_other(
    qtbot: QtBot, looks: LookSource, court: Court
) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", "A1243BC", AGAIN[3])

    driver.key(Qt.Key.Key_F9)
    before = words(driver)
    driver.key(Qt.Key.Key_F3)
    after = words(driver)
    driver.key(Qt.Key.Key_F5)

    assert "2 differences left" in before
    assert "1 difference left" in after
    assert "Box 4, Number" in after
    view = gwen.batches.items.view(item)
    assert view.final.marks == {"prisoner.number": "illegible"}
    assert view.second is not None
    assert view.second.finished
    assert driver.place is Place.BATCH


def test_a_box_is_typed_again_on_the_sheet_and_what_cannot_be_is_not_taken(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])

    driver.key(Qt.Key.Key_F2)
    driver.type("31 02 1985")
    driver.key(Qt.Key.Key_Return)
    refused = gwen.batches.items.view(item).line.state
    driver.key(Qt.Key.Key_F2)
    driver.type("28 03 1985")
    driver.key(Qt.Key.Key_Return)

    assert refused is ItemState.DIFFERS
    view = gwen.batches.items.view(item)
    assert view.final.texts["prisoner.date_of_birth"] == "28 03 1985"
    assert view.second is not None
    assert view.second.texts["prisoner.date_of_birth"] == "27 03 1958"


def test_a_difference_is_still_there_after_the_screen_was_locked(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])

    driver.key(Qt.Key.Key_F12)
    locked = words(driver)
    driver.window.session.staff.operators.unlock(HANNAH, SECRETS[HANNAH])
    driver.settle()
    driver.key(Qt.Key.Key_F3)

    assert "1958" not in locked
    assert gwen.batches.items.view(item).line.state is ItemState.READY


def test_an_undecided_item_is_put_aside_and_loses_nothing(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])

    driver.key(Qt.Key.Key_F8)

    view = gwen.batches.items.view(item)
    assert (view.line.state, view.line.resumes) == (ItemState.PUT_ASIDE, ItemState.DIFFERS)
    assert len(view.differences) == 1


def test_equal_keyings_ask_nothing(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, *AGAIN)

    assert driver.place is Place.BATCH
    assert gwen.batches.items.view(item).line.state is ItemState.READY


def test_the_page_is_looked_at_while_deciding_in_the_largest_text_in_welsh(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    looks.set(replace(looks.look, language=Language.WELSH, size=TextSize.LARGEST))
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])

    driver.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    page = driver.find("scan-page").isVisible()
    driver.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    driver.key(Qt.Key.Key_F4)

    assert page
    assert gwen.batches.items.view(item).final.texts["prisoner.date_of_birth"] == "27 03 1958"


def test_what_was_keyed_is_not_read_aloud_where_others_can_hear(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, _gwen, _item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", *AGAIN[2:])
    aloud, alone = (Teller(looks, Mask((), ""), private=private) for private in (False, True))
    card = driver.focus()

    said = [str(teller.control(card, sought=False)) for teller in (aloud, alone)]
    driver.key(Qt.Key.Key_F2)
    driver.type("28 03 1985")
    field = str(aloud.control(driver.focus(), sought=False))

    assert "1958" not in said[0]
    assert "1958" in said[1]
    assert "1985" not in field


def test_what_somebody_else_decided_meanwhile_stands_and_the_rest_is_shown(qtbot: QtBot, looks: LookSource, court: Court) -> None:
    driver, gwen, item = keyed_again(qtbot, looks, court, AGAIN[0], "27 03 1958", "A1243BC", AGAIN[3])
    gwen.batches.items.keep(item, "prisoner.date_of_birth", 0, 1)

    driver.key(Qt.Key.Key_F4)
    shown = words(driver)
    gwen.batches.items.keep(item, "prisoner.number", 1, 1)
    driver.key(Qt.Key.Key_F4)

    assert "Box 4, Number" in shown
    final = gwen.batches.items.view(item).final.texts
    assert (final["prisoner.date_of_birth"], final["prisoner.number"]) == ("27 03 1985", "A1234BC")
    assert driver.place is Place.BATCH
