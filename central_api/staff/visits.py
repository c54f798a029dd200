"""What staff decide on visits: the same bookings, cancellations and changes that the worker makes, at the times staff choose.

Places are taken from the same counts, in the same order of locks, so staff and workers never give one place twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.decisions.cancelling import has_begun, take_back
from central_api.decisions.holds import settle
from central_api.decisions.places import Places
from central_api.decisions.second_fact import locked_cited
from central_api.decisions.wishes import Wish, wish_in
from central_api.models import Booking, Case
from central_api.staff.obstacles import CannotDo, Obstacle
from central_api.staff.steps import Acceptance, Refusal
from central_api.states import OutcomeState
from central_api.telling import Decision
from services.visits.amendments import REQUEST
from services.visits.reasons import AMENDING, CONFIDENTIAL, REFUSALS

_NOT_LISTED = "visitor_not_on_list"
_NO_ALLOWANCE = "no_allowance"
_DONE = frozenset({OutcomeState.WITHDRAWN, OutcomeState.CANCELLED})


class Rooms:
    """The places of sessions as they are, and beyond their capacity."""

    def __init__(self, within: Places, beyond: Places) -> None:
        self._within = within
        self._beyond = beyond

    def for_(self, accepted: Acceptance) -> Places:
        """Where a place is taken from."""
        return self._beyond if accepted.over_capacity else self._within


class StaffRequests:
    """Visit requests: booked at the time that staff choose, or refused."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def accept(self, session: Session, case: Case, accepted: Acceptance, now: datetime, by: str) -> Decision:  # noqa: ARG002 - a step's shape
        """Book."""
        listed = _staying_away(case, accepted)
        wish = _chosen(wish_in(case.answers), accepted)
        booking = Booking(submission_id=case.submission_id, prison=wish.prison, booked=now, likeness=case.likeness)
        slot = self._rooms.for_(accepted).book(session, booking, wish, now, case.hold)
        if slot is None:
            raise CannotDo(Obstacle.NO_PLACE)
        return _booked(slot, accepted, listed)

    def refuse(self, case: Case, refusal: Refusal) -> Decision:
        """Refuse for reasons of the domain, the confidential ones among them."""
        return _refused(case, refusal, REFUSALS | CONFIDENTIAL)


class StaffCancellations:
    """Cancellations that the worker could not do: staff have made sure who asks."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def accept(self, session: Session, case: Case, accepted: Acceptance, now: datetime, by: str) -> Decision:
        """Take the request back, or cancel its visit."""
        if accepted != Acceptance():
            raise CannotDo(Obstacle.UNFIT)
        found = _cited_request(session, case)
        decision = take_back(session, self._rooms.for_(accepted), found, now, asking=case.submission_id, by=by)
        if decision.state not in _DONE:
            raise CannotDo(Obstacle.CITED_OVER)
        return decision

    def refuse(self, case: Case, refusal: Refusal) -> Decision:
        """Refuse: why nothing is cancelled."""
        return _refused(case, refusal, AMENDING | CONFIDENTIAL)


class StaffChanges:
    """Changes: the visit gets the time that staff choose, and gives the old one up only then."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def accept(self, session: Session, case: Case, accepted: Acceptance, now: datetime, by: str) -> Decision:
        """Move the booked visit, or book the request that is not decided yet."""
        found = _cited_request(session, case)
        listed = _staying_away(found, accepted)
        wish, latest = _chosen(wish_in(case.answers), accepted), outcomes.latest(session, found.submission_id)
        state = latest.state if latest else OutcomeState.REQUESTED
        booking = session.get(Booking, found.submission_id, with_for_update=True)
        places = self._rooms.for_(accepted)
        if wish.prison != wish_in(found.answers).prison or has_begun(latest, now):
            raise CannotDo(Obstacle.CITED_OVER)
        if state == OutcomeState.BOOKED and booking is not None:
            slot = places.exchange(session, booking, wish, now)
        elif state in {OutcomeState.REQUESTED, OutcomeState.NEEDS_ACTION} and booking is None:
            new = Booking(submission_id=found.submission_id, prison=wish.prison, booked=now, likeness=found.likeness)
            slot = places.book(session, new, wish, now, found.hold)
        else:
            raise CannotDo(Obstacle.CITED_OVER)
        if slot is None:
            raise CannotDo(Obstacle.NO_PLACE)
        settle(session, found)
        outcomes.lock_devices(session, found.submission_id, case.submission_id)
        booked = _booked(slot, accepted, listed)
        if not outcomes.is_latest(session, found, booked):
            outcomes.record(session, found, booked, now, by=by)
        return Decision(OutcomeState.BOOKED, params={"slot": slot})

    def refuse(self, case: Case, refusal: Refusal) -> Decision:
        """Refuse: why nothing is changed."""
        return _refused(case, refusal, AMENDING | CONFIDENTIAL)


def _chosen(wish: Wish, accepted: Acceptance) -> Wish:
    return replace(wish, slots=(accepted.slot,)) if accepted.slot else wish


def _cited_request(session: Session, case: Case) -> Case:
    found = locked_cited(session, case.cites)
    if found is None or found.service != REQUEST:
        raise CannotDo(Obstacle.CITED_OVER)
    return found


def _booked(slot: str, accepted: Acceptance, not_listed: str) -> Decision:
    params = {"slot": slot}
    if accepted.closed:
        params["closed"] = "yes"
    if not_listed:
        params["visitors"] = not_listed
    return Decision(OutcomeState.BOOKED, codes=(_NOT_LISTED,) if not_listed else (), params=params)


def _refused(case: Case, refusal: Refusal, reasons: frozenset[str]) -> Decision:
    codes = tuple(dict.fromkeys(refusal.reasons))
    if not codes or not reasons.issuperset(codes):
        raise CannotDo(Obstacle.UNFIT)
    if (refusal.not_listed and _NOT_LISTED not in codes) or (refusal.renews_on and _NO_ALLOWANCE not in codes):
        raise CannotDo(Obstacle.UNFIT)
    params: dict[str, str] = {}
    if refusal.not_listed:
        params["visitors"] = _visitors(case, refusal.not_listed)
    if refusal.renews_on:
        params["allowance_renews_on"] = refusal.renews_on.isoformat()
    return Decision(OutcomeState.REJECTED, codes=codes, params=params)


def _staying_away(case: Case, accepted: Acceptance) -> str:
    """Who cannot come to a visit that others come to."""
    if accepted.not_listed and len(set(accepted.not_listed)) >= _party(case):
        raise CannotDo(Obstacle.UNFIT)
    return _visitors(case, accepted.not_listed)


def _party(case: Case) -> int:
    """How many visitors there are in a request."""
    listed = case.answers.get("visitors")
    return len(listed) if isinstance(listed, list) else 0


def _visitors(case: Case, places: tuple[int, ...]) -> str:
    """Visitors by their places in the request's list, as a kiosk reads them: "1,3"."""
    if not all(1 <= place <= _party(case) for place in places):
        raise CannotDo(Obstacle.UNFIT)
    return ",".join(map(str, sorted(set(places))))
