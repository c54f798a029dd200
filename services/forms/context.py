"""What rules may know besides the answers: the day, the reference data, what the answers follow. No clock of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.catalogue.model import Catalogue


@dataclass(frozen=True, slots=True)
class Context:
    """The day on which answers are checked, the catalogue they are checked against, and the reference of what they follow."""

    today: date
    catalogue: Catalogue
    cites: str = ""  # 12 characters; "" for answers that follow nothing
