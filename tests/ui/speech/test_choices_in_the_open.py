"""What somebody has chosen is said before others no more than what they have typed, unless they go through the choices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from services.forms.fields import ChoiceField
from services.forms.page import ListPage, Page
from services.forms.registry import installed_services
from services.language import Language
from tests.ui.desk_driver import journey
from tests.ui.speech.conftest import Listen
from tests.ui.speech.listener import Listener
from ui.desk.words import _
from ui.speech.privacy import FILLED_IN

NOBODY_S = {"prison", "language", "hearing.court"}  # choices that tell nothing of who makes them


def back_on_the_support(listener: Listener) -> str:
    """Say that support is needed, go on, and come back to the question; what is said of it then."""
    for name in journey(listener.driver):
        if name == "support-details":
            break
    listener.said()
    listener.driver.key(Qt.Key.Key_Escape)
    return listener.said()


@pytest.mark.parametrize("language", list(Language))
def test_who_comes_back_to_a_question_is_not_told_before_others_what_they_chose(listen: Listen, language: Language) -> None:
    listener = listen(language=language)
    say = listener.driver.window.frame.foot.looks.say

    heard = back_on_the_support(listener)

    assert listener.driver.focus().objectName() == "option:yes"
    assert heard.endswith(f"{say(_('option'))}, {say(FILLED_IN)}.")
    assert say(_("chosen")) not in heard.replace(say(_("not chosen")), "")


def test_who_goes_through_the_choices_hears_each(listen: Listen) -> None:
    listener = listen()
    back_on_the_support(listener)

    heard = [listener.press(key) for key in (Qt.Key.Key_Down, Qt.Key.Key_Up)]

    assert heard == ["No, option, your answer is filled in, 2 of 2.", "Yes, option, your answer is filled in, 1 of 2."]


def test_leaving_a_choice_and_coming_back_does_not_say_it(listen: Listen) -> None:
    listener = listen()
    back_on_the_support(listener)
    listener.press(Qt.Key.Key_Down)

    listener.press(Qt.Key.Key_Tab)

    assert listener.press(Qt.Key.Key_Backtab) == "option, your answer is filled in."


def test_the_answer_is_said_to_a_person_alone(listen: Listen) -> None:
    listener = listen(private=lambda: True)

    assert back_on_the_support(listener).endswith("Yes, option, chosen, 1 of 2.")


def test_a_language_is_nobody_s_secret(listen: Listen) -> None:
    listener = listen()
    for name in journey(listener.driver):
        if name == "check":
            break
    listener.said()
    listener.driver.key(Qt.Key.Key_Escape)

    assert "Cymraeg, option, chosen" in listener.said()


def test_a_choice_is_personal_unless_the_service_says_otherwise() -> None:
    pages = [page for service in installed_services().values() for page in service.pages]
    flat = [each for page in pages for each in (page.item if isinstance(page, ListPage) else (page,)) if isinstance(each, Page)]
    choices = [field for page in flat for field in page.fields if isinstance(field, ChoiceField)]

    assert {field.path for field in choices if not field.personal} == NOBODY_S
    assert len(choices) > len(NOBODY_S)
