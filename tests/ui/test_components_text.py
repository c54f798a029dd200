"""Text wraps, is measured as it is drawn, and is never clipped, also at 225 % and in narrow columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.catalogue.courts import embedded_courts
from tests.ui.gallery import Gallery
from ui.components.buttons import Button, Kind, LinkButton, Scale
from ui.components.marks import RadioRow
from ui.components.status import Status, StatusMark, Step, Track
from ui.components.text import Laid, Span, Style, TextBlock, on_one_line
from ui.components.ticket import Reference
from ui.components.tiles import Tile
from ui.components.times import TimeButton
from ui.theme import HIGH_CONTRAST, THEMES, Icon, Look, LookSource, Role, TextSize, Theme

LONG = "Mae eich cais am ymweliad wedi’i gadw ar y ciosg hwn, a heb ei anfon eto at y ganolfan archebu"
LookOf = Callable[..., LookSource]
WRAPPING: dict[str, Callable[[LookSource], QWidget]] = {
    "heading": lambda looks: TextBlock(looks, LONG, Role.HEADING, heading=True),
    "text": lambda looks: TextBlock(looks, LONG),
    "button": lambda looks: Button(looks, LONG, Kind.PRIMARY),
    "big button": lambda looks: Button(looks, LONG, scale=Scale.BIG, icon=Icon.PRINTER),
    "link": lambda looks: LinkButton(looks, LONG, icon=Icon.HELP),
    "tile": lambda looks: Tile(looks, LONG, icon=Icon.INFO, promise=LONG, time="Tua 10 munud", chevron=True),
    "radio": lambda looks: RadioRow(looks, LONG, LONG),
    "time": lambda looks: TimeButton(looks, LONG, LONG, badge=1),
    "status": lambda looks: StatusMark(looks, Status.SAVED, LONG),
    "track": lambda looks: Track(looks, [Step(LONG, LONG, Status.DONE), Step(LONG)]),
    "reference": lambda looks: Reference(looks, "7K2M 9QTX 4HW3"),
}


def ink_of(widget: QWidget) -> QRect:
    """The rectangle of what is painted in another colour than the corner's."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = QColor(image.pixel(0, image.height() - 1)).rgb()
    rows = [y for y in range(image.height()) if any(image.pixel(x, y) != ground for x in range(0, image.width(), 2))]
    return QRect(0, rows[0], image.width(), rows[-1] - rows[0] + 1) if rows else QRect()


@pytest.mark.parametrize("make", WRAPPING.values(), ids=WRAPPING.keys())
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("width", [380, 780])
def test_long_welsh_words_are_never_clipped(
    look_of: LookOf, qtbot: QtBot, make: Callable[[LookSource], QWidget], size: TextSize, width: int
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    widget = make(look_of(size=size))
    layout.addWidget(widget)
    layout.addStretch(1)

    page.resize(width, 3_000)
    page.show()

    assert widget.width() <= max(width, widget.minimumSizeHint().width())
    assert widget.height() == widget.heightForWidth(widget.width())


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("role", [Role.GREETING, Role.HEADING, Role.SUBHEADING, Role.BODY])
def test_letters_that_reach_out_of_a_tight_line_are_drawn_whole(
    look_of: LookOf, qtbot: QtBot, size: TextSize, role: Role
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    text = TextBlock(look_of(HIGH_CONTRAST, size), "Ŵyg Ŷjpq", role)
    text.setParent(page)
    palette = page.palette()
    palette.setColor(page.backgroundRole(), QColor("black"))
    page.setPalette(palette)
    width = text.sizeHint().width()
    text.resize(width, text.heightForWidth(width))

    exact = ink_of(text)
    text.resize(width, text.heightForWidth(width) + 60)

    assert exact.height() == ink_of(text).height()


def test_bold_parts_are_wider(looks: LookSource) -> None:
    regular = Laid(looks, [Span("Your request is saved")], Style())
    bold = Laid(looks, [Span("Your request "), Span("is saved", bold=True)], Style())

    assert bold.width > regular.width


def test_line_breaks_are_kept(looks: LookSource) -> None:
    assert Laid(looks, "Are you\nstill there?", Style(Role.GREETING)).lines == 2


def test_a_word_longer_than_its_column_is_broken_and_not_cut(looks: LookSource) -> None:
    laid = Laid(looks, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", Style(Role.HEADING), 300)

    assert laid.lines > 3
    assert laid.width <= 300


def test_a_running_page_grows_when_the_text_does(looks: LookSource, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    text, button = TextBlock(looks, LONG), Button(looks, "Continue")
    layout.addWidget(text)
    layout.addWidget(button)
    layout.addStretch(1)
    page.resize(780, 1024)
    page.show()
    before = text.height(), button.height()

    looks.set(Look(size=TextSize.LARGEST))

    qtbot.waitUntil(lambda: text.height() > before[0])
    assert button.height() == 104


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.contrast)
def test_every_state_can_be_drawn_in_every_look(look_of: LookOf, qtbot: QtBot, theme: Theme, size: TextSize) -> None:
    gallery = Gallery(look_of(theme, size))
    qtbot.addWidget(gallery)
    gallery.resize(1280, 1024)
    gallery.show()
    gallery.settle()

    picture = gallery.grab().toImage()

    colours = {QColor(picture.pixel(x, y)).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert {theme.bg, theme.focus, theme.text} <= colours


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGEST])
def test_what_is_taken_for_one_line_is_one_line(size: TextSize, look_of: LookOf) -> None:
    looks, style = look_of(size=size), Style(Role.LEAD)
    texts = [
        LONG,
        "Llys Sirol Caerdydd a’r Fro, Tŷ’r Goron",
        "AVAVA" * 9,
        *(court.name_en for court in embedded_courts().courts[::9]),
    ]

    for text in texts:
        whole = Laid(looks, text, style).width

        assert on_one_line(looks, text, style, whole * 1.04)
        assert not on_one_line(looks, text, style, whole - 2)
        for room in (whole + 8, whole * 1.02 + 8):  # rows leave as much beside their words
            fits = on_one_line(looks, text, style, room - 8)
            assert not fits or Laid(looks, text, style, room).lines == 1
    assert not on_one_line(looks, "Two\nlines", style, 1000)
