"""All batches of the court: the open ones first, each with how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kiosk_app.ports.captures import BatchLine
from services.bulk_scan.kinds import CLASSIFICATION_WORDS
from ui.components.row_list import Row, RowList, Rows
from ui.components.staff import Shortcut
from ui.components.text import TextBlock
from ui.court_desk.batch_words import BATCHES
from ui.court_desk.batches import CHOSEN
from ui.court_desk.court_page import CourtScreen
from ui.desk.places import Place
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Said

_HINTS = (
    Shortcut("↑ ↓", _("Choose")),
    Shortcut("Enter", _("Open")),
    Shortcut("N", _("New batch")),
    Shortcut("F6", _("Scans")),
    Shortcut("F1", _("All")),
)


class BatchListScreen(CourtScreen):
    """One list; Enter opens a batch."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        lines = self.batches.lines
        listed = RowList(self.looks, self.title, Rows([str(each.id) for each in lines], lambda at: _row(lines[at])))
        listed.setObjectName("batches")
        chosen = self.session.view.get(CHOSEN, "") or (str(lines[0].id) if lines else "")
        if chosen:
            listed.choose(chosen)
        listed.chosen.connect(lambda key: self.session.view.__setitem__(CHOSEN, key))
        listed.opened.connect(lambda key: self.batches.open_batch(UUID(key)))
        new = self.button(_("New batch"), "N", "new-batch", self.batches.begin_batch)
        scans = self.button(_("Scans that wait"), "F6", "scans", lambda: self.session.staff.open(Place.SCANS))
        secret = self.button(_("Your PIN"), "9", "own-secret", lambda: self.session.over(Place.OWN_SECRET))
        self.add(*self.opening(self.title), self.buttons(new, scans, secret), 6)
        if lines:
            self.page.addWidget(listed, 1)
            self.focus = listed
        else:
            listed.hide()
            self.add(TextBlock(self.looks, _("There is no batch yet. Press N when an envelope is opened.")), None)
            self.focus = new

    @property
    def title(self) -> Said:
        """What the list is of."""
        return _("Batches")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS


def _row(line: BatchLine) -> Row:
    shape, state = BATCHES[line.state]
    return Row(
        str(line.id),
        _("Envelope {number}", number=line.number),
        _("Opened {day:short}", day=line.opened),
        _("{kind}. {ready} of {n} done", kind=CLASSIFICATION_WORDS[line.classification], ready=line.ready, n=line.items),
        shape,
        state,
    )
