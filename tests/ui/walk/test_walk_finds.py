"""The walk finds what it looks for: each fault is made on a page of its own, and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.guidance import shipped_guidance
from tests.ui.desk_driver import Driver
from tests.ui.walk import focus, page, parts
from tests.ui.walk.walking import bench
from ui.a11y import DrawnPart, Told
from ui.components.buttons import Button, LinkButton
from ui.components.containers import Picture
from ui.components.fields import TextField
from ui.components.text import TextBlock
from ui.theme import STANDARD, Fills, Fonts, Icon, Look, LookSource, Role

SCREEN = (1280, 1024)
Open = Callable[..., Driver]


@pytest.fixture
def opened(qtbot: QtBot, fonts: Fonts) -> Open:
    """A window at its first question."""

    def make() -> Driver:
        driver = Driver(qtbot, LookSource(Look(), fonts), bench(), SCREEN)
        driver.window.session.start("prison-visit")
        driver.settle()
        return driver

    return make


def test_the_guidance_that_ships_is_what_is_walked() -> None:
    assert bench().desk().library().topics == shipped_guidance().topics


def faults(driver: Driver) -> set[str]:
    return {fault.rule for fault in page.faults_of(driver.window, SCREEN, page.Drawn())}


def of_kind(driver: Driver, kind: type[QWidget]) -> Iterator[QWidget]:
    body = driver.window.frame.rail.widget()
    assert body is not None
    return (each for each in body.findChildren(kind) if each.isVisibleTo(body))


def test_a_page_without_fault_has_none(opened: Open) -> None:
    assert faults(opened()) == set()


def test_a_window_that_had_to_grow_is_found(opened: Open) -> None:
    driver = opened()
    driver.window.resize(1280, 1040)

    assert "outside" in faults(driver)


def test_words_that_are_cut_off_are_found(opened: Open) -> None:
    driver = opened()
    next(of_kind(driver, TextBlock)).setFixedHeight(20)

    assert "cut off" in faults(driver)


def test_words_over_other_words_are_found(opened: Open) -> None:
    driver = opened()
    first, second = list(of_kind(driver, TextBlock))[:2]
    second.setParent(first.parentWidget())
    second.setGeometry(first.geometry())
    second.show()

    assert "overlap" in faults(driver)


def test_a_part_that_stands_outside_is_found(opened: Open) -> None:
    driver = opened()
    field = next(of_kind(driver, TextField))
    field.move(field.x() - 80, field.y())

    assert "outside" in faults(driver)


def test_a_target_that_is_too_small_is_found(opened: Open) -> None:
    driver = opened()
    driver.find("back").setFixedHeight(40)

    assert "target size" in faults(driver)


def test_targets_that_are_too_close_are_found(opened: Open) -> None:
    driver = opened()
    answers, stop = driver.find("your-answers"), driver.find("stop")
    stop.move(answers.geometry().right() + 4, stop.y())

    assert "too close" in faults(driver)


def test_two_targets_of_one_name_are_found(opened: Open) -> None:
    driver = opened()
    driver.find("stop").setAccessibleName(driver.find("back").accessibleName())

    assert "same name" in faults(driver)


def test_a_drawing_without_words_is_found(opened: Open) -> None:
    driver = opened()
    body = driver.window.frame.rail.widget()
    assert body is not None
    drawing = Picture(driver.window._looks, Icon.HELP, 40, parent=body)
    drawing.setGeometry(1100, 500, 40, 40)
    drawing.show()

    assert "drawing" in faults(driver)


def test_a_target_without_a_name_is_found(opened: Open) -> None:
    driver = opened()
    driver.find("stop").setAccessibleName(" ")

    assert "name" in faults(driver)


def test_words_that_cannot_be_told_from_the_page_are_found(opened: Open) -> None:
    driver = opened()
    next(each for each in of_kind(driver, TextBlock) if isinstance(each, TextBlock)).set_style(Role.HEADING, ink="border")

    assert "contrast" in faults(driver)


def test_words_that_cannot_be_told_from_their_button_are_found(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = opened()
    pale = Fills("#7fc8a9", "#083d29", "#ffffff", "#0b5c3e", "#ffffff")
    monkeypatch.setattr(driver.find("continue"), "_fills", lambda: pale)

    assert "contrast" in faults(driver)


def test_a_focus_out_of_sight_is_found(opened: Open) -> None:
    driver = opened()
    bar = driver.window.frame.rail.verticalScrollBar()
    bar.setValue(bar.maximum())

    assert "focus" in faults(driver)


@pytest.mark.parametrize("kind", [LinkButton, Button])
def test_a_focus_that_nobody_sees_is_found(
    opened: Open, monkeypatch: pytest.MonkeyPatch, kind: type[LinkButton | Button]
) -> None:
    driver = opened()
    widget = next(each for each in driver.window.findChildren(kind) if each.isVisibleTo(driver.window))
    seen = list(focus.faults_of(driver.window, widget, STANDARD))
    driver.window.setFocus(Qt.FocusReason.OtherFocusReason)
    monkeypatch.setattr(widget, "ring", lambda: None)
    monkeypatch.setattr(widget, "looks_focused", lambda: False)

    unseen = list(focus.faults_of(driver.window, widget, STANDARD))

    assert seen == []
    assert unseen


class _Part(DrawnPart):
    def __init__(self, widget: QWidget, name: str, box: QRect) -> None:
        super().__init__(widget)
        self._name, self._box = name, box

    def told(self) -> Told:
        return Told(self._name)

    def seen(self) -> QRect:
        return self._box


class _Drawing(QWidget):
    def __init__(self, parent: QWidget, *boxes: tuple[str, QRect]) -> None:
        super().__init__(parent)
        self.setGeometry(100, 200, 400, 300)
        self._parts = [_Part(self, *each) for each in boxes]
        self.show()

    def accessible_role(self) -> QAccessible.Role:
        return QAccessible.Role.Grouping

    def accessible_parts(self) -> list[QObject]:
        return [*self._parts]


def test_parts_that_lie_over_each_other_or_outside_are_small_or_called_alike_are_found(opened: Open) -> None:
    window = opened().window
    boxes = (("1 Name", QRect(0, 0, 200, 44)), ("1 Name", QRect(100, 20, 200, 44)), ("", QRect(350, 200, 90, 20)))
    _Drawing(window, *boxes)

    found = [fault.rule for fault in parts.faults_of(window)]

    assert sorted(found) == ["name", "outside", "overlap", "same name", "target size"]
