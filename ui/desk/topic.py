"""One page of the guidance: what it is about, its sections, how old it is; to be printed, and to begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk_app.errors import NoLeaflet
from kiosk_app.ports.printing import Leaflet, PrintState
from kiosk_app.site import DeskKind
from kiosk_app.wording import error_words
from services.forms.words import Words
from ui.a11y import announce
from ui.components.notes import IconNote
from ui.components.text import TextBlock
from ui.desk.guides import PRISON, SERVICE, TOPIC
from ui.desk.information import sections_side_by_side
from ui.desk.places import MOVED_UP, Place
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import MORE_COPIES, _, printer_words
from ui.theme import Icon, Role, Said

if TYPE_CHECKING:
    from kiosk_app.use_cases.guidance import Library
    from services.guidance import Topic, TopicPage


class TopicScreen(Screen):
    """The session's `view` says which: a topic, perhaps of one prison, or a service whose page is wanted."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._view = self.session.view
        self._of_printing: TextBlock | None = None
        library = self.session.guides.library
        self._topic = None if library is None else self._find(library)
        self._page = None if library is None or self._topic is None else self._filled(library, self._topic)
        self.add(TextBlock(self.looks, self.title, Role.HEADING, heading=True), 6)
        if self._page is None or self._topic is None:
            self._nothing(loading=library is None)
        else:
            self._show(self._topic, self._page)

    @property
    def title(self) -> Said:
        """The topic."""
        return self._page.title if self._page is not None else _("Information")

    @property
    def name(self) -> Said:
        """As on the tile that leads to it."""
        return _("Information")

    def entered(self) -> None:
        """What is not loaded yet comes in a moment; what became of the printing is also said aloud."""
        super().entered()
        if self.session.guides.library is None:
            self._view[MOVED_UP] = "yes"
            self.session.guides.load()
        if self._of_printing is not None:
            announce(self.body, self._of_printing.text())

    def _find(self, library: Library) -> Topic | None:
        guidance = library.guidance
        if SERVICE in self._view:
            return guidance.about(self._view[SERVICE])
        return guidance.topic(self._view[TOPIC]) if TOPIC in self._view else guidance.visiting_day

    def _filled(self, library: Library, topic: Topic) -> TopicPage:
        """The page; the one for every prison where the catalogue has lost the prison."""
        try:
            return library.page(topic.key, self._view.get(PRISON, ""))
        except NoLeaflet:
            return library.page(topic.key)

    def _nothing(self, *, loading: bool) -> None:
        if not loading:
            self.add(TextBlock(self.looks, _("There is no page about this here. Ask a member of staff."), Role.LEAD))
        self.add(None)
        self.primary(_("Go back"), self.session.leave)

    def _show(self, topic: Topic, page: TopicPage) -> None:
        self.add(TextBlock(self.looks, page.summary, Role.LEAD), 20, sections_side_by_side(self, page.sections))
        there = page.online(self.looks.look.language)
        online = self.looks.say(_("You can read this online: {address}", address=there.address.removeprefix("https://")))
        online = f"{online}. {self.looks.say(there.note)}" if there.note is not None else online
        note = IconNote(self.looks, Icon.INFO, online, ink="secondary", icon_ink="secondary")
        note.set(Icon.INFO, online, title=page.correct, icon_ink="secondary")
        self.add(note, None)
        self._begin(topic)
        self._print(Leaflet(topic.key, self._view.get(PRISON, ""), self.session.language))

    def _begin(self, topic: Topic) -> None:
        """The green button: begin what the page is about, where nobody has begun anything and no staff work."""
        here = [self.session.services[key] for key in topic.services if key in self.session.services]
        for_staff = self.stage.site.desk is not DeskKind.PUBLIC or self.session.staff.operators.at_work is not None
        begun = self.session.way is not None or self.session.keeping is not None
        if not here or for_staff or begun or self.session.closed:
            self.primary(_("Go back"), self.session.leave)
        elif here[0].starts_here:
            self.primary(_("Start"), lambda: self.session.start(here[0].key), "start")
        else:
            self.primary(_("I have a reference"), lambda: self.session.go(Place.REFERENCE), "reference")

    def _print(self, leaflet: Leaflet) -> None:
        guides = self.session.guides
        button = self.secondary(_("Print this as a leaflet"), lambda: guides.print(leaflet), "print")
        reason = _PRINTING if guides.printing else MORE_COPIES if guides.spent else None
        if reason is not None:
            button.set_available(available=False, reason=reason)
        ink, said = self._last(leaflet)
        said = said or reason
        if said is not None:
            self._of_printing = TextBlock(self.looks, said, ink=ink)
            self._of_printing.setObjectName("of-printing")
            self.actions.append(self._of_printing)

    def _last(self, leaflet: Leaflet) -> tuple[str, Words | None]:
        """What to say of the last print of this leaflet, and in which ink."""
        guides = self.session.guides
        if refused := guides.refused(leaflet):
            return "error", error_words(refused)
        job = guides.job(leaflet)
        match job.state if job is not None else PrintState.EXPIRED:
            case PrintState.FAILED if job is not None:
                return "error", printer_words(job.reason)
            case PrintState.UNKNOWN:
                return "error", _("The printer stopped. Look if your leaflet came out.")
            case PrintState.PRINTED:
                return "secondary", _("Your leaflet is printed. Take it with you.")
            case PrintState.QUEUED | PrintState.PRINTING:
                return "secondary", _("Printing… Take your leaflet below")
            case _:
                return "secondary", None


_PRINTING = _("Your leaflet is being printed.")
