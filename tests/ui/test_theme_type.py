"""Type, measures, fonts and drawings."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from pytestqt.qtbot import QtBot

from kiosk_app.legible import DRAWN
from services.language import Language
from ui.theme import Fonts, Icon, Look, LookSource, Role, TextSize, load_fonts, measures, paint_icon, paint_picture, type_size
from ui.theme.paths import read_path

PICTURE_FILES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".bmp"}
BODIES = (38, 41, 43, 50, 57, 64, 76, 129)
IN_ORDER = (Role.BODY, Role.LEAD, Role.SECTION, Role.SUBHEADING, Role.HEADING, Role.GREETING)


def test_the_largest_text_is_drawn_at_forty_three_pixels() -> None:
    smallest = min(type_size(role, TextSize.LARGEST).pixels for role in Role if role is not Role.STAFF)

    assert smallest == type_size(Role.BODY, TextSize.LARGEST).pixels == DRAWN


@pytest.mark.parametrize("body", BODIES)
def test_every_public_role_of_the_largest_text_reaches_what_can_be_read(body: int) -> None:
    smallest = min(type_size(role, TextSize.LARGEST, body).pixels for role in Role if role is not Role.STAFF)

    assert smallest == type_size(Role.BODY, TextSize.LARGEST, body).pixels == body


@pytest.mark.parametrize("body", BODIES)
def test_the_order_of_the_largest_text_stays_and_nothing_is_smaller_than_at_150_per_cent(body: int) -> None:
    sizes = [type_size(role, TextSize.LARGEST, body).pixels for role in IN_ORDER]

    assert sizes == sorted(sizes)
    assert all(pixels >= type_size(role, TextSize.LARGE).pixels for role, pixels in zip(IN_ORDER, sizes, strict=True))


@pytest.mark.parametrize("body", BODIES)
def test_headings_grow_by_less_than_body_text(body: int) -> None:
    drawn, heading = type_size(Role.HEADING, TextSize.LARGEST), type_size(Role.HEADING, TextSize.LARGEST, body)

    if body > DRAWN:
        assert (
            heading.pixels / drawn.pixels < body / DRAWN
            or heading.pixels == type_size(Role.SUBHEADING, TextSize.LARGEST, body).pixels
        )
    else:
        assert heading.pixels / drawn.pixels >= body / DRAWN


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE])
@pytest.mark.parametrize("body", BODIES)
def test_the_other_sizes_are_the_same_on_every_screen(size: TextSize, body: int) -> None:
    assert all(type_size(role, size, body) == type_size(role, size) for role in Role)
    assert measures(size, compact=False, body=body) == measures(size, compact=False)


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("body", BODIES)
def test_parts_grow_with_the_largest_text_and_the_space_between_them_does_not(body: int, compact: bool) -> None:  # noqa: FBT001 - given by pytest
    drawn = measures(TextSize.LARGEST, compact=compact)
    found = measures(TextSize.LARGEST, compact=compact, body=body)

    assert found.button == round(drawn.button * body / DRAWN)
    assert (found.margin, found.key_gap) == (drawn.margin, drawn.key_gap)
    assert min(found.small_button, found.link, found.field, found.segment[1], *found.foot_button) >= 44


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


@pytest.mark.parametrize(
    ("size", "window", "wanted", "compact"),
    [
        (TextSize.STANDARD, (1280, 720), DRAWN, True),
        (TextSize.STANDARD, (1280, 800), DRAWN, False),
        (TextSize.LARGEST, (1280, 1024), DRAWN, False),
        (TextSize.LARGEST, (1280, 800), DRAWN, True),
        (TextSize.LARGEST, (1920, 1080), DRAWN, False),
        (TextSize.LARGEST, (1920, 1080), 57, True),
    ],
)
def test_larger_text_needs_the_compact_parts_sooner(
    size: TextSize,
    window: tuple[int, int],
    wanted: int,
    compact: bool,  # noqa: FBT001 - given by pytest
) -> None:
    assert Look(size=size).fitted(*window, wanted).compact is compact


def test_a_window_has_the_text_that_it_can_hold(fonts: Fonts) -> None:
    looks = LookSource(Look(size=TextSize.LARGEST), fonts, wanted=59)

    looks.fit(1920, 1080)
    on_the_whole_screen = looks.type(Role.BODY).pixels
    looks.fit(1280, 1024)

    assert on_the_whole_screen == 59
    assert looks.type(Role.BODY).pixels == 50


def test_another_text_size_is_fitted_to_the_window_again(fonts: Fonts) -> None:
    looks = LookSource(Look(), fonts)
    looks.fit(1280, 800)

    looks.set(replace(looks.look, size=TextSize.LARGEST))

    assert looks.look.compact


def test_a_short_screen_has_lower_bars() -> None:
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

    paint_picture(painter, "visit", QRectF(0, 0, 512, 190), QColor("black"), QColor("white"))
    painter.end()

    assert QColor(image.pixel(302, 150)).lightness() == 0
    assert QColor(image.pixel(10, 182)).lightness() == 0


def test_every_picture_on_the_screens_is_drawn_by_this_program() -> None:
    rooms = [Path(__file__).parents[2] / room for room in ("ui", "kiosk_app", "services")]

    found = [path for room in rooms for path in room.rglob("*") if path.suffix.lower() in PICTURE_FILES]

    assert found == []
    assert set(tomllib.loads((rooms[0] / "theme" / "icons.toml").read_text("utf-8"))["icons"]) == set(Icon)


def test_an_arc_ends_where_it_says() -> None:
    end = read_path("M12,3A9,9,0,0,1,12,21").currentPosition()

    assert (round(end.x(), 6), round(end.y(), 6)) == (12, 21)


def test_a_broken_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="takes 6 numbers"):
        read_path("M1,1C2,2,3,3")
