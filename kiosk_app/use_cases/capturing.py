"""Typing one paper form at a court desk: its boxes are kept as each is left, checked as a whole, and handed on.

What was typed is kept exactly as typed (`KeptRound`); a draft is made from it by `SheetReader`, here and wherever it is
submitted. An `OpenSheet` is one item's keying in one round: everything that asks the records is called one at a time, off the
event loop, so that saves arrive in the order in which boxes were left. A process that is killed loses at most the box that was
being typed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from kiosk_app.errors import InvalidAnswers, NotConfirmed, UnknownService
from kiosk_app.ports.captures import FIRST, SECOND, Captures, ItemLine, ItemState, KeptRound, Move
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.staff_errors import AnotherMustAct, CaptureRefused
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.seat import Seat
from services.common.court_days import CourtCalendar
from services.common.received import Received, ReceivedFault, received
from services.forms.context import Context
from services.forms.keyings import overlaid
from services.forms.problem import Problem, blocking, to_confirm
from services.forms.service import Service
from services.forms.sheet import Sheet, sheet_of
from services.forms.sheet_reading import ReadSheet, SheetReader
from services.forms.typed import read_day_and_time

if TYPE_CHECKING:
    from kiosk_app.use_cases.court_items import CourtItems, ItemView

RECEIVED, REASON = "@received", "@received-why"
"""Where the day on which the paper came, as typed, and why it is entered late stand among the texts of a round."""
ASIDE: Final = "put-aside-by-clerk"
_NONE: Mapping[str, int] = MappingProxyType({})
_TO_DO = {FIRST: {ItemState.NEW, ItemState.KEYING}, SECOND: {ItemState.KEYED, ItemState.SECOND_KEYING}}


class Place(NamedTuple):
    """Where an item stands among those of its batch."""

    done: int
    of: int


class Around(NamedTuple):
    """What there is besides what is typed. `first` and `twice` (boxes, by key) are of an item that is keyed once more."""

    at: Place
    last: KeptRound | None  # of the item before it
    first: KeptRound | None = None
    twice: frozenset[str] = frozenset()
    first_by: str = ""  # the name of whoever keyed it first


def acknowledgement(problem: Problem) -> str:
    """How a warning that somebody has seen is written down with a round."""
    return f"{problem.path} {problem.code}"


def acknowledged(problems: tuple[Problem, ...], codes: tuple[str, ...]) -> tuple[Problem, ...]:
    """Those of some problems that were acknowledged with a round: what is said yes to when it is submitted."""
    return tuple(each for each in problems if acknowledgement(each) in codes)


class OpenSheet:
    """One item being typed. `kept` is what the records hold; only calls off the event loop change it."""

    def __init__(self, line: ItemLine, kept: KeptRound, service: Service, context: Context, *, around: Around) -> None:
        self.line, self.kept, self.service = line, kept, service
        self.at = around.at
        self.last = around.last.texts if around.last else {}  # what was typed of the item before it
        self._first, self._twice = around.first, around.twice
        self.first_by = around.first_by
        self._now = context
        self.context = replace(context, today=line.received)  # on which it is checked, here and at the centre
        self.reader = SheetReader(service, self.context)

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in the boxes as they were opened; the day of receipt is that of the batch until somebody types another."""
        return {RECEIVED: f"{self.line.received:%d %m %Y}", **self.kept.texts}

    def sheet(self, texts: Mapping[str, str], more: Mapping[str, int] = _NONE) -> Sheet:
        """The boxes to type in this round. A second keying has the persons and rows of the first."""
        if self._first is None:
            return sheet_of(self.service, texts, more)
        return sheet_of(self.service, {**self._first.texts, **texts}, more).only(self._twice)

    def read(self, sheet: Sheet, texts: Mapping[str, str], marks: Mapping[str, str]) -> ReadSheet:
        """What stands in them; a second keying is read in its place within the first, on which its boxes may depend."""
        if self._first is None:
            return self.reader.read(sheet, texts, marks)
        whole = sheet_of(self.service, {**self._first.texts, **texts})
        twice = [box.key for box in sheet.boxes]
        return self.reader.read(whole, *overlaid(self._first, replace(self.kept, texts=texts, marks=marks), twice))

    def received(self, texts: Mapping[str, str]) -> Received | ReceivedFault:
        """The day on which the paper came, by the rules of working days."""
        today, catalogue = self._now.today, self._now.catalogue
        calendar = CourtCalendar(catalogue.holidays, catalogue.holidays_until)
        came, at = read_day_and_time(texts.get(RECEIVED, ""), today.year)
        if came is None:
            return ReceivedFault.NOT_READ
        return received(came, at, today, calendar, texts.get(REASON, ""))


