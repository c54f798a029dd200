"""Asking about what waits to be sent: a page of the list at a time, and what can be done about one or all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from kiosk_app.staff_errors import NotSignedIn
from ui.admin_desk.asking import Asking
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.ports.copies import Medium
    from kiosk_app.ports.courier import Taken
    from kiosk_app.ports.queue import Place as Spot
    from kiosk_app.ports.queue import Shelf
    from kiosk_app.use_cases.queue import Exported, QueuePage, QueueWork
    from kiosk_app.use_cases.staff_work import StaffWork
    from services.forms.words import Words
    from services.language import Language
    from ui.desk.session import Session

CHOSEN: Final = "queued"  # what the page remembers: the id of the one that is told in full
RELEASING: Final = "releasing"  # what the page remembers: the id of the one that may be about to be sent once more


class QueueAsking(Asking):
    """Keeps the page that is shown, and where the pages before it began."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        super().__init__(door, session, here)
        self.page: QueuePage | None = None
        self.media: Sequence[Medium] = ()
        self.told: Sequence[Words] = ()  # of the answers that were taken in last
        self._starts: list[tuple[Spot | None, int]] = [(None, 0)]

    def show(self) -> None:
        """Show the list from its beginning: what is open, else what was received."""
        from kiosk_app.ports.queue import Shelf

        def shown(page: QueuePage) -> None:
            self.page, self._starts = page, [(None, 0)]
            self._session.over(Place.QUEUE)

        self.ask(lambda work: _queue(work).page(Shelf.OPEN), shown)

    def show_media(self, focus: str = "medium:0") -> None:
        """Show the list with the sticks that copies of it can go on, and that answers come on."""
        from kiosk_app.ports.queue import Shelf

        def shown(found: tuple[QueuePage, Sequence[Medium]]) -> None:
            (self.page, self.media), self._starts = found, [(None, 0)]
            self._session.over(Place.QUEUE, {"media": "shown", "focus": focus if self.media else "look-again"})

        self.ask(lambda work: (_queue(work).page(Shelf.OPEN), _queue(work).media()), shown)

    def put_on(self, shelf: Shelf) -> None:
        """Show another part of the list, with the focus on it."""
        self._starts = [(None, 0)]
        self._choose_anew()
        self._session.view["focus"] = "queue-rows"
        self._read(shelf)

    @property
    def has_earlier(self) -> bool:
        """Whether newer ones stand on a page before this one."""
        return len(self._starts) > 1

    def turn(self, by: int) -> None:
        """The next page, or the one before."""
        page = self.page
        if page is None:
            return
        if by > 0 and page.has_more:
            self._starts.append((page.rows[-1].place, page.before + len(page.rows)))
        elif by < 0 and self.has_earlier:
            self._starts.pop()
        else:
            return
        self._choose_anew()
        self._read(page.shelf)

    def try_now(self, submission: UUID | None) -> None:
        """Have one, or all, tried at once."""

        def tried(page: QueuePage) -> None:
            self.page = page
            self.did("tried")

        self._then_read(lambda queue: queue.try_now(submission), tried)

    def ask_to_release(self, submission: UUID) -> None:
        """Ask first whether one is to be sent once more."""
        self.say_nothing()
        self._session.view.update({RELEASING: str(submission), "focus": "release-yes"})
        self._session.redraw()

    def forget_release(self) -> None:
        """It is not."""
        self._session.view.pop(RELEASING, None)
        self._session.view["focus"] = "queue-rows"
        self._session.redraw()

    def release(self, submission: UUID) -> None:
        """Have one that was put aside sent once more, and show it where it is then."""
        from kiosk_app.ports.queue import Shelf

        if self.page is not None and self.page.shelf is Shelf.PUT_ASIDE:
            self._starts = [(None, 0)]
        self._change(lambda queue: queue.release(submission), "released", Shelf.OPEN)

    def deal_with(self, submission: UUID) -> None:
        """Say that one that was put aside is dealt with."""
        self._change(lambda queue: queue.deal_with(submission), "dealt-with")

    def take_up(self, submission: UUID) -> None:
        """Take that back."""
        self._change(lambda queue: queue.take_up(submission), "taken-up")

    def print_note(self, submission: UUID, language: Language) -> None:
        """Print a note about one that was put aside."""
        self.print_beside(lambda work: _queue(work).print_note(submission, language), "note-printed")

    def print_again(self, reference: str) -> None:
        """Queue another copy of a receipt."""
        self.ask(lambda work: _queue(work).print_again(reference), lambda _job: self.did("again"))

    def look_for_media(self) -> None:
        """Which sticks are plugged in."""

        def found(media: Sequence[Medium]) -> None:
            self.media = media
            self._session.view.pop(RELEASING, None)
            self._session.view.update({"media": "shown", "focus": "medium:0" if media else "look-again"})
            self._session.redraw()

        self.ask(lambda work: _queue(work).media(), found)

    def export(self, medium: Medium, submission: UUID | None) -> None:
        """Put copies on a stick."""

        def exported(done: Exported) -> None:
            self._session.view.pop("media", None)
            self.did("exported", done.number)

        self.ask(lambda work: _queue(work).export(medium, submission), exported)

    def take_answers(self, medium: Medium) -> None:
        """Take in what the centre has signed from a stick."""

        def taken(answer: tuple[Taken, QueuePage]) -> None:
            from kiosk_app.courier_words import taken_words

            found, self.page = answer
            self.told = taken_words(found)
            self._session.view.pop("media", None)
            self.did("answers-refused" if found.refused else "answers")

        def both(work: StaffWork) -> tuple[Taken, QueuePage]:
            from kiosk_app.ports.queue import Shelf

            return _queue(work).take_answers(medium), _queue(work).page(Shelf.OPEN)

        self._starts = [(None, 0)]
        self.ask(both, taken)

    def renew(self) -> None:
        """Read the page anew. Nobody waits for it."""
        page = self.page
        if page is None or self._door.busy:
            return
        here, (after, before) = self._here(), self._starts[-1]

        def renewed(new: QueuePage) -> None:
            if (new.rows, new.counts) != (page.rows, page.counts):
                self.page = new
                self._session.redraw()

        def read() -> QueuePage:
            work = self._door.desk().work
            if work is None:
                raise NotSignedIn
            return _queue(work).page(page.shelf, after, before)

        self._door.runner.run(read, here(renewed), lambda _error: None)

    def _choose_anew(self) -> None:
        self.say_nothing()
        self._session.view.pop(CHOSEN, None)

    def _read(self, shelf: Shelf) -> None:
        after, before = self._starts[-1]

        def read(page: QueuePage) -> None:
            self.page = page
            self._session.redraw()

        self.ask(lambda work: _queue(work).page(shelf, after, before), read)

    def _change(self, change: Callable[[QueueWork], object], what: str, shelf: Shelf | None = None) -> None:
        """Do something with one that was put aside, and show the list as it is then, with the focus on it."""

        def changed(page: QueuePage) -> None:
            self.page = page
            self._session.view.pop(RELEASING, None)
            self._session.view["focus"] = "queue-rows"
            self.did(what)

        self._then_read(change, changed, shelf)

    def _then_read(
        self, change: Callable[[QueueWork], object], done: Callable[[QueuePage], None], shelf: Shelf | None = None
    ) -> None:
        page = self.page
        if page is None:
            return
        after, before = self._starts[-1]

        def both(work: StaffWork) -> QueuePage:
            change(_queue(work))
            return _queue(work).page(shelf or page.shelf, after, before)

        self.ask(both, done)


def _queue(work: StaffWork) -> QueueWork:
    if work.queue is None:
        raise NotSignedIn
    return work.queue
