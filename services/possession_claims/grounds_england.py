"""The grounds of possession for homes in England."""

from __future__ import annotations

from services.forms.words import Words
from services.possession_claims.choices import Tenancy
from services.possession_claims.ground import Ground, Law, Weight
from services.possession_claims.words import _

_BEFORE, _NEW = frozenset({Law.BEFORE_REFORM}), frozenset({Law.REFORMED})
_BOTH = _BEFORE | _NEW
_M, _D = Weight.MANDATORY, Weight.DISCRETIONARY


def _assured(
    key: str, laws: frozenset[Law], weight: Weight, words: Words, *, arrears: bool = False, serious: bool = False
) -> Ground:
    kinds = frozenset({Tenancy.ASSURED})
    return Ground(f"assured-{key}", laws, weight, words, kinds, arrears=arrears or serious, serious=serious)


def _secure(key: str, weight: Weight, words: Words, *, arrears: bool = False) -> Ground:
    kinds = frozenset({Tenancy.SECURE, Tenancy.FLEXIBLE})
    return Ground(f"secure-{key}", frozenset({Law.SECURE}), weight, words, kinds, arrears=arrears)


def _lesser(key: str, weight: Weight, words: Words, *, arrears: bool = False) -> Ground:
    kinds = frozenset({Tenancy.INTRODUCTORY, Tenancy.DEMOTED, Tenancy.OTHER})
    return Ground(f"lesser-{key}", frozenset({Law.LESSER}), weight, words, kinds, arrears=arrears)


ENGLISH = (
    _assured("1-before", _BEFORE, _M, _("Owner occupier (ground 1)")),
    _assured("1", _NEW, _M, _("The landlord or family are to live there (ground 1)")),
    _assured("1a", _NEW, _M, _("The landlord is selling (ground 1A)")),
    _assured("1b", _NEW, _M, _("Sale of a Rent to Buy home (ground 1B)")),
    _assured("2", _BOTH, _M, _("Repossession by the landlord’s mortgage lender (ground 2)")),
    _assured("2za", _NEW, _M, _("A superior lease ends (ground 2ZA)")),
    _assured("2zb", _NEW, _M, _("A superior lease of a fixed term ends (ground 2ZB)")),
    _assured("2zc", _NEW, _M, _("The superior landlord claims possession (ground 2ZC)")),
    _assured("2zd", _NEW, _M, _("The superior landlord claims possession after a fixed term (ground 2ZD)")),
    _assured("3", _BEFORE, _M, _("Holiday let (ground 3)")),
    _assured("4", _BOTH, _M, _("Student let (ground 4)")),
    _assured("4a", _NEW, _M, _("A shared home for new students (ground 4A)")),
    _assured("5", _BOTH, _M, _("Property required for minister of religion (ground 5)")),
    _assured("5a", _NEW, _M, _("Property required for an agricultural worker (ground 5A)")),
    _assured("5b", _NEW, _M, _("Property required for somebody with a certain job (ground 5B)")),
    _assured("5c", _NEW, _M, _("Employment by the landlord has ended (ground 5C)")),
    _assured("5d", _NEW, _M, _("The tenant no longer has a certain job (ground 5D)")),
    _assured("5e", _NEW, _M, _("Property required as supported accommodation (ground 5E)")),
    _assured("5f", _NEW, _M, _("Supported accommodation is to end (ground 5F)")),
    _assured("5g", _NEW, _M, _("Let because of a duty to homeless people (ground 5G)")),
    _assured("5h", _NEW, _M, _("Stepping stone accommodation (ground 5H)")),
    _assured("6", _BOTH, _M, _("Property required for redevelopment (ground 6)")),
    _assured("6a", _NEW, _M, _("Let while work was done on another home (ground 6A)")),
    _assured("6b", _NEW, _M, _("To comply with enforcement action (ground 6B)")),
    _assured("7", _BOTH, _M, _("Death of the tenant (ground 7)")),
    _assured("7a", _BOTH, _M, _("Serious antisocial behaviour (ground 7A)")),
    _assured("7b", _BOTH, _M, _("Tenant does not have a right to rent (ground 7B)")),
    _assured("8", _BOTH, _M, _("Serious rent arrears (ground 8)"), serious=True),
    _assured("9", _BOTH, _D, _("Suitable alternative accommodation (ground 9)")),
    _assured("10", _BOTH, _D, _("Rent arrears (ground 10)"), arrears=True),
    _assured("11", _BOTH, _D, _("Persistent delay in paying rent (ground 11)")),
    _assured("12", _BOTH, _D, _("Breach of tenancy conditions (ground 12)")),
    _assured("13", _BOTH, _D, _("Deterioration in the condition of the property (ground 13)")),
    _assured("14", _BOTH, _D, _("Nuisance, annoyance, illegal or immoral use of the property (ground 14)")),
    _assured("14a", _BOTH, _D, _("Domestic violence (ground 14A)")),
    _assured("14za", _BOTH, _D, _("Offence during a riot (ground 14ZA)")),
    _assured("15", _BOTH, _D, _("Deterioration of furniture (ground 15)")),
    _assured("16", _BEFORE, _D, _("Employee of the landlord (ground 16)")),
    _assured("17", _BOTH, _D, _("Tenancy obtained by false statement (ground 17)")),
    _assured("18", _NEW, _D, _("Supported accommodation: the tenant refuses the support (ground 18)")),
    # Where other suitable accommodation must be there, the court has no other choice (Housing Act 1985, section 84(2)(b)).
    _secure("84a", _M, _("Absolute ground for antisocial behaviour (section 84A)")),
    _secure("9", _M, _("Overcrowding (ground 9)")),
    _secure("10", _M, _("Landlord’s works (ground 10)")),
    _secure("10a", _M, _("Property sold for redevelopment (ground 10A)")),
    _secure("11", _M, _("Charitable landlord (ground 11)")),
    _secure("1", _D, _("Rent arrears or breach of the tenancy (ground 1)"), arrears=True),
    _secure("2", _D, _("Nuisance, annoyance, illegal or immoral use of the property (ground 2)")),
    _secure("2a", _D, _("Domestic violence (ground 2A)")),
    _secure("2za", _D, _("Offence during a riot (ground 2ZA)")),
    _secure("3", _D, _("Deterioration in the condition of the property (ground 3)")),
    _secure("4", _D, _("Deterioration of furniture (ground 4)")),
    _secure("5", _D, _("Tenancy obtained by false statement (ground 5)")),
    _secure("6", _D, _("Premium paid in connection with mutual exchange (ground 6)")),
    _secure("7", _D, _("Unreasonable conduct in tied accommodation (ground 7)")),
    _secure("8", _D, _("Refusal to move back to main home after works completed (ground 8)")),
    _secure("12", _D, _("Tied accommodation needed for another employee (ground 12)")),
    _secure("13", _D, _("Adapted accommodation (ground 13)")),
    _secure("14", _D, _("Housing association special circumstances accommodation (ground 14)")),
    _secure("15", _D, _("Special needs accommodation (ground 15)")),
    _secure("15a", _D, _("Under occupying after succession (ground 15A)")),
    _lesser("arrears", _D, _("Rent arrears"), arrears=True),
    _lesser("antisocial", _D, _("Antisocial behaviour")),
    _lesser("breach", _D, _("Breach of the tenancy")),
    _lesser("absolute", _M, _("An absolute ground")),
    _lesser("other", _D, _("Another ground")),
    _lesser("none", Weight.NONE_NEEDED, _("No ground is needed")),
)
