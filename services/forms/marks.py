"""What whoever types a paper form says of a box that they cannot type: that nobody can read it, or that nothing stands in it.

Such a question has no answer, and goes on as something to confirm, with the code of the mark: the centre sees what could not be
read and clears it up. Where the centre cannot do without the answer (`PaperForm.may_lack` does not name it) what is missing
blocks as ever. Kiosk and centre apply the same marks, here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from services.forms.check import Checked
from services.forms.problem import Level, Problem
from services.forms.service import Service

_NUMBER = re.compile(r"(?<=\.)[0-9]+(?=\.)")
_LACKING = frozenset({"missing", "date-incomplete"})


class Mark(StrEnum):
    """Why a box has no text."""

    ILLEGIBLE = "illegible"
    MISSING = "missing"

    @property
    def code(self) -> str:
        """The code of the problem that says so."""
        return f"box-{self.value}"


def marks_in(confirmed: Iterable[tuple[str, str]]) -> Mapping[str, Mark]:
    """The marks among what was confirmed, by path: how they travel with a submission."""
    by_code = {mark.code: mark for mark in Mark}
    return {path: by_code[code] for path, code in confirmed if code in by_code}


def with_marks(service: Service, checked: Checked, marks: Mapping[str, Mark]) -> Checked:
    """What was checked, with the marks of some paths taken into account."""
    asked = {path: mark for path, mark in marks.items() if _is_asked(checked, path) and checked.answers.value(path) is None}
    if not asked:
        return checked
    allowed = {path for path in asked if _may_lack(service, path)}
    kept = tuple(each for each in checked.problems if not (each.path in allowed and each.code in _LACKING))
    said = tuple(_said(path, mark) for path, mark in asked.items())
    return replace(checked, problems=(*kept, *said))


def _said(path: str, mark: Mark) -> Problem:
    return Problem(path, "box-illegible" if mark is Mark.ILLEGIBLE else "box-missing", Level.CONFIRM)


def _is_asked(checked: Checked, path: str) -> bool:
    return any(step.owns(path) for step in checked.steps)


def _may_lack(service: Service, path: str) -> bool:
    field = service.field_at(path)
    if field is not None and field.optional:
        return True
    return service.paper is not None and _NUMBER.sub("*", path) in service.paper.may_lack
