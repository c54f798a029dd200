"""Forms N5 and N119 as they are typed: one sheet, N5 first.

The order is that of the parts of the printed claim of this project; N119's five parts are those of a third party's guide
(letsafeuk.co.uk, read August 2026). The official PDFs were not read, so the numbers of the boxes are ours
(docs/staff-desks.md).
"""

from __future__ import annotations

from datetime import date

from services.claims.choices import NO, YES, Party
from services.claims.paper import (
    CLAIMANT,
    DEFENDANT,
    GIVEN,
    MAY_LACK,
    address_boxes,
    court_boxes,
    papers_part,
    party,
    signing_part,
    yes_if,
)
from services.forms.paper import FULL, HALF, THIRD, TWO_THIRDS, PaperBox, PaperForm, PaperPart, Typed
from services.possession_claims.choices import Alternative, ClaimKind, Deposit, Method
from services.possession_claims.words import _


def _deposit(typed: Typed) -> str:
    return Deposit.MONEY if typed.at("deposit.amount").strip() else Deposit.NONE


def _served_there(typed: Typed) -> str:
    return NO if typed.here("address").strip() else YES


_PROPERTY = PaperPart(
    _("Property"),
    (
        *address_boxes("property.", twice=True),
        PaperBox("claim.kind", _("Form"), width=HALF, empty=ClaimKind.RENTED.value),
        PaperBox("property.country", _("Country"), width=HALF),
        PaperBox("landlord.type", _("Landlord"), width=FULL),
        PaperBox("landlord.registered", _("Registered"), width=HALF),
        PaperBox("landlord.registration", _("Number"), width=HALF),
        PaperBox("landlord.licensed", _("Licensed"), width=HALF),
        PaperBox("landlord.licence", _("Number"), width=HALF),
    ),
)
_OCCUPIERS = PaperPart(
    _("Other adult"),
    (PaperBox("name", _("Name"), width=HALF), PaperBox("who", _("Who"), width=HALF)),
    "occupiers",
)
_TENANCY = PaperPart(
    _("N119, 1: tenancy"),
    (
        PaperBox("tenancy.kind", _("Tenancy"), width=HALF),
        PaperBox("tenancy.start", _("Began"), width=HALF, twice=True),
        PaperBox("tenancy.other", _("Which kind"), width=FULL),
        PaperBox("contract.kind", _("Contract"), width=HALF),
        PaperBox("contract.start", _("Began"), width=HALF, twice=True),
        PaperBox("contract.term", _("Term"), width=HALF),
        PaperBox("contract.other", _("Which kind"), width=HALF),
        PaperBox("rent.amount", _("Rent £"), width=THIRD, twice=True),
        PaperBox("rent.frequency", _("How often"), width=THIRD),
        PaperBox("rent.daily", _("A day £"), width=THIRD, twice=True),
        PaperBox("rent.how_often", _("When paid"), width=FULL, rare=True),
        PaperBox("deposit.given", _("Deposit"), width=HALF, empty=_deposit),
        PaperBox("deposit.amount", _("Deposit £"), width=HALF, twice=True, leads=True),
        PaperBox("deposit.scheme", _("Scheme"), width=HALF),
        PaperBox("deposit.reference", _("Its reference"), width=HALF),
        PaperBox("deposit.informed_on", _("Told on"), width=HALF, rare=True),
    ),
)
_NOTICE = PaperPart(
    _("N119, 2: notice"),
    (
        PaperBox("notice.served_on", _("Given on"), width=HALF, twice=True, leads=True),
        PaperBox("notice.expires_on", _("Ran out on"), width=HALF, twice=True),
        PaperBox("notice.method", _("How"), width=HALF, empty=Method.POST.value),
        PaperBox("notice.form", _("Which form"), width=HALF, rare=True),
        PaperBox("notice.form_wales", _("RHW form"), width=HALF),
        PaperBox("notice.served", _("Notice given"), width=HALF, empty=yes_if("notice.served_on")),
        PaperBox("notice.details", _("More"), width=FULL, rare=True),
        PaperBox("notice.why_not", _("Why not"), width=FULL),
    ),
)
_GROUNDS = PaperPart(
    _("Ground"),
    (PaperBox("ground", _("Ground"), width=THIRD, twice=True), PaperBox("facts", _("Facts"), width=TWO_THIRDS)),
    "grounds",
)
_ACCOUNT = PaperPart(
    _("N119, 3: rent account"),
    (
        PaperBox("date", _("Day"), width=THIRD, twice=True, leads=True),
        PaperBox("due", _("Due £"), width=THIRD, twice=True),
        PaperBox("paid", _("Paid £"), width=THIRD, twice=True),
    ),
    "account",
)
_ARREARS = PaperPart(
    _("Arrears"),
    (
        PaperBox("arrears.before", _("Before £"), width=HALF, twice=True, rare=True),
        PaperBox("arrears.owed", _("Rent owed"), width=HALF, empty=yes_if("account.0.date", "arrears.before")),
        PaperBox("arrears.steps", _("Steps taken"), width=FULL, rare=True),
    ),
)
_STEPS = PaperPart(
    _("N119, 5: steps"),
    (
        PaperBox("steps.protocol", _("Protocol"), width=THIRD, empty=YES),
        PaperBox("steps.mediation", _("Mediation"), width=THIRD, empty=NO),
        PaperBox("steps.settlement", _("Settlement"), width=THIRD, empty=NO),
        PaperBox("steps.why_not", _("Why not"), width=FULL),
        PaperBox("steps.mediation_details", _("What came of it"), width=HALF, rare=True),
        PaperBox("steps.settlement_details", _("What came of it"), width=HALF, rare=True),
        PaperBox("claim.arrears", _("Arrears"), width=THIRD, empty=YES),
        PaperBox("claim.daily", _("Daily rent"), width=THIRD, empty=YES),
        PaperBox("claim.costs", _("Costs"), width=THIRD, empty=NO),
        PaperBox("alternatives.which", _("Instead"), width=HALF, empty=Alternative.NONE.value),
        PaperBox("suspension.act", _("Section"), width=HALF),
        PaperBox("suspension.why", _("Why"), width=FULL),
        PaperBox("demotion.act", _("Section"), width=HALF),
        PaperBox("demotion.why", _("Why"), width=HALF),
        PaperBox("demotion.terms", _("Terms"), width=FULL),
        PaperBox("prohibited.wanted", _("Prohibited conduct"), width=HALF, empty=NO),
        PaperBox("prohibited.why", _("Why"), width=HALF),
        PaperBox("prohibited.terms", _("Terms"), width=FULL),
        PaperBox("circumstances.defendant", _("Defendant is"), width=FULL, rare=True),
        PaperBox("circumstances.claimant", _("Claimant is"), width=FULL, rare=True),
        PaperBox("claim.reasons", _("More"), width=FULL, rare=True),
    ),
)

PAPER = PaperForm(
    name="N5, N119",
    parts=(
        party(CLAIMANT, "claimants", Party.ORGANISATION),
        party(
            DEFENDANT,
            "defendants",
            Party.ORGANISATION,
            PaperBox("at_property", _("At property"), width=HALF, empty=_served_there),
            PaperBox("known", _("What is known"), width=HALF),
        ),
        _OCCUPIERS,
        _PROPERTY,
        _TENANCY,
        _NOTICE,
        _GROUNDS,
        _ACCOUNT,
        _ARREARS,
        _STEPS,
        PaperPart(_("Court"), court_boxes()),
        signing_part(),
        papers_part(),
    ),
    source="Order of parts: docs/printed-claims.md; N119: letsafeuk.co.uk",
    as_of=date(2026, 8, 31),
    given=GIVEN,
    may_lack=MAY_LACK | {"grounds.*.facts", "steps.why_not", "notice.why_not"},
)
