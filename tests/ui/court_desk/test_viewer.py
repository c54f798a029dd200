"""The scanned page beside what is keyed: asked for as it is to be seen, shown while it is wanted, remembered for each scan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from ui.court_desk.viewer import Looking, PageViewer
from ui.theme import CREAM, HIGH_CONTRAST, LookSource, TextSize

Look = Callable[..., LookSource]


class Asked(list[tuple[int, int, int]]):
    """What a viewer asked for."""

    def __call__(self, page: int, width_px: int, rotation: int) -> None:
        self.append((page, width_px, rotation))


@pytest.fixture
def viewer(qtbot: QtBot, looks: LookSource) -> PageViewer:
    return shown(qtbot, PageViewer(looks))


def shown(qtbot: QtBot, viewer: PageViewer) -> PageViewer:
    qtbot.addWidget(viewer)
    viewer.resize(540, 760)
    viewer.show()
    qtbot.waitExposed(viewer)
    return viewer


def page(width: int, height: int = 0) -> QImage:
    image = QImage(width, height or round(width * 1.414), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    return image


def give(viewer: PageViewer, asked: Asked) -> None:
    number, width, rotation = asked[-1]
    viewer.set_image(number, width, rotation, page(width) if rotation in {0, 180} else page(width, width // 2))


def test_a_page_is_asked_for_as_wide_as_it_is_seen_and_turned_as_it_is_wanted(viewer: PageViewer) -> None:
    asked = Asked()

    viewer.show_pages(4, asked)
    viewer.next_page()
    viewer.zoom_in()
    viewer.rotate()
    viewer.fit()

    room = viewer.canvas.room
    assert asked == [(0, room, 0), (1, room, 0), (1, round(room * 1.25), 0), (1, round(room * 1.25), 90), (1, room, 90)]


def test_a_picture_that_is_not_wanted_any_more_is_dropped(viewer: PageViewer) -> None:
    asked = Asked()
    viewer.show_pages(2, asked)
    late = asked[-1]
    viewer.next_page()

    viewer.set_image(*late, page(late[1]))

    assert not viewer.canvas.has_image
    assert viewer.canvas.accessibleName() == "Page 2 is being opened."
    give(viewer, asked)
    assert viewer.canvas.has_image
    assert viewer.canvas.accessibleName() == "Page 2 of 2 of the scan"
    assert "cannot be read aloud" in viewer.canvas.accessibleDescription()


def test_no_picture_is_held_while_the_viewer_is_hidden_and_it_asks_again_when_it_is_shown(viewer: PageViewer) -> None:
    asked = Asked()
    viewer.show_pages(2, asked)
    give(viewer, asked)

    viewer.hide()
    hidden = viewer.canvas.has_image
    viewer.set_image(*asked[-1], page(asked[-1][1]))
    given_while_hidden = viewer.canvas.has_image
    before = len(asked)
    viewer.show()

    assert (hidden, given_while_hidden) == (False, False)
    assert len(asked) == before + 1


def test_zoom_and_rotation_are_remembered_for_each_scan_and_forgotten_when_all_is_cleared(viewer: PageViewer) -> None:
    asked = Asked()
    viewer.show_pages(3, asked, starts=(0, 2))
    viewer.rotate()
    viewer.zoom_in()
    viewer.turn_to(2)
    other = asked[-1]
    viewer.turn_to(1)
    same_scan = asked[-1]

    viewer.clear()
    viewer.show_pages(3, asked, starts=(0, 2))

    room = viewer.canvas.room
    assert other == (2, room, 0)
    assert same_scan == (1, round(room * 1.25), 90)
    assert asked[-1] == (0, room, 0)


def test_whoever_keeps_how_it_was_looked_at_sees_it_again_so(qtbot: QtBot, looks: LookSource, viewer: PageViewer) -> None:
    asked, looking = Asked(), Looking()
    viewer.show_pages(3, asked, looking=looking)
    viewer.next_page()
    viewer.rotate()
    viewer.clear()
    again = shown(qtbot, PageViewer(looks))

    again.show_pages(3, asked, looking=looking)

    assert asked[-1] == (1, again.canvas.room, 90)


def test_pages_end_at_the_first_and_the_last_and_zoom_at_its_ends(viewer: PageViewer) -> None:
    asked = Asked()
    viewer.show_pages(2, asked)

    viewer.previous_page()
    viewer.zoom_out()
    viewer.next_page()
    viewer.next_page()
    for _step in range(20):
        viewer.zoom_in()

    assert viewer.page == 1
    assert max(width for _page, width, _rotation in asked) == viewer.canvas.room * 4


def test_what_cannot_be_shown_says_why_and_the_other_pages_stay_within_reach(viewer: PageViewer) -> None:
    asked = Asked()
    viewer.show_pages(2, asked)

    viewer.say_failed("This page is damaged.", "Scan it again.")
    words = viewer.canvas.accessibleName()
    viewer.next_page()

    assert words == "This page is damaged. Scan it again."
    assert asked[-1][0] == 1


def test_no_shortcut_is_a_letter_or_a_number_alone(viewer: PageViewer) -> None:
    keys = [QKeySequence(key)[0] for key, _act in viewer.shortcuts()]

    assert all(key.keyboardModifiers() or not 0x20 <= key.key() < 0x1000000 for key in keys)


def test_the_arrows_move_an_enlarged_page_while_it_has_the_focus(viewer: PageViewer) -> None:
    asked = Asked()
    viewer.show_pages(1, asked)
    for _step in range(3):
        viewer.zoom_in()
    give(viewer, asked)
    viewer.canvas.setFocus()

    QTest.keyClick(viewer.canvas, Qt.Key.Key_Down)
    down = viewer.canvas._at.y()
    viewer.pan(0, -1000)

    assert down > 0
    assert viewer.canvas._at.y() == 0


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
@pytest.mark.parametrize("size", list(TextSize))
def test_every_key_above_the_page_is_whole_in_each_size(qtbot: QtBot, look_of: Look, size: TextSize, language: Language) -> None:
    viewer = shown(qtbot, PageViewer(look_of(size=size, language=language)))
    viewer.show_pages(24, Asked())

    bar = viewer.bar

    qtbot.waitUntil(lambda: bar.height() == bar.heightForWidth(bar.width()))
    assert all(put.left + bar._wide(put.keys) <= bar.width() for put in bar._put(bar.width()))


@pytest.mark.parametrize("theme", [HIGH_CONTRAST, CREAM])
def test_paper_is_white_in_every_contrast(qtbot: QtBot, look_of: Look, theme: object) -> None:
    viewer = shown(qtbot, PageViewer(look_of(theme)))
    asked = Asked()
    viewer.show_pages(1, asked)
    give(viewer, asked)

    seen: QWidget = viewer.canvas
    middle = seen.grab().toImage().pixelColor(seen.width() // 2, 200)

    assert middle.name() == "#ffffff"
