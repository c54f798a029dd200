"""The questions about what came before the claim, what is claimed beside or instead of possession, and people's circumstances."""

from __future__ import annotations

from services.claims.choices import NO, YES
from services.claims.fields import long_field, yes_no
from services.forms.answers import Answers
from services.forms.fields import ChoiceField, Option
from services.forms.page import Help, Page
from services.forms.words import Words
from services.possession_claims import limits
from services.possession_claims.account_pages import is_owed
from services.possession_claims.choices import Act, Alternative, Contract, Landlord, Tenancy
from services.possession_claims.country import in_england, in_wales
from services.possession_claims.past import was_it
from services.possession_claims.words import _

ALTERNATIVE_WORDS = {
    Alternative.NONE: _("No, only possession"),
    Alternative.SUSPENSION: _("Yes, to suspend the right to buy"),
    Alternative.DEMOTION: _("Yes, to demote the tenancy"),
    Alternative.BOTH: _("Yes, both"),
}
ACT_WORDS = {
    Act.SECTION_82A: _("Section 82A(2) of the Housing Act 1985"),
    Act.SECTION_121A: _("Section 121A of the Housing Act 1985"),
    Act.SECTION_6A: _("Section 6A(2) of the Housing Act 1988"),
}
_SUSPENDING, _DEMOTING = tuple(Act), (Act.SECTION_82A, Act.SECTION_6A)

PROTOCOL = Page(
    key="protocol",
    title=_("Were the steps of the pre-action protocol followed?"),
    fields=(
        was_it(
            "steps.protocol",
            _("Pre-action protocol followed"),
            _("Select yes if the steps of the pre-action protocol were followed"),
        ),
    ),
    help=Help(
        _("What this means"),
        _("The pre-action protocol"),
        (
            _("It says what a social landlord does before a claim for possession, above all because of rent arrears."),
            _("The landlord writes, meets the person who rents, and tries to agree how the arrears are paid."),
            _("Other landlords can answer no and say that the protocol does not apply to them."),
        ),
    ),
)
PROTOCOL_WHY_NOT = Page(
    key="protocol-why-not",
    title=_("Why were they not followed?"),
    when=lambda answers: answers.text("steps.protocol") == NO,
    fields=(
        long_field(
            "steps.why_not",
            _("Why the steps were not followed"),
            missing=_("Enter why the steps were not followed"),
            hint=_("For example, because the protocol does not apply to a private landlord"),
            takes=limits.SHORT,
        ),
    ),
)


def _tried(key: str, path: str, title: Words, label: Words, missing: Words) -> Page:
    return Page(
        key=key,
        title=title,
        fields=(
            was_it(path, label, missing),
            long_field(f"{path}_details", _("What came of it"), hint=_("You can leave it out"), takes=limits.SHORT),
        ),
    )


MEDIATION = _tried(
    "mediation",
    "steps.mediation",
    _("Was mediation tried?"),
    _("Mediation tried"),
    _("Select yes if mediation was tried"),
)
SETTLEMENT = _tried(
    "settlement",
    "steps.settlement",
    _("Was a settlement tried?"),
    _("Settlement tried"),
    _("Select yes if a settlement was tried"),
)


def may_claim_alternatives(answers: Answers) -> bool:
    """Whether suspending the right to buy or demoting the tenancy can be claimed: of social landlords' homes in England."""
    if not in_england(answers):
        return False
    kind = answers.text("tenancy.kind")
    social = answers.text("landlord.type") == Landlord.SOCIAL
    return kind in {Tenancy.SECURE, Tenancy.FLEXIBLE} or (kind == Tenancy.ASSURED and social)


def suspends(answers: Answers) -> bool:
    """Whether a suspension of the right to buy is claimed."""
    wanted = answers.text("alternatives.which") in {Alternative.SUSPENSION, Alternative.BOTH}
    return wanted and may_claim_alternatives(answers)


def demotes(answers: Answers) -> bool:
    """Whether a demotion of the tenancy is claimed."""
    return answers.text("alternatives.which") in {Alternative.DEMOTION, Alternative.BOTH} and may_claim_alternatives(answers)


