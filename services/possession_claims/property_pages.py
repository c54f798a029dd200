"""The questions about the home and the kind of claim: these decide by which country's law all others are asked."""

from __future__ import annotations

from collections.abc import Sequence

from services.claims.fields import YES_OR_NO, address_fields, short_field
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, Option
from services.forms.page import Help, Page
from services.possession_claims import choices
from services.possession_claims.choices import ClaimKind, Landlord
from services.possession_claims.country import Country, countries_at, in_england, in_wales, must_ask
from services.possession_claims.words import _

COUNTRY_WORDS = {Country.ENGLAND: _("England"), Country.WALES: _("Wales"), Country.SCOTLAND: _("Scotland")}
LANDLORD_WORDS = {
    Landlord.PRIVATE: _("A private landlord"),
    Landlord.SOCIAL: _("A provider of social housing"),
    Landlord.COMMUNITY: _("A community landlord"),
    Landlord.LENDER: _("A mortgage lender"),
    Landlord.OTHER: _("Somebody else"),
}
_ENGLISH = (Landlord.PRIVATE, Landlord.SOCIAL, Landlord.LENDER, Landlord.OTHER)
_WELSH = (Landlord.PRIVATE, Landlord.COMMUNITY, Landlord.LENDER, Landlord.OTHER)
EXEMPT = "exempt"


def _countries(answers: Answers, _context: Context) -> Sequence[Option]:
    return tuple(Option(each, COUNTRY_WORDS[each]) for each in countries_at(answers.text("property.address.postcode")))


def landlords(answers: Answers) -> tuple[Landlord, ...]:
    """What a claimant can be in the country of the property; all kinds while that is not known."""
    return _WELSH if in_wales(answers) else _ENGLISH if in_england(answers) else tuple(Landlord)


def _landlords(answers: Answers, _context: Context) -> Sequence[Option]:
    hints = {
        Landlord.SOCIAL: _("For example, a council or a housing association"),
        Landlord.COMMUNITY: _("For example, a council or a registered social landlord"),
    }
    return tuple(Option(each, LANDLORD_WORDS[each], hints.get(each)) for each in landlords(answers))


ADDRESS = Page(
    key="property-address",
    title=_("What is the address of the property?"),
    lead=_("Write it as it stands in the tenancy or contract, and in the notice."),
    fields=address_fields("property.address", abroad=False),
)
COUNTRY = Page(
    key="property-country",
    title=_("Which country is the property in?"),
    lead=_("This postcode lies on both sides of a border. The law is not the same on each."),
    when=must_ask,
    fields=(
        ChoiceField(
            path="property.country",
            label=_("Country of the property"),
            options=_countries,
            messages={"missing": _("Select the country that the property is in")},
        ),
    ),
)
KIND = Page(
    key="claim-kind",
    title=_("What kind of claim is it?"),
    fields=(
        ChoiceField(
            path="claim.kind",
            label=_("Kind of claim"),
            options=(
                Option(ClaimKind.RENTED, _("Possession of a rented home"), _("The court hears the claim")),
                Option(
                    ClaimKind.ACCELERATED,
                    _("Accelerated possession, without a hearing"),
                    _("After a notice that gives no reason"),
                ),
                Option(
                    ClaimKind.TRESPASSERS,
                    _("Possession from trespassers"),
                    _("People who came in without permission. Their names may not be known"),
                ),
            ),
            messages={"missing": _("Select what kind of claim it is")},
        ),
    ),
)
LANDLORD = Page(
    key="landlord-type",
    title=_("Who is claiming possession?"),
    fields=(
        ChoiceField(
            path="landlord.type",
            label=_("The claimant is"),
            options=_landlords,
            messages={"missing": _("Select who is claiming possession")},
        ),
    ),
)
_RENT_SMART = Help(
    _("What this means"),
    _("Rent Smart Wales"),
    (
        _("A private landlord of a home in Wales must be registered with Rent Smart Wales."),
        _("Whoever lets or manages the home must have a licence."),
        _("Without these, a notice that gives no reason has no effect."),
    ),
)
REGISTRATION = Page(
    key="rent-smart-registration",
    title=_("Is the landlord registered with Rent Smart Wales?"),
    when=in_wales,
    fields=(
        ChoiceField(
            path="landlord.registered",
            label=_("Registered with Rent Smart Wales"),
            options=(
                *YES_OR_NO,
                Option(EXEMPT, _("The landlord does not have to be")),
            ),
            messages={"missing": _("Select yes if the landlord is registered with Rent Smart Wales")},
        ),
        short_field(
            "landlord.registration",
            _("Registration number"),
            choices.MAX_NUMBER,
            missing=None,
            hint=_("You can leave it out if you do not have it"),
        ),
    ),
    help=_RENT_SMART,
)
LICENCE = Page(
    key="rent-smart-licence",
    title=_("Does whoever lets and manages the property have a licence?"),
    when=in_wales,
    fields=(
        ChoiceField(
            path="landlord.licensed",
            label=_("Licensed by Rent Smart Wales"),
            options=(
                *YES_OR_NO,
                Option(EXEMPT, _("No licence is needed")),
            ),
            messages={"missing": _("Select yes if whoever lets and manages the property has a licence")},
        ),
        short_field(
            "landlord.licence",
            _("Licence number"),
            choices.MAX_NUMBER,
            missing=None,
            hint=_("Of the landlord or the agent. You can leave it out if you do not have it"),
        ),
    ),
    help=_RENT_SMART,
)
