"""The visit request as a person goes through it: what is typed and pressed on each page, and what leads to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.forms.context import Context
from services.visits.slots import slots_on_offer
from ui.hands import Hands

PRISON = "CFI"
CONTINUE = "continue"
TILE = "tile:prison-visit"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: texts by field path, then presses, rows of long lists by field path, then the button that leads on."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    presses: tuple[str, ...] = ()
    picks: dict[str, str] = field(default_factory=dict)
    leads_on: str = CONTINUE

    def answer(self, hands: Hands) -> None:
        """Everything but leaving the page."""
        for path, text in self.texts.items():
            hands.type(f"field:{path}", text)
        for name in self.presses:
            hands.press(name)
        for path, value in self.picks.items():
            hands.pick(f"options:{path}", value)


def pages(context: Context) -> Iterator[Page]:
    """Every page from the first question to "Check your answers"."""
    prison = context.catalogue.prison(PRISON)
    assert prison is not None
    slot = slots_on_offer(prison, context.today, context.catalogue)[0]
    yield Page("prison", picks={"prison": PRISON})
    yield Page("prisoner's name", _named("prisoner", "Dafydd", "Thomas"))
    yield Page("prisoner's birth", _born("prisoner", "27", "3", "1985"))
    yield Page("prisoner's number", {"prisoner.number": "A1234BC"})
    yield Page("visitor's name", _named("visitors.0", "Siân", "Thomas"))
    yield Page("visitor's birth", _born("visitors.0", "14", "2", "1988"))
    yield Page("visitors", leads_on="add")
    yield Page("second visitor's name", _named("visitors.1", "Megan", "Thomas"))
    yield Page("second visitor's birth", _born("visitors.1", "4", "5", str(context.today.year - 6)))
    yield Page("visitors again")
    yield Page("times", presses=(f"day:{slot.day.isoformat()}", f"time:{slot.value}"))
    yield Page("support", presses=("option:yes",))
    yield Page("support details", {"support.details": "Step-free way in"})
    yield Page("contact", presses=("option:text",))
    yield Page("phone", {"contact.phone": "07700 900 982"})
    yield Page("language", presses=("option:en",))


def _named(path: str, first: str, last: str) -> dict[str, str]:
    return {f"{path}.first_name": first, f"{path}.last_name": last}


def _born(path: str, *parts: str) -> dict[str, str]:
    return {f"{path}.date_of_birth.{name}": text for name, text in zip(("day", "month", "year"), parts, strict=True)}
