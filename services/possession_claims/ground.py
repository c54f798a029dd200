"""What a ground of possession is: the law it belongs to, what the court does when it is proved, and for which homes it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.forms.words import Words
from services.possession_claims.choices import Term
from services.possession_claims.words import _


class Law(StrEnum):
    """The law a ground belongs to; the value is stable."""

    BEFORE_REFORM = "housing-act-1988"
    REFORMED = "housing-act-1988-from-may-2026"
    SECURE = "housing-act-1985"
    LESSER = "introductory-demoted-other"
    WALES = "renting-homes-wales"


class Weight(StrEnum):
    """What the court does when a ground is made out."""

    MANDATORY = "mandatory"  # it must give possession
    DISCRETIONARY = "discretionary"  # it gives possession if that is reasonable
    NONE_NEEDED = "none-needed"


WEIGHT_WORDS = {
    Weight.MANDATORY: _("Mandatory: if it is proved, the court must give possession"),
    Weight.DISCRETIONARY: _("Discretionary: the court decides if possession is reasonable"),
    Weight.NONE_NEEDED: _("The court looks at how the landlord came to the decision"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground. `kinds` are the tenancies or contracts it is for; `term` narrows a standard contract.

    `arrears` says that it is about rent owed; `serious` that as much must be owed as `thresholds` in this package says.
    """

    key: str
    laws: frozenset[Law]
    weight: Weight
    words: Words
    kinds: frozenset[str]
    term: Term | None = None
    arrears: bool = False
    serious: bool = False

    @property
    def mandatory(self) -> bool:
        """Whether the court must give possession."""
        return self.weight is Weight.MANDATORY
