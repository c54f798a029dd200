"""The answers to check, a row a subject, in the words of the country the home is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from services.claims.check_rows import (
    CLAIMANTS,
    DEFENDANTS,
    NONE,
    fee_row,
    hearing_row,
    language_row,
    listed,
    more_of_party,
    papers_row,
    rights_told,
    signature_row,
)
from services.claims.choices import NO, YES
from services.claims.fee import fee_lines
from services.claims.parties import address_lines, parties
from services.claims.shown import told
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.service import SummaryRow
from services.forms.words import Words, verbatim
from services.possession_claims.country import country_of, in_wales
from services.possession_claims.courts import court_of
from services.possession_claims.fee import fee_on
from services.possession_claims.money_words import account_lines, deposit_lines, rent_lines
from services.possession_claims.notice_pages import METHOD_WORDS
from services.possession_claims.parties import lives_elsewhere
from services.possession_claims.property_pages import COUNTRY_WORDS, LANDLORD_WORDS
from services.possession_claims.step_pages import ALTERNATIVE_WORDS, may_claim_alternatives
from services.possession_claims.summary import describe_ground, describe_occupier, party_name
from services.possession_claims.tenancy_pages import CONTRACT_WORDS, TENANCY_WORDS, TERM_WORDS
from services.possession_claims.words import _

ValueT = TypeVar("ValueT", bound=StrEnum)


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """The answers as they will be sent."""
    return (
        SummaryRow(_("Property"), _property(answers), ("property-address", "property-country")),
        SummaryRow(_("Claimed by"), landlord_lines(answers), ("claim-kind", "landlord-type", *_RENT_SMART)),
        SummaryRow(CLAIMANTS, _parties(answers, "claimants"), ("claimants",)),
        papers_row(answers),
        SummaryRow(DEFENDANTS, _parties(answers, "defendants"), ("defendants",)),
        SummaryRow(_("Other adults who live there"), _occupiers(answers, context), ("occupiers",)),
        SummaryRow(
            _("Occupation contract") if in_wales(answers) else _("Tenancy"), _tenancy(answers), (*_TENANCY, "rent", "rent-daily")
        ),
        SummaryRow(_("Deposit"), deposit_lines(answers), ("deposit", "deposit-scheme", "deposit-reference")),
        SummaryRow(_("Notice"), _notice(answers), _NOTICE),
        SummaryRow(_("Grounds"), _grounds(answers, context), ("grounds",)),
        SummaryRow(
            _("Rent account"), account_lines(answers, context), ("arrears-owed", "arrears-before", "account", "arrears-steps")
        ),
        SummaryRow(_("Steps before the claim"), tuple(_steps(answers)), _STEPS),
        SummaryRow(_("Claimed"), (*claimed(answers), *_why(answers)), _CLAIMED),
        SummaryRow(_("For the court to know"), tuple(_known(answers)), ("circumstances", "reasons", "rights")),
        hearing_row(answers, court_of(answers), _("No court is known for this postcode")),
        language_row(answers),
        fee_row(answers, *fee_lines(fee_on(context.today))),
        signature_row(answers),
    )


_RENT_SMART = ("rent-smart-registration", "rent-smart-licence")
_TENANCY = (
    "tenancy-kind", "tenancy-other", "tenancy-start", "contract-kind", "contract-term", "contract-other", "contract-start",
)  # fmt: skip
_NOTICE = ("notice-served", "notice-why-not", "notice-method", "notice-form", "notice-form-wales", "notice-dates")
_STEPS = ("protocol", "protocol-why-not", "mediation", "settlement")
_CLAIMED = (
    "claim-rent", "claim-costs", "alternatives", "suspension", "demotion", "prohibited-conduct", "prohibited-conduct-why",
)  # fmt: skip


def _property(answers: Answers) -> tuple[Words, ...]:
    country = country_of(answers)
    where = verbatim(", ".join(address_lines(answers, "property.address")))
    return (where, COUNTRY_WORDS[country]) if country else (where,)


def landlord_lines(answers: Answers) -> tuple[Words, ...]:
    """What kind of landlord claims, and its numbers with Rent Smart Wales."""
    known = one_of(LANDLORD_WORDS, answers.text("landlord.type"))
    numbers = (
        _("Rent Smart Wales registration: {number}", number=answers.text("landlord.registration")),
        _("Rent Smart Wales licence: {number}", number=answers.text("landlord.licence")),
    )
    return (*known, *(words for words in numbers if words.params[0][1]))


def _parties(answers: Answers, side: str) -> tuple[Words, ...]:
    lines: list[Words] = []
    for each in parties(answers, side):
        lines.append(party_name(each.party))
        if side == "claimants" or lives_elsewhere(each.party):
            lines.append(verbatim(", ".join(address_lines(each.party))))
        lines += more_of_party(each.party)
    return tuple(lines)


def _occupiers(answers: Answers, context: Context) -> tuple[Words, ...]:
    items = enumerate(answers.items("occupiers"))
    return listed(tuple(describe_occupier(item, index, answers, context) for index, item in items)) or (NONE,)


def _tenancy(answers: Answers) -> tuple[Words, ...]:
    if in_wales(answers):
        kind, other, day = (
            one_of(CONTRACT_WORDS, answers.text("contract.kind")),
            "contract.other",
            answers.date("contract.start"),
        )
    else:
        kind, other, day = one_of(TENANCY_WORDS, answers.text("tenancy.kind")), "tenancy.other", answers.date("tenancy.start")
    term = one_of(TERM_WORDS, answers.text("contract.term"))
    since = (_("Since {day:long}", day=day),) if day else ()
    return (*kind, *told(answers.text(other)), *term, *since, *rent_lines(answers))


def _notice(answers: Answers) -> tuple[Words, ...]:
    if answers.text("notice.served") == NO:
        return (_("No notice was given"), *told(answers.text("notice.why_not")))
    served, expires = answers.date("notice.served_on"), answers.date("notice.expires_on")
    form = answers.text("notice.form") or answers.text("notice.form_wales")
    return (
        *((_("Given on {day:long}", day=served),) if served else ()),
        *((_("Ran out on {day:long}", day=expires),) if expires else ()),
        *one_of(METHOD_WORDS, answers.text("notice.method")),
        *told(form),
        *told(answers.text("notice.details")),
    )


def _grounds(answers: Answers, context: Context) -> tuple[Words, ...]:
    lines: list[Words] = []
    for index, item in enumerate(answers.items("grounds")):
        ground = describe_ground(item, index, answers, context)
        lines += (ground.name, ground.line, *told(item.text("facts")))
    return tuple(lines)


def _steps(answers: Answers) -> Iterator[Words]:
    followed = answers.text("steps.protocol") == YES
    yield _("Pre-action protocol followed") if followed else _("Pre-action protocol not followed")
    yield from told(answers.text("steps.why_not"))
    yield _("Mediation tried") if answers.text("steps.mediation") == YES else _("Mediation not tried")
    yield from told(answers.text("steps.mediation_details"))
    yield _("Settlement tried") if answers.text("steps.settlement") == YES else _("Settlement not tried")
    yield from told(answers.text("steps.settlement_details"))


def claimed(answers: Answers) -> Iterator[Words]:
    """What is claimed: possession, and what beside or instead of it."""
    yield _("Possession of the property")
    if answers.text("claim.arrears") == YES:
        yield _("The arrears")
    if answers.text("claim.daily") == YES:
        yield _("Rent, or payment for use and occupation, for each day until possession is given")
    if answers.text("claim.costs") == YES:
        yield _("Costs")
    if may_claim_alternatives(answers):
        yield from (_("Instead: {what}", what=words) for words in one_of(ALTERNATIVE_WORDS, answers.text("alternatives.which")))
    if answers.text("prohibited.wanted") == YES:
        yield _("Instead: {what}", what=_("Prohibited conduct standard contract"))


def _why(answers: Answers) -> Iterator[Words]:
    for path in ("suspension.why", "demotion.why", "demotion.terms", "prohibited.why", "prohibited.terms"):
        yield from told(answers.text(path))


def _known(answers: Answers) -> Iterator[Words]:
    for path in ("circumstances.defendant", "circumstances.claimant", "claim.reasons"):
        yield from told(answers.text(path))
    yield from rights_told(answers)


def one_of(words: Mapping[ValueT, Words], value: str) -> tuple[Words, ...]:
    """The words of what was chosen; none while nothing is."""
    return tuple(found for each, found in words.items() if each == value)
