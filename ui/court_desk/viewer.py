"""The scanned pages beside what is being keyed: which page, how large and which way round, all by keys.

    viewer.show_pages(4, ask)             # ask(page, width_px, rotation) is called for each picture that is wanted
    viewer.set_image(page, width_px, rotation, image)   # later; one that is not wanted any more is dropped
    viewer.say_loading() / viewer.say_failed(words, next_step) / viewer.clear()
    for key, act in viewer.shortcuts(): self.shortcut(key, act)   # a `StaffScreen` binds them

It never waits: a picture comes when somebody has made it. Zoom and rotation are remembered for each scan until `clear`, or for
as long as somebody keeps the `Looking`. No
picture is held while the viewer is hidden; it asks again when it is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain, Words
from ui.a11y import announce
from ui.components.containers import Container
from ui.components.status import Status
from ui.court_desk.canvas import STEP, PageCanvas
from ui.court_desk.viewer_bar import Keys, ViewerBar
from ui.theme import LookSource, Said

_ = Domain("ui")

Ask: TypeAlias = Callable[[int, int, int], None]
"""Wants the picture of a page: its number from 0, how wide in pixels, and turned clockwise by 0, 90, 180 or 270 degrees."""

WIDTH = 540
WIDEST = 3000  # pixels that are ever asked for
_ZOOMS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
_HINTS = (Keys(("PgUp", "PgDn"), _("Page")), Keys(("Ctrl +", "Ctrl −"), _("Zoom")), Keys(("Ctrl R",), _("Rotate")))  # noqa: RUF001
_MORE = (Keys(("Ctrl 0",), _("Whole width")), Keys(("Alt ← ↑ ↓ →",), _("Move")))
_NOTHING = _("No scan is laid beside this.")


@dataclass(slots=True)
class _View:
    """How one scan is looked at."""

    zoom: int = 0  # which of the steps
    rotation: int = 0


@dataclass(slots=True)
class Looking:
    """How an item's scans are looked at: which page, and each scan how. Whoever keeps it can show them again as they were."""

    page: int = 0
    views: dict[int, _View] = field(default_factory=dict)


