"""Everything staff can do, in one place: what the HTTP routes and the command line are both given."""

from __future__ import annotations

from dataclasses import dataclass

from central_api.db import Database
from central_api.staff.finding import CasePage, Wanted, find_cases
from central_api.staff.people import Person
from central_api.staff.reading import CaseReader
from central_api.staff.rulings import Rulings
from central_api.staff.takings import Takings


@dataclass(frozen=True, slots=True)
class StaffDesk:
    """The list of cases, the reader, the rulings and the takings of one centre."""

    database: Database
    reader: CaseReader
    rulings: Rulings
    takings: Takings

    def find(self, person: Person, wanted: Wanted) -> CasePage:
        """The cases that somebody may see."""
        return find_cases(self.database, person, wanted)
