"""Type, measures, fonts and drawings."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from pytestqt.qtbot import QtBot

from services.language import Language
from ui.theme import Icon, Look, LookSource, Role, TextSize, load_fonts, measures, paint_icon, paint_visit, type_size
from ui.theme.paths import read_path

CAPITAL_OF_INTER = 0.727  # of the font size


def angle(pixels: int, screen_mm: float, screen_pixels: int, distance_mm: float) -> float:
    """What a capital H subtends, in degrees (EN 301 549, 5.1.4)."""
    height = CAPITAL_OF_INTER * pixels * screen_mm / screen_pixels
    return 180 * height / (math.pi * distance_mm)


def test_the_largest_text_can_be_read_from_sixty_centimetres() -> None:
    smallest = min(type_size(role, TextSize.LARGEST).pixels for role in Role if role is not Role.STAFF)

    assert smallest == 43
    assert angle(smallest, screen_mm=338, screen_pixels=1280, distance_mm=600) >= 0.7


def test_public_text_is_never_smaller_than_nineteen_pixels() -> None:
    assert min(type_size(role, size).pixels for role in Role for size in TextSize if role is not Role.STAFF) == 19


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("size", TextSize)
def test_no_target_is_smaller_than_forty_four_pixels(size: TextSize, compact: bool) -> None:  # noqa: FBT001 - given by pytest
    found = measures(size, compact=compact)

    targets = (
        found.button,
        found.small_button,
        found.link,
        found.field,
        found.mark_row,
        found.key,
        found.segment[1],
        *found.foot_button,
    )
    assert min(targets) >= 44


def test_a_short_screen_has_lower_bars() -> None:
    assert Look.is_compact(720)
    assert not Look.is_compact(1024)
    assert measures(TextSize.STANDARD, compact=True).header < measures(TextSize.STANDARD, compact=False).header


def test_after_the_largest_text_comes_the_standard_one() -> None:
    assert [size.larger for size in TextSize] == [TextSize.LARGE, TextSize.LARGEST, TextSize.STANDARD]


def test_text_is_drawn_in_inter(looks: LookSource) -> None:
    assert QFontInfo(looks.font(Role.BODY)).family() == "Inter"
    assert QFontInfo(looks.font(Role.HEADING)).bold()


@pytest.mark.usefixtures("fonts")
def test_a_missing_font_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    found = load_fonts((tmp_path,))

    assert found.fault is not None
    assert "Inter-Regular" in found.fault.missing
    assert found.family != "Inter"


def test_a_change_of_look_is_told_once(looks: LookSource, qtbot: QtBot) -> None:
    with qtbot.waitSignal(looks.changed):
        looks.set(Look(size=TextSize.LARGEST, language=Language.WELSH))

    with qtbot.assertNotEmitted(looks.changed):
        looks.set(Look(size=TextSize.LARGEST, language=Language.WELSH))


def test_a_reversed_look_follows(looks: LookSource) -> None:
    bar = looks.reversed(looks)

    looks.set(Look(size=TextSize.LARGE))

    assert bar.look.size is TextSize.LARGE
    assert bar.theme.bg == looks.theme.bar


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("icon", Icon)
def test_every_icon_leaves_ink_inside_its_box(icon: Icon) -> None:
    image = QImage(96, 96, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)

    paint_icon(painter, icon, QRectF(24, 24, 48, 48), QColor("black"), QColor("white"))
    painter.end()

    dark = [(x, y) for x in range(96) for y in range(96) if QColor(image.pixel(x, y)).lightness() < 128]
    assert len(dark) > 40
    assert all(22 <= x < 74 and 22 <= y < 74 for x, y in dark)


@pytest.mark.usefixtures("fonts")
def test_the_joined_hands_of_the_visit_picture_are_one_shape() -> None:
    image = QImage(512, 190, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)

    paint_visit(painter, QRectF(0, 0, 512, 190), QColor("black"))
    painter.end()

    assert QColor(image.pixel(302, 150)).lightness() == 0
    assert QColor(image.pixel(10, 182)).lightness() == 0


def test_an_arc_ends_where_it_says() -> None:
    end = read_path("M12,3A9,9,0,0,1,12,21").currentPosition()

    assert (round(end.x(), 6), round(end.y(), 6)) == (12, 21)


def test_a_broken_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="takes 6 numbers"):
        read_path("M1,1C2,2,3,3")
