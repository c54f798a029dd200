"""Why something cannot be done with a case. Whatever it is, nothing was changed."""

from __future__ import annotations

from enum import Enum


class Obstacle(Enum):
    """Each is a problem of the contract, and a line at the command line."""

    CHANGED = "the case is no longer as it was when it was opened; open it again"
    DECIDED = "the case is decided"
    NO_PLACE = "the session has no place, has begun or is not held, or the same people have a visit then"
    NOT_ALLOWED = "only a supervisor gives a place beyond a session's capacity"
    NOT_DECIDED_HERE = "cases of this service are not decided here"
    CITED_OVER = "what it cites is not here, is another prison's, or is over"
    NOT_WAITING = "the case is not parked, not with staff and not with its person"
    ATTACHMENTS = "an attachment of the case has not arrived whole, or is not what it should be"
    UNFIT = "this does not fit the case: a time, a visitor, a reason or a sum that it does not take, or a mark of other money"


class CannotDo(Exception):
    """It cannot be done, and this is why."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.value)
