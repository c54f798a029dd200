"""One batch: its items with how far each is, what pays, and whether the control totals agree. A key for each thing to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout

from kiosk_app.ports.captures import FIRST, SECOND, BatchLine, BatchState, ItemLine, ItemState, PaymentPaper
from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.court_batches import unlike
from services.bulk_scan.kinds import CLASSIFICATION_WORDS
from services.common.money import format_pounds
from services.common.references import grouped
from services.forms.words import Words, verbatim
from ui.components.row_list import Row, RowList, Rows
from ui.components.staff import Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.court_desk.batch_words import ASIDE, BATCHES, ITEMS, PAYMENTS, TOTALS
from ui.court_desk.batches import CHOSEN, EXPORTED, EXPORTING, FAILED, SUBMITTED
from ui.court_desk.court_page import CourtScreen
from ui.desk.layout import Part, column, side_by_side
from ui.desk.places import Place
from ui.desk.screen import Stage
from ui.desk.words import _, _n
from ui.theme import Role, Said

_DETAIL, _LIST = 420, 700
_ASIDE = "why-aside"  # in the page's view: whether it asks why the chosen item is put aside
_CLOSING = "closing"  # likewise: whether it asks if the batch is to end without a file
_PAYMENT = "payment:"  # what the key of a payment's row begins with
_HINTS = (
    Shortcut("↑ ↓", _("Choose")),
    Shortcut("Enter", _("Look at it")),
    Shortcut("Del", _("Take away")),
    Shortcut("Esc", _("Back")),
    Shortcut("F1", _("All")),
)
_KEYS_FIRST = frozenset(ItemState) - {ItemState.SUBMITTED, ItemState.REJECTED, ItemState.PUT_ASIDE}
_KEYS_AGAIN = frozenset({ItemState.KEYED, ItemState.SECOND_KEYING, ItemState.DIFFERS})


class BatchScreen(CourtScreen):
    """The list at the left has the items, then what pays."""

    done = MappingProxyType(
        {
            SUBMITTED: _("Saved here. It is sent as soon as there is a line."),
            EXPORTING: _("The file is being written. Nothing else is done meanwhile."),
            EXPORTED: _("The batch is handed on as a file. What was typed for it is deleted here."),
        }
    )

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        view = self.batches.shown
        if view is None:
            return
        self._items = view.items
        self._payments = view.payments
        keys = [*(str(item.id) for item in view.items), *(f"{_PAYMENT}{each.number}" for each in view.payments)]
        self.list = RowList(self.looks, _("What is in it"), Rows(keys, self._row), compact=True)
        self.list.setObjectName("items")
        chosen = self.session.view.get(CHOSEN, "")
        if keys:
            self.list.choose(chosen if chosen in keys else keys[0])
        self.list.chosen.connect(lambda key: self.session.view.__setitem__(CHOSEN, key))
        self.list.opened.connect(lambda _key: self._with_item(lambda item: self.batches.open_item(item.id)))
        open_, why = view.line.state is BatchState.OPEN, self.session.view.get(_ASIDE, "")
        closing = open_ and bool(self.session.view.get(_CLOSING))
        buttons = self._reasons() if why else self._closing() if closing else self._buttons() if open_ else []
        question = _("Why is it put aside?") if why else _("Close it without a file? It can never be handed on after that.")
        asked: list[Part] = [TextBlock(self.looks, question, weight=BOLD), 8] if why or closing else []
        parts: list[Part] = [*asked, self.buttons(*buttons, room=_LIST)] if buttons else []
        if not keys:
            self.list.hide()
            parts += [TextBlock(self.looks, self._nothing(len(view.waiting))), 10]
        listed: list[Part] = [*parts, 6, self.list] if stage.wide else [self.list, 16, *parts]
        left = column(*self.opening(self.title), *listed)
        self.add(side_by_side(left, self._facts(view.line), _DETAIL, wide=stage.wide, gutter=30), None)
        self.focus = self.list if keys else buttons[0] if buttons else None

    @property
    def title(self) -> Said:
        """Which one."""
        shown = self.batches.shown
        return _("Batch") if shown is None else _("Envelope {number}", number=shown.line.number)

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    def _buttons(self) -> list[StaffButton]:
        batches = self.batches
        made = [
            self.button(_("Item from scans"), "N", "new-item", batches.begin_item),
            self.button(_("Payment"), "P", "new-payment", lambda: self.session.over(Place.PAYMENT)),
            self.button(_("Key"), "K", "key", lambda: self._with_item(self._key)),
            self.button(_("Second keying"), "2", "key-again", lambda: self._with_item(self._key_again)),
            self.button(_("Look, release"), "R", "look", lambda: self._with_item(lambda item: batches.open_item(item.id))),
            self.button(_("Submit"), "S", "submit", lambda: self._with_item(self._submit)),
            self.button(_("Put aside, or take up"), "A", "aside", lambda: self._with_item(self._aside)),
            self.button(_("Take away"), "Del", "take-away", self._take_away),
            self.button(_("Totals"), "T", "totals", lambda: self.session.over(Place.TOTALS)),
            self.button(_("Hand on as a file"), "E", "export", batches.export),
        ]
        if self.operators.may(Permission.RELEASE):
            made.append(self.button(_("Close without a file"), "F8", "close", lambda: self._ask_closing(on=True)))
        return made

    def _closing(self) -> list[StaffButton]:
        """What was typed goes, and nothing brings it back: so it takes a second key."""

        def close() -> None:
            self.session.view.pop(_CLOSING, None)
            self.batches.close()

        return [
            self.button(_("Close without a file"), "F9", "close-now", close),
            self.button(_("Leave it open"), "F7", "leave-open", lambda: self._ask_closing(on=False)),
        ]

    def _ask_closing(self, *, on: bool) -> None:
        self.session.view[_CLOSING] = "1" if on else ""
        self.session.view.pop(FAILED, None)
        self.session.redraw()

    def _reasons(self) -> list[StaffButton]:
        """Why the chosen item is put aside, each with a key."""

        def aside(why: str) -> None:
            self.session.view.pop(_ASIDE, None)
            self._with_item(lambda item: self.batches.put_aside(item, why))

        made = [
            self.button(words, str(number), f"aside:{why}", partial(aside, why))
            for number, (why, words) in enumerate(ASIDE.items(), start=1)
        ]
        return [*made, self.button(_("Do not put it aside"), "F7", "no-aside", lambda: self._ask_why(on=False))]

    def _aside(self, item: ItemLine) -> None:
        if item.state is ItemState.PUT_ASIDE:
            self.batches.take_up(item)
        else:
            self._if_now(not item.state.is_over, lambda: self._ask_why(on=True))

    def _ask_why(self, *, on: bool) -> None:
        self.session.view[_ASIDE] = "1" if on else ""
        self.session.view.pop(FAILED, None)
        self.session.redraw()

    def _facts(self, line: BatchLine) -> QVBoxLayout:
        shape, state = BATCHES[line.state]
        facts: list[Words] = [
            CLASSIFICATION_WORDS[line.classification],
            _("Came {day:long}", day=line.received),
            _("Opened {day:long}", day=line.opened),
            _("PO box {box}", box=line.po_box) if line.po_box else _("No PO box is set."),
        ]
        if line.file:
            facts.append(_("File {name}", name=line.file))
        parts: list[Part] = [StatusMark(self.looks, shape, state), 12]
        for fact in facts:
            parts += [TextBlock(self.looks, fact, Role.STAFF), 6]
        parts += [14, TextBlock(self.looks, _("Control totals"), weight=BOLD, heading=True), 8]
        wrong = unlike(line.declared, line.counted)
        for name, words in TOTALS.items():
            declared, counted = _amounts(line, name)
            said = _("{what}: {counted}, declared {declared}", what=words, counted=counted, declared=declared)
            same = name not in wrong
            parts += [StatusMark(self.looks, Status.DONE if same else Status.ACT_SOON, said, role=Role.STAFF), 6]
        if wrong:
            parts += [4, TextBlock(self.looks, _("The totals are not the same yet."), Role.STAFF, weight=BOLD)]
        return column(*parts)

    def _row(self, at: int) -> Row:
        if at >= len(self._items):
            return _payment_row(self._payments[at - len(self._items)])
        return self._item_row(self._items[at])

    def _item_row(self, item: ItemLine) -> Row:
        service = self.session.services.get(item.service)
        title = verbatim(item.service) if service is None else service.title
        shape, state = ITEMS[item.state]
        says: Said = grouped(item.reference) if item.reference else _n("{n} paper", "{n} papers", len(item.scans))
        return Row(str(item.id), _("{number} {title}", number=item.number, title=title), says, "", shape, state)

    def _nothing(self, waiting: int) -> Words:
        scans = _n("{n} scan waits.", "{n} scans wait.", waiting)
        return _("Nothing is in this batch yet. {scans} Press N to make an item from scans.", scans=scans)

    def _with_item(self, act: Callable[[ItemLine], object]) -> None:
        item = next((each for each in self._items if str(each.id) == self.list.current), None)
        if item is None:
            self.batches.refuse("nothing-chosen")
        else:
            act(item)

    def _key(self, item: ItemLine) -> None:
        self._if_now(item.state in _KEYS_FIRST, lambda: self.batches.key(item.id, FIRST))

    def _key_again(self, item: ItemLine) -> None:
        self._if_now(item.state in _KEYS_AGAIN, lambda: self.batches.key(item.id, SECOND))

    def _submit(self, item: ItemLine) -> None:
        self._if_now(item.state is ItemState.READY, lambda: self.batches.submit(item))

    def _if_now(self, possible: bool, act: Callable[[], object]) -> None:  # noqa: FBT001 - what it is about
        if possible:
            act()
        else:
            self.batches.refuse("not-now")

    def _take_away(self) -> None:
        current = self.list.current
        if current.startswith(_PAYMENT):
            self.batches.remove_payment(current.removeprefix(_PAYMENT))
        else:
            self.batches.take_away(next((each for each in self._items if str(each.id) == current), None))


def _amounts(line: BatchLine, name: str) -> tuple[str, str]:
    pair = getattr(line.declared, name), getattr(line.counted, name)
    declared, counted = (format_pounds(each) if name == "amount" else str(each) for each in pair)
    return declared, counted


def _payment_row(payment: PaymentPaper) -> Row:
    return Row(
        f"{_PAYMENT}{payment.number}",
        _("{number} {title}", number=payment.number, title=PAYMENTS[payment.kind]),
        format_pounds(payment.amount),
    )
