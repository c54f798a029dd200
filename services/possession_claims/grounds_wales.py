"""The grounds of possession for homes in Wales, by the sections of the Renting Homes (Wales) Act 2016."""

from __future__ import annotations

from services.forms.words import Words
from services.possession_claims.choices import Contract, Term
from services.possession_claims.ground import Ground, Law, Weight
from services.possession_claims.words import _

_M, _D = Weight.MANDATORY, Weight.DISCRETIONARY
_ALL = frozenset(Contract)
_STANDARD = _ALL - {Contract.SECURE}
_FIXED = frozenset({Contract.STANDARD, Contract.OTHER})


def _ground(
    key: str,
    weight: Weight,
    words: Words,
    kinds: frozenset[Contract],
    term: Term | None = None,
    *,
    arrears: bool = False,
    serious: bool = False,
) -> Ground:
    laws = frozenset({Law.WALES})
    return Ground(f"wales-{key}", laws, weight, words, frozenset(kinds), term, arrears=arrears or serious, serious=serious)


WELSH = (
    # A secure contract: section 165, as the Act has it (the live service says 170).
    _ground("165", _M, _("Failure to leave after the contract-holder’s own notice (section 165)"), frozenset({Contract.SECURE})),
    _ground("170", _M, _("Failure to leave after the contract-holder’s own notice (section 170)"), _STANDARD, Term.PERIODIC),
    _ground("178", _M, _("Landlord’s notice, periodic standard contract (section 178)"), _STANDARD, Term.PERIODIC),
    _ground(
        "181", _M, _("Serious rent arrears, periodic standard contract (section 181)"), _STANDARD, Term.PERIODIC, serious=True
    ),
    _ground("186", _M, _("Landlord’s notice in connection with the end of a fixed term (section 186)"), _FIXED, Term.FIXED),
    _ground("187", _M, _("Serious rent arrears, fixed term standard contract (section 187)"), _FIXED, Term.FIXED, serious=True),
    _ground("191", _M, _("Failure to leave after the contract-holder’s break clause notice (section 191)"), _FIXED, Term.FIXED),
    _ground("199", _M, _("Notice under the landlord’s break clause (section 199)"), _FIXED, Term.FIXED),
    _ground(
        "25b",
        _M,
        _("Notice at the end of a converted fixed term standard contract (Schedule 12, paragraph 25B(2))"),
        _FIXED,
        Term.FIXED,
    ),
    _ground("157-arrears", _D, _("Rent arrears: breach of contract (section 157)"), _ALL, arrears=True),
    _ground("157-antisocial", _D, _("Antisocial behaviour: breach of contract (section 157)"), _ALL),
    _ground("157-other", _D, _("Another breach of contract (section 157)"), _ALL),
    _ground("160-a", _D, _("Estate management: building works (section 160, ground A)"), _ALL),
    _ground("160-b", _D, _("Estate management: redevelopment schemes (section 160, ground B)"), _ALL),
    _ground("160-c", _D, _("Estate management: charities (section 160, ground C)"), _ALL),
    _ground("160-d", _D, _("Estate management: a home suitable for disabled people (section 160, ground D)"), _ALL),
    _ground("160-e", _D, _("Estate management: people who are difficult to house (section 160, ground E)"), _ALL),
    _ground("160-f", _D, _("Estate management: homes for people with special needs (section 160, ground F)"), _ALL),
    _ground("160-g", _D, _("Estate management: reserve successors (section 160, ground G)"), _ALL),
    _ground("160-h", _D, _("Estate management: joint contract-holders (section 160, ground H)"), _ALL),
    _ground("160-i", _D, _("Estate management: other reasons (section 160, ground I)"), _ALL),
)
