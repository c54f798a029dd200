"""The last page, and the one for when the printer fails: where the request is, the reference, what happens next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout

from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from services.common.references import grouped
from services.forms.words import Words
from ui.a11y import announce
from ui.components.buttons import LinkButton
from ui.components.containers import Picture
from ui.components.dial import Countdown, clearing
from ui.components.faces import Faces
from ui.components.notes import IconNote, StateBox, WayOn
from ui.components.status import Status
from ui.components.text import BOLD, Span, TextBlock
from ui.components.ticket import QrPicture, Ticket, spelled
from ui.desk.idle import Presence
from ui.desk.keeping import Keeping
from ui.desk.layout import Part, Rule, boxed, column, row, side_by_side
from ui.desk.places import Place
from ui.desk.screen import WIDE_PRIMARY, Screen, Stage
from ui.desk.whole_box import WholeBox
from ui.desk.words import MORE_COPIES, _, printer_words, span_words
from ui.speech.words import sentence
from ui.theme import Icon, Role, Said, TextSize

_RIGHT_WIDTH, _GUTTER = 480, 40
_TICKET, _TALL_TICKET, _TALL_QR = 230, 254, 212  # with the torn edge
_BOX, _LOW_BOX = 106, 78  # of the printing; low where there is a second one below it
_LOW_LINK = 44  # above the faces
_STEP = 8  # around each line of what happens next
_CROWDED_TOP = 4  # on a low screen with larger text
_BEST = 6  # five faces: the first counts 5, the last 1

STATUSES = {
    Custody.HELD: Status.SAVED,
    Custody.SENDING: Status.SENDING,
    Custody.ACKNOWLEDGED: Status.DONE,
    Custody.QUARANTINED: Status.PUT_ASIDE,
}
_TOLD = "told"  # remembered: what was said of where the request is and of the printing


class _Kept(Screen):
    """What the two pages share: the ticket, and a countdown that clears the screen."""

    strip = None
    presence = Presence.FINISHED
    top = 32
    bottom = 8

    def __init__(self, stage: Stage) -> None:
        look = stage.looks.look
        self._crowded = look.compact and look.size is not TextSize.STANDARD
        self.top = _CROWDED_TOP if self._crowded else type(self).top
        super().__init__(stage)
        keeping = self.session.keeping
        assert keeping is not None  # noqa: S101 - the session shows these pages only then
        self._keeping: Keeping = keeping

    def tick(self) -> None:
        """Where the request is, and the countdown."""
        self._ticket.set_custody(STATUSES[self._keeping.custody], self._keeping.custody_words)
        self._countdown.set_seconds(self.stage.watch.left())

    def _tell(self, *news: Said) -> None:
        """Say the reference when the page comes, and later only the news there are since."""
        told, said = self.session.view.get(_TOLD), " ".join(sentence(self.looks.say(each)) for each in news)
        self.session.view[_TOLD] = said
        if told is None:
            letters = spelled(grouped(self._keeping.confirmation.reference).split())
            said = f"{self.looks.say(_('Your reference'))}: {letters}. {said}"
        if told != said:
            announce(self.body, said, assertive=self.failure)

    def _make_ticket(self, *, caption: bool) -> Ticket:
        keeping = self._keeping
        ticket = Ticket(
            self.looks,
            grouped(keeping.confirmation.reference),
            STATUSES[keeping.custody],
            keeping.custody_words,
            matrix=keeping.confirmation.qr,
            caption=caption,
        )
        ticket.setObjectName("ticket")
        ticket.button.setObjectName("read-it-out")
        ticket.read_out.connect(self.stage.read_out)
        self._ticket = ticket
        return ticket

    def _add_head(self, title: Part, lead: TextBlock, ticket: Ticket, gap: int) -> None:
        """In the largest text the ticket comes first: the whole reference is seen without scrolling."""
        if self.looks.largest:
            self.add(title, 8 if self._crowded else 14, ticket, 20, lead)
        else:
            self.add(title, 8, lead, gap, ticket)

    def _count_down(self) -> Countdown:
        self._countdown = Countdown(self.looks, lambda seconds: clearing(span_words(seconds)), self.stage.watch.left())
        self._countdown.setObjectName("countdown")
        return self._countdown


class ConfirmationScreen(_Kept):
    """Only ever shown once the request is kept."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        receipt = self._keeping.receipt
        side = 52 if not self.looks.largest else 72
        title = row(
            Picture(self.looks, Icon.TICK_DISC, side, ink="success"),
            20,
            TextBlock(self.looks, receipt.saved, Role.HEADING, heading=True),
        )
        title.setStretch(2, 1)
        lead = [Span(receipt.not_yet), Span(" "), Span(receipt.decides)]
        ticket = self._make_ticket(caption=True)
        if stage.wide:
            ticket.setMinimumHeight(_TICKET)
        self._add_head(title, TextBlock(self.looks, lead, Role.LEAD), ticket, 17)
        self._finish_or_stay()
        self.add(25)
        right = self._right()
        width = max((_RIGHT_WIDTH, *(faces.minimumSizeHint().width() for faces in self._faces)))
        self.add(side_by_side(self._next(), right, width, wide=stage.wide, gutter=_GUTTER), None)

    @property
    def title(self) -> Said:
        """What was done."""
        return self._keeping.receipt.saved

    def tick(self) -> None:
        """Also the printing."""
        super().tick()
        icon, words, line, points = self._printing()
        self._box.set(icon, words, line, points=points)
        self._box.setAccessibleName(f"{self.looks.say(words)}. {self.looks.say(line)}")
        if self._whole is not None:
            self._whole.tick()

    def entered(self) -> None:
        """Also the reference, where the request is, and the printing, which who does not see would have to look for."""
        super().entered()
        receipt, (_icon, words, line, _points) = self._keeping.receipt, self._printing()
        whole = () if self._whole is None else self._whole.news()
        self._tell(receipt.not_yet, self._keeping.custody_words, words, line, *whole)

    def _finish_or_stay(self) -> None:
        """Beside the green button, or on the page where a second row of actions would take the ticket's room."""
        self.primary(_("Finish and clear my answers"), self._finish, "finish")
        more = LinkButton(self.looks, _("I need more time"))
        more.setObjectName("more-time")
        more.clicked.connect(self._more_time)
        if self._crowded:
            self.add(20, self._count_down(), row(more, None))
        else:
            self.actions.append(self._count_down())
            self.far = more

    def _finish(self) -> None:
        """At once, or after a question where paper that is needed would not be printed any more."""
        if self._keeping.whole is not None and self._keeping.whole.missing:
            self.session.over(Place.UNPRINTED)
        else:
            self.session.finish("finished")

    def _more_time(self) -> None:
        self.stage.watch.enter(Presence.FINISHED)
        self.tick()

    def _next(self) -> QBoxLayout:
        steps = column(TextBlock(self.looks, _("What happens next"), Role.SECTION, heading=True), 12)
        for line in self._keeping.receipt.next:
            steps.addWidget(Rule(self.looks))
            steps.addSpacing(_STEP)
            steps.addWidget(TextBlock(self.looks, line.when, weight=BOLD))
            steps.addWidget(TextBlock(self.looks, line.what))
            steps.addSpacing(_STEP)
        return steps

    def _right(self) -> QBoxLayout:
        icon, words, line, points = self._printing()
        self._box = StateBox(self.looks, icon, words, line)
        self._box.set(icon, words, line, points=points)
        self._box.setObjectName("printing")
        whole = self._keeping.whole
        self._whole = None if whole is None else WholeBox(self.looks, whole)
        self._box.setMinimumHeight(_BOX if whole is None else _LOW_BOX)
        rating = self._rating()
        if self._whole is None:
            return column(self._box, *((28, *rating) if rating else ()))
        return column(self._box, 8, self._whole, *((14, *rating) if rating else ()))

    def _rating(self) -> tuple[Part, ...]:
        """How it was, where the site asks; once that is answered, the way to say more."""
        opinion = self.session.opinion
        self._faces: tuple[Faces, ...] = ()
        if not opinion.asked:
            return ()
        question = _("How was it to use this kiosk?")
        faces = Faces(self.looks, question)
        self._faces = (faces,)
        for number, button in enumerate(faces.buttons, 1):
            button.setObjectName(f"face:{_BEST - number}")
            button.setChecked(opinion.score == _BEST - number)
        faces.chosen.connect(lambda number: opinion.rate(_BEST - number))
        if opinion.score:
            question = _("Thank you.") if opinion.may_comment else _("Thank you. We have counted your answer.")
        if opinion.commented:
            question = _("Thank you. We have your comment.")
        said = TextBlock(self.looks, question, weight=BOLD)
        if not opinion.may_comment:
            return (said, 12, faces)
        more = LinkButton(self.looks, _("Tell us more"), height=_LOW_LINK)
        more.setObjectName("tell-us-more")
        more.clicked.connect(lambda: self.session.over(Place.COMMENT))
        return (row(said, 16, more, None, align=Qt.AlignmentFlag.AlignVCenter), 8, faces)

    def _printing(self) -> tuple[Icon, Words, Words, Icon | None]:
        match self._keeping.printing:
            case PrintState.QUEUED | PrintState.PRINTING:
                return Icon.TAKE_PAPER, _("Printing…"), _("Take your receipt below"), Icon.DOWN
            case PrintState.PRINTED:
                return Icon.TICK_DISC, _("Your receipt is printed"), _("Take it with you"), Icon.DOWN
            case _:
                return Icon.PENCIL, _("No receipt was printed"), _("Keep the reference above"), None


