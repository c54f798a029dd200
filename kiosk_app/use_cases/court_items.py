"""Items of paper after they were typed: the second keying, what differs, release, putting aside, rejecting, and submitting once.

Every method blocks, asks the seat who is at work, and may raise a `StoreError`, `CaptureGone` or `CaptureChanged`; nothing was
changed then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from kiosk_app.errors import InvalidAnswers, UnknownService
from kiosk_app.ports.captures import (
    DECIDED,
    FIRST,
    ILLEGIBLE,
    SECOND,
    Captures,
    ItemClaim,
    ItemLine,
    ItemState,
    KeptItem,
    KeptRound,
    Move,
)
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.staff_errors import AnotherMustAct, CaptureRefused
from kiosk_app.use_cases.capturing import acknowledged
from kiosk_app.use_cases.court_rules import CourtRules, Release
from kiosk_app.use_cases.scans import ScanShelf
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.submit import Submitted, Submitting
from services.forms.context import Context
from services.forms.keyings import Difference, decided_in, differences, overlaid
from services.forms.problem import Problem, blocking
from services.forms.service import Service
from services.forms.sheet import Sheet, sheet_of
from services.forms.sheet_reading import ReadSheet, SheetReader
from services.language import Language
from services.reject_reasons import RejectReasons

SETTLING = frozenset({ItemState.KEYED, ItemState.DIFFERS})


@dataclass(frozen=True, slots=True)
class ItemView:
    """Everything that is known of an item, for whoever decides about it."""

    item: KeptItem
    service: Service
    sheet: Sheet = field(repr=False)
    first: KeptRound | None = field(repr=False)
    second: KeptRound | None = field(repr=False)
    final: KeptRound = field(repr=False)  # what stands: the first keying, with what was decided
    read: ReadSheet = field(repr=False)  # that, read
    twice: frozenset[str]  # the boxes that are keyed a second time
    differences: tuple[Difference, ...] = field(repr=False)  # not decided yet, in the order of the sheet
    settled: tuple[Difference, ...] = field(repr=False)  # decided
    release: tuple[Release, ...]
    decisions: int  # revision of what was decided, 0 for nothing
    names: Mapping[str, str] = field(repr=False)  # of operators, by id

    @property
    def line(self) -> ItemLine:
        """Without its papers."""
        return self.item.line

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What somebody must say yes to, before it is submitted."""
        return self.read.checked.to_confirm

    @property
    def blocked(self) -> tuple[Problem, ...]:
        """What keeps it from being submitted at all."""
        return blocking(self.read.checked.problems)


