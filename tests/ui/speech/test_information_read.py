"""Guidance is read aloud as any page is: its title, every section in its order, and how old it is."""

from __future__ import annotations

import pytest

from services.forms.words import Translator
from services.language import Language
from tests.ui.speech.conftest import Listen
from ui.desk.guides import TOPIC
from ui.desk.places import Place


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_a_topic_is_read_as_it_stands(listen: Listen, language: Language) -> None:
    listener = listen(language=language)
    session, translate = listener.driver.window.session, Translator(language)
    session.over(Place.INFORMATION)
    listener.said()

    session.over(Place.TOPIC, {TOPIC: "possession-claim"})
    heard = listener.said()

    assert session.guides.library is not None
    page = session.guides.library.page("possession-claim")
    words = [page.title, page.summary]
    for section in page.sections:
        words += [section.heading, *(line.text for line in section.lines)]
    places = [heard.find(translate(each)) for each in (*words, page.correct)]
    assert -1 not in places
    assert places == sorted(places)
