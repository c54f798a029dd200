"""Every error that is expected has words and a next step in both languages, wherever the public desk can meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.errors import KnownError
from kiosk_app.wording import ERRORS, error_words
from services.forms.words import Translator
from services.language import Language
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from ui.components.buttons import Button
from ui.desk.places import Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]


def kinds(kind: type[KnownError] = KnownError) -> Iterator[type[KnownError]]:
    """The whole tree of expected errors."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


KINDS = sorted({each for each in kinds() if each.__module__ == KnownError.__module__}, key=lambda each: each.code)


def read(driver: Driver) -> str:
    """Everything that can be read on the page."""
    return "\n".join(each.accessibleName() for each in driver.visible())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_expected_error_has_words_of_its_own_in_both_languages(kind: type[KnownError]) -> None:
    words = ERRORS.get(kind.code)

    assert words is not None
    english, welsh = (Translator(language)(words) for language in Language)
    assert english.endswith(".")
    assert welsh not in {"", english}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", scenes.NOT_SAVED, ids=lambda kind: kind.code)
def test_whatever_keeps_a_request_from_being_saved_is_a_page_with_a_way_on(
    qtbot: QtBot, look_of: LookOf, language: Language, kind: type[KnownError]
) -> None:
    driver = Driver(qtbot, look_of(language=language), scenes.bench())
    scenes.answer_everything(driver)
    driver.bench.submissions.refuse = kind()

    driver.press("continue")

    speak = Translator(language)
    buttons = [each for each in driver.visible() if isinstance(each, Button) and each.is_available()]
    assert driver.place is Place.NOTHING_SAVED
    assert speak(error_words(kind.code)) in read(driver)
    assert "back-to-answers" in [each.objectName() for each in buttons]
    assert driver.window.session.has_answers


@pytest.mark.parametrize("language", list(Language))
def test_no_failure_page_has_a_word_of_the_other_language(qtbot: QtBot, look_of: LookOf, language: Language) -> None:
    drivers: list[Driver] = []

    def opened(bench: scenes.Bench) -> Driver:
        for last in drivers[-1:]:
            last.window.session.finish("stopped")
        drivers.append(Driver(qtbot, look_of(language=language), bench, opens=not bench.damage.found))
        return drivers[-1]

    other = Translator(language.other)
    strange = {Translator(language)(words): other(words) for words in ERRORS.values()}
    for name, driver in scenes.failures(opened):
        if name == "closed-damaged":
            continue  # stands in both languages at once
        assert not [said for said in strange.values() if said in read(driver)], name
