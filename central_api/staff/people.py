"""Who acts on a case: a member of staff with a token, or the operator of the machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_NAME: Final = re.compile(r"[^\W_](?:[\w.'’ -]{0,62}[^\W_])?")  # letters of any script, no line break
_OPERATOR: Final = "operator "
NO_NAME: Final = (
    "a name is 1 to 64 letters, digits, spaces and . ' - _, with a letter or digit at both ends, and not 'operator ...'"
)


class Role(StrEnum):
    """What somebody may do."""

    CASEWORKER = "caseworker"  # opens, decides, parks and releases
    SUPERVISOR = "supervisor"  # the same, and may give a place beyond a session's capacity


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts. Without `sites` every case is theirs to see."""

    name: str  # as it is written down with what they do
    role: Role
    sites: frozenset[str] = frozenset()

    def sees(self, site: str) -> bool:
        """Whether a case of this site is theirs."""
        return not self.sites or site in self.sites


def is_name(name: str) -> bool:
    """Whether somebody can be written down under it, and not be taken for the operator of the machine."""
    return _NAME.fullmatch(name) is not None and not name.startswith(_OPERATOR)


def operator(name: str) -> Person:
    """Who sits at the centre's own machine, and could do anything there anyway. No account has such a name."""
    return Person(f"{_OPERATOR}{name}", Role.SUPERVISOR)
