"""The start screen: one obvious thing to do, everything else in reach."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from services.common.civil import local
from services.forms.service import Service
from services.forms.words import Words
from ui.components.notes import IconNote
from ui.components.text import TextBlock
from ui.components.tiles import BigTile, Tile
from ui.desk.idle import Presence
from ui.desk.layout import boxed, column, row
from ui.desk.places import Place
from ui.desk.screen import Screen, Stage
from ui.desk.words import _, greeting, minutes_words
from ui.theme import Icon, Role, Said

_BIG_HEIGHT = 412
_BIG_COMPACT, _BIG_LOW = 300, 290
_LOW_TILE = 92  # below the services, where there is little height
_ALL_LINES = 3  # of a tile: what it is, a promise, how long it takes
_HEIGHTS = {3: 124, 2: 88, 1: 60}  # of a tile, by its lines
_SMALL_ICON = 44  # of a tile with fewer
_ROOMY, _ROOMY_COMPACT = 3, 2  # tiles with all of them that stand beside the big one
_DESCENT = 16  # below the line of the largest type


class StartScreen(Screen):
    """Greeting, clock, the site's main service as the big tile, other services, and what anybody may need."""

    strip = None
    presence = Presence.NOBODY
    top = 36

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        wide = stage.wide
        compact = self.looks.look.compact
        self._greeting = TextBlock(
            self.looks, greeting(stage.time.now()), Role.HEADING if compact else Role.GREETING, heading=True
        )
        self._clock = TextBlock(self.looks, self._time(), Role.HEADING, figures=True, align=Qt.AlignmentFlag.AlignRight)
        self._day = TextBlock(self.looks, self._date(), ink="secondary", align=Qt.AlignmentFlag.AlignRight)
        below = 0 if compact else _DESCENT
        self._greeting.setMinimumHeight(self.looks.type(Role.HEADING if compact else Role.GREETING).line + below)
        clock = column(self._clock, self._day, None)
        head = (
            row(self._greeting, None, clock)
            if not self.looks.largest
            else column(self._greeting, boxed(row(self._clock)), self._day)
        )
        self.page.setContentsMargins(self.looks.measures.margin, 20 if compact else 36, self.looks.measures.margin, 8)
        others = stage.offering.others
        beside = wide and compact and (not others or bool(self.session.closed))
        self.add(head, 20 if compact else 36 - _DESCENT)
        if self.session.closed:
            from ui.desk.closed import no_new_requests

            notice = boxed(no_new_requests(self.looks, self.session.closed))
            lower = self._lower(across=wide and not compact)
            self.add(self._halves(notice, lower) if beside else column(notice, 20 if compact else 40, lower))
        elif beside:
            self.add(self._halves(self._big(), self._lower(across=False)))
        else:
            self.add(self._services(others, wide=wide), 16 if compact else 40, self._lower(across=wide))
        privacy = _("Your answers are cleared from this screen when you finish. You do not need an account or an email address.")
        self.add(16 if compact else 36, IconNote(self.looks, Icon.LOCK, privacy, ink="secondary", icon_ink="secondary"), None)

    @property
    def title(self) -> Said:
        """The site's name."""
        return self.stage.site.name

    @property
    def name(self) -> Said:
        """The site's name."""
        return self.stage.site.name

    def tick(self) -> None:
        """The clock and the greeting."""
        for block, words in (
            (self._greeting, greeting(self.stage.time.now())),
            (self._clock, self._time()),
            (self._day, self._date()),
        ):
            if block.text() != self.looks.say(words):
                block.set_text(words)

    def _time(self) -> Words:
        return _("{at:time}", at=local(self.stage.time.now()).time().replace(second=0, microsecond=0))

    def _date(self) -> Words:
        return _("{day:weekday}", day=self.stage.time.today())

    def _services(self, others: Sequence[Service], *, wide: bool) -> QLayout:
        big = self._big(low=wide and self.looks.look.compact)
        if not others:
            return column(big)
        tiles = column()
        lines = _ALL_LINES if not wide else self._lines(len(others))
        for number, service in enumerate(others):
            if number:
                tiles.addSpacing(20 if lines > 1 else 16)
            tiles.addWidget(self._tile(service, lines), 1)
        if not wide:
            return column(big, 20, tiles)
        return self._halves(big, tiles)

    @staticmethod
    def _halves(left: QWidget, right: QLayout) -> QLayout:
        layout = QHBoxLayout()
        layout.setSpacing(20)
        layout.addWidget(left, 1)
        layout.addWidget(boxed(right), 1)
        return layout

    def _big(self, *, low: bool = False) -> BigTile:
        service = self.stage.offering.main
        promise = "\n".join(self.looks.say(each) for each in service.promise)
        height = _BIG_LOW if low else _BIG_COMPACT if self.looks.look.compact else _BIG_HEIGHT
        minutes = minutes_words(service.minutes)
        tile = BigTile(self.looks, service.title, promise, minutes, picture=service.picture, height=height, low=low)
        self._begins(tile, service)
        return tile

    def _lines(self, tiles: int) -> int:
        """How many lines a tile may have where all of them are to stand beside the big one."""
        if self.looks.look.compact:
            return _ALL_LINES if tiles <= _ROOMY_COMPACT else 1
        return max(1, _ALL_LINES - max(0, tiles - _ROOMY))

    def _tile(self, service: Service, lines: int) -> Tile:
        icon = Icon(service.picture) if service.picture in set(Icon) else Icon.LIST
        tile = Tile(
            self.looks,
            service.title,
            icon=icon,
            promise=service.promise[0] if lines > 1 else "",
            time=minutes_words(service.minutes) if lines == _ALL_LINES else "",
            chevron=True,
            icon_size=0 if lines == _ALL_LINES else _SMALL_ICON,
            height=_HEIGHTS[lines],
        )
        self._begins(tile, service)
        return tile

    def _begins(self, tile: Tile | BigTile, service: Service) -> None:
        tile.setObjectName(f"tile:{service.key}")
        tile.clicked.connect(lambda: self.session.start(service.key))

    def _lower(self, *, across: bool) -> QLayout:
        other = self.session.language.other
        low = across and self.looks.look.compact
        tile = partial(Tile, self.looks, height=_LOW_TILE if low else 0)
        tiles: Sequence[tuple[str, Tile]] = (
            ("reference", tile(_("I have a reference"), icon=Icon.TICKET, promise=_("See what has happened"))),
            ("information", tile(_("Information"), icon=Icon.INFO, promise=self.stage.information.line)),
            ("language", tile(other.own_name, icon=Icon.GLOBE, promise=other.traits.invitation)),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(20)
        for number, (name, each) in enumerate(tiles):
            each.setObjectName(name)
            grid.addWidget(each, 0 if across else number, number if across else 0)
            grid.setColumnStretch(number if across else 0, 1)
        tiles[2][1].spoken_in = other
        self._press(tiles[0][1], Place.REFERENCE)
        tiles[1][1].clicked.connect(lambda: self.session.guides.open(Place.INFORMATION))
        tiles[2][1].clicked.connect(lambda: self.session.speak(other))
        return grid

    def _press(self, tile: Tile, place: Place) -> None:
        tile.clicked.connect(lambda: self.session.go(place))
