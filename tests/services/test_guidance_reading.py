"""What is read as guidance, and what is refused whole: nothing else than plain text in both languages ever reaches a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.guidance import BadGuidance, from_payload, published, read_folder, shipped_guidance, to_payload
from services.guidance.reading import MOST_BYTES
from tests.services.guidance_samples import guidance, text, topic, visiting_day

TODAY = date(2026, 11, 22)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=12), below, max_size=4),
    max_leaves=12,
)


def with_line(line: object) -> dict[str, Any]:
    sections = topic()["sections"]
    return guidance(topics=[topic(sections=[{**sections[0], "lines": [line]}, *sections[1:]])])


def test_what_ships_is_read_and_written_the_same_way() -> None:
    shipped = shipped_guidance()

    assert from_payload(to_payload(shipped)) == shipped


def test_the_samples_are_sound() -> None:
    assert from_payload(guidance()).topics[0].key == "news"


@given(JSON)
def test_whatever_is_no_guidance_is_refused_and_nothing_else_happens(payload: object) -> None:
    with pytest.raises(BadGuidance):
        from_payload(payload)


@given(st.sampled_from(["form", "as_of", "topics"]), JSON)
def test_a_part_that_is_something_else_is_refused_or_read_as_it_stands(name: str, value: object) -> None:
    payload = guidance(**{name: value})

    try:
        read = from_payload(payload)
    except BadGuidance:
        return
    assert from_payload(to_payload(read)) == read


def test_what_is_refused_is_told_by_its_place_and_never_by_its_words() -> None:
    with pytest.raises(BadGuidance) as refused:
        from_payload(with_line({"en": "<script>Ada Lovelace</script>", "cy": "Ada"}))

    assert "topics.0.sections.0.lines.0" in str(refused.value)
    assert "Ada" not in str(refused.value)


@given(st.text(min_size=1, max_size=40))
def test_a_text_that_is_accepted_holds_ordinary_writing_only(words: str) -> None:
    try:
        read = from_payload(with_line({"en": words, "cy": "Iawn."}))
    except BadGuidance:
        return
    (line,) = read.topics[0].sections[0].lines
    assert all(sign.isalpha() or sign.isdigit() or sign in " \N{NO-BREAK SPACE}.,;:!?'’“”()/&%+£–-" for sign in words)
    assert getattr(line, "en", None) == words


@pytest.mark.parametrize(
    "words",
    [
        "<b>bold</b>",
        "a\nb",
        "a\u202eb",
        "a\u200bb",
        " before",
        "two  spaces",
        "https://evil.example",
        "see www.evil.example",
        "{fee:possession",
        "{fee:no-such-fee}",
        "{secret:key}",
        "{0.__class__}",
        "`code`",
        "*stars*",
        "Русский",
        "cafe\u0301",
        "x" * 301,
    ],
)
def test_a_hostile_text_is_refused(words: str) -> None:
    with pytest.raises(BadGuidance):
        from_payload(with_line({"en": words, "cy": words}))


@pytest.mark.parametrize(
    "line",
    [
        {"en": "English only."},
        {"en": "Hello.", "cy": "Helo.", "cy_to_review": "Helo."},
        {"en": "It is {fee:possession}.", "cy": "Mae’n {fee:lpa}."},
        {"en": "Hello.", "cy": "Helo.", "html": "<b>"},
        {"scale": "no-such-fee"},
        {"scale": "money-claim", "en": "Both."},
    ],
)
def test_a_line_that_is_not_one_thing_in_both_languages_is_refused(line: object) -> None:
    with pytest.raises(BadGuidance):
        from_payload(with_line(line))


@pytest.mark.parametrize(
    "address",
    [
        "http://www.gov.uk/prison-visits",
        "https://www.gov.uk.evil.example/",
        "https://www.gov.uk/",
        "https://evil.example/www.gov.uk/",
        "https://www.gov.uk/prison-visits?who=me",
        "https://www.gov.uk/prison-visits#x",
        "https://www.gov.uk@evil.example/a",
        "https://www.gov.uk/prison-visits\n",
        "https://www.gov.uk/" + "a" * 90,
    ],
)
def test_an_address_is_a_page_of_gov_uk_and_nothing_else(address: str) -> None:
    with pytest.raises(BadGuidance):
        from_payload(guidance(topics=[topic(address=address)]))
    with pytest.raises(BadGuidance):
        from_payload(guidance(topics=[topic(address_cy=address)]))


@pytest.mark.parametrize(
    "payload",
    [
        guidance(form=2),
        guidance(topics=[]),
        guidance(topics=[topic(), topic()]),
        guidance(topics=[visiting_day(), {**visiting_day(), "key": "another"}]),
        guidance(topics=[topic(sections=topic()["sections"][1:])]),
        guidance(topics=[topic(sections=topic()["sections"][::-1])]),
        guidance(topics=[topic(title=text("{fee:lpa}"))]),
        guidance(topics=[topic(key=f"t{number}") for number in range(41)]),
        guidance(more="x"),
        guidance(topics=[topic(sources=[])]),
    ],
)
def test_pages_that_nobody_could_rely_on_are_refused(payload: object) -> None:
    with pytest.raises(BadGuidance):
        from_payload(payload)


def test_more_than_a_kiosk_can_hold_is_refused() -> None:
    with pytest.raises(BadGuidance, match="too large"):
        from_payload(guidance(padding="x" * MOST_BYTES))


def test_what_is_nested_without_end_is_refused() -> None:
    nested: list[object] = []
    for _level in range(100_000):
        nested = [nested]

    with pytest.raises(BadGuidance):
        from_payload(nested)


def test_guidance_of_tomorrow_is_not_published_today() -> None:
    with pytest.raises(BadGuidance, match="after today"):
        published(guidance(as_of="2026-11-23"), TODAY)


def test_a_topic_of_tomorrow_is_not_published_today() -> None:
    with pytest.raises(BadGuidance, match="after today"):
        published(guidance(topics=[topic(as_of="2026-11-23")]), TODAY)


def folder(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"guidance": "form = 1"},
        {"guidance": 'topics = ["../../etc/passwd"]'},
        {"guidance": 'form = 1\nas_of = 2026-11-20\ntopics = ["a"]'},
        {"guidance": 'form = 1\nas_of = 2026-11-20\ntopics = ["a"]', "a": "not toml"},
        {"guidance": 'form = 1\nas_of = 2026-11-20\ntopics = ["a"]', "a": "key = 2026-11-20T10:00:00Z"},
        {"guidance": 'form = 1\nas_of = 2026-11-20\ntopics = ["a"]', "a": f'key = "{"x" * 70_000}"'},
    ],
)
def test_a_folder_that_is_none_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(BadGuidance):
        read_folder(folder(tmp_path, **files))


def test_the_shipped_folder_is_read_from_disk_too() -> None:
    content = Path(__file__).resolve().parents[2] / "services" / "guidance" / "content"

    assert read_folder(content) == shipped_guidance()
