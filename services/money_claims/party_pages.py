"""The questions about one claimant or one defendant. Their fields' paths are relative to the item of the list."""

from __future__ import annotations

from services.claims.choices import MAX_NAME, Party
from services.claims.fields import person_name, short_field
from services.claims.parties import is_person
from services.claims.party_pages import A_PERSON, CLAIMANTS, DEFENDANTS, PartyPages
from services.forms.answers import Answers
from services.forms.fields import DateField, Option
from services.forms.page import Page
from services.money_claims import limits
from services.money_claims.words import _

_KINDS = (
    Option(Party.INDIVIDUAL, A_PERSON),
    Option(Party.SOLE_TRADER, _("A person who trades alone"), _("A sole trader")),
    Option(Party.COMPANY, _("A company"), _("Limited, or with shares")),
    Option(Party.ORGANISATION, _("Another organisation"), _("For example, a partnership, a club or a charity")),
)
_CONTACT_PERSON = person_name(
    "contact_person", _("Person to write to"), hint=_("You can leave it out"), takes=limits.CONTACT_PERSON
)


def _is_sole_trader(party: Answers) -> bool:
    return party.text("kind") == Party.SOLE_TRADER


def _trading(key: str) -> Page:
    hint = _("You can leave it out if there is none")
    return Page(
        key=f"{key}-trading",
        title=_("What name do they trade under?"),
        when=_is_sole_trader,
        fields=(short_field("trading_as", _("Trading name"), MAX_NAME, hint=hint, takes=limits.TRADING),),
    )


def _birth(key: str) -> Page:
    return Page(
        key=f"{key}-birth",
        title=_("What is their date of birth?"),
        lead=_("Leave it out if you do not know it. Without it, the claim cannot go online."),
        when=is_person,
        fields=(DateField(path="date_of_birth", label=_("Date of birth"), hint=_("For example, 27 3 1985"), optional=True),),
    )


_CLAIMANT = PartyPages(CLAIMANTS, limits.NAME, limits.ADDRESS_LINE)
_DEFENDANT = PartyPages(DEFENDANTS, limits.NAME, limits.ADDRESS_LINE)

CLAIMANT = (
    _CLAIMANT.kind(_KINDS),
    _CLAIMANT.name(),
    _trading("claimant"),
    _CLAIMANT.body(_CONTACT_PERSON),
    _birth("claimant"),
    _CLAIMANT.protected(unknown=False),
    _CLAIMANT.friend(),
    _CLAIMANT.address(),
    _CLAIMANT.contact(),
)
DEFENDANT = (
    _DEFENDANT.kind(_KINDS),
    _DEFENDANT.name(),
    _trading("defendant"),
    _DEFENDANT.body(_CONTACT_PERSON),
    _birth("defendant"),
    _DEFENDANT.protected(unknown=True),
    _DEFENDANT.friend(),
    _DEFENDANT.address(),
    _DEFENDANT.contact(),
)