class Capturing:
    """The use case, for whoever is at the seat. Every method blocks and may raise a `StoreError`.

    All raise `NotSignedIn` or `NotPermitted`, and what `Captures` says of items that are gone or were changed meanwhile.
    """

    def __init__(
        self, seat: Seat, captures: Captures, items: CourtItems, catalogues: Catalogues, services: Mapping[str, Service]
    ) -> None:
        self._seat, self._captures, self.items = seat, captures, items
        self._catalogues, self._services = catalogues, services

    def open(self, item: UUID, round_: int = FIRST) -> OpenSheet:
        """Begin or go on with the keying of an item; whether it is theirs to type says `CourtItems.begin`.

        Raises:
            UnknownService: its service is not installed any more.
        """
        operator = self._seat.require(Permission.CAPTURE)
        line = self._captures.item(operator.site, item).line
        service = self._services.get(line.service)
        if service is None:
            raise UnknownService(service=line.service)
        kept = self._captures.find(operator.site, item, round_) or KeptRound(item, round_, str(operator.id))
        lines = sorted(self._captures.items(operator.site, line.batch), key=lambda each: each.position)
        before = [each for each in lines if each.position < line.position and each.service == line.service]
        around = Around(
            Place(sum(each.state not in _TO_DO[FIRST] for each in lines), len(lines)),
            self._captures.find(operator.site, before[-1].id, FIRST) if before else None,
        )
        if round_ != FIRST:
            view = self.items.view(item)
            around = around._replace(first=view.first, twice=view.twice, first_by=view.names.get(view.line.keyed_by, ""))
        return OpenSheet(line, kept, service, self._catalogues.context(), around=around)

    def save(self, sheet: OpenSheet, texts: Mapping[str, str], marks: Mapping[str, str]) -> None:
        """Keep what stands in the boxes now, durable when this returns.

        Raises:
            DraftTooLarge, DraftNotText: what was kept before stands.
        """
        operator = self._seat.require(Permission.CAPTURE)
        changed = replace(sheet.kept, operator=str(operator.id), texts=dict(texts), marks=dict(marks), finished=False)
        sheet.kept = self._captures.save(operator.site, changed)

    def finish(self, sheet: OpenSheet, texts: Mapping[str, str], marks: Mapping[str, str], seen: tuple[Problem, ...]) -> None:
        """Everything is typed. `seen` are the warnings that the operator has acknowledged; they are kept with the round.

        Raises:
            InvalidAnswers: something is missing or wrong, or the day of receipt is; nothing was changed.
            NotConfirmed: a warning was not acknowledged; nothing was changed.
        """
        operator = self._seat.require(Permission.CAPTURE)
        day = sheet.received(texts)
        if sheet.kept.round != SECOND:
            self._whole(sheet, texts, marks, seen)
            if isinstance(day, ReceivedFault):
                raise InvalidAnswers((Problem(RECEIVED, day.value),))
        changed = replace(
            sheet.kept,
            operator=str(operator.id),
            texts=dict(texts),
            marks=dict(marks),
            finished=True,
            acknowledged=tuple(acknowledgement(each) for each in seen),
        )
        if sheet.kept.round != SECOND and isinstance(day, Received):
            self._date(sheet, day.counts, operator)
        sheet.kept = self._captures.save(operator.site, changed)

    def differing(self, sheet: OpenSheet) -> ItemView | None:
        """The item that was typed a second time, where something in it is to be decided now; else None."""
        if sheet.kept.round != SECOND:
            return None
        view = self.items.view(sheet.line.id)
        return view if view.differences else None

    def put_aside(self, sheet: OpenSheet, texts: Mapping[str, str], marks: Mapping[str, str]) -> None:
        """Keep what is typed so far, and take the item out of the work for now."""
        operator = self._seat.require(Permission.CAPTURE)
        self.save(sheet, texts, marks)
        line = self._captures.item(operator.site, sheet.line.id).line
        self._captures.move(operator.site, Move(line.id, line.revision, ItemState.PUT_ASIDE, ASIDE), str(operator.id))

    def put_aside_undecided(self, view: ItemView) -> None:
        """Take an item in which something differs out of the work for now; what was typed and decided stays."""
        operator = self._seat.require(Permission.CAPTURE)
        line = view.line
        self._captures.move(operator.site, Move(line.id, line.revision, ItemState.PUT_ASIDE, ASIDE), str(operator.id))

    def following(self, sheet: OpenSheet) -> OpenSheet | None:
        """The next item of the batch that is theirs to type in this round; None when there is none left."""
        operator = self._seat.require(Permission.CAPTURE)
        lines = sorted(self._captures.items(operator.site, sheet.line.batch), key=lambda each: each.position)
        wanted = _TO_DO.get(sheet.kept.round, set[ItemState]())
        after = [each for each in lines if each.state in wanted and each.id != sheet.line.id]
        for each in sorted(after, key=lambda line: line.position < sheet.line.position):
            try:
                self.items.begin(each.id, sheet.kept.round)
            except (CaptureRefused, AnotherMustAct):
                continue
            return self.open(each.id, sheet.kept.round)
        return None

    def _whole(self, sheet: OpenSheet, texts: Mapping[str, str], marks: Mapping[str, str], seen: tuple[Problem, ...]) -> None:
        whole = sheet.sheet(texts)
        read = SheetReader(sheet.service, sheet.context).read(whole, texts, marks)  # that of the page is the page's
        if blocking(read.checked.problems):
            raise InvalidAnswers(read.checked.problems)
        asked = to_confirm(read.checked.problems)
        if any(each not in seen for each in asked):
            raise NotConfirmed(asked)

    def _date(self, sheet: OpenSheet, day: date, operator: Operator) -> None:
        if day != sheet.line.received:
            sheet.line = self._captures.set_received(operator.site, sheet.line.id, day, str(operator.id))
