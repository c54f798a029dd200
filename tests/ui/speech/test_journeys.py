"""A whole visit request heard instead of seen, in both languages, and what others beside the kiosk can hear of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from services.common.references import grouped
from services.forms.words import Domain
from services.language import Language
from tests.services.samples import draft_of, visit_answers
from tests.ui.desk_driver import journey
from tests.ui.fake_desk import VISIT
from tests.ui.speech.conftest import Listen
from tests.ui.speech.listener import Listener
from ui.components.ticket import spelled
from ui.desk.places import Place
from ui.speech.ssip import message

_ = Domain("ui")
CANARIES = (
    ("Canarius", "Kestrelmann"),
    ("19", "8", "1979"),
    ("B7654XQ",),
    ("Zebedee", "Quillfeather"),
    ("23", "Jun", "1991"),
)
CANARY_WORDS = (
    *("Canarius", "Kestrelmann", "1979", "19 August", "19 Awst", "B7654XQ", "Zebedee", "Quillfeather", "1991", "23 Jun"),
    *("23 Meh", "Marmalade", "01632", "960777", "960 777"),
)
PAGES = 17
LOCALES = {Language.ENGLISH: "en-GB", Language.WELSH: "cy"}


@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_read_when_it_comes_in_the_language_of_the_page(listen: Listen, language: Language) -> None:
    listener = listen(language=language)
    heard = {"start": listener.said()}

    for name in journey(listener.driver):
        heard[name] = heard.get(name, "") + listener.said()
        title = listener.driver.window.windowTitle().partition(" – ")[0]
        assert title in heard[name] or name == "start"

    assert {each.language for each in listener.server.heard if "English" not in each.text and "Cymraeg" not in each.text} == {
        LOCALES[language]
    }
    assert len(heard) == PAGES


def test_a_control_is_read_with_name_role_state_and_hint(listen: Listen) -> None:
    listener = listen()
    driver = listener.driver
    for name in journey(driver):
        if name == "times":
            break

    earlier = listener.press(Qt.Key.Key_Tab)
    driver.tab_to("time:2026-11-26T14:00/15:30")
    reached = listener.said()
    chosen = listener.press(Qt.Key.Key_Return)
    driver.press("continue")
    heard = listener.said()

    assert earlier == "Earlier days, button, not available. There are no more days."
    assert reached.endswith("2pm to 3:30pm, button, not chosen. Add as your 1st choice.")
    assert chosen.endswith("2pm to 3:30pm, button, chosen. Your 1st choice.")
    assert heard.endswith("Yes, option, not chosen, 1 of 2.")
    assert listener.press(Qt.Key.Key_Space) == "option, your answer is filled in."
    assert listener.press(Qt.Key.Key_Down) == "No, option, your answer is filled in, 2 of 2."


@pytest.mark.parametrize("language", list(Language))
def test_where_others_can_hear_nothing_that_was_typed_is_ever_said(listen: Listen, language: Language) -> None:
    listener = listen(language=language)
    driver = listener.driver
    say = driver.window.frame.foot.looks.say

    driver.press("tile:prison-visit")
    driver.fill("Cardiff")
    for texts in CANARIES:
        _fill_and_go_back_over(listener, texts)
    driver.press("continue")
    driver.press("time:2026-11-26T14:00/15:30")
    driver.press("continue")
    driver.choose("yes")
    driver.type("Marmalade ramp")
    driver.press("continue")
    driver.choose("text")
    _fill_and_go_back_over(listener, ("01632 960 777",))
    driver.choose("cy")
    driver.press("continue")
    listener.press(Qt.Key.Key_F5)
    driver.press("read-it-out")
    listener.settle()

    assert driver.place is Place.CONFIRMATION
    assert say(_("your answer is filled in")) in listener.server.texts
    for text in CANARY_WORDS:
        assert text.casefold() not in listener.server.texts.casefold()


def test_the_answers_so_far_are_not_said_to_others(listen: Listen) -> None:
    listener = listen()
    for name in journey(listener.driver):
        if name == "visitor-name":
            break

    listener.driver.press("your-answers")
    heard = listener.said()

    assert "Your answers." in heard
    assert "Your answer is on the screen." in heard
    assert "David" not in heard


def _fill_and_go_back_over(listener: Listener, texts: Sequence[str]) -> None:
    """Type into every field of a page, leave each with Tab and come back to it, ask to hear it again, and go on."""
    driver = listener.driver
    names = [field.objectName() for field in driver.window.frame.rail.findChildren(QLineEdit)]
    for name, text in zip(names, texts, strict=True):
        driver.tab_to(name)
        driver.type(text)
    for name in names:
        driver.find(name).setFocus(Qt.FocusReason.TabFocusReason)
        listener.press(Qt.Key.Key_F5)
    driver.key(Qt.Key.Key_Return)


def test_a_person_who_alone_can_hear_is_told_their_answers(listen: Listen) -> None:
    listener = listen(private=lambda: True)

    for name in journey(listener.driver):
        if name == "check":
            checked = listener.said()
    listener.said()
    listener.driver.press("read-it-out")

    heard = listener.said()
    keeping = listener.driver.window.session.keeping
    assert keeping is not None
    say = listener.driver.window.frame.foot.looks.say
    assert "David Thomas" in checked
    assert "Your answers are on the receipt." not in heard
    for section in keeping.receipt.asked:
        assert all(say(line.text) in heard for line in section.lines)


@pytest.mark.parametrize("language", list(Language))
def test_the_reference_is_said_letter_by_letter_and_the_whole_receipt_after_it(listen: Listen, language: Language) -> None:
    listener = listen(language=language)
    for _name in journey(listener.driver):
        pass
    keeping = listener.driver.window.session.keeping
    assert keeping is not None
    letters = spelled(grouped(keeping.confirmation.reference).split())
    on_arrival = listener.said()

    listener.driver.press("read-it-out")
    heard = listener.said()

    say = listener.driver.window.frame.foot.looks.say
    receipt = keeping.receipt
    assert letters in on_arrival
    assert letters in heard
    words = [receipt.title, receipt.not_yet, receipt.decides, receipt.later_title, receipt.keep]
    words += [part for step in receipt.next for part in (step.when, step.what)]
    words += [line.text for section in receipt.later for line in section.lines]
    for each in words:
        assert message(say(each)).removesuffix(b"\r\n.\r\n").decode() in heard


def test_the_receipt_can_be_heard_by_somebody_who_reads_the_screen(listen: Listen) -> None:
    listener = listen(quiet=True)
    for _name in journey(listener.driver):
        pass
    assert listener.server.heard == []

    listener.driver.press("read-it-out")

    assert "Your reference." in listener.said()
    assert listener.press(Qt.Key.Key_Tab) == ""


def test_what_is_wrong_is_said_first_and_again_with_the_field(listen: Listen) -> None:
    listener = listen()
    for name in journey(listener.driver):
        if name == "prisoner-number":
            break
    listener.said()

    listener.driver.press("continue")
    heard = listener.said()
    listener.driver.press("error-summary")
    listener.driver.tab_to("field:prisoner.number")

    assert heard.startswith("Continue, button. There is a problem. Enter ")
    assert "Prison number, text field, empty. Error: Enter " in listener.said()


def test_a_page_is_read_again_in_the_other_language_when_that_is_chosen(listen: Listen) -> None:
    listener = listen()
    listener.said()

    listener.driver.tab_to("language")
    listener.said()
    told = [(each.text, each.language) for each in listener.server.heard if each.text == "Cymraeg."]
    listener.driver.key(Qt.Key.Key_Return)

    assert ("Cymraeg.", "cy") in told
    assert "Trefnu ymweliad" in listener.said()
    assert listener.server.heard[-1].language == "cy"


def test_a_reference_that_was_looked_up_is_not_read_out_to_others(listen: Listen) -> None:
    listener = listen()
    reference = listener.driver.bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference

    listener.driver.press("reference")
    listener.driver.fill(reference)
    heard = listener.said()

    assert listener.driver.place is Place.STATUS
    assert "Reference. It is on the screen." in heard
    assert spelled(grouped(reference).split()) not in heard
