"""Who is being helped at this window: beginning, saving, handing the screen over and taking it back, stopping, submitting.

One client at a time. What was typed for the one before is saved and forgotten before anything of the next is known. What is typed
is saved a moment after it is; a page that is left is saved at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk_app.errors import KnownError
from kiosk_app.ports.helping import Step
from ui.desk.clipboard import empty_clipboard
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.idle import Presence
from ui.desk.places import Place
from ui.helper_desk.case_file import CaseFile, helping_of
from ui.helper_desk.cases import FAILED as CASE_FAILED
from ui.helper_desk.way import AssistedWay

if TYPE_CHECKING:
    from kiosk_app.use_cases.catalogue import CurrentCatalogue
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.helping import Helping, OpenedCase, Wanted
    from kiosk_app.use_cases.submit import Assisted
    from services.forms.context import Context
    from ui.desk.screen import Screen, Stage
    from ui.desk.session import Session

FAILED: Final = "help-failed"  # what a page remembers: why what was asked for was not done, or what of an agreement is missing
_SAVE_MS = 250  # after this long what was typed is on its way to the disk
_JOURNEY = frozenset(
    {
        Place.QUESTION, Place.HINT, Place.ANSWERS, Place.CHECK, Place.STOP, Place.CONFIRMATION, Place.PRINTER, Place.UNPRINTED,
        Place.COMMENT, Place.NOTHING_SAVED, Place.INFORMATION, Place.TOPIC, Place.PRISONS,
    }
)  # fmt: skip
"""Pages of the public desk that are an operator's work while somebody is helped."""
_OVER = frozenset({Place.CONFIRMATION, Place.PRINTER})

_Answer = TypeVar("_Answer")


