"""The possession claim as one service: what every desk, the paper, the centre and partners read."""

from __future__ import annotations

from services.claims import court_pages as of_every_claim
from services.claims.check_words import check_words
from services.claims.choices import MAX_PARTIES, MAX_ROWS
from services.claims.fee import court_prices
from services.claims.fee_pages import FEE_PAGES
from services.claims.party_pages import CLAIMANTS, DEFENDANTS
from services.claims.receipt import due
from services.claims.signing_pages import SIGNING
from services.common.receivers import COURT
from services.forms.page import ListPage
from services.forms.receipt import Line, Section
from services.forms.service import Service
from services.possession_claims import (
    account_pages,
    choices,
    court_pages,
    home_rules,
    money_rules,
    notice_pages,
    notice_rules,
    party_pages,
    party_rules,
    property_pages,
    step_pages,
    summary,
    tenancy_pages,
)
from services.possession_claims.check_page import summary as check_rows
from services.possession_claims.document import document
from services.possession_claims.following import follow_ups
from services.possession_claims.outcomes import DECISIONS
from services.possession_claims.paper import PAPER
from services.possession_claims.receipt import about, receipt, receipt_fields, useful_until
from services.possession_claims.resemblance import resemblance
from services.possession_claims.rule_words import CONFIRM_WORDS, PROBLEM_WORDS
from services.possession_claims.statements import STATEMENT
from services.possession_claims.words import _

CLAIMANT_LIST = CLAIMANTS.listed(party_pages.CLAIMANT, summary.describe_claimant)
DEFENDANT_LIST = DEFENDANTS.listed(
    party_pages.DEFENDANT, summary.describe_defendant, _("Everybody whose name is in the tenancy or contract.")
)
OCCUPIERS = ListPage(
    key="occupiers",
    title=_("Which other adults live at the property?"),
    path="occupiers",
    item=party_pages.OCCUPIER,
    minimum=0,
    maximum=MAX_PARTIES,
    add=_("Add another adult"),
    describe=summary.describe_occupier,
    note=_("As far as you know. The court writes to them too. You can leave it empty."),
    first_stays=False,
)
GROUNDS = ListPage(
    key="grounds",
    title=_("On which grounds is possession claimed?"),
    path="grounds",
    item=(notice_pages.GROUND, notice_pages.FACTS),
    minimum=1,
    maximum=choices.MAX_GROUNDS,
    add=_("Add another ground"),
    describe=summary.describe_ground,
    picture="scales",
    first_stays=False,
)
ACCOUNT = ListPage(
    key="account",
    title=_("The rent account"),
    path="account",
    item=(account_pages.ROW,),
    minimum=1,
    maximum=MAX_ROWS,
    add=_("Add another row"),
    describe=summary.describe_row,
    picture="calendar",
    total=summary.total_of_account,
    first_stays=False,
    when=account_pages.is_owed,
)

SERVICE = Service(
    key="possession-claim",
    version=1,
    title=_("Claim possession of a home"),
    promise=(_("Ask the court to give a rented home back to the landlord."), _("For homes in England and Wales.")),
    minutes=45,
    picture="home",
    pages=(
        property_pages.ADDRESS,
        property_pages.COUNTRY,
        property_pages.KIND,
        property_pages.LANDLORD,
        property_pages.REGISTRATION,
        property_pages.LICENCE,
        CLAIMANT_LIST,
        of_every_claim.DOCUMENTS,
        court_pages.DOCUMENTS_ADDRESS,
        court_pages.REFERENCE,
        DEFENDANT_LIST,
        OCCUPIERS,
        tenancy_pages.TENANCY_KIND,
        tenancy_pages.TENANCY_OTHER,
        tenancy_pages.TENANCY_START,
        tenancy_pages.CONTRACT_KIND,
        tenancy_pages.CONTRACT_TERM,
        tenancy_pages.CONTRACT_OTHER,
        tenancy_pages.CONTRACT_START,
        tenancy_pages.RENT,
        tenancy_pages.RENT_DAILY,
        tenancy_pages.DEPOSIT,
        tenancy_pages.DEPOSIT_SCHEME,
        tenancy_pages.DEPOSIT_REFERENCE,
        notice_pages.SERVED,
        notice_pages.WHY_NOT,
        notice_pages.METHOD,
        notice_pages.FORM_ENGLAND,
        notice_pages.FORM_WALES,
        notice_pages.DATES,
        GROUNDS,
        account_pages.OWED,
        account_pages.BEFORE,
        ACCOUNT,
        account_pages.RECOVERY,
        step_pages.PROTOCOL,
        step_pages.PROTOCOL_WHY_NOT,
        step_pages.MEDIATION,
        step_pages.SETTLEMENT,
        step_pages.CLAIM_RENT,
        step_pages.CLAIM_COSTS,
        step_pages.ALTERNATIVES,
        step_pages.SUSPENSION,
        step_pages.DEMOTION,
        step_pages.PROHIBITED,
        step_pages.PROHIBITED_WHY,
        step_pages.CIRCUMSTANCES,
        step_pages.REASONS,
        of_every_claim.RIGHTS,
        court_pages.HEARING,
        of_every_claim.VULNERABLE,
        court_pages.VULNERABLE_DETAILS,
        of_every_claim.LANGUAGE,
        *FEE_PAGES,
        SIGNING,
        court_pages.SIGNER,
        *STATEMENT.pages,
    ),
    rules=(*home_rules.RULES, *party_rules.RULES, *notice_rules.RULES, *money_rules.RULES),
    problem_words=PROBLEM_WORDS,
    confirm_words=CONFIRM_WORDS,
    resemblance=resemblance,
    information_line=_("Which form, notices, the fee, the hearing"),
    information=(
        Section(
            _("Before you claim"),
            (
                Line(_("Give the notice that the law asks for, and wait until it has run out.")),
                Line(_("Talk to the person who rents. The court asks what was tried.")),
                Line(_("A claim costs a fee. If you have little money, ask for Help with Fees.")),
            ),
        ),
        Section(
            _("England and Wales"),
            (
                Line(_("In England this is form N5 with N119. Form N5B cannot be used there any more.")),
                Line(_("In Wales this is for occupation contracts, with the Welsh forms.")),
                Line(_("The property’s postcode decides which court and which law.")),
            ),
        ),
    ),
    summary=check_rows,
    check_words=check_words(summary.ways),
    receipt_fields=receipt_fields,
    useful_until=useful_until,
    read_ahead=court_prices,
    follow_ups=follow_ups,
    receipt=receipt,
    due=due,
    outcome=DECISIONS.outcome,
    receiver=COURT,
    about=about,
    document=document,
    paper=PAPER,
)
