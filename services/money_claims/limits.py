"""The limits of the systems a claim can go to, as the fields show them beside their counters."""

from __future__ import annotations

from services.claims.limits import CASE_NAMES, CASES
from services.common.addresses import BULK_LINE_MOST
from services.forms.limit import Limit, LinesOf
from services.money_claims import choices
from services.money_claims.words import _

_BULK = _("Money Claim Online")
_OTHER_WAY = _("This is more than Money Claim Online takes, so the claim goes another way.")


def _bulk(most: int) -> Limit:
    return Limit("beyond-bulk", most, _BULK, _OTHER_WAY)


_STORE = _("Online claims")
_KEPT = _("Online claims keep {max} characters of this. The whole is in the claim itself.")


def _online(most: int) -> Limit:
    return Limit("beyond-online", most, _STORE, _KEPT)


NAME = (_bulk(choices.BULK_NAME), CASE_NAMES)
TRADING = (_online(choices.ONLINE_TRADING), *NAME)
CONTACT_PERSON = (_online(choices.ONLINE_CONTACT),)
ADDRESS_LINE = (_bulk(BULK_LINE_MOST),)
REFERENCE = (_bulk(choices.BULK_REFERENCE),)
VULNERABLE = (_bulk(choices.BULK_VULNERABLE),)
SIGNER = (_bulk(choices.BULK_SIGNER),)
PARTICULARS = (
    Limit(
        "beyond-bulk-lines",
        choices.BULK_LINES,
        _("Money Claim Online, in lines of 45 characters"),
        _("Money Claim Online takes {max} lines of 45 characters. Longer particulars go another way, or follow separately."),
        LinesOf(choices.BULK_WIDTH),
    ),
    Limit(
        "beyond-case-system",
        choices.CASE_PARTICULARS,
        CASES,
        _("The court’s case system keeps {max} characters. The whole is printed, with continuation sheets."),
    ),
)