class CourtItems:
    """The use case."""

    def __init__(
        self,
        seat: Seat,
        captures: Captures,
        rules: CourtRules,
        *,
        services: Mapping[str, Service],
        context: Callable[[date], Context],
        submitting: Submitting,
        scans: ScanShelf,
        reasons: RejectReasons,
        name_of: Callable[[str], str],
    ) -> None:
        """`context` is what an item that came on a day is checked against; `name_of` tells an operator's name by id."""
        self._seat, self._captures, self._rules = seat, captures, rules
        self._services, self._context = services, context
        self._submitting, self._scans = submitting, scans
        self.reasons = reasons
        self._name_of = name_of

    def view(self, item: UUID) -> ItemView:
        """An item with everything that was typed. Raises `UnknownService`."""
        return self._view(self._clerk(), item)

    def begin(self, item: UUID, round_: int) -> ItemLine:
        """Whether whoever is at work may type this round now.

        Raises:
            AnotherMustAct: the second keying is asked of somebody else.
            CaptureRefused: the first is not finished, nothing is keyed twice, or the item is over or put aside.
        """
        operator = self._clerk()
        view = self._view(operator, item)
        line = view.line
        if line.state.is_over or line.state is ItemState.PUT_ASIDE:
            raise CaptureRefused(item=item, why=line.state)
        if round_ == SECOND:
            if view.first is None or not view.first.finished or not view.twice:
                raise CaptureRefused(item=item, why="first-unfinished" if view.twice else "nothing-twice")
            if self._rules.by_another and line.keyed_by == str(operator.id):
                raise AnotherMustAct(item=item)
        return line

    def decide(self, item: UUID, key: str, revision: int, *, text: str = "", mark: str = "") -> ItemView:
        """Say what stands in a box in which the two keyings differ: a text (one of the two, or typed again), or a mark.

        `revision` is of what was decided so far, 0 for nothing. The item goes on when nothing is left.
        """
        operator = self._clerk()
        view = self._view(operator, item)
        before = self._captures.find(operator.site, item, DECIDED) or KeptRound(item, DECIDED, str(operator.id))
        if key not in view.twice:
            raise CaptureRefused(item=item, why="not-keyed-twice")
        texts, marks = dict(before.texts), dict(before.marks)
        texts.pop(key, None)
        marks.pop(key, None)
        into, said = (marks, mark) if mark else (texts, text)
        into[key] = said
        kept = replace(before, operator=str(operator.id), texts=texts, marks=marks, revision=revision)
        self._captures.save(operator.site, kept)
        self.settle(item)
        return self._view(operator, item)

    def keep(self, item: UUID, key: str, revision: int, round_: int) -> ItemView:
        """Decide for what was typed in round 1 or 2."""
        view = self.view(item)
        kept = view.first if round_ == FIRST else view.second
        if kept is None:
            raise CaptureRefused(item=item, why="not-keyed")
        mark = kept.marks.get(key, "")
        return self.decide(item, key, revision, text="" if mark else kept.texts.get(key, ""), mark=mark)

    def unreadable(self, item: UUID, key: str, revision: int) -> ItemView:
        """Decide that nobody can read a box."""
        return self.decide(item, key, revision, mark=ILLEGIBLE)

    def settle(self, item: UUID) -> ItemLine:
        """Take an item that was typed as far as it goes by itself; where it is, when it does not."""
        operator = self._clerk()
        view = self._view(operator, item)
        line = view.line
        if line.state not in SETTLING or view.blocked or view.differences or (view.twice and view.second is None):
            return line
        to = ItemState.TO_RELEASE if view.release else ItemState.READY
        return self._captures.move(operator.site, Move(item, line.revision, to), str(operator.id))

    def release(self, seen: ItemLine) -> ItemLine:
        """Let an item go on, having seen it. Raises `AnotherMustAct` for whoever typed it."""
        operator = self._seat.require(Permission.RELEASE)
        return self._captures.move(operator.site, Move(seen.id, seen.revision, ItemState.READY, releasing=True), str(operator.id))

    def put_aside(self, seen: ItemLine, reason: str) -> ItemLine:
        """Lay an item aside, with a reason as a code."""
        operator = self._clerk()
        return self._captures.move(operator.site, Move(seen.id, seen.revision, ItemState.PUT_ASIDE, reason), str(operator.id))

    def take_up(self, seen: ItemLine) -> ItemLine:
        """Go on with an item that was put aside, as what it was. Raises `CaptureRefused` for one that was not."""
        operator = self._clerk()
        if seen.resumes is None:
            raise CaptureRefused(item=seen.id, why=seen.state)
        return self._captures.move(operator.site, Move(seen.id, seen.revision, seen.resumes), str(operator.id))

    def reject(self, seen: ItemLine, code: int) -> ItemLine:
        """Refuse an item for ever, with a reason by its code. Raises `AnotherMustAct` for whoever typed it."""
        operator = self._seat.require(Permission.RELEASE)
        if code not in self.reasons.by_code:
            raise CaptureRefused(item=seen.id, why="unknown-reason")
        move = Move(seen.id, seen.revision, ItemState.REJECTED, str(code), releasing=bool(seen.keyed_by))
        return self._captures.move(operator.site, move, str(operator.id))

    def submit(self, item: UUID, language: Language, confirmed: tuple[Problem, ...] = ()) -> Submitted:
        """Submit an item that is ready with its scans, once for ever. `confirmed`: said yes to beside what its clerks confirmed.

        Raises:
            CaptureRefused: it is not ready.
            InvalidAnswers, NotConfirmed: it cannot be submitted as it is; it stays ready.
            ScanGone, ScansTooLarge, NotEnrolled, KeyUnavailable: nothing was saved.
        """
        operator = self._clerk()
        view = self._view(operator, item)
        line, checked = view.line, view.read.checked
        if line.state is not ItemState.READY:
            raise CaptureRefused(item=item, why=line.state)
        if checked.blocked:
            raise InvalidAnswers(checked.problems)
        mine = acknowledged(checked.to_confirm, view.final.acknowledged)
        context = self._context(line.received)
        return self._submitting.submit(
            view.service,
            checked,
            view.service.receipt_fields(checked.answers, context),
            language,
            assisted_by=str(operator.id),
            copies=0,
            confirmed=(*mine, *confirmed),
            attachments=self._scans.attachable(line.scans),
            item=ItemClaim(item, operator.site, str(operator.id), line.revision),
            received=line.received,
        )

    def content(self, scan: UUID) -> bytes:
        """A scan of an item, or one that waits, as it was taken. Raises `ScanGone`."""
        self._clerk()
        return self._scans.content(scan)

    def _clerk(self) -> Operator:
        return self._seat.require(Permission.CAPTURE)

    def _view(self, operator: Operator, item: UUID) -> ItemView:
        kept = self._captures.item(operator.site, item)
        service = self._services.get(kept.line.service)
        if service is None:
            raise UnknownService(service=kept.line.service)
        first, second, decided = (self._captures.find(operator.site, item, each) for each in (FIRST, SECOND, DECIDED))
        empty = KeptRound(item, FIRST, "")
        final = _final(first or empty, second, decided)
        sheet = sheet_of(service, final.texts)
        reader = SheetReader(service, self._context(kept.line.received))
        read = reader.read(sheet, final.texts, final.marks)
        twice = frozenset(box.key for box in self._rules.boxes_twice(service.key, sheet))
        found: tuple[Difference, ...] = ()
        if first is not None and second is not None and second.finished:
            found = differences(service, sheet, twice, reader.draft, first=first, second=second)
        done = decided_in(decided)
        line = kept.line
        return ItemView(
            item=kept,
            service=service,
            sheet=sheet,
            first=first,
            second=second,
            final=final,
            read=read,
            twice=twice,
            differences=tuple(each for each in found if each.key not in done),
            settled=tuple(each for each in found if each.key in done),
            release=self._rules.release(line, sheet, read.checked.answers, final),
            decisions=0 if decided is None else decided.revision,
            names={each: self._name_of(each) for each in (line.keyed_by, line.second_by, line.released_by) if each},
        )


def _final(first: KeptRound, second: KeptRound | None, decided: KeptRound | None) -> KeptRound:
    """What stands: the first keying, where two differed what was decided, and every warning that somebody confirmed."""
    texts, marks = (dict(first.texts), dict(first.marks)) if decided is None else overlaid(first, decided, decided_in(decided))
    said = (*first.acknowledged, *(second.acknowledged if second else ()), *(decided.acknowledged if decided else ()))
    return replace(first, texts=texts, marks=marks, acknowledged=tuple(dict.fromkeys(said)))
