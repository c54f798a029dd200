"""The capture sheet for somebody who listens: each box is an object of its own, in the order of the paper, and is read aloud."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.forms.paper import BoxKind
from tests.ui.court_desk.typed_forms import sign_in, typing_room
from tests.ui.desk_driver import Driver
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener
from ui import a11y
from ui.a11y.parts import PartInterface
from ui.court_desk.sheet import SheetScreen
from ui.court_desk.sheet_view import SheetView
from ui.speech.voice import Voice
from ui.theme import LookSource

NAME, TEXT = QAccessible.Text.Name, QAccessible.Text.Description
WRONG, MARKED = "defendants.0.address.postcode", "claimants.0.kind"
TEXTS = {"claimants.0.called": "Dilys Rowlands", WRONG: "no postcode", "amounts.0.amount": "1840-00"}


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource, tmp_path: Path) -> Iterator[Driver]:
    """A claim that is begun, with reading aloud, where others can hear."""
    with typing_room(tmp_path) as room:
        item, seat, bench = room.item("money-claim"), room.room.seat(), room.room.bench()
        work = room.at_work()
        work.save(work.open(item), TEXTS, {MARKED: "illegible"})
        bench = replace(bench, seat=seat)
        bench.work = room.work(seat, bench)
        made = Driver(qtbot, looks, bench, voice=Voice(FakeServer(), volume=3, rate=-10))
        sign_in(made)
        made.window.session.staff.keying.open(item)
        made.settle()
        yield made


def sheet(driver: Driver) -> SheetView:
    screen = driver.window._screen
    assert isinstance(screen, SheetScreen)
    return screen.view


def boxes(view: SheetView) -> Sequence[QAccessibleInterface]:
    told = a11y.interface_of(view)
    return [told.child(number) for number in range(told.childCount())]


def value(box: QAccessibleInterface) -> str:
    inside = box.textInterface()
    return str(inside.text(0, inside.characterCount()))


def test_every_box_is_an_object_of_its_own_in_the_order_of_the_paper(driver: Driver) -> None:
    view = sheet(driver)
    found, form = boxes(view), driver.window.session.staff.keying.form
    told = a11y.interface_of(view)

    names = [each.text(NAME) for each in found]
    assert [name.split()[0] for name in names] == [box.number for box in form.sheet.boxes]
    assert {each.role() for each in found} == {QAccessible.Role.EditableText}
    assert {each.parent().object() for each in found} == {view}
    assert [told.indexOfChild(each) for each in found] == list(range(len(found)))
    assert (value(found[0]), found[0].text(TEXT)) == ("Dilys Rowlands", "")
    assert found[3].text(TEXT).startswith("Cannot be read")
    assert found[8].text(TEXT) == "May stay empty"
    assert (value(found[14]), found[14].text(TEXT)[:5]) == ("no postcode", "Enter")
    assert [each.text(NAME) for each in found if each.state().focused] == [view.editor.accessibleName()]


def test_a_box_is_where_it_is_drawn_and_out_of_sight_it_is_nowhere(driver: Driver) -> None:
    view = sheet(driver)
    view.grab()
    seen = [each for each in boxes(view) if not each.state().invisible]
    told, first = a11y.interface_of(view), seen[0].rect()

    assert view.painted == len(seen) < told.childCount()
    assert all(QRect(view.mapToGlobal(view.rect().topLeft()), view.size()).contains(each.rect()) for each in seen)
    assert told.childAt(first.center().x(), first.center().y()).object() is seen[0].object()
    assert boxes(view)[-1].rect().isEmpty()


def test_a_box_out_of_sight_is_gone_to_and_written_into_without_a_key(driver: Driver) -> None:
    view, keying = sheet(driver), driver.window.session.staff.keying
    amount = next(each for each in boxes(view) if value(each) == "1840-00")

    amount.actionInterface().doAction("SetFocus")
    here = next(each for each in boxes(view) if each.state().focused)
    here.editableTextInterface().replaceText(0, 7, "2000-00")
    driver.key(Qt.Key.Key_Tab)

    assert keying.form.texts["amounts.0.amount"] == "2000-00"
    assert "£2,000.00" in amount.text(TEXT)


def test_a_page_that_is_left_tells_nothing_even_before_it_is_gone(driver: Driver) -> None:
    told, session = boxes(sheet(driver))[0], driver.window.session
    before, at = value(told), session.staff.keying.form.current

    session.staff.operators.lock()
    now = (told.text(NAME), value(told), told.text(TEXT))
    told.actionInterface().doAction("Press")

    assert before == "Dilys Rowlands"
    assert now == ("", "", "")
    assert session.staff.keying.form.current == at


def test_what_is_written_into_the_field_that_is_hidden_gets_into_no_box(driver: Driver) -> None:
    view, keying = sheet(driver), driver.window.session.staff.keying
    long = next(box.key for box in keying.form.sheet.boxes if box.kind is BoxKind.LONG)
    keying.go(long)

    a11y.interface_of(view.line).editableTextInterface().insertText(0, "of another box")
    view.area.setText("They took the money.")

    assert keying.form.texts[long] == "They took the money."
    assert keying.form.texts["claimants.0.called"] == "Dilys Rowlands"
    keying.go("claimants.0.called")
    assert view.line.text() == "Dilys Rowlands"


def test_nothing_hangs_on_the_interfaces_of_a_page_that_is_gone(driver: Driver) -> None:
    part = a11y.interface_of(sheet(driver)).child(0)
    assert isinstance(part, PartInterface)
    held = [weakref.ref(each) for each in part._kept]
    del part

    driver.window.session.redraw()
    driver.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    driver.settle()
    gc.collect()

    assert [each() for each in held] == [None, None]


def test_boxes_that_are_gone_leave_nothing_behind(driver: Driver, qapp: QApplication) -> None:
    keying, view, known = driver.window.session.staff.keying, sheet(driver), a11y.install(qapp)
    keying.go("amounts.0.amount")
    few, before = len(boxes(view)), known.count
    keying.one_more()
    more, most = len(boxes(view)), known.count

    keying.form.more.clear()
    keying.form.read_again()
    keying.go("amounts.0.amount")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()

    assert (len(boxes(view)), known.count) == (few, before + 1)  # the one that was typed in is known too
    assert (more > few, most > before) == (True, True)


def test_what_a_box_holds_is_not_said_where_others_can_hear_but_how_it_stands_is(driver: Driver) -> None:
    server = driver.window.aloud.voice._server  # type: ignore[union-attr]
    assert isinstance(server, FakeServer)
    listener = Listener(driver, server)
    driver.window.session.staff.keying.go("claimants.0.address")
    listener.switch()
    listener.said()

    heard = [listener.press(Qt.Key.Key_Up), *(listener.press(Qt.Key.Key_Tab) for _box in range(3))]

    assert heard[0] == "1 Name, text field, your answer is filled in."
    assert heard[1:3] == ["2 Address, text field, empty.", "3 Postcode, text field, empty."]
    assert "4 Kind, Cannot be read, text field, empty." in heard[3]
