"""The limits of the court's case system, as the fields show them beside their counters. None of them refuses."""

from __future__ import annotations

from services.claims.choices import CASE_EMAIL, CASE_NAME, CASE_REFERENCE
from services.claims.words import _
from services.forms.limit import Limit

CASES = _("The court’s case system")
_CUT = _("The court’s case system keeps {max} characters of this. The whole is in the claim itself.")


def _case(most: int) -> Limit:
    return Limit("beyond-case-system", most, CASES, _CUT)


CASE_NAMES, CASE_EMAILS, CASE_REFERENCES = _case(CASE_NAME), _case(CASE_EMAIL), _case(CASE_REFERENCE)
