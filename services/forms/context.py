"""What rules may know besides the answers: the day, and the reference data. They have no clock of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.catalogue.model import Catalogue


@dataclass(frozen=True, slots=True)
class Context:
    """The day on which answers are checked, and the catalogue they are checked against."""

    today: date
    catalogue: Catalogue
