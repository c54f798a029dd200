"""The start screen: one obvious thing to do, everything else in reach."""

from __future__ import annotations

from collections.abc import Sequence

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
_BIG_COMPACT = 300
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
        others = [each for each in self.session.services.values() if each.starts_here and each.key != stage.main_service]
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
            self.add(self._services(others, wide=wide), 20 if compact else 40, self._lower(across=wide))
        privacy = _("Your answers are cleared from this screen when you finish. You do not need an account or an email address.")
        self.add(20 if compact else 36, IconNote(self.looks, Icon.LOCK, privacy, ink="secondary", icon_ink="secondary"), None)

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
        big = self._big()
        if not others:
            return column(big)
        tiles = column()
        for number, service in enumerate(others):
            if number:
                tiles.addSpacing(20)
            tiles.addWidget(self._tile(service), 1)
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

    def _big(self) -> BigTile:
        service = self.session.services[self.stage.main_service]
        promise = "\n".join(self.looks.say(each) for each in service.promise)
        height = _BIG_COMPACT if self.looks.look.compact else _BIG_HEIGHT
        tile = BigTile(self.looks, service.title, promise, minutes_words(service.minutes), height=height)
        self._begins(tile, service)
        return tile

    def _tile(self, service: Service) -> Tile:
        icon = Icon(service.picture) if service.picture in set(Icon) else Icon.LIST
        tile = Tile(
            self.looks,
            service.title,
            icon=icon,
            promise=service.promise[0],
            time=minutes_words(service.minutes),
            chevron=True,
            height=124,
        )
        self._begins(tile, service)
        return tile

    def _begins(self, tile: Tile | BigTile, service: Service) -> None:
        tile.setObjectName(f"tile:{service.key}")
        tile.clicked.connect(lambda: self.session.start(service.key))

    def _lower(self, *, across: bool) -> QLayout:
        other = self.session.language.other
        tiles: Sequence[tuple[str, Tile]] = (
            ("reference", Tile(self.looks, _("I have a reference"), icon=Icon.TICKET, promise=_("See what has happened"))),
            ("information", Tile(self.looks, _("Information"), icon=Icon.INFO, promise=self.stage.information.line)),
            ("language", Tile(self.looks, other.own_name, icon=Icon.GLOBE, promise=other.traits.invitation)),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(20)
        for number, (name, tile) in enumerate(tiles):
            tile.setObjectName(name)
            grid.addWidget(tile, 0 if across else number, number if across else 0)
            grid.setColumnStretch(number if across else 0, 1)
        tiles[2][1].spoken_in = other
        self._press(tiles[0][1], Place.REFERENCE)
        tiles[1][1].clicked.connect(lambda: self.session.guides.open(Place.INFORMATION))
        tiles[2][1].clicked.connect(lambda: self.session.speak(other))
        return grid

    def _press(self, tile: Tile, place: Place) -> None:
        tile.clicked.connect(lambda: self.session.go(place))
