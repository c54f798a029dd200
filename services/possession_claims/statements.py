"""The statement of truth of a possession claim: it covers every other answer."""

from __future__ import annotations

from services.claims.signing_pages import statement_of_truth

COVERS = (
    "property",
    "claim",
    "landlord",
    "claimants",
    "documents",
    "defendants",
    "occupiers",
    "tenancy",
    "contract",
    "rent",
    "deposit",
    "notice",
    "grounds",
    "arrears",
    "account",
    "steps",
    "alternatives",
    "suspension",
    "demotion",
    "prohibited",
    "circumstances",
    "hearing",
    "language",
    "payment",
    "signing",
)

STATEMENT = statement_of_truth(COVERS)
