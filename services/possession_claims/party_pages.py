"""The questions about one claimant, defendant or occupier. Their fields' paths are relative to the item of the list."""

from __future__ import annotations

from typing import Annotated

from services.claims.choices import Party
from services.claims.fields import long_field, person_name, yes_no
from services.claims.party_pages import A_PERSON, CLAIMANTS, DEFENDANTS, FULL_NAME, PartyPages
from services.common.addresses import ShownText
from services.common.types import length
from services.forms.fields import Option, TextField
from services.forms.page import Page
from services.possession_claims import limits
from services.possession_claims.choices import MAX_SHORT
from services.possession_claims.parties import is_unknown, lives_elsewhere
from services.possession_claims.words import _

_KINDS = (
    Option(Party.INDIVIDUAL, A_PERSON),
    Option(Party.ORGANISATION, _("A company or organisation"), _("For example, a council, a housing association or a charity")),
)
_UNKNOWN = Option(Party.UNKNOWN, _("A person whose name is not known"), _("Say on the next page what is known of them"))


_UNKNOWN_WHO = Page(
    key="defendant-unknown",
    title=_("What is known of this person?"),
    when=is_unknown,
    fields=(
        long_field(
            "known",
            _("What is known of them"),
            missing=_("Enter what is known of them, such as which room they live in"),
            hint=_("Enough for the claim to reach them. For example, the occupier of the top floor flat"),
            takes=limits.SHORT,
        ),
    ),
)
_LIVES_THERE = Page(
    key="defendant-at-property",
    title=_("Can the claim be served on them at the property?"),
    fields=(
        yes_no(
            "at_property",
            _("Served at the property"),
            _("Select yes if the claim can be served on them at the property"),
        ),
    ),
)

_CLAIMANT = PartyPages(CLAIMANTS, limits.NAME)
_DEFENDANT = PartyPages(DEFENDANTS, limits.NAME)

CLAIMANT = (
    _CLAIMANT.kind(_KINDS),
    _CLAIMANT.name(),
    _CLAIMANT.body(),
    _CLAIMANT.protected(unknown=False),
    _CLAIMANT.friend(),
    _CLAIMANT.address(),
    _CLAIMANT.contact(),
)
DEFENDANT = (
    _DEFENDANT.kind((*_KINDS, _UNKNOWN)),
    _DEFENDANT.name(),
    _DEFENDANT.body(),
    _UNKNOWN_WHO,
    _DEFENDANT.protected(unknown=True),
    _DEFENDANT.friend(),
    _LIVES_THERE,
    _DEFENDANT.address(lives_elsewhere),
    _DEFENDANT.contact(),
)
OCCUPIER = (
    Page(
        key="occupier",
        title=_("Which other adult lives at the property?"),
        lead=_("Give the name, or what is known of them."),
        fields=(
            person_name("name", FULL_NAME, takes=limits.NAME),
            TextField(
                path="who",
                label=_("Who they are"),
                hint=_("For example, a partner, a grown-up child or a lodger"),
                value_type=Annotated[ShownText, length(1, MAX_SHORT)],
                width=40,
                max_length=MAX_SHORT,
                optional=True,
                messages={"missing": _("Enter a name, or who they are")},
            ),
        ),
    ),
)