class HelperDesk(QObject):
    """Asks the desk's door, and remembers which case is open and who has the screen."""

    def __init__(self, door: Door, here: Callable[[], Here], session: Session) -> None:
        super().__init__(session)
        self._door, self._here, self._session = door, here, session
        self.file: CaseFile | None = None
        self.client = ""  # the name; known until the helper has the screen again after the end
        self.client_has_it = False  # the screen
        self._helpers_language = session.language
        self._timer = QTimer(self)
        self._timer.setInterval(_SAVE_MS)
        self._timer.timeout.connect(self.save)
        session.changed.connect(self._page_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._field_left)
        session.ending.connect(self._forget)

    @property
    def under_way(self) -> bool:
        """Whether somebody is being helped, or has just been and has the screen still."""
        return self.file is not None or self.client_has_it

    @property
    def way(self) -> AssistedWay | None:
        """The client's way through the service."""
        way = self._session.way
        return way if isinstance(way, AssistedWay) else None

    @property
    def end(self) -> Place:
        """Where a way leads that has no page to ask."""
        return Place.TASKS if self.file is not None and not self.client_has_it else Place.CHECK

    def owns(self, place: Place) -> bool:
        """Whether a page of the public desk is the operator's work now."""
        return self.under_way and place in _JOURNEY

    def page(self, place: Place) -> str:
        """Which page of this desk stands for a place of the public one; "" for its own."""
        if not self.under_way:
            return ""
        if place is Place.CHECK:
            return "helper_desk.client_check.ClientCheckScreen"
        return "helper_desk.stopping.StoppingScreen" if place is Place.STOP else ""

    def dressed(self, screen: Screen, stage: Stage) -> Screen:
        """A page of the public desk as it looks while somebody is helped, or is read over the work of an operator."""
        if self.owns(stage.session.place):
            from ui.helper_desk.dress import dress

            dress(screen, stage)
        elif self._session.staff.operators.reading:
            screen.presence = Presence.STAFF
        return screen

    def new(self) -> None:
        """Somebody else wants to be helped."""
        self._session.over(Place.AGREEMENT)

    def start(self, service: str, wanted: Wanted) -> None:
        """Begin to help somebody, who agreed."""
        language = self._session.language
        self._open(lambda helping: helping.start(service, language, wanted), self._not_agreed)

    def agree(self, wanted: Wanted) -> None:
        """Write down anew what was agreed."""
        file = self._file()

        def agreed(opened: OpenedCase) -> None:
            file.opened = opened
            self.client = file.client
            self._session.leave()

        self._ask(lambda helping: helping.agree(file.opened, wanted), agreed, self._not_agreed)

    def resume(self, case: UUID) -> None:
        """Go on helping somebody; the case that is open is closed first."""
        self._open(lambda helping: helping.open(case), self._not_opened)

    def open_section(self, pages: tuple[str, ...]) -> None:
        """Ask the pages of a section. What a client states is asked of the client alone."""
        way = self.way
        if way is not None and not self._session.busy:
            way.open_section(pages)
            self._session.show_step()

    def to_tasks(self) -> None:
        """Leave a page, answered or not."""
        if self.way is not None and not self._session.busy:
            self.way.rest()
            self._session.go(Place.TASKS)

    def back(self) -> bool:
        """Whether Back was the helper desk's to answer."""
        place = self._session.place
        if place is Place.TASKS:
            self.close()
        elif place is Place.CHECK and self.client_has_it:
            self._session.go(Place.CLIENT_VIEW)
        else:
            return place in {Place.CLIENT_VIEW, Place.CASELOAD}
        return True

    def close(self) -> None:
        """Save what is open and forget it; whoever comes next finds nothing of it.

        What cannot be saved stays open, and the page says so.
        """
        file, way = self.file, self.way
        if file is None or way is None:
            self._closed(None)
            return
        content, language, here = self._content(), file.opened.kept.language, self._here()
        sections = way.sections()
        how_far = (sections.done, sections.counted)
        file.asked = content
        self._door.ask(
            lambda desk: file.save(desk, content, language, how_far),
            here(self._closed),
            lambda error: self._tell(file, error.code),
        )

    def _closed(self, _nothing: None) -> None:
        self._forget()
        self._session.go(Place.CASELOAD)

    def hand_over(self) -> None:
        """The client takes the screen, at the page that is shown or before all of them."""
        file, way = self.file, self.way
        if file is None or way is None or self.client_has_it or self._session.busy:
            return
        self.save()

        def handed(_nothing: None) -> None:
            self.client_has_it = way.by_client = True
            self._helpers_language, self._session.language = self._session.language, file.opened.kept.language
            self._session.go(Place.CLIENT_VIEW)

        self._ask(lambda helping: helping.hand_over(file.opened), handed, self._failed)

    def show_answers(self) -> None:
        """The client looks: at the page that was handed over, else at all answers."""
        self._session.show_step()

    def go_on(self) -> None:
        """The client says that what they see is right: what is still to be answered is asked, or it is submitted."""
        if self.way is not None and self.way.open_problem():
            self._session.show_step()
        else:
            self._session.submit()

    def wrong(self) -> None:
        """The client says that something is wrong, and gives the screen back."""
        self._note(Step.WRONG)
        self.give_back()

    def refuse(self) -> None:
        """The client wants no more help: they may go on alone, or stop."""
        self._note(Step.REFUSED)
        self._session.over(Place.STOP)

    def lock(self) -> None:
        """The helper goes away for a while."""
        self._session.staff.operators.lock()

    def give_back(self) -> None:
        """Hide everything until the helper has given their PIN."""
        if self.file is not None and self.way is not None and not self._session.saving:
            self._send(self.file, self.way, progress=True)  # with the language that the client chose
        if self._session.place is Place.IDLE:
            self._session.leave()
        self._session.staff.operators.lock()

    def returned(self) -> bool:
        """The helper has given it. Whether they come back to another page than the one that was locked."""
        if not self.client_has_it:
            return False
        self.client_has_it = False
        self._session.language = self._helpers_language
        file, way = self.file, self.way
        if file is None or way is None:
            self.close()
            return True
        way.by_client = False
        self._door.tell(lambda desk: helping_of(desk).take_back(file.opened), lambda _error: None)
        self.to_tasks()
        return True

    def stop(self) -> None:
        """The client wants to stop: what was typed is deleted."""
        file = self._file()

        way = self.way

        def stopped(_nothing: None) -> None:
            if way is not None:
                way.kept, way.stopped = False, True
            self.file = self._session.way = None
            if self.client_has_it:
                self.give_back()
            else:
                self.close()

        file.asked = dict(self._content())  # nothing more is saved of it
        self._ask(lambda helping: helping.stop(file.opened), stopped, self._failed)

    def goes_on(self, how: str) -> bool:
        """Whether the session does: what ends when a client has finished is their time at the screen, not the helper's work."""
        if how != "finished" or not self.under_way:
            return False
        self.give_back()
        return True

    def assisted(self) -> Callable[[PublicDesk], Assisted] | None:
        """On the worker: what goes with the answers that are submitted now; None where nobody is helped."""
        file, content, language = self.file, self._content(), self._session.language
        if file is None:
            return None

        def assisted(desk: PublicDesk) -> Assisted:
            helping_of(desk).note(file.opened, Step.RIGHT)
            return file.assisted(desk, content, language)

        return assisted

    def _field_left(self) -> None:
        """A field that is left is on its way to the disk before the next is typed into."""
        self.save()

    def save(self) -> None:
        """Keep what is typed, if anything of it is news."""
        file, way = self.file, self.way
        if file is None or way is None or self._session.saving or self._session.place in {Place.LOCKED, Place.IDLE}:
            return
        self._send(file, way)

    def _send(self, file: CaseFile, way: AssistedWay, *, progress: bool = False) -> None:
        content, line = self._content(), file.opened.case.line
        if content == file.asked and not progress and not file.failed:
            return
        language = self._session.language if self.client_has_it else file.opened.kept.language
        sections = way.sections() if progress else None
        how_far = (line.done, line.sections) if sections is None else (sections.done, sections.counted)
        file.asked = content

        def kept(_nothing: None) -> None:
            self._tell(file, "")

        def failed(error: KnownError) -> None:
            self._tell(file, error.code)

        self._door.runner.run(lambda: file.save(self._door.desk(), content, language, how_far), kept, failed)

    def _tell(self, file: CaseFile, failed: str) -> None:
        """The pages say when what is typed is not kept, and when it is again."""
        changed, file.failed = file.failed != failed, failed
        if changed and file is self.file:
            self._session.redraw()

    def _page_changed(self) -> None:
        """What a page held is saved as it is left; once it is submitted there is nothing to save any more."""
        place, file, way = self._session.place, self.file, self.way
        if file is not None and place in _OVER:
            self.file = None
            self._timer.stop()
        elif file is not None and way is not None and not self._session.saving:
            self._send(file, way, progress=place in {Place.TASKS, Place.CLIENT_VIEW})

    def _open(self, call: Callable[[Helping], OpenedCase], failed: Callable[[KnownError], None]) -> None:
        self.save()
        self._forget()

        def load(desk: PublicDesk) -> tuple[OpenedCase, Context, CurrentCatalogue]:
            desk.admit()
            return call(helping_of(desk)), desk.context(), desk.catalogue()

        def opened(loaded: tuple[OpenedCase, Context, CurrentCatalogue]) -> None:
            case, context, self._session.catalogue = loaded
            self.file = CaseFile(case)
            self.client = self.file.client
            self._session.way = AssistedWay(self._session.services[case.kept.service], context, case.kept.content)
            self._timer.start()
            self._session.go(Place.TASKS)

        here = self._here()
        self._door.ask(load, here(opened), here(failed))

    def _ask(
        self, call: Callable[[Helping], _Answer], done: Callable[[_Answer], None], failed: Callable[[KnownError], None]
    ) -> None:
        here = self._here()
        self._door.ask(lambda desk: call(helping_of(desk)), here(done), here(failed))

    def _note(self, step: Step) -> None:
        file = self._file()
        self._door.tell(lambda desk: helping_of(desk).note(file.opened, step), self._failed)

    def _not_agreed(self, error: KnownError) -> None:
        self._session.view[FAILED] = str(error.details.get("missing", error.code))
        self._session.redraw()

    def _not_opened(self, error: KnownError) -> None:
        self._session.view[CASE_FAILED] = error.code
        self._session.redraw()

    def _failed(self, error: KnownError) -> None:
        self._session.view[FAILED] = error.code
        self._session.redraw()

    def _content(self) -> dict[str, str]:
        return {} if self._session.way is None else dict(self._session.way.draft.items())

    def _file(self) -> CaseFile:
        if self.file is None:
            raise RuntimeError("nobody is being helped")
        return self.file

    def _forget(self) -> None:
        """Nothing of the client stays in this window."""
        self._timer.stop()
        self.file, self.client, self.client_has_it = None, "", False
        self._session.way = self._session.keeping = None
        self._session.staff.forget_keys()
        self._session.lookup.forget()
        self._session.guides.forget()
        self._session.opinion.forget()
        empty_clipboard()
