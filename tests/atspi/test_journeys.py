"""Journeys by somebody who only listens, over the real accessibility bus: what is heard, in which order, and what is kept."""

from __future__ import annotations

import os

import pytest

from kiosk_app.main.parts import Parts
from services.common.receivers import BOOKING_CENTRE
from services.common.references import grouped
from services.guidance import shipped_guidance
from services.language import Language
from tests.atspi.screen_reader import ScreenReader
from tests.atspi.visit import BUTTON, CANCEL, CHANGE, FIELD, LINK, U, V, Visitor
from tests.faults.kill_roles import asked_for
from ui.components.ticket import spelled

pytestmark = pytest.mark.timeout(300)  # seconds: a busy machine is no failure
OFTEN = list(Language) if int(os.environ.get("SOAK_ROUNDS", "0")) else [Language.WELSH]  # every journey takes its seconds
RECENT = 20
PRISONERS = {Language.ENGLISH: "A1234BC", Language.WELSH: "B2345CD"}  # the same request twice would be asked about


@pytest.mark.parametrize("language", list(Language))
def test_a_visit_is_asked_for_by_ear_and_its_reference_looked_up(reader: ScreenReader, parts: Parts, language: Language) -> None:
    visitor = Visitor(reader, language)
    visitor.start()
    visitor.name_the_prisoner(PRISONERS[language])
    visitor.name_oneself()
    first, second = visitor.choose_times()
    visitor.need_nothing_and_come_back()
    visitor.arrive(U("Check your answers"))
    answers = [each.name for each in reader.all("label")]

    visitor.save()

    kept, *_others = parts.store.submissions.recent(RECENT)
    letters = spelled(grouped(kept.reference).split())
    reader.hear(f"says: {visitor.says(U('Your reference'))}: {letters}", f"{visitor.says(U('Your receipt is printed'))}.")
    assert kept.language is language
    assert answers.index(first.name) < answers.index(second.name)
    visitor.finish()
    visitor.look_up(kept.reference)
    assert visitor.says(BOOKING_CENTRE.has_it) in [each.name for each in reader.all("heading")]
    visitor.finish()


def test_a_mistake_is_heard_led_to_and_mended(reader: ScreenReader) -> None:
    visitor = Visitor(reader, Language.ENGLISH)
    visitor.start()
    visitor.name_the_prisoner("12345")
    wrong = "Enter all 7 letters and numbers of the prison number"

    reader.arrive("Error: What is their prison number?")
    heard = reader.hear("focus: alert There is a problem", f"calls: There is a problem. {wrong}")
    reader.press(LINK, wrong)

    reader.hear("focus: text Prison number")
    field = reader.find(FIELD, "Prison number")
    assert [line for line in heard if line.startswith("focus: ")] == ["focus: alert There is a problem"]
    assert field.value == "12345"
    assert field.description.startswith(f"Error: {wrong}. 1 letter, 4 numbers")
    visitor.write(V("Prison number"), "A1234BC")
    visitor.go_on()
    visitor.arrive(V("What is your name?"))
    visitor.stop()


def test_an_answer_is_changed_from_the_answers(reader: ScreenReader) -> None:
    visitor = Visitor(reader, Language.ENGLISH)
    visitor.start()
    visitor.name_the_prisoner("C3456DE")
    visitor.name_oneself()
    first, second = visitor.choose_times()
    reader.press(BUTTON, "Move choice 2 up")
    reader.hear(f"says: Your 1st choice: {second.name}. Your 2nd choice: {first.name}")
    visitor.need_nothing_and_come_back()
    visitor.arrive(U("Check your answers"))

    reader.press(LINK, "Change: Times")
    visitor.arrive(V("When would you like to visit?"))
    reader.press(BUTTON, "Remove choice 2")
    reader.hear("focus: push button Remove choice 1", f"says: Your 1st choice: {second.name}")
    visitor.go_on()

    visitor.arrive(U("Check your answers"))
    answers = [each.name for each in reader.all("label")]
    assert second.name in answers
    assert first.name not in answers
    visitor.stop()


def asked_for_before(parts: Parts) -> str:
    """The reference of a visit that somebody asked for at this kiosk."""
    desk = parts.public_desk()
    kept = desk.submit(desk.services["prison-visit"], asked_for(desk.context()), Language.ENGLISH)
    desk.finish("finished")
    return kept.reference


def following(parts: Parts, reference: str) -> list[str]:
    """What was asked for since about a request."""
    return [kept.service for kept in parts.store.submissions.citing(reference)]


@pytest.mark.parametrize("language", OFTEN)
def test_a_visit_is_moved_and_then_taken_back_by_ear(reader: ScreenReader, parts: Parts, language: Language) -> None:
    reference = asked_for_before(parts)
    visitor = Visitor(reader, language)
    visitor.be_welcomed()
    visitor.look_up(reference)
    visitor.press(BUTTON, V("Ask for other times"))
    visitor.name_the_prison()
    first, second = visitor.choose_times()
    visitor.go_on()
    visitor.say_when_the_first_visitor_was_born()
    visitor.arrive(U("Check your answers"))
    asked = {each.name for each in reader.all("label")}
    visitor.save(CHANGE)
    visitor.finish()
    moved = following(parts, reference)

    visitor.look_up(reference)
    visitor.press_one_of(BUTTON, V("Cancel the visit"), V("Cancel the request"))  # as far as the centre is by now
    visitor.say_when_the_first_visitor_was_born()
    visitor.arrive(U("Check your answers"))
    cancelled = {each.name for each in reader.all("label")}
    visitor.save(CANCEL)

    assert {first.name, second.name} <= asked
    assert grouped(reference) in cancelled
    assert (moved, sorted(following(parts, reference))) == ([CHANGE.key], [CHANGE.key, CANCEL.key])
    visitor.finish()


@pytest.mark.parametrize("language", OFTEN)
def test_a_leaflet_is_found_and_printed_by_ear(reader: ScreenReader, language: Language) -> None:
    topic = shipped_guidance().about("prison-visit")
    assert topic is not None
    visitor = Visitor(reader, language)
    visitor.be_welcomed()
    visitor.choose_language()
    visitor.press(BUTTON, U("Information"))
    visitor.arrive(U("Information"))
    visitor.press(BUTTON, topic.title.words)
    visitor.arrive(topic.title.words)

    visitor.press(BUTTON, U("Print this as a leaflet"))

    reader.hear(f"says: {visitor.says(U('Your leaflet is printed. Take it with you.'))}")
    assert visitor.says(topic.sections[0].lines[0].words) in {each.name for each in reader.all("label")}
    visitor.press(LINK, U("Back"))
    visitor.press(BUTTON, U("Go back"))
    visitor.leave()
