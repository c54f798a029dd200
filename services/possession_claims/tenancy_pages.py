"""The questions about the tenancy, or in Wales the occupation contract, and about its rent and deposit."""

from __future__ import annotations

from services.claims.fields import Money, SomeMoney, short_field
from services.forms.answers import Answers
from services.forms.fields import ChoiceField, DateField, MoneyField, Option
from services.forms.page import Page
from services.possession_claims import choices
from services.possession_claims.choices import Contract, Deposit, Frequency, Scheme, Tenancy, Term
from services.possession_claims.country import in_england, in_wales
from services.possession_claims.words import _

TENANCY_WORDS = {
    Tenancy.ASSURED: _("Assured tenancy"),
    Tenancy.SECURE: _("Secure tenancy"),
    Tenancy.INTRODUCTORY: _("Introductory tenancy"),
    Tenancy.FLEXIBLE: _("Flexible tenancy"),
    Tenancy.DEMOTED: _("Demoted tenancy"),
    Tenancy.OTHER: _("Another tenancy or licence"),
}
CONTRACT_WORDS = {
    Contract.SECURE: _("Secure contract"),
    Contract.STANDARD: _("Standard contract"),
    Contract.INTRODUCTORY: _("Introductory standard contract"),
    Contract.PROHIBITED: _("Prohibited conduct standard contract"),
    Contract.OTHER: _("Another contract, tenancy or licence"),
}
TERM_WORDS = {Term.PERIODIC: _("Periodic"), Term.FIXED: _("Fixed term")}
FREQUENCY_WORDS = {
    Frequency.WEEKLY: _("Every week"),
    Frequency.FORTNIGHTLY: _("Every 2 weeks"),
    Frequency.MONTHLY: _("Every month"),
    Frequency.OTHER: _("At other times"),
}
SCHEME_WORDS = {
    Scheme.DPS: _("Deposit Protection Service"),
    Scheme.MYDEPOSITS: _("mydeposits"),
    Scheme.TDS: _("Tenancy Deposit Scheme"),
    Scheme.NONE: _("It is not protected"),
}

