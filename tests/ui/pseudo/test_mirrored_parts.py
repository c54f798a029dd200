"""What a mirror must not turn, and what it must: letters and figures, references, arrows, the focus, the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.forms.words import verbatim
from tests.ui.pseudo.tongues import MIRRORED, PLAIN
from ui.components.fields import TextField
from ui.components.focus import FocusRing
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.marks import MarkGroup, RadioRow
from ui.components.text import TextBlock
from ui.components.ticket import Reference
from ui.theme import Icon, LookSource, paint_icon
from ui.theme.mirror import mirrored

LookOf = Callable[..., LookSource]
Shown = Callable[[QWidget], QWidget]
_SMOOTHING = 10  # of 255, on average
INK, GROUND = QColor("black"), QColor("white")


@pytest.fixture
def turned(look_of: LookOf) -> LookSource:
    return look_of(language=MIRRORED)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Shows a widget in a window that is read from the right, and gives back the window."""
    kept: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QVBoxLayout(window).addWidget(widget)
        window.resize(600, 300)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    kept.clear()


def ink_of(widget: QWidget) -> QImage:
    """What a widget draws, cut to its ink."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 128]
    left, top = min(x for x, _y in dark), min(y for _x, y in dark)
    return image.copy(left, top, max(x for x, _y in dark) - left + 1, max(y for _x, y in dark) - top + 1)


def alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures are the same but for the smoothing of edges."""
    spots = [(x, y) for x in range(one.width()) for y in range(one.height())]
    differ = [abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) for x, y in spots]
    return one.size() == other.size() and sum(differ) < _SMOOTHING * len(spots)


def icon(which: Icon, *, turned: bool) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_Grayscale8)
    image.fill(GROUND)
    painter = QPainter(image)
    box = QRectF(0, 0, 48, 48)
    if turned:
        with mirrored(painter, box):
            paint_icon(painter, which, box, INK, GROUND)
    else:
        paint_icon(painter, which, box, INK, GROUND)
    painter.end()
    return image


@pytest.mark.parametrize("which", [Icon.NEXT, Icon.BACK, Icon.LIST])
def test_what_points_along_the_line_points_the_other_way(which: Icon) -> None:
    upright, turned = icon(which, turned=False), icon(which, turned=True)

    assert alike(turned, upright.flipped(Qt.Orientation.Horizontal))
    assert not alike(turned, upright)


@pytest.mark.parametrize("which", [Icon.CLOCK, Icon.CHECK, Icon.HELP, Icon.VOLUME])
def test_other_drawings_stay_as_they_are(which: Icon) -> None:
    assert alike(icon(which, turned=True), icon(which, turned=False))


def test_letters_and_figures_are_upright_and_begin_at_the_right(shown: Shown, turned: LookSource, look_of: LookOf) -> None:
    block = TextBlock(turned, verbatim("01632 960 001"))
    shown(block)
    upright = TextBlock(look_of(language=PLAIN), verbatim("01632 960 001"))
    upright.resize(block.size())

    image = block.grab().toImage()
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 128]

    assert min(dark) > block.width() / 2
    assert alike(ink_of(block), ink_of(upright))
    assert not alike(ink_of(block), ink_of(upright).flipped(Qt.Orientation.Horizontal))


@pytest.mark.parametrize("width", [600, 260])
def test_the_groups_of_a_reference_are_read_from_the_left_at_the_right(turned: LookSource, width: int) -> None:
    reference = Reference(turned, "7K2M 9QTX 4HW3")

    places = reference._places(width)

    assert [place.topLeft() for place in places] == sorted((place.topLeft() for place in places), key=lambda at: (at.y(), at.x()))
    assert all(max(each.right() for each in places if each.y() == place.y()) == width for place in places)


def test_the_ring_goes_around_the_mark_where_it_is_drawn(shown: Shown, turned: LookSource, qtbot: QtBot) -> None:
    rows = [RadioRow(turned, "One"), RadioRow(turned, "Two")]
    window = shown(MarkGroup(turned, "Question", rows))
    ring = FocusRing(window, turned)

    rows[0].setFocus()

    qtbot.waitUntil(lambda: ring.frame() is not None)
    frame = ring.frame()
    assert frame is not None
    mark = rows[0].mapTo(window, QPoint(rows[0].width() - round(rows[0].mark().width() / 2), round(rows[0].mark().center().y())))
    assert (frame.geometry().center() - mark).manhattanLength() <= 2


@pytest.mark.parametrize(("key", "then"), [(Qt.Key.Key_Left, 1), (Qt.Key.Key_Down, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Up, 2)])
def test_arrow_keys_go_the_way_they_point(shown: Shown, turned: LookSource, key: Qt.Key, then: int) -> None:
    rows = [RadioRow(turned, name) for name in ("One", "Two", "Three")]
    shown(MarkGroup(turned, "Question", rows))
    rows[0].setFocus()

    QTest.keyClick(rows[0], key)

    assert rows[then].hasFocus()


@pytest.mark.parametrize("kind", [KeyboardKind.PHONE, KeyboardKind.CODE, KeyboardKind.DATE, KeyboardKind.EMAIL])
def test_numbers_and_addresses_are_typed_from_the_left(shown: Shown, turned: LookSource, kind: KeyboardKind) -> None:
    number, name = TextField(turned, "Number", keyboard=kind), TextField(turned, "Name", keyboard=KeyboardKind.NAME)
    shown(number)
    shown(name)

    assert not number.isRightToLeft()
    assert name.isRightToLeft()