class PageViewer(Container):
    """One at a time of the pages of an item's scans, and the keys above it."""

    def __init__(self, looks: LookSource, parent: QWidget | None = None, *, ways: Sequence[Keys] = ()) -> None:
        """`ways`: keys of the page it is on, shown before its own."""
        super().__init__(parent)
        self._pages = 0
        self._looking = Looking()
        self._starts: Sequence[int] = (0,)
        self._ask: Ask | None = None
        self._wanted: tuple[int, int, int] | None = None
        self._shown: int | None = None  # the page whose picture is painted
        self.bar = ViewerBar(looks, self._place, self._last, (*ways, *_HINTS, *_MORE))
        self.canvas = PageCanvas(looks, self._described)
        self.canvas.setObjectName("scan-page")
        self.canvas.came.connect(self._want)
        self.canvas.resized.connect(self._want)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.bar)
        inside.addWidget(self.canvas, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.follow(looks)
        self.clear()

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._looking.page

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._pages

    def show_pages(self, pages: int, ask: Ask, starts: Sequence[int] = (0,), looking: Looking | None = None) -> None:
        """Show the first of `pages` pages, or as they were looked at before.

        `starts`: the pages with which a scan begins, rising, the first of them 0.
        """
        self._pages, self._starts, self._ask, self._looking = pages, starts, ask, looking or Looking()
        self._turned()

    def set_image(self, page: int, width_px: int, rotation: int, image: QImage) -> None:
        """Here is what was asked for; anything else is dropped."""
        if (page, width_px, rotation) != self._wanted or not self.canvas.isVisible():
            return
        keep = self._shown == page
        self._shown = page
        self.canvas.show_image(image, self._width(), keep=keep)

    def say_loading(self) -> None:
        """The pages are being counted."""
        self._forget()
        self.canvas.say(Status.UNDER_WAY, _("The scan is being opened."))

    def say_failed(self, words: Said, following: Said = "") -> None:
        """The page cannot be shown: why, and what to do. The other pages stay within reach."""
        self._shown = None
        self._wanted = None
        self.canvas.say(Status.NOT_WORKING, words, following)
        announce(self.canvas, self.canvas.accessibleName())

    def clear(self) -> None:
        """Nothing to show; nothing is remembered."""
        self._forget()
        self.canvas.say(None, _NOTHING)

    def next_page(self) -> None:
        """Turn over."""
        self.turn_to(self.page + 1)

    def previous_page(self) -> None:
        """Turn back."""
        self.turn_to(self.page - 1)

    def turn_to(self, page: int) -> None:
        """Show a page, from 0. There is no such page: nothing happens."""
        if 0 <= page < self._pages and page != self.page:
            self._looking.page = page
            self._turned()
            announce(self.canvas, self.looks.say(self._place()))

    def zoom_in(self) -> None:
        """One step larger."""
        self._zoom(self._view.zoom + 1)

    def zoom_out(self) -> None:
        """One step smaller, until the page just fits."""
        self._zoom(self._view.zoom - 1)

    def fit(self) -> None:
        """As wide as fits."""
        self._zoom(0)

    def rotate(self) -> None:
        """A quarter turn clockwise, for all pages of this scan."""
        if self._pages:
            self._view.rotation = (self._view.rotation + 90) % 360
            self._shown = None
            self._want()
            announce(self.canvas, self.looks.say(_("Turned by {degrees} degrees", degrees=self._view.rotation)))

    def pan(self, dx: float, dy: float) -> None:
        """Look further to the right and down, by pixels."""
        self.canvas.move_by(dx, dy)

    def shortcuts(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """What the keys do, for whoever owns the page to bind. None of them is a letter alone."""
        return (
            ("PgUp", self.previous_page),
            ("PgDown", self.next_page),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.fit),
            ("Ctrl+R", self.rotate),
            ("Alt+Left", partial(self.pan, -STEP, 0)),
            ("Alt+Right", partial(self.pan, STEP, 0)),
            ("Alt+Up", partial(self.pan, 0, -STEP)),
            ("Alt+Down", partial(self.pan, 0, STEP)),
        )

    @property
    def _view(self) -> _View:
        """How the scan of the present page is looked at."""
        return self._looking.views.setdefault(bisect_right(self._starts, self.page), _View())

    def _forget(self) -> None:
        self._pages, self._starts, self._ask, self._looking = 0, (0,), None, Looking()
        self._wanted = self._shown = None
        self.bar.look_changed()

    def _turned(self) -> None:
        self._shown = None
        self.bar.look_changed()
        self.canvas.say(Status.UNDER_WAY, _("Page {number} is being opened.", number=self.page + 1))
        self._want()

    def _zoom(self, step: int) -> None:
        step = min(max(step, 0), len(_ZOOMS) - 1)
        if self._pages and step != self._view.zoom:
            self._view.zoom = step
            self.canvas.enlarge(self._width())
            self._want()

    def _want(self) -> None:
        """Ask for the picture as it is to be seen now."""
        if self._ask is None or not self.canvas.isVisible():
            return
        wide = min(WIDEST, round(self._width() * self.devicePixelRatioF()))
        wanted = (self.page, wide, self._view.rotation)
        if wanted != self._wanted or not self.canvas.has_image:
            self._wanted = wanted
            self._ask(*wanted)
        if self.canvas.has_image:
            self.canvas.enlarge(self._width())

    def _width(self) -> int:
        return round(self.canvas.room * _ZOOMS[self._view.zoom])

    def _place(self) -> Words:
        if not self._pages:
            return _("No page")
        return _("Page {number} of {pages}", number=self.page + 1, pages=self._pages)

    def _last(self) -> Words:
        return _("Page {number} of {pages}", number=self._pages, pages=self._pages)

    def _described(self) -> str:
        return self.looks.say(_("Page {number} of {pages} of the scan", number=self.page + 1, pages=self._pages))
