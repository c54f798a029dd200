"""What waits to be sent: how many are where, the list of them, and of one of them what happened, what it means and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from kiosk_app.ports.queue import Queued, Shelf
from kiosk_app.ports.submissions import Counts, Custody
from kiosk_app.queue_words import dealt_with_words, state_words
from kiosk_app.use_cases.queue import QueuePage
from services.common.references import grouped
from services.forms.words import Words
from ui.admin_desk.count_tile import CountTile
from ui.admin_desk.notices import notice
from ui.admin_desk.parts import key_button
from ui.admin_desk.queue_asking import CHOSEN, RELEASING, QueueAsking
from ui.admin_desk.queue_panels import MediaPanel, MediaWays, QueuedPanel, ReleasePanel
from ui.admin_desk.queue_ways import ways_with
from ui.admin_desk.short_list import ShortList
from ui.components.containers import Section
from ui.components.row_list import Row, Rows
from ui.components.staff import Edge, Shortcut
from ui.components.status import Status
from ui.components.text import TextBlock
from ui.desk.layout import Rule, boxed, column, row
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, _n, instant_words
from ui.theme import Role, Said

_MEDIA = "media"
_MOST_SEEN = 5  # rows of the list at a time
_RENEW_SECONDS = 5.0
_BETWEEN = 14
_ENTER = "Enter"
_SHAPES = {
    Custody.HELD: Status.SAVED,
    Custody.SENDING: Status.SENDING,
    Custody.QUARANTINED: Status.PUT_ASIDE,
    Custody.ACKNOWLEDGED: Status.DONE,
}
_HINTS = (
    Shortcut("↑ ↓", _("Request")),
    Shortcut("S", _("Send now")),
    Shortcut("C", _("Courier stick")),
    Shortcut("F1", _("All")),
)


class QueueScreen(StaffScreen):
    """The list is one view, however many wait; the row that is chosen is told in full below it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._asking: QueueAsking = self.session.staff.admin.queue
        self._renewed = stage.time.seconds()
        page = self._asking.page
        self.add(TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True), 14, Section(self.looks))
        if page is None:
            return
        self._page, self._chosen = page, self._choice(page)
        self.add(self._counts(page), Rule(self.looks))
        said = notice(self.looks, self.session.view, self._asking.told)
        if said is not None:
            self.add(14, said)
        self.add(10, self._sent(page), 10)
        self._list = self._rows(page)
        if page.rows:
            self.add(self._list)
            self.focus = self._list
        else:
            self._list.hide()
            self.add(TextBlock(self.looks, _("There is nothing here."), Role.LEAD))
        self._pages(page)
        self.add(14)
        if _MEDIA in self.session.view:
            export = partial(self._asking.export, submission=None)
            ways = MediaWays(export, self._asking.take_answers, self._asking.look_for_media, self._leave_media)
            carries = page.counts.held + page.counts.sending + page.counts.quarantined > 0
            self.add(MediaPanel(stage, self._asking.media, ways, carries=carries))
        elif self._chosen is not None:
            self.add(self._panel(self._chosen))
        elif page.rows:
            self.add(TextBlock(self.looks, _("What you had chosen is not on this page of the list any more. Choose another.")))
        self.add(None)
        for key, act in (("S", partial(self._asking.try_now, None)), ("C", self._asking.look_for_media)):
            self.shortcut(key, act)

    @property
    def title(self) -> Said:
        """What is listed."""
        return _("Waiting to send")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    def tick(self) -> None:
        """Look again now and then: the agent works on it meanwhile."""
        super().tick()
        if self.stage.time.seconds() - self._renewed >= _RENEW_SECONDS:
            self._renewed = self.stage.time.seconds()
            self._asking.renew()

    def _choice(self, page: QueuePage) -> Queued | None:
        """The one that is chosen; the first, before anybody chose. None once it has gone: no key then acts on another instead."""
        first = str(page.rows[0].id) if page.rows else ""
        wanted = self.session.view[CHOSEN] = self.session.view.get(CHOSEN) or first
        return next((each for each in page.rows if str(each.id) == wanted), None)

    def _counts(self, page: QueuePage) -> QWidget:
        counts, shelf = page.counts, page.shelf
        tiles = (
            (Status.SAVED, counts.held, _("saved here, not sent"), Shelf.OPEN, "held"),
            (Status.SENDING, counts.sending, _("being sent now"), Shelf.OPEN, "sending"),
            (Status.PUT_ASIDE, counts.quarantined, self._aside(counts), Shelf.PUT_ASIDE, "put-aside"),
            (Status.DONE, counts.acknowledged, _("received by the centre"), Shelf.RECEIVED, "received"),
        )
        made: list[CountTile] = []
        for shape, number, words, to, name in tiles:
            tile = CountTile(self.looks, shape, number, words, current=to is shelf)
            tile.setObjectName(f"count:{name}")
            tile.clicked.connect(partial(self._asking.put_on, to))
            made.append(tile)
        if not self.stage.wide:
            return boxed(column(*(part for tile in made for part in (tile, 8))))
        beside = row()
        for place, tile in enumerate(made):
            if place:
                beside.addSpacing(8)
                beside.addWidget(Edge(self.looks, "rule"))
                beside.addSpacing(8)
            beside.addWidget(tile, 1)
        return boxed(beside)

    @staticmethod
    def _aside(counts: Counts) -> Words:
        if counts.quarantined and counts.quarantined == counts.dealt_with:
            return _("put aside, dealt with")
        return _("put aside, look at these")

    def _sent(self, page: QueuePage) -> QLayout:
        """Whether everything was sent, and what can be done with all of them."""
        words, tools = self._sent_words(page), self._tools(page)
        return row(column(None, words, None), 12, tools) if self.stage.wide else column(words, 12, tools)

    def _sent_words(self, page: QueuePage) -> TextBlock:
        if page.shelf is Shelf.RECEIVED:
            words: Words = _n("{n} was received in the last 7 days.", "{n} were received in the last 7 days.", page.received)
        elif page.all_sent is None:
            words = _("Not everything was sent and counted with the centre yet.")
        else:
            when = instant_words(page.all_sent, self.stage.time.today())
            words = _("Last time everything was sent and counted with the centre: {when}.", when=when)
        return TextBlock(self.looks, words, Role.STAFF)

    def _tools(self, page: QueuePage) -> QWidget:
        tools = []
        if page.counts.held:
            tools.append(key_button(self.looks, _("Send now"), "S", "send-now", partial(self._asking.try_now, None)))
        tools.append(key_button(self.looks, _("Courier stick"), "C", "courier", self._asking.look_for_media))
        spaced = [part for tool in tools for part in (tool, _BETWEEN)][:-1]
        return boxed(row(*spaced) if self.stage.wide else column(*spaced))

    def _rows(self, page: QueuePage) -> ShortList:
        found = Rows([str(each.id) for each in page.rows], self._row)
        made = ShortList(self.looks, _("Requests on their way"), found, _MOST_SEEN, compact=self.stage.wide)
        made.setObjectName("queue-rows")
        chosen = self._chosen
        if chosen is not None:
            made.choose(str(chosen.id))
        made.chosen.connect(self._choose)
        return made

    def _row(self, at: int) -> Row:
        each = self._page.rows[at]
        return Row(
            str(each.id),
            grouped(each.reference),
            aside=instant_words(each.saved, self.stage.time.today()),
            line=self._line_of(each),
            shape=_SHAPES[each.custody],
            state=state_words(each, self._now),
        )

    @property
    def _now(self) -> datetime:
        return self.stage.time.now()

    def _line_of(self, each: Queued) -> Said:
        """Of which service, and how often it was tried."""
        known = self.session.services.get(each.service)
        service: Said = each.service if known is None else known.title
        if not each.attempts or each.custody is Custody.ACKNOWLEDGED:
            return service
        return _n("{service}, tried {n} time", "{service}, tried {n} times", each.attempts, service=service)

    def _choose(self, key: str) -> None:
        self._asking.say_nothing()
        self.session.view.update({CHOSEN: key, "focus": "queue-rows"})
        self.session.view.pop(_MEDIA, None)
        self.session.view.pop(RELEASING, None)
        self.session.redraw()

    def _pages(self, page: QueuePage) -> None:
        """Where there is more than one page: the ways to the others."""
        ways = []
        if self._asking.has_earlier:
            ways.append(key_button(self.looks, _("Newer ones"), "N", "newer", partial(self._asking.turn, -1)))
            self.shortcut("N", partial(self._asking.turn, -1))
        if page.has_more:
            ways.append(key_button(self.looks, _("Older ones"), "O", "older", partial(self._asking.turn, 1)))
            self.shortcut("O", partial(self._asking.turn, 1))
        if not ways:
            return
        first, last = page.before + 1, page.before + len(page.rows)
        told = TextBlock(self.looks, _("{first} to {last} of {total}", first=first, last=last, total=page.total), Role.STAFF)
        self.add(10, row(*(part for way in ways for part in (way, _BETWEEN)), told) if self.stage.wide else column(told, *ways))

    def _panel(self, each: Queued) -> QWidget:
        """One in full, with what can be done; or whether it is to be sent once more."""
        if self.session.view.get(RELEASING) == str(each.id) and each.may_be_released:
            return ReleasePanel(self.stage, each, partial(self._asking.release, each.id), self._asking.forget_release)
        ways = ways_with(self.stage, self._asking, each)
        for way in ways:
            if way.key == _ENTER:
                self._list.opened.connect(lambda _key, act=way.act: act())
            else:
                self.shortcut(way.key, way.act)
        dealt_with = dealt_with_words(each, self._page.names, self.stage.time.today())
        return QueuedPanel(self.stage, each, _SHAPES[each.custody], [way.button(self.looks) for way in ways], dealt_with)

    def _leave_media(self) -> None:
        self.session.view.pop(_MEDIA, None)
        self.session.redraw()
