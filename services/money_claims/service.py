"""The money claim as one service: what every desk, the paper, the centre and partners read."""

from __future__ import annotations

from services.claims import court_pages as of_every_claim
from services.claims.check_words import CONFIRM_WORDS, PROBLEM_WORDS, check_words
from services.claims.choices import MAX_ROWS, YES
from services.claims.fee import court_prices
from services.claims.fee_pages import FEE_PAGES
from services.claims.party_pages import CLAIMANTS, DEFENDANTS
from services.claims.receipt import due
from services.claims.signing_pages import SIGNING
from services.common.receivers import COURT
from services.forms.page import ListPage
from services.forms.receipt import Line, Section
from services.forms.service import Service
from services.money_claims import claim_pages, court_pages, party_pages
from services.money_claims.document import document
from services.money_claims.following import follow_ups
from services.money_claims.interest_pages import INTEREST_PAGES
from services.money_claims.outcomes import DECISIONS
from services.money_claims.paper import PAPER
from services.money_claims.receipt import about, receipt, receipt_fields, useful_until
from services.money_claims.resemblance import resemblance
from services.money_claims.rules import RULES
from services.money_claims.statements import STATEMENT
from services.money_claims.summary import (
    describe_amount,
    describe_event,
    describe_party,
    describe_proof,
    summary,
    total_of_amounts,
    ways,
)
from services.money_claims.words import _

CLAIMANT_LIST = CLAIMANTS.listed(party_pages.CLAIMANT, describe_party)
DEFENDANT_LIST = DEFENDANTS.listed(party_pages.DEFENDANT, describe_party)
AMOUNTS = ListPage(
    key="amounts",
    title=_("What is claimed?"),
    path="amounts",
    item=(claim_pages.AMOUNT_ROW,),
    minimum=1,
    maximum=MAX_ROWS,
    add=_("Add another amount"),
    describe=describe_amount,
    first_stays=False,
    picture="pound",
    total=total_of_amounts,
    when=lambda answers: answers.text("claim.amount_known") == YES,
)
TIMELINE = ListPage(
    key="timeline",
    title=_("What happened, day by day?"),
    path="timeline",
    item=(claim_pages.EVENT,),
    minimum=0,
    maximum=MAX_ROWS,
    add=_("Add something that happened"),
    describe=describe_event,
    picture="calendar",
    note=_("This helps the court. You can leave it empty."),
    first_stays=False,
)
EVIDENCE = ListPage(
    key="evidence",
    title=_("What evidence do you have?"),
    path="evidence",
    item=(claim_pages.PROOF,),
    minimum=0,
    maximum=MAX_ROWS,
    add=_("Add evidence"),
    describe=describe_proof,
    picture="document",
    note=_("Only say what there is. You do not hand it in now."),
    first_stays=False,
)

SERVICE = Service(
    key="money-claim",
    version=1,
    title=_("Claim money"),
    promise=(_("Claim money that you are owed."), _("From a person, a company or another organisation.")),
    minutes=40,
    picture="pound",
    pages=(
        CLAIMANT_LIST,
        of_every_claim.DOCUMENTS,
        court_pages.DOCUMENTS_ADDRESS,
        court_pages.REFERENCE,
        DEFENDANT_LIST,
        claim_pages.DETAILS,
        claim_pages.CROWN,
        claim_pages.DEPOSIT,
        claim_pages.AMOUNT_KNOWN,
        claim_pages.MOST,
        AMOUNTS,
        *INTEREST_PAGES,
        claim_pages.PARTICULARS_HOW,
        claim_pages.PARTICULARS,
        TIMELINE,
        EVIDENCE,
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
    rules=RULES,
    problem_words={
        **PROBLEM_WORDS,
        "under-age": _("They are under {min} by their date of birth. Select yes, or correct the date."),
        "belongs-to-scotland": _(
            "This address is in Scotland. Claims there are for the sheriff court: see www.scotcourts.gov.uk, Simple Procedure."
        ),
        "belongs-to-northern-ireland": _(
            "This address is in Northern Ireland. Claims there are for its own courts: see www.nidirect.gov.uk, small claims."
        ),
        "belongs-to-the-islands": _(
            "This address is in Jersey, Guernsey or the Isle of Man. They have courts of their own: ask there first."
        ),
        "on-the-border": _("This postcode lies on both sides of the border with Scotland."),
        "defendant-abroad": _(
            "The defendant is not in the UK. The court may have to allow you to serve the claim there: see form N510."
        ),
        "beyond-all-systems": _("So large a claim is taken on paper by the court itself. It may belong to the High Court."),
        "year-too-early": _("{label} must be in {min} or later"),
    },
    confirm_words={
        **CONFIRM_WORDS,
        "belongs-to-scotland": _("Yes, this claim belongs in England and Wales"),
        "belongs-to-northern-ireland": _("Yes, this claim belongs in England and Wales"),
        "belongs-to-the-islands": _("Yes, this claim belongs in England and Wales"),
        "on-the-border": _("Yes, the address is in England"),
        "defendant-abroad": _("Yes, I know about form N510"),
    },
    resemblance=resemblance,
    information_line=_("Fees, interest, what happens next"),
    information=(
        Section(
            _("Before you claim"),
            (
                Line(_("Write to the other side first. Say what you want, and give them time to answer.")),
                Line(_("A claim costs a fee. You may get it back from the defendant if you win.")),
                Line(_("If you have little money, ask for Help with Fees.")),
            ),
        ),
        Section(
            _("Which courts"),
            (
                Line(_("This is for claims in England and Wales.")),
                Line(_("For Scotland, see www.scotcourts.gov.uk. For Northern Ireland, see www.nidirect.gov.uk.")),
            ),
        ),
    ),
    summary=summary,
    check_words=check_words(ways),
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
