"""The possession claim on paper: the claim form, N5, and its particulars, N119; in Wales their counterparts, in their own words.

The claim form's boxes bear no numbers that were seen, so its parts have names only (docs/printed-claims.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.claims.check_rows import CLAIMANTS, DEFENDANTS
from services.claims.choices import YES
from services.claims.document import CLAIMANT, CLAIMED, DEFENDANT, by_hand, court_part, fee_slip, papers_box, party_box, statement
from services.claims.parties import address_lines
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.document import Box, Document, LongText, Part, box, filled
from services.forms.words import Words, verbatim
from services.possession_claims.check_page import claimed, landlord_lines, one_of
from services.possession_claims.country import Country, country_of
from services.possession_claims.courts import court_of
from services.possession_claims.fee import fee_on
from services.possession_claims.paper_forms import RENTED
from services.possession_claims.particulars import particulars_of_claim
from services.possession_claims.parties import is_unknown, lives_elsewhere
from services.possession_claims.property_pages import COUNTRY_WORDS
from services.possession_claims.rent import arrears_on, daily_of
from services.possession_claims.routing import Way, way_of
from services.possession_claims.step_pages import ACT_WORDS
from services.possession_claims.summary import describe_ground, describe_occupier
from services.possession_claims.words import _


def document(answers: Answers, context: Context) -> Document:
    """The whole claim, with the arrears and the fee of the day it was captured on."""
    claim, particulars = RENTED.get(country_of(answers) or Country.ENGLAND, RENTED[Country.ENGLAND])
    of_claim = (
        Part(CLAIMANTS, (*_claimants(answers), papers_box(answers))),
        Part(DEFENDANTS, (*_defendants(answers), *_occupiers(answers, context))),
        Part(_("Property"), _property(answers)),
        Part(CLAIMED, tuple(_claim(answers, context))),
        court_part(answers, court_of(answers), _("No court is known for this postcode")),
    )
    of_particulars = particulars_of_claim(answers, context)
    return Document(
        title=_("Claim form for possession of a home"),
        forms=(claim, particulars),
        parts=(
            *(replace(part, form=claim) for part in of_claim),
            *(replace(part, form=particulars) for part in of_particulars),
        ),
        statement=statement(answers, context.today),
        slip=fee_slip(answers, fee_on(context.today)),
        needed=by_hand(answers) or way_of(answers) is Way.PAPER,
    )


def _claimants(answers: Answers) -> Iterator[Box]:
    for number, party in enumerate(answers.items("claimants"), start=1):
        yield party_box(CLAIMANT(n=number), party)


def _defendants(answers: Answers) -> Iterator[Box]:
    for number, party in enumerate(answers.items("defendants"), start=1):
        label = DEFENDANT(n=number)
        here = () if lives_elsewhere(party) else (_("At the property"),)
        if is_unknown(party):
            unknown = (_("Name not known"), *_lines(party), *here)
            yield Box(label, unknown, text=LongText(party.text("known")))
        else:
            yield party_box(label, party, *here)


def _lines(party: Answers) -> tuple[Words, ...]:
    return tuple(map(verbatim, address_lines(party)))


def _occupiers(answers: Answers, context: Context) -> tuple[Box, ...]:
    lines = []
    for index, item in enumerate(answers.items("occupiers")):
        said = describe_occupier(item, index, answers, context)
        lines.append(_("{name}: {who}", name=said.name, who=said.line) if item.text("who") else said.name)
    return filled(Box(_("Other adults who live there"), tuple(lines)))


def _property(answers: Answers) -> tuple[Box, ...]:
    country = country_of(answers)
    return filled(
        Box(_("Address of the property"), tuple(map(verbatim, address_lines(answers, "property.address")))),
        box(_("Country"), COUNTRY_WORDS[country] if country else None),
        Box(_("The claimant is"), landlord_lines(answers)),
    )


def _claim(answers: Answers, context: Context) -> Iterator[Box]:
    yield Box(_("The claimant claims"), tuple(claimed(answers)))
    arrears, daily = arrears_on(answers, context.today), daily_of(answers)
    if answers.text("claim.arrears") == YES and arrears is not None:
        yield box(_("Arrears"), _("{sum} on {day:long}", sum=format_pounds(arrears), day=context.today))
    if answers.text("claim.daily") == YES and daily is not None:
        yield box(_("For each day until possession is given"), verbatim(format_pounds(daily)))
    grounds = (describe_ground(item, index, answers, context) for index, item in enumerate(answers.items("grounds")))
    yield Box(_("Grounds"), tuple(_("{ground}. {weight}", ground=each.name, weight=each.line) for each in grounds))
    yield from filled(
        Box(_("Why a suspension is claimed"), _section(answers, "suspension.act"), text=_text(answers, "suspension.why")),
        Box(_("Why a demotion is claimed"), _section(answers, "demotion.act"), text=_text(answers, "demotion.why")),
        Box(_("Terms of the demoted tenancy"), text=_text(answers, "demotion.terms")),
        Box(_("Why a prohibited conduct standard contract is claimed"), text=_text(answers, "prohibited.why")),
        Box(_("Terms that were agreed"), text=_text(answers, "prohibited.terms")),
    )


def _section(answers: Answers, path: str) -> tuple[Words, ...]:
    return one_of(ACT_WORDS, answers.text(path))


def _text(answers: Answers, path: str) -> LongText:
    return LongText(answers.text(path))
