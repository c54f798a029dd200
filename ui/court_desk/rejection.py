"""Why a paper is refused: the reasons that court staff know by their codes, found by code or by words, and asked once more."""

from __future__ import annotations

from collections.abc import Sequence

from services.reject_reasons import RejectReason
from ui.components.row_list import Row, RowList, Rows
from ui.components.staff import Shortcut
from ui.components.text import BOLD, TextBlock
from ui.court_desk.court_form import CourtForm
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Said

_HINTS = (
    Shortcut("Enter", _("Choose")),
    Shortcut("F9", _("Reject for ever")),
    Shortcut("Esc", _("Back")),
    Shortcut("F1", _("All")),
)
_REASON = "reason"  # in the page's view: the code that is chosen


class RejectionScreen(CourtForm):
    """A line to search in, and the reasons that are found."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._found: Sequence[RejectReason] = ()
        field = self.line("find", _("Code or words"), chars=22)
        self._list = RowList(self.looks, _("Reasons"), compact=True)
        self._list.setObjectName("reasons")
        self._list.chosen.connect(lambda key: self.session.view.__setitem__(_REASON, key))
        self._list.opened.connect(lambda _key: self._reject())
        field.textChanged.connect(lambda _text: self._find())
        reject = self.button(_("Reject for ever"), "F9", "reject-yes", self._reject)
        self.add(
            *self.opening(self.title),
            TextBlock(self.looks, _("The paper goes back to who sent it. Nothing of it is submitted.")),
            12,
            *self.labelled(field, _("Code or words"), _("Codes are those of the county courts’ case system")),
        )
        self.page.addWidget(self._list, 1)
        self.add(10, self.buttons(reject), TextBlock(self.looks, _("This cannot be taken back."), weight=BOLD))
        self._find()
        self.focus = field

    @property
    def title(self) -> Said:
        """What to do."""
        view = self.batches.item
        return _("Reject") if view is None else _("Reject {number}", number=view.line.number)

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    def enter(self) -> None:
        """On to the list of what was found."""
        self._list.setFocus()

    def _find(self) -> None:
        reasons = self.batches.reasons
        self._found = () if reasons is None else reasons.matching(self.typed("find"))
        found = self._found
        keys = [str(reason.code) for reason in found]
        self._list.set_rows(Rows(keys, lambda at: Row(keys[at], found[at].words)))
        wanted = self.session.view.get(_REASON, "")
        if keys:
            self._list.choose(wanted if wanted in keys else keys[0])
            self.session.view[_REASON] = self._list.current

    def _reject(self) -> None:
        code = self._list.current
        if code:
            self.batches.reject(int(code))
        else:
            self.batches.refuse("nothing-chosen")
