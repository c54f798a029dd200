"""The guidance that ships: complete in both languages, sourced, without typed fees, and easy to read.

Reading age 9 is measured for English by the grade of Flesch and Kincaid (0.39 words a sentence + 11.8 syllables a word - 15.59):
a grade of 4 is read by nine-year-olds. There is no such measure for Welsh, so there the words of a sentence are counted.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest

from services.fees import embedded_schedule
from services.forms.registry import installed_services
from services.guidance import Shape, Topic, doubtful_welsh, figures, page, prison_day, shipped_guidance
from services.guidance.model import ALWAYS, Text
from services.guidance.plain import figures_in

TOPICS = shipped_guidance().topics
EACH = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
MOST_GRADE, MOST_MEAN, MOST_WORDS, LONGEST_WORD = 4, 12, 20, 5  # grade, words a sentence, words of one, syllables of a word
LONG_TEXT, GRADE_OF_ONE = 10, 5  # words of a text that is measured by itself too, and its grade
WELSH_MEAN, WELSH_MOST = 14, 26
BANNED = re.compile(r"\b(please|sorry|valid|invalid|forbidden|illegal|oops|click|tap)\b|n’t\b", re.IGNORECASE)


def texts(topic: Topic) -> Iterator[Text]:
    """Everything that is read on the page of a topic."""
    yield from (topic.title, topic.summary)
    for section in topic.sections:
        if section.heading is not None:
            yield section.heading
        yield from (line for line in section.lines if isinstance(line, Text))


def lines(topic: Topic) -> Iterator[Text]:
    return (line for section in topic.sections for line in section.lines if isinstance(line, Text))


def sentences(words: str) -> list[list[str]]:
    found = [re.findall(r"[\w’]+", part) for part in re.split(r"(?<=[.:?!])\s", re.sub(r"\{[^}]*\}", "£1", words))]
    return [each for each in found if each]


def syllables(word: str) -> int:
    """Groups of vowels, without an e that is not heard; a number is one."""
    plain = word.lower().strip("’")
    groups = len(re.findall("[aeiouy]+", plain))
    silent = (plain.endswith("e") and not plain.endswith(("le", "ee"))) or (
        plain.endswith("ed") and not plain.endswith(("ted", "ded"))
    )
    return max(1, groups - (1 if silent and groups > 1 else 0))


def grade(spoken: Sequence[Sequence[str]]) -> float:
    """The grade of sentences, each of its words."""
    words = [word for sentence in spoken for word in sentence]
    return 0.39 * len(words) / len(spoken) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def said_by(module: ModuleType) -> list[str]:
    """Every English text that a module brings itself, also what is seldom shown."""
    calls = (
        node for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )
    named = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_")
    return [first.value for first in named if isinstance(first, ast.Constant) and isinstance(first.value, str)]


def headings() -> list[str]:
    """The titles, the lines below them and the headings of every topic."""
    return [text.en for topic in TOPICS for text in texts(topic) if text not in set(lines(topic))]


AROUND = {"figures": said_by(figures), "page": said_by(page), "prison_day": said_by(prison_day)}
ENGLISH = {**{topic.key: [line.en for line in lines(topic)] for topic in TOPICS}, "headings": headings(), **AROUND}


def test_every_service_of_this_project_has_a_topic() -> None:
    told = {service for topic in TOPICS for service in topic.services}

    assert set(installed_services()) <= told


def test_how_long_it_takes_is_what_the_service_says() -> None:
    services = installed_services()
    said = [
        (topic.services[0], int(found))
        for topic in TOPICS
        for line in lines(topic)
        for found in re.findall(r"about (\d+) minutes", line.en)
    ]

    assert {key for key, _minutes in said} == set(services)
    assert [each for each in said if services[each[0]].minutes != each[1]] == []


def test_a_page_online_in_welsh_is_another_page() -> None:
    welsh = {topic.key: topic.address_cy for topic in TOPICS if topic.address_cy}

    assert {"money-claim", "help-with-fees"} <= set(welsh)
    assert [topic.key for topic in TOPICS if topic.address_cy == topic.address] == []


def test_what_comes_next_is_told_already() -> None:
    keys = {topic.key for topic in TOPICS}

    assert {"money-claim", "possession-claim", "court-fees", "help-with-fees", "lasting-power-of-attorney"} <= keys
    assert shipped_guidance().visiting_day is not None


@EACH
def test_a_topic_tells_all_that_people_ask(topic: Topic) -> None:
    parts = tuple(section.part for section in topic.sections)

    assert topic.shape is Shape.VISITING_DAY or parts == ALWAYS


@pytest.mark.parametrize("name", ENGLISH)
def test_english_is_read_by_a_nine_year_old(name: str) -> None:
    spoken = [sentence for words in ENGLISH[name] for sentence in sentences(words)]

    assert grade(spoken) <= MOST_GRADE
    assert mean(map(len, spoken)) <= MOST_MEAN
    assert max(map(len, spoken)) <= MOST_WORDS
    assert [word for sentence in spoken for word in sentence if syllables(word) > LONGEST_WORD] == []


@pytest.mark.parametrize("name", AROUND)
def test_no_text_around_the_topics_is_hard_by_itself(name: str) -> None:
    measured = {words: sentences(words) for words in AROUND[name]}

    assert [
        words for words, spoken in measured.items() if sum(map(len, spoken)) >= LONG_TEXT and grade(spoken) > GRADE_OF_ONE
    ] == []


@pytest.mark.parametrize("name", AROUND)
def test_words_around_the_topics_are_plain(name: str) -> None:
    assert AROUND[name]
    assert [words for words in AROUND[name] if BANNED.search(words)] == []


@EACH
def test_welsh_sentences_are_short(topic: Topic) -> None:
    spoken = [sentence for line in lines(topic) for sentence in sentences(line.welsh)]

    assert mean(map(len, spoken)) <= WELSH_MEAN
    assert max(map(len, spoken)) <= WELSH_MOST


@EACH
def test_words_are_plain(topic: Topic) -> None:
    assert [text.en for text in texts(topic) if BANNED.search(text.en)] == []


@EACH
def test_welsh_is_not_english_left_standing(topic: Topic) -> None:
    assert [text.en for text in texts(topic) if text.welsh == text.en] == []


@EACH
def test_what_the_fee_schedule_knows_is_not_typed(topic: Topic) -> None:
    schedule = embedded_schedule()
    known = {band.fee for charge in schedule.charges.values() for period in charge.periods for band in period.bands}
    typed = [int(found.replace(",", "")) * 100 for text in texts(topic) for found in re.findall(r"£([0-9,]+)", text.en)]

    assert [pence for pence in typed if pence in known] == []


@EACH
def test_facts_are_sourced_and_not_of_tomorrow(topic: Topic) -> None:
    assert all(source.name and source.day <= topic.as_of for source in topic.sources)
    assert topic.as_of <= shipped_guidance().as_of


def test_a_phone_number_or_an_address_by_post_stands_where_it_is_sourced() -> None:
    numbers = {(topic.key, found) for topic in TOPICS for text in texts(topic) for found in re.findall(r"0[0-9 ]{9,}", text.en)}

    assert numbers == {("lasting-power-of-attorney", "0300 456 0300")}


def test_fees_are_named_where_a_fee_is_paid() -> None:
    named = {topic.key for topic in TOPICS for line in lines(topic) if figures_in(line.en)}

    assert {"possession-claim", "court-fees", "help-with-fees", "lasting-power-of-attorney"} <= named


def test_welsh_that_nobody_has_reviewed_is_listed_with_its_place() -> None:
    listed = doubtful_welsh()

    assert all(each.file.endswith(".toml") and each.place and each.english and each.welsh for each in listed)
    assert ("money-claim.toml", "title") in {(each.file, each.place) for each in listed}
    assert "Pasbort" not in {each.welsh for each in listed}
    assert len({(each.file, each.place) for each in listed if "more" not in each.place}) == len(
        [each for each in listed if "more" not in each.place]
    )
