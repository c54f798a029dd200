"""The kinds of claim that this centre issues: what their services say of them, gathered for one step.

Numbers have the form of the court's case system, three digits, two letters, three digits (hmcts/poss, UC001; cmc-claim-store).
The letters are those of the live money claims, MC, and LR where a legal representative signs; PC is this centre's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from services import money_claims, possession_claims
from services.claims.choices import Signer
from services.claims.needs import Need
from services.common.court_days import CourtCalendar
from services.forms.answers import Answers
from services.forms.service import Service
from services.money_claims import courts as of_money_courts
from services.money_claims import fee as of_money_fee
from services.money_claims import needs as of_money
from services.money_claims.outcomes import NEEDED as MONEY_NEEDED
from services.money_claims.outcomes import issue_params as money_params
from services.possession_claims import courts as of_possession_courts
from services.possession_claims import fee as of_possession_fee
from services.possession_claims import needs as of_possession
from services.possession_claims.outcomes import NEEDED as POSSESSION_NEEDED
from services.possession_claims.outcomes import issue_params as possession_params

if TYPE_CHECKING:
    from services.catalogue.courts import Court
    from services.fees import Quote
    from services.fees.changes import FeeChange


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """What there is to know of a kind of claim. Days are civil days in England and Wales."""

    service: Service
    series: Callable[[Answers], str]  # two letters
    needs: Callable[[Answers], Iterable[Need]]
    stale: Mapping[str, str]
    is_for_staff: Callable[[Answers], bool]
    court: Callable[[Answers], Court | None]
    fee: Callable[[Answers, date], Quote]
    fee_change: Callable[[Answers, date, date], FeeChange | None]  # between capture and receipt
    reasons: frozenset[str]  # codes of why one is not issued
    issued: Callable[[date, str, CourtCalendar, FeeChange | None], Mapping[str, str]]  # what the outcome says


def _of_money(answers: Answers) -> str:
    return "LR" if answers.text("signing.by") == Signer.REPRESENTATIVE else "MC"


MONEY: Final = ClaimKind(
    service=money_claims.SERVICE,
    series=_of_money,
    needs=of_money.needs,
    stale=of_money.STALE,
    is_for_staff=of_money.is_for_staff,
    court=of_money_courts.court_of,
    fee=of_money_fee.fee_of,
    fee_change=of_money_fee.fee_change,
    reasons=frozenset(MONEY_NEEDED),
    issued=money_params,
)
POSSESSION: Final = ClaimKind(
    service=possession_claims.SERVICE,
    series=lambda _answers: "PC",
    needs=of_possession.needs,
    stale=of_possession.STALE,
    is_for_staff=lambda _answers: False,
    court=of_possession_courts.court_of,
    fee=lambda _answers, day: of_possession_fee.fee_on(day),
    fee_change=lambda _answers, captured, received: of_possession_fee.fee_change(captured, received),
    reasons=frozenset(POSSESSION_NEEDED),
    issued=lambda day, number, _calendar, change: possession_params(day, number, change=change),
)
