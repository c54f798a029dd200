"""The statement of truth of a money claim: it covers every other answer."""

from __future__ import annotations

from services.claims.signing_pages import statement_of_truth

COVERS = (
    "claimants",
    "documents",
    "defendants",
    "claim",
    "amounts",
    "interest",
    "particulars",
    "timeline",
    "evidence",
    "hearing",
    "language",
    "payment",
    "signing",
)

STATEMENT = statement_of_truth(COVERS)
