"""The questions about the court: where papers go, where it is heard, who needs care, the language, and human rights."""

from __future__ import annotations

from services.catalogue.courts import embedded_courts
from services.claims.choices import MAX_NAME, MAX_REFERENCE, YES
from services.claims.fields import address_fields, long_field, short_field, yes_no
from services.claims.words import _
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, Option, OptionSource
from services.forms.limit import Limit
from services.forms.page import Page
from services.forms.words import Words, verbatim
from services.language import Language

DOCUMENTS = Page(
    key="documents",
    title=_("Should the court send papers to another address?"),
    fields=(
        yes_no(
            "documents.elsewhere",
            _("Another address"),
            _("Select yes if papers go to another address"),
            _("For example, to a solicitor. If not, they go to the first claimant"),
        ),
    ),
)
VULNERABLE = Page(
    key="vulnerable",
    title=_("Is a party or a witness vulnerable in a way the court needs to know?"),
    fields=(
        yes_no(
            "hearing.vulnerable",
            _("Vulnerable"),
            _("Select yes if somebody is vulnerable in a way the court needs to know"),
            _("For example, because of illness, disability, age or fear"),
        ),
    ),
)
LANGUAGE = Page(
    key="language",
    title=_("Which language should the court use with you?"),
    fields=(
        ChoiceField(
            path="language",
            label=_("Language"),
            options=tuple(Option(each.value, verbatim(each.own_name)) for each in Language),
            personal=False,
            messages={"missing": _("Select a language")},
        ),
    ),
)
RIGHTS = Page(
    key="rights",
    title=_("Does the claim raise any issue under the Human Rights Act 1998?"),
    fields=(yes_no("claim.rights", _("Human Rights Act 1998"), _("Select yes if the claim raises such an issue")),),
)


def documents_address(lines: tuple[Limit, ...] = ()) -> Page:
    """Where papers go, if not to the first claimant; `lines` are the limits on a line."""
    return Page(
        key="documents-address",
        title=_("Where should the court send papers?"),
        when=lambda answers: answers.text("documents.elsewhere") == YES,
        fields=(
            short_field("documents.name", _("Name"), MAX_NAME, missing=_("Enter the name to write to")),
            *address_fields("documents.address", takes=lines),
        ),
    )


def own_reference(limits: tuple[Limit, ...]) -> Page:
    """What the claimant calls the claim."""
    return Page(
        key="own-reference",
        title=_("Do you have a reference of your own?"),
        lead=_("The court puts it on its letters to you. You can leave it out."),
        fields=(short_field("claim.own_reference", _("Your reference"), MAX_REFERENCE, takes=limits),),
    )


def hearing(title: Words, lead: Words, options: OptionSource) -> Page:
    """The court that is wanted for a hearing."""
    return Page(
        key="hearing",
        title=title,
        lead=lead,
        fields=(
            ChoiceField(
                path="hearing.court",
                label=_("Court"),
                options=options,
                takes=_is_open,
                search=True,
                personal=False,
                optional=True,
                messages={"not-an-option": _("Select a court from the list")},
            ),
        ),
    )


def _is_open(slug: str, _answers: Answers, _context: Context) -> bool:
    """Whether a court can be chosen: every open one is offered, wherever the parties are."""
    court = embedded_courts().by_slug(slug)
    return court is not None and court.open


def vulnerable_details(limits: tuple[Limit, ...]) -> Page:
    """What the court should know of somebody who is vulnerable."""
    return Page(
        key="vulnerable-details",
        title=_("What should the court know, and what would help?"),
        when=lambda answers: answers.text("hearing.vulnerable") == YES,
        fields=(
            long_field(
                "hearing.vulnerable_details",
                _("What would help"),
                missing=_("Enter what the court should know"),
                takes=limits,
            ),
        ),
    )
