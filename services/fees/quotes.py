"""What the schedule answers: a fee with its row and the reason in words, or why there is none. Never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.common.money import Pence
from services.fees.kinds import Kind
from services.fees.schedule import Row
from services.forms.words import Words


class Certainty(StrEnum):
    """How far a fee can be relied on; the value is stable."""

    OFFICIAL = "official"
    OFFICIAL_AMOUNT = "official-amount"
    THIRD_PARTY = "third-party"
    TO_BE_CONFIRMED = "to-be-confirmed"  # overtaken by a change that was announced, or the sources disagree


class Unpriced(StrEnum):
    """Why a fee cannot be given; the value is stable."""

    AMOUNT_NEEDED = "amount-needed"
    AMOUNT_NOTHING = "amount-nothing"
    ABOVE_SCALE = "above-scale"
    ROUNDING_NOT_KNOWN = "rounding-not-known"
    CLAIMANTS_WRONG = "claimants-wrong"
    BEFORE_FIRST = "before-first"
    START_NOT_KNOWN = "start-not-known"
    ENDED = "ended"
    END_NOT_KNOWN = "end-not-known"
    NOT_KNOWN_BETWEEN = "not-known-between"
    SCHEDULE_TOO_OLD = "schedule-too-old"
    REDUCTION_NOT_KNOWN = "reduction-not-known"
    DECIDED_LATER = "decided-later"  # by the Office of the Public Guardian: nothing is paid now


@dataclass(frozen=True, slots=True)
class Priced:
    """A fee in pence on a day.

    `row` is the line of the schedule it stands in. `payable` is False for a fee that must not be taken: one that was unlawful
    is priced for records and refunds, and where there is no fee there is nothing to pay. `reason` is one sentence a line.
    """

    kind: Kind
    on: date
    amount: Pence | None
    fee: Pence
    row: Row
    certainty: Certainty
    payable: bool
    reason: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class NotPriced:
    """No fee can be given. `row` is the nearest line of the schedule, where there is one that explains it."""

    kind: Kind
    on: date
    amount: Pence | None
    code: Unpriced
    reason: tuple[Words, ...]
    row: Row | None = None


Quote = Priced | NotPriced