class PrinterScreen(_Kept):
    """Failure is a page with three ways on. First: the request is still saved."""

    failure = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        lead = [
            Span(self._why()),
            Span(" "),
            Span(_("Your request is still saved."), bold=True),
            Span(" "),
            Span(_("Keep this reference in one of these ways.")),
        ]
        ticket = self._make_ticket(caption=False)
        if stage.wide:
            ticket.setMinimumHeight(_TALL_TICKET)
            for code in ticket.findChildren(QrPicture):
                code.setFixedSize(_TALL_QR, _TALL_QR)
        title = TextBlock(self.looks, self.title, Role.HEADING, heading=True)
        self._add_head(title, TextBlock(self.looks, lead, Role.LEAD), ticket, 24)
        self._kept_or_again()
        self.add(36, self._ways(wide=stage.wide), 42)
        note = [Span(_("You do not have to wait here."), bold=True), Span(" "), Span(_("The reference is all you need."))]
        self.add(IconNote(self.looks, Icon.INFO, note), None)

    @property
    def title(self) -> Said:
        """What did not work."""
        return _("We could not print your receipt")

    def entered(self) -> None:
        """Why there is no paper, and that nothing is lost."""
        super().entered()
        self._tell(self._why(), _("Your request is still saved."))

    def _kept_or_again(self) -> None:
        """In the bar of actions, or all but the green button on the page where that leaves the ticket its room."""
        self.primary(_("I have kept my reference"), self._kept, "kept", least=WIDE_PRIMARY)
        again = self.secondary(_("Try printing again"), self._again, "print-again")
        if self.session.copies.spent:
            again.set_available(available=False, reason=MORE_COPIES)
        if self._crowded:
            self.actions.remove(again)
            self.add(20, row(again, None), 14, self._count_down())
        else:
            self.far = self._count_down()

    def _why(self) -> Words:
        if self._keeping.printing is PrintState.UNKNOWN:
            return _("The printer stopped. Look if your receipt came out.")
        return printer_words(self._keeping.reason)

    def _ways(self, *, wide: bool) -> QLayout:
        ways = (
            WayOn(
                self.looks, Icon.CAMERA, _("Take a picture"), _("Point your phone at this screen, or scan the square code above.")
            ),
            WayOn(self.looks, Icon.PENCIL, _("Write it down"), _("12 letters and numbers. Pens and paper are at the desk.")),
            WayOn(self.looks, Icon.BELL, _("Ask staff"), _("Tell them about the printer. They can print your receipt.")),
        )
        if not wide:
            return column(*(part for way in ways for part in (way, 20)))
        layout = QHBoxLayout()
        layout.setSpacing(20)
        for way in ways:
            layout.addWidget(way, 1)
        return column(boxed(layout))

    def _kept(self) -> None:
        self._keeping.keep_otherwise()
        self.session.go(Place.CONFIRMATION)

    def _again(self) -> None:
        self._keeping.print_again(lambda _error: self.session.redraw())
