"""The Welsh of the guidance that no Welsh speaker has looked at yet, for the list that one is given.

In a content file the mark is the name of the field: `cy_to_review` instead of `cy`. Whoever has reviewed a text renames it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from services.guidance.model import Guidance, Scale, Text
from services.guidance.reading import shipped_guidance


class Doubtful(NamedTuple):
    """One text, and where it stands: the file below `services/guidance/content`, and the place in it."""

    file: str
    place: str  # "title", or the part and the number of the line: "cost 2"
    english: str
    welsh: str


def doubtful_welsh(guidance: Guidance | None = None) -> tuple[Doubtful, ...]:
    """Every text whose Welsh is to be reviewed, in the order of the pages; of this program's own guidance unless given."""
    found = guidance or shipped_guidance()
    texts = (*_of_topics(found), *_of_prisons(found))
    return tuple(Doubtful(file, place, text.en, text.cy_to_review) for file, place, text in texts if text.cy_to_review)


def _of_topics(guidance: Guidance) -> Iterator[tuple[str, str, Text]]:
    for topic in guidance.topics:
        file = f"{topic.key}.toml"
        yield file, "title", topic.title
        yield file, "summary", topic.summary
        for section in topic.sections:
            if section.heading is not None:
                yield file, f"{section.part} heading", section.heading
            for number, line in enumerate(section.lines, 1):
                if not isinstance(line, Scale):
                    yield file, f"{section.part} {number}", line


def _of_prisons(guidance: Guidance) -> Iterator[tuple[str, str, Text]]:
    for notes in guidance.prisons:
        for number, line in enumerate(notes.lines, 1):
            yield "prisons.toml", f"{notes.prison} {number}", line
