"""What staff decide, by service: a step for each, as the worker has one. Steps are handed in by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from central_api.models import Case
from central_api.telling import Decision


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Yes. `slot` "" is the first of the times asked for that has a place."""

    slot: str = ""
    over_capacity: bool = False
    closed: bool = False  # a closed visit
    not_listed: tuple[int, ...] = ()  # visitors who cannot come, by their place in the list from 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """No, for these reasons; what of them is confidential does not leave the centre."""

    reasons: tuple[str, ...]
    not_listed: tuple[int, ...] = ()  # with "visitor_not_on_list": who is not, by their place in the list from 1
    renews_on: date | None = None  # with "no_allowance": from when a visit can be asked for


class StaffStep(Protocol):
    """What follows from a decision by staff on the cases of one service."""

    def accept(self, session: Session, case: Case, accepted: Acceptance, now: datetime, by: str) -> Decision:
        """Do what is accepted in the given transaction and nowhere else; what the case's kiosk is told.

        Raises:
            CannotDo: the transaction must be given up.
        """
        ...

    def refuse(self, case: Case, refusal: Refusal) -> Decision:
        """What the kiosk is told.

        Raises:
            CannotDo: this service has no such reason.
        """
        ...
