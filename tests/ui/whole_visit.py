"""A visit request from an empty kiosk to the last button, with everything on the way that can be met.

Every question is left unanswered once before it is answered; visitors are added, changed and removed; three times are ranked and
ranked anew; every way to be told is tried; and in the middle nobody moves until the kiosk asks whether anybody is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.language import Language
from tests.ui.hands import Person
from tests.ui.sample_catalogue import PRISON
from ui.desk.places import Place

THURSDAY, SATURDAY = "2026-11-26T14:00/15:30", "2026-11-28T09:30/11:00"
FRIDAY, SATURDAY_LATER = "2026-11-27T14:00/15:30", "2026-11-28T14:00/15:30"
PAGES = frozenset(
    {
        "prison",
        "prisoner-name",
        "prisoner-birth",
        "prisoner-number",
        "visitor-name",
        "visitor-birth",
        "visitors",
        "times",
        "support",
        "support-details",
        "contact",
        "phone",
        "email",
        "address",
        "language",
    }
)


class WholeVisit:
    """One play of it. `titles` are the window's titles by page; `mistakes` the pages that said what was missing."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.driver = person.driver
        self.titles: dict[str, str] = {}
        self.mistakes: set[str] = set()
        self.draft: Mapping[str, object] = {}

    def play(self, language: Language) -> None:
        """All of it."""
        self._begin(language)
        self._prisoner()
        self._visitors()
        self._times()
        self._support()
        self._contact()
        self._answer(lambda: self._person.choose(language.value))
        self._check_and_save()

    def _begin(self, language: Language) -> None:
        self.driver.wait(61)
        assert self.driver.place is Place.ATTRACT
        self._person.begin()
        self._person.press(f"language:{language.value}")
        self._person.press("tile:prison-visit")

    def _prisoner(self) -> None:
        self._answer(self._pick_prison)
        self._answer(lambda: self._name("prisoner", "Dafydd", "Tŷ-Ellis"))
        self._answer(lambda: self._born("prisoner", "27", "3", "1985"))
        self._answer(lambda: self._person.write("field:prisoner.number", "A1234BC"))

    def _pick_prison(self) -> None:
        self._person.write("field:prison", "car")
        self._person.pick("options:prison", PRISON)

    def _visitors(self) -> None:
        self._answer(lambda: self._name("visitors.0", "Siân", "O'Brien"))
        self._answer(lambda: self._born("visitors.0", "14", "2", "1988"))
        for index, (first, year) in enumerate((("Megan", "2020"), ("Owain", "1960"), ("Nia", "2021")), 1):
            self._look()
            self._person.press("add")
            self._answer(lambda index=index, first=first: self._name(f"visitors.{index}", first, "Ellis"))  # type: ignore[misc]
            self._answer(lambda index=index, year=year: self._born(f"visitors.{index}", "4", "5", year))  # type: ignore[misc]
        self._person.press("remove:visitors.2")
        self._person.press("change:visitors.2")
        self._person.write("field:visitors.2.first_name", "Non")
        self._person.press("continue")
        self._person.press("continue")
        self._look()
        self._person.press("continue")

    def _times(self) -> None:
        self._answer(self._rank)

    def _rank(self) -> None:
        press = self._person.press
        press(f"time:{THURSDAY}")
        press("day:2026-11-28")
        press(f"time:{SATURDAY}")
        press(f"time:{SATURDAY_LATER}")
        press(f"up:{SATURDAY}")
        press(f"down:{SATURDAY}")
        press(f"remove:{SATURDAY_LATER}")
        press("day:2026-11-27")
        press(f"time:{FRIDAY}")
        press(f"up:{FRIDAY}")
        press(f"up:{FRIDAY}")

    def _support(self) -> None:
        self._answer(lambda: self._person.choose("yes"))
        self._answer(lambda: self._person.write("field:support.details", "Step-free way in"))

    def _contact(self) -> None:
        """Text, call and email and a letter with what each needs, coming back, and at last a text message."""
        details = (
            ("call", "field:contact.phone", "01632 960 001"),
            ("email", "field:contact.email", "sian@example.org"),
            ("post", "field:contact.address", "1 Stryd Fawr"),
        )
        self._missing()
        for method, field, text in details:
            self._person.choose(method)
            self._person.press("continue")
            self._answer(lambda field=field, text=text: self._person.write(field, text))  # type: ignore[misc]
            self._person.press("back")
            self._person.press("back")
        self._person.choose("return")
        self._person.press("continue")
        self._person.press("back")
        self._person.choose("text")
        self._person.press("continue")
        self._person.write("field:contact.phone", "07700 900 982")
        self._person.press("continue")

    def _check_and_save(self) -> None:
        assert self.driver.place is Place.CHECK
        self.titles["check"] = self.driver.window.windowTitle()
        self.driver.nobody_moves()
        assert self.driver.place is Place.IDLE
        self.titles["idle"] = self.driver.window.windowTitle()
        self._person.press("more-time")
        self.draft = dict(self.driver.window.session.journey.draft.items())
        self._person.press("continue")
        assert self.driver.place is Place.CONFIRMATION
        self.titles["confirmation"] = self.driver.window.windowTitle()
        self._person.press("face:5")
        self._person.press("finish")

    def _answer(self, answer: Callable[[], None]) -> None:
        """Go on without an answer, see what is missing, answer, go on."""
        self._missing()
        answer()
        self._person.press("continue")

    def _missing(self) -> None:
        name = self._look()
        self._person.press("continue")
        assert self.driver.has("error-summary"), name
        self.mistakes.add(name)

    def _look(self) -> str:
        step = self.driver.window.session.journey.step
        assert step is not None
        self.titles[step.page.key] = self.driver.window.windowTitle()
        return step.page.key

    def _name(self, path: str, first: str, last: str) -> None:
        self._person.write(f"field:{path}.first_name", first)
        self._person.write(f"field:{path}.last_name", last)

    def _born(self, path: str, *parts: str) -> None:
        for name, text in zip(("day", "month", "year"), parts, strict=True):
            self._person.write(f"field:{path}.date_of_birth.{name}", text)
