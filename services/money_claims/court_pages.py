"""The questions about the court: where it is heard, and who needs care. Most are those of every claim."""

from __future__ import annotations

from services.claims import court_pages, signing_pages
from services.money_claims import choices, limits
from services.money_claims.courts import court_options
from services.money_claims.words import _

DOCUMENTS_ADDRESS = court_pages.documents_address(limits.ADDRESS_LINE)
REFERENCE = court_pages.own_reference(limits.REFERENCE)
HEARING = court_pages.hearing(
    _("Which court would you like, if there is a hearing?"),
    _("The court decides. A claim against a person is often heard where that person lives."),
    court_options,
)
VULNERABLE_DETAILS = court_pages.vulnerable_details(limits.VULNERABLE)
SIGNER = signing_pages.signer(name_most=choices.MAX_SIGNER, role_most=choices.MAX_ROLE, limits=limits.SIGNER)