TENANCY_KIND = Page(
    key="tenancy-kind",
    title=_("What kind of tenancy is it?"),
    when=in_england,
    fields=(
        ChoiceField(
            path="tenancy.kind",
            label=_("Kind of tenancy"),
            options=tuple(
                Option(
                    each,
                    TENANCY_WORDS[each],
                    _("Also one that was an assured shorthold tenancy") if each is Tenancy.ASSURED else None,
                )
                for each in Tenancy
            ),
            messages={"missing": _("Select what kind of tenancy it is")},
        ),
    ),
)
TENANCY_OTHER = Page(
    key="tenancy-other",
    title=_("What is it called?"),
    when=lambda answers: in_england(answers) and answers.text("tenancy.kind") == Tenancy.OTHER,
    fields=(
        short_field(
            "tenancy.other", _("Kind of tenancy or licence"), choices.MAX_SHORT, missing=_("Enter what kind of tenancy it is")
        ),
    ),
)
TENANCY_START = Page(
    key="tenancy-start",
    title=_("When did the tenancy begin?"),
    when=in_england,
    fields=(
        DateField(
            path="tenancy.start",
            label=_("Day the tenancy began"),
            hint=_("For example, 27 3 2021"),
            messages={"missing": _("Enter the day on which the tenancy began")},
        ),
    ),
)
CONTRACT_KIND = Page(
    key="contract-kind",
    title=_("What kind of occupation contract is it?"),
    when=in_wales,
    fields=(
        ChoiceField(
            path="contract.kind",
            label=_("Kind of occupation contract"),
            options=tuple(Option(each, CONTRACT_WORDS[each]) for each in Contract),
            messages={"missing": _("Select what kind of occupation contract it is")},
        ),
    ),
)
CONTRACT_TERM = Page(
    key="contract-term",
    title=_("Is the standard contract periodic, or for a fixed term?"),
    when=lambda answers: in_wales(answers) and answers.text("contract.kind") == Contract.STANDARD,
    fields=(
        ChoiceField(
            path="contract.term",
            label=_("How long it runs"),
            options=(
                Option(Term.PERIODIC, TERM_WORDS[Term.PERIODIC], _("It runs from week to week or month to month")),
                Option(Term.FIXED, TERM_WORDS[Term.FIXED], _("It has a last day")),
            ),
            messages={"missing": _("Select if the standard contract is periodic or for a fixed term")},
        ),
    ),
)
CONTRACT_OTHER = Page(
    key="contract-other",
    title=_("What is the contract called?"),
    when=lambda answers: in_wales(answers) and answers.text("contract.kind") == Contract.OTHER,
    fields=(
        short_field("contract.other", _("Kind of contract"), choices.MAX_SHORT, missing=_("Enter what kind of contract it is")),
    ),
)
CONTRACT_START = Page(
    key="contract-start",
    title=_("When did the occupation contract begin?"),
    when=in_wales,
    fields=(
        DateField(
            path="contract.start",
            label=_("Day the occupation contract began"),
            hint=_("For example, 27 3 2021"),
            messages={"missing": _("Enter the day on which the occupation contract began")},
        ),
    ),
)
RENT = Page(
    key="rent",
    title=_("How much is the rent, and how often is it paid?"),
    fields=(
        MoneyField(
            path="rent.amount",
            label=_("Rent in pounds"),
            hint=_("For example, 850.00"),
            value_type=Money,
            messages={"missing": _("Enter the rent in pounds")},
        ),
        ChoiceField(
            path="rent.frequency",
            label=_("How often rent is paid"),
            options=tuple(Option(each, FREQUENCY_WORDS[each]) for each in Frequency),
            messages={"missing": _("Select how often rent is paid")},
        ),
    ),
)
RENT_DAILY = Page(
    key="rent-daily",
    title=_("When is rent paid, and how much is it for one day?"),
    lead=_("For other times than weeks or months, you work out the daily rent."),
    when=lambda answers: answers.text("rent.frequency") == Frequency.OTHER,
    fields=(
        short_field(
            "rent.how_often",
            _("When rent is paid"),
            choices.MAX_SHORT,
            missing=_("Enter when rent is paid"),
            hint=_("For example, every quarter"),
        ),
        MoneyField(
            path="rent.daily",
            label=_("Rent for one day, in pounds"),
            value_type=Money,
            messages={"missing": _("Enter the rent for one day")},
        ),
    ),
)


def has_money_deposit(answers: Answers) -> bool:
    """Whether money was given as a deposit."""
    return answers.text("deposit.given") == Deposit.MONEY


DEPOSIT = Page(
    key="deposit",
    title=_("Was a deposit given?"),
    fields=(
        ChoiceField(
            path="deposit.given",
            label=_("Deposit"),
            options=(
                Option(Deposit.MONEY, _("Yes, money")),
                Option(Deposit.PROPERTY, _("Yes, but only things")),
                Option(Deposit.NONE, _("No")),
            ),
            messages={"missing": _("Select if a deposit was given")},
        ),
    ),
)
DEPOSIT_SCHEME = Page(
    key="deposit-scheme",
    title=_("How much was the deposit, and which scheme protects it?"),
    when=has_money_deposit,
    fields=(
        MoneyField(
            path="deposit.amount",
            label=_("Deposit in pounds"),
            value_type=SomeMoney,
            messages={"missing": _("Enter the deposit in pounds")},
        ),
        ChoiceField(
            path="deposit.scheme",
            label=_("Scheme"),
            options=tuple(Option(each, SCHEME_WORDS[each]) for each in Scheme),
            messages={"missing": _("Select the scheme that protects the deposit")},
        ),
    ),
)
DEPOSIT_REFERENCE = Page(
    key="deposit-reference",
    title=_("What is the reference of the deposit, and when was the information about it given?"),
    when=lambda answers: has_money_deposit(answers) and answers.text("deposit.scheme") not in {"", Scheme.NONE},
    fields=(
        short_field(
            "deposit.reference",
            _("Reference of the deposit"),
            choices.MAX_DEPOSIT_REFERENCE,
            missing=_("Enter the reference of the deposit"),
            hint=_("It stands on the certificate of the scheme"),
        ),
        DateField(
            path="deposit.informed_on",
            label=_("Day the information was given"),
            hint=_("To the tenant or contract-holder. Leave it out if it was not given"),
            optional=True,
        ),
    ),
)
