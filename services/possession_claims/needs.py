"""What a possession claim still needs before it can be issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.claims.needs import Need, friendless, unsigned
from services.forms.answers import Answers
from services.possession_claims.country import Country, country_of, must_ask
from services.possession_claims.statements import STATEMENT

STALE: Mapping[str, str] = {
    "claimants": "claimant_details",
    "defendants": "defendant_details",
    "property": "property_details",
    "claim.kind": "wrong_form",
    "landlord.type": "wrong_form",
    "tenancy": "tenancy_details",
    "contract": "tenancy_details",
    "notice": "notice_details",
    "grounds": "ground_details",
    "arrears": "arrears_details",
    "account": "arrears_details",
}
"""The codes of answers that hold no longer, by their paths, or the first name of these."""


def needs(answers: Answers) -> Iterator[Need]:
    """What the answers alone show to be missing."""
    if country_of(answers) not in {Country.ENGLAND, Country.WALES}:
        yield Need("not_this_court", "property.country" if must_ask(answers) else "property.address.postcode")
    yield from unsigned(answers, STATEMENT)
    yield from friendless(answers)