ALTERNATIVES = Page(
    key="alternatives",
    title=_("Is something else claimed, if the court does not give possession?"),
    when=may_claim_alternatives,
    fields=(
        ChoiceField(
            path="alternatives.which",
            label=_("Claimed instead"),
            options=tuple(Option(each, ALTERNATIVE_WORDS[each]) for each in Alternative),
            messages={"missing": _("Select if something else is claimed")},
        ),
    ),
)


def _under(path: str, acts: tuple[Act, ...]) -> ChoiceField:
    return ChoiceField(
        path=path,
        label=_("Under which section"),
        options=tuple(Option(each, ACT_WORDS[each]) for each in acts),
        messages={"missing": _("Select under which section it is claimed")},
    )


_WHY = _("Enter why it is claimed")
SUSPENSION = Page(
    key="suspension",
    title=_("Under which section is a suspension of the right to buy claimed, and why?"),
    when=suspends,
    fields=(
        _under("suspension.act", _SUSPENDING),
        long_field("suspension.why", _("Why a suspension is claimed"), missing=_WHY, takes=limits.SHORT),
    ),
)
DEMOTION = Page(
    key="demotion",
    title=_("Under which section is a demotion claimed, and why?"),
    when=demotes,
    fields=(
        _under("demotion.act", _DEMOTING),
        long_field("demotion.why", _("Why a demotion is claimed"), missing=_WHY, takes=limits.SHORT),
        long_field(
            "demotion.terms",
            _("Terms of the demoted tenancy"),
            hint=_("If the tenant was told of terms. You can leave it out"),
            takes=limits.REASON,
        ),
    ),
)
PROHIBITED = Page(
    key="prohibited-conduct",
    title=_("Is a prohibited conduct standard contract claimed, if the court does not give possession?"),
    when=lambda answers: in_wales(answers) and answers.text("contract.kind") == Contract.SECURE,
    fields=(
        yes_no(
            "prohibited.wanted",
            _("Prohibited conduct standard contract"),
            _("Select yes if a prohibited conduct standard contract is claimed"),
        ),
    ),
)
PROHIBITED_WHY = Page(
    key="prohibited-conduct-why",
    title=_("Why is a prohibited conduct standard contract claimed?"),
    when=lambda answers: (
        in_wales(answers) and answers.text("contract.kind") == Contract.SECURE and answers.text("prohibited.wanted") == YES
    ),
    fields=(
        long_field("prohibited.why", _("Why it is claimed"), missing=_WHY, takes=limits.SHORT),
        long_field("prohibited.terms", _("Terms that were agreed"), hint=_("You can leave it out"), takes=limits.SHORT),
    ),
)
CLAIM_RENT = Page(
    key="claim-rent",
    title=_("What is claimed beside possession, for the rent?"),
    when=is_owed,
    fields=(
        yes_no("claim.arrears", _("The arrears"), _("Select yes if the arrears are claimed")),
        yes_no(
            "claim.daily",
            _("Rent, or payment for use and occupation, for each day until possession is given"),
            _("Select yes if payment for each day is claimed"),
        ),
    ),
)
CLAIM_COSTS = Page(
    key="claim-costs",
    title=_("Are costs claimed?"),
    fields=(
        yes_no(
            "claim.costs",
            _("Costs"),
            _("Select yes if costs are claimed"),
            _("The court fee, and fixed costs of a legal representative"),
        ),
    ),
)
CIRCUMSTANCES = Page(
    key="circumstances",
    title=_("What is known of people’s circumstances?"),
    lead=_("The court looks at these when it decides if possession is reasonable. You can leave both out."),
    fields=(
        long_field(
            "circumstances.defendant",
            _("The defendant’s circumstances"),
            hint=_("For example, benefits, illness, children at the property"),
            takes=limits.LONG,
        ),
        long_field(
            "circumstances.claimant",
            _("The claimant’s circumstances"),
            hint=_("For example, what the arrears mean for the claimant"),
            takes=limits.LONG,
        ),
    ),
)
REASONS = Page(
    key="reasons",
    title=_("Is there more that the court should know?"),
    lead=_("You can leave it out."),
    fields=(long_field("claim.reasons", _("More for the court"), takes=limits.LONG),),
)
