"""The questions about the claimants and the defendants. A party's fields have paths relative to the item of the list."""

from __future__ import annotations

from dataclasses import dataclass

from services.claims.choices import MAX_NAME, MAX_PARTIES, NOT_KNOWN
from services.claims.fields import YES_OR_NO, Name, address_fields, person_name, short_field
from services.claims.limits import CASE_EMAILS
from services.claims.parties import is_body, is_person, is_protected
from services.claims.words import _
from services.common.addresses import LINE_MOST
from services.common.phones import Phone
from services.common.types import Email
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, InputKind, Option, TextField
from services.forms.limit import Limit
from services.forms.page import Condition, Describe, Help, ListPage, Page, always
from services.forms.words import Words

A_PERSON, FULL_NAME = _("A person"), _("Full name")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a claim: how the keys of its pages begin, where its list is, and what is asked."""

    key: str
    path: str
    who: tuple[Words, Words]  # about the first party, and about each other
    where: Words
    add: Words
    first_stays: bool

    def listed(self, item: tuple[Page, ...], describe: Describe, note: Words | None = None) -> ListPage:
        """The list of the parties, each asked with the pages of `item`."""
        return ListPage(
            key=self.path,
            title=self.who[0],
            path=self.path,
            item=item,
            minimum=1,
            maximum=MAX_PARTIES,
            add=self.add,
            describe=describe,
            note=note,
            first_stays=self.first_stays,
        )


CLAIMANTS = Side(
    key="claimant",
    path="claimants",
    who=(_("Who is making the claim?"), _("Who else is making the claim?")),
    where=_("What is the claimant’s address?"),
    add=_("Add another claimant"),
    first_stays=True,
)
DEFENDANTS = Side(
    key="defendant",
    path="defendants",
    who=(_("Who is the claim against?"), _("Who else is the claim against?")),
    where=_("Where can the defendant be served?"),
    add=_("Add another defendant"),
    first_stays=False,
)


@dataclass(frozen=True, slots=True)
class PartyPages:
    """The pages about a party of one side. `names` and `lines` are the limits on a name and on a line of an address."""

    side: Side
    names: tuple[Limit, ...] = ()
    lines: tuple[Limit, ...] = ()

    @property
    def key(self) -> str:
        """How the keys of the pages begin."""
        return self.side.key

    def kind(self, options: tuple[Option, ...]) -> Page:
        """What the party is."""
        first, other = self.side.who

        def title(_answers: Answers, _context: Context, index: int) -> Words:
            return other if index else first

        field = ChoiceField(path="kind", label=_("Who this is"), options=options, messages={"missing": _("Select what they are")})
        return Page(key=f"{self.key}-kind", title=title, fields=(field,))

    def name(self) -> Page:
        """The name of a person."""
        hint = _("For example, Mr or Ms. You can leave it out")
        return Page(
            key=f"{self.key}-name",
            title=_("What is their name?"),
            when=is_person,
            fields=(
                short_field("title", _("Title"), LINE_MOST, hint=hint),
                person_name("first_name", _("First name"), _("Enter a first name")),
                person_name("last_name", _("Last name"), _("Enter a last name"), takes=self.names, after=("title", "first_name")),
            ),
        )

    def body(self, *more: TextField) -> Page:
        """The name of a company or organisation, and `more` about it."""
        name = TextField(
            path="name",
            label=FULL_NAME,
            hint=_("As it is registered, with Ltd or LLP at the end where it has that"),
            value_type=Name,
            width=40,
            max_length=MAX_NAME,
            limits=self.names,
            messages={"missing": _("Enter the name of the company or organisation")},
        )
        return Page(
            key=f"{self.key}-body",
            title=_("What is the company or organisation called?"),
            when=is_body,
            fields=(name, *more),
        )

    def protected(self, *, unknown: bool) -> Page:
        """Whether a person needs a litigation friend; of somebody else that may be `unknown`."""
        return Page(
            key=f"{self.key}-protected",
            title=_("Are they under 18, or not able to make decisions about the claim?"),
            when=is_person,
            fields=(
                ChoiceField(
                    path="protected",
                    label=_("Under 18, or not able to decide"),
                    options=(*YES_OR_NO, Option(NOT_KNOWN, _("I do not know"))) if unknown else YES_OR_NO,
                    messages={"missing": _("Select yes if they are under 18 or cannot make decisions about the claim")},
                ),
            ),
            help=_PROTECTED,
        )

    def friend(self) -> Page:
        """Who the litigation friend is."""
        return Page(
            key=f"{self.key}-friend",
            title=_("Who is their litigation friend?"),
            lead=_("Leave it out if nobody acts for them yet. The court can appoint somebody."),
            when=is_protected,
            fields=(person_name("friend", FULL_NAME, takes=self.names),),
        )

    def address(self, when: Condition = always) -> Page:
        """Where the party can be written to."""
        fields = address_fields("address", takes=self.lines)
        return Page(key=f"{self.key}-address", title=self.side.where, when=when, fields=fields)

    def contact(self) -> Page:
        """A phone number and an email address."""
        return Page(
            key=f"{self.key}-contact",
            title=_("How else can they be reached?"),
            lead=_("You can leave out what you do not know."),
            fields=(
                TextField(
                    path="phone", label=_("Phone number"), value_type=Phone, kind=InputKind.PHONE, max_length=40, optional=True
                ),
                TextField(
                    path="email",
                    label=_("Email address"),
                    value_type=Email,
                    kind=InputKind.EMAIL,
                    width=35,
                    max_length=254,
                    optional=True,
                    limits=(CASE_EMAILS,),
                ),
            ),
        )


_PROTECTED = Help(
    _("What this means"),
    _("People who need somebody to act for them"),
    (
        _("Somebody under 18, or who cannot make decisions about the claim, needs an adult to act in court for them."),
        _("This adult is called a litigation friend."),
        _("The litigation friend signs form N235 and sends it to the court with the claim."),
    ),
)
