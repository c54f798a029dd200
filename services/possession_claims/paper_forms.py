"""The court's own forms: which a claim stands for in each country, and which kinds of claim have forms of their own.

Accelerated possession with form N5B ended in England: notices under section 21 could be given until 30 April 2026, and claims on
them begun until 31 July 2026 (Renters' Rights Act 2025; GOV.UK guidance, read August 2026). In Wales it goes on. The official
forms themselves were not read; their names are those under which they are listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.forms.receipt import Line
from services.possession_claims.country import Country
from services.possession_claims.words import _


@dataclass(frozen=True, slots=True)
class Accelerated:
    """The form of accelerated possession, and the last day on which such a claim can be begun; None where there is none."""

    form: str
    until: date | None = None

    def has_ended(self, today: date) -> bool:
        """Whether no such claim can be begun any more."""
        return self.until is not None and today > self.until


RENTED = {Country.ENGLAND: ("N5", "N119"), Country.WALES: ("N5 Wales", "N119 Wales")}
ACCELERATED = {Country.ENGLAND: Accelerated("N5B", date(2026, 7, 31)), Country.WALES: Accelerated("N5B Wales")}
TRESPASSERS = {Country.ENGLAND: ("N5", "N121"), Country.WALES: ("N5 Wales", "N121")}
MORTGAGE = {Country.ENGLAND: ("N5", "N120"), Country.WALES: ("N5 Wales", "N120")}


def forms_lines(country: str) -> tuple[Line, ...]:
    """Which forms a claim stands for in a country; nothing where it has none."""
    names = next((forms for each, forms in RENTED.items() if each == country), None)
    if names is None:
        return ()
    return (Line(_("The claim stands for forms {claim} and {particulars}.", claim=names[0], particulars=names[1])),)
