"""What a money claim still needs before it can be issued, and which claims a person at the court has to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.claims.needs import Need, friendless, unsigned
from services.claims.parties import parties
from services.common.postcodes import Nation
from services.forms.answers import Answers
from services.money_claims import choices
from services.money_claims.interest import total_claimed
from services.money_claims.parties import nation
from services.money_claims.statements import STATEMENT

STALE: Mapping[str, str] = {
    "claimants": "claimant_details",
    "defendants": "defendant_details",
    "documents": "address_details",
    "amounts": "amount_details",
    "interest": "interest_details",
}
"""The codes of answers that hold no longer, by their paths, or the first name of these."""

_ELSEWHERE = frozenset({Nation.SCOTLAND, Nation.NORTHERN_IRELAND, Nation.CROWN_DEPENDENCY})


def needs(answers: Answers) -> Iterator[Need]:
    """What the answers alone show to be missing."""
    yield from _of_other_courts(answers)
    yield from unsigned(answers, STATEMENT)
    yield from friendless(answers)


def is_for_staff(answers: Answers) -> bool:
    """Whether no rule can decide: a defendant whom the court may have to allow to be served abroad, a sum beyond all systems."""
    total = total_claimed(answers)
    abroad = [each.party for each in parties(answers, "defendants") if nation(each.party) is None]
    return bool(abroad) or (total is not None and total >= choices.CASE_SYSTEM_LESS_THAN)


def _of_other_courts(answers: Answers) -> Iterator[Need]:
    """Where no defendant is in England or Wales, other courts decide (Civil Jurisdiction and Judgments Act 1982)."""
    defendants = list(parties(answers, "defendants"))
    if defendants and all(nation(each.party) in _ELSEWHERE for each in defendants):
        yield Need("not_this_court", f"{defendants[0].path}.address.postcode")
