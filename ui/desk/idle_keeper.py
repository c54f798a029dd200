"""Does what is due when nobody touches anything: invites, asks, clears, and leaves all as the next person should find it."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from ui.desk.idle import Due, IdleWatch, UnderWay
from ui.desk.places import RESTING, Place
from ui.desk.reprint import WAITING
from ui.desk.session import Session

_HOW = MappingProxyType(
    {
        Place.CONFIRMATION: "finished",
        Place.PRINTER: "finished",
        Place.UNPRINTED: "finished",
        Place.COMMENT: "finished",
        Place.BROKEN: "failed",
    }
)


class IdleKeeper:
    """Asks the watch once a second. `speaking`: something is read to somebody; `tidy`: show everything as the site wants it."""

    def __init__(self, watch: IdleWatch, session: Session, *, speaking: Callable[[], bool], tidy: Callable[[], None]) -> None:
        self._watch, self._session = watch, session
        self._speaking, self._tidy = speaking, tidy
        self._asked_on = Place.START  # the page that the question lies over

    def tick(self) -> None:
        """Do what is due."""
        session = self._session
        match self._watch.due(UnderWay(session.saving, _prints(session), self._speaking())):
            case Due.NOTHING:
                pass
            case Due.UNANSWERED:
                session.end_unanswered_save()
            case Due.ASK:
                self._ask()
            case Due.CLEAR:
                session.finish(_HOW.get(self._asked_on, "timed-out"))
            case Due.LOCK:
                session.staff.operators.lock(idle=True)
            case Due.INVITE:
                self._nobody()

    def _ask(self) -> None:
        self._asked_on = self._session.place
        self._session.over(Place.IDLE)

    def _nobody(self) -> None:
        """Whoever chose a language or a text size may still be reading; whoever chose nothing has left nothing behind."""
        session = self._session
        if session.begun or session.place not in RESTING:
            self._ask()
            return
        self._tidy()
        if session.place is Place.START and not session.closed:  # nobody is invited to what cannot be done
            session.go(Place.ATTRACT)


def _prints(session: Session) -> bool:
    """Whether paper of this session waits to come out of the printer."""
    if session.guides.printing:
        return True
    keeping, status = session.keeping, session.status
    if keeping is not None:
        return keeping.printing in WAITING or (keeping.whole is not None and keeping.whole.waits)
    job = session.lookup.copy.job(status.reference) if status is not None else None
    return job is not None and job.state in WAITING
