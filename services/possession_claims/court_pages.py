"""The questions about the court: where it is heard, and who needs care. Most are those of every claim."""

from __future__ import annotations

from services.claims import court_pages, signing_pages
from services.possession_claims import choices, limits
from services.possession_claims.courts import court_options
from services.possession_claims.words import _

DOCUMENTS_ADDRESS = court_pages.documents_address()
REFERENCE = court_pages.own_reference(limits.REFERENCE)
HEARING = court_pages.hearing(
    _("Which court should hear the claim?"),
    _("It is heard at the court that serves the property. Leave it out to have that one."),
    court_options,
)
VULNERABLE_DETAILS = court_pages.vulnerable_details(limits.SHORT)
SIGNER = signing_pages.signer(name_most=choices.MAX_SIGNER, role_most=choices.MAX_SIGNER)
