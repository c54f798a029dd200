"""Form N1 as it is typed: its boxes in the order in which the printed claim of this project has its parts.

The official PDF was not read and no source gives its boxes numbers, so the numbers are ours, in the order of the paper
(docs/staff-desks.md). What the paper does not ask is answered by what stands in its other boxes.
"""

from __future__ import annotations

from datetime import date

from services.claims.choices import NO, YES, Party
from services.claims.paper import (
    CLAIMANT,
    DEFENDANT,
    GIVEN,
    MAY_LACK,
    court_boxes,
    papers_part,
    party,
    signing_part,
)
from services.forms.paper import FULL, HALF, THIRD, PaperBox, PaperForm, PaperPart, Typed
from services.money_claims.claim_pages import HERE
from services.money_claims.interest import Basis, End, Start
from services.money_claims.words import _

_TRADING = PaperBox("trading_as", _("Trades as"), width=HALF)
_BORN = PaperBox("date_of_birth", _("Born"), width=HALF, rare=True)
_CONTACT = PaperBox("contact_person", _("Write to"), width=HALF, rare=True)


def _basis(typed: Typed) -> str:
    if typed.at("interest.amount").strip():
        return Basis.WORKED_OUT
    return Basis.OTHER if typed.at("interest.rate").strip() else Basis.NONE


_CLAIM = PaperPart(
    _("Claim"),
    (
        PaperBox("claim.details", _("Brief details"), width=FULL),
        PaperBox("claim.crown", _("Against the Crown"), width=HALF, empty=NO),
        PaperBox("claim.deposit", _("Deposit"), width=HALF, empty=NO),
        PaperBox("claim.most", _("Value, most £"), width=HALF, twice=True),
        PaperBox(
            "claim.amount_known", _("Fixed sum"), width=HALF, empty=lambda typed: NO if typed.at("claim.most").strip() else YES
        ),
    ),
)
_AMOUNTS = PaperPart(
    _("Amount claimed"),
    (
        PaperBox("amount", _("Amount £"), width=HALF, twice=True),
        PaperBox("reason", _("For what"), width=HALF, empty=lambda typed: typed.at("claim.details") or "N1"),
    ),
    "amounts",
)
_INTEREST = PaperPart(
    _("Interest"),
    (
        PaperBox("interest.basis", _("Interest"), width=HALF, empty=_basis),
        PaperBox("interest.rate", _("Rate %"), width=HALF),
        PaperBox("interest.rate_reason", _("Why this rate"), width=FULL),
        PaperBox(
            "interest.start",
            _("Runs from"),
            width=HALF,
            empty=lambda typed: Start.DATE if typed.at("interest.from_date").strip() else Start.SUBMISSION,
        ),
        PaperBox("interest.from_date", _("First day"), width=HALF, twice=True),
        PaperBox("interest.from_reason", _("Why from then"), width=FULL),
        PaperBox("interest.amount", _("Sum £"), width=HALF, twice=True),
        PaperBox("interest.until", _("Runs until"), width=HALF, empty=End.JUDGMENT.value),
        PaperBox("interest.working", _("How worked out"), width=FULL),
        PaperBox("interest.after", _("After today"), width=THIRD),
        PaperBox("interest.after_rate", _("Rate %"), width=THIRD),
        PaperBox("interest.after_daily", _("A day £"), width=THIRD),
    ),
)
_PARTICULARS = PaperPart(
    _("Particulars"),
    (
        PaperBox("particulars.text", _("Particulars"), width=FULL),
        PaperBox("particulars.how", _("Given"), width=HALF, empty=HERE),
    ),
)

PAPER = PaperForm(
    name="N1",
    parts=(
        party(CLAIMANT, "claimants", Party.COMPANY, _TRADING, _BORN, _CONTACT),
        party(DEFENDANT, "defendants", Party.COMPANY, _TRADING, _BORN, _CONTACT),
        _CLAIM,
        _AMOUNTS,
        _INTEREST,
        PaperPart(_("Court"), court_boxes()),
        _PARTICULARS,
        signing_part(),
        papers_part(),
    ),
    source="Order of parts: docs/printed-claims.md; what staff key: hmcts/poss, UC001 CreateUpdateCase",
    as_of=date(2026, 8, 31),
    given=GIVEN,
    may_lack=MAY_LACK | {"claim.details", "particulars.text", "interest.rate_reason", "interest.from_reason", "interest.working"},
)
