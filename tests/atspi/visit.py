"""A visit request by somebody who only listens: from the start page to the reference, and back to it later.

Everything is done by an object's own action and by writing into fields; what is to be pressed next is known from what was heard.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from services.forms.service import Service
from services.forms.words import Domain, Translator, Words
from services.language import Language
from services.visits import SERVICE, cancelling, changing
from tests.atspi.screen_reader import ScreenReader, Thing

U, V = Domain("ui"), Domain("services.visits")
SITE = "HMP Cardiff"
VISIT, CANCEL, CHANGE = SERVICE, cancelling.SERVICE, changing.SERVICE
_SAVED = {
    VISIT.key: V("Your visit request is saved"),
    CANCEL.key: V("Your cancellation is saved"),
    CHANGE.key: V("Your change is saved"),
}
_PATIENCE = 30  # seconds: a busy machine is no failure
BUTTON, TOGGLE, RADIO, FIELD, LINK, ALERT = "push button", "check box", "radio button", "text", "link", "alert"


class Visitor:
    """One person at the desk."""

    def __init__(self, reader: ScreenReader, language: Language) -> None:
        self.reader = reader
        self.language = language
        self._say = Translator(language)

    def says(self, words: Words) -> str:
        """Words of the kiosk in this person's language."""
        return self._say(words)

    def arrive(self, title: Words, *, focus: str = "") -> Sequence[str]:
        """Come to a page: its title is said, then the focus is told of. All that was heard since something was pressed."""
        whole = self.reader.arrive(self.says(title))
        heard = self.reader.hear(f"says: {whole}", f"focus: {focus}")
        told = [line for line in heard[heard.index(f"says: {whole}") :] if line.startswith("focus: ")]
        places = {line.removesuffix(self.says(title)) for line in told}  # news draws a page anew, with its heading
        assert len(places) == 1, f"the focus wanders on the way to {whole!r}: {heard}"
        return heard

    def press(self, role: str, words: Words) -> None:
        """Press something by its words."""
        self.reader.press(role, self.says(words))

    def press_one_of(self, role: str, *words: Words) -> None:
        """Press the one of these that is there, once one is: the page may be drawn anew meanwhile, when the line has news."""
        there: list[Words] = []
        deadline = time.monotonic() + _PATIENCE
        while not there and time.monotonic() < deadline:
            there = [each for each in words if self._is_there(each)]
        assert there, [self.says(each) for each in words]
        self.press(role, there[0])

    def go_on(self) -> None:
        """Continue."""
        self.press(BUTTON, U("Continue"))

    def write(self, label: Words, text: str) -> None:
        """Write into a field."""
        self.reader.type(self.says(label), text)

    def start(self) -> None:
        """From the start page to the first question, in this person's language."""
        self.be_welcomed()
        self.choose_language()
        self.press(BUTTON, V("Book a prison visit"))

    def be_welcomed(self) -> None:
        """Hear that the start page is there, with the focus on its greeting."""
        self.reader.hear(f"says: {self.reader.arrive(SITE)}")
        self.reader.hear("focus: heading ")

    def choose_language(self) -> None:
        """Change to this person's language, where it is another one; the page is announced in it."""
        if self.language is not Language.ENGLISH:
            self.reader.press(RADIO, self.language.own_name)

    def name_the_prison(self) -> None:
        """Cardiff, found by its name."""
        self.arrive(V("Which prison is the person in?"), focus=f"{FIELD} {self.says(V('Prison name'))}")
        self.write(V("Prison name"), "cardiff")
        (left,) = [line.removeprefix("says: ") for line in self.reader.hear("says: ")]  # the one that is left is named
        self.reader.choose(self.says(V("Prison name")), left)
        self.go_on()

    def name_the_prisoner(self, number: str) -> None:
        """The first four pages."""
        self.name_the_prison()
        self.arrive(V("Who are you visiting?"), focus=f"{FIELD} {self.says(V('First name'))}")
        self.write(V("First name"), "Dafydd")
        self.write(V("Last name"), "Tŷ-Ellis")
        self.go_on()
        self.arrive(V("What is their date of birth?"))
        self.write_date("27", "3", "1985")
        self.go_on()
        self.arrive(V("What is their prison number?"), focus=f"{FIELD} {self.says(V('Prison number'))}")
        self.write(V("Prison number"), number)
        self.go_on()

    def name_oneself(self) -> None:
        """The visitor, and nobody else."""
        self.arrive(V("What is your name?"))
        self.write(V("First name"), "Siân")
        self.write(V("Last name"), "Ellis")
        self.go_on()
        self.arrive(V("What is your date of birth?"))
        self.write_date("1", "2", "1988")
        self.go_on()
        self.arrive(V("Who is going on the visit?"))
        self.go_on()

    def choose_times(self) -> Sequence[Thing]:
        """The first time of the first day, and the first of the day after it; as they were told of before."""
        self.arrive(V("When would you like to visit?"))
        first = self.times(U("Add as your 1st choice"))[0]
        self.reader.press(TOGGLE, first.name)
        self.reader.press(RADIO, self.days()[1].name)
        second = self.times(U("Add as your 2nd choice"))[0]
        self.reader.press(TOGGLE, second.name)
        return first, second

    def days(self) -> Sequence[Thing]:
        """The days that are offered."""
        return [each for each in self.reader.all(RADIO) if each.name not in {language.own_name for language in Language}]

    def times(self, does: Words) -> Sequence[Thing]:
        """The times of the day that is open that are, or do when pressed, what these words say."""
        return [each for each in self.reader.all(TOGGLE) if each.description == self.says(does)]

    def need_nothing_and_come_back(self) -> None:
        """No support, and no way to be told: from the times to the answers."""
        self.go_on()
        self.arrive(V("Does anyone need extra support?"))
        self.press(RADIO, V("No"))
        self.go_on()
        self.arrive(V("How should the prison tell you its answer?"))
        self.press(RADIO, V("I will come back to a kiosk"))
        self.go_on()
        self.arrive(V("Which language should the answer be in?"))
        self.reader.press(RADIO, self.language.own_name, within=self.says(V("Language")))
        self.go_on()

    def save(self, service: Service = VISIT) -> None:
        """Send or save, as the button says now; what is said of it has the focus then."""
        self.arrive(U("Check your answers"))
        self.press_one_of(BUTTON, service.check_words.send, service.check_words.save)
        saved = _SAVED[service.key]
        self.arrive(saved, focus=f"heading {self.says(saved)}")

    def say_when_the_first_visitor_was_born(self) -> None:
        """What only the booking centre can compare."""
        self.arrive(V("What is the first visitor’s date of birth?"))
        self.write_date("27", "3", "1988")
        self.go_on()

    def finish(self) -> None:
        """Clear the answers, and wait for the next person's start page."""
        self.press_one_of(BUTTON, U("Finish and clear my answers"), U("Finish"))
        self.be_welcomed()

    def leave(self) -> None:
        """End a session in which nothing was answered: the next person finds everything as it was."""
        self.press(BUTTON, V("Book a prison visit"))
        self.press(LINK, U("Stop and clear"))
        self.be_welcomed()

    def stop(self) -> None:
        """Leave everything, and wait for the next person's start page."""
        self.press(LINK, U("Stop and clear"))
        self.arrive(U("Stop and clear your answers?"))
        self.press(BUTTON, U("Stop and clear my answers"))
        self.be_welcomed()

    def look_up(self, reference: str) -> None:
        """From the start page to what is known about a reference."""
        self.choose_language()
        self.press(BUTTON, U("I have a reference"))
        self.arrive(U("What is your reference?"))
        self.write(U("What is your reference?"), reference)
        self.go_on()
        self.arrive(U("Your request"))

    def _is_there(self, words: Words) -> bool:
        return any(each.name == self.says(words) for each in self.reader.all(BUTTON))

    def write_date(self, day: str, month: str, year: str) -> None:
        """Into the three fields of a date."""
        self.write(U("Day"), day)
        self.write(U("Month"), month)
        self.write(U("Year"), year)
