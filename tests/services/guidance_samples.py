"""Guidance for tests, as JSON values that a test may break."""

from __future__ import annotations

from typing import Any


def text(english: str, welsh: str = "") -> dict[str, str]:
    return {"en": english, "cy": welsh or f"{english} (cy)"}


def topic(key: str = "news", **changes: Any) -> dict[str, Any]:
    """A topic that tells all a service's page must tell."""
    made = {
        "key": key,
        "title": text("Something new", "Rhywbeth newydd"),
        "summary": text("What is new", "Beth sy’n newydd"),
        "as_of": "2026-11-20",
        "address": "https://www.gov.uk/prison-visits",
        "sources": [{"name": "The centre", "day": "2026-11-20"}],
        "sections": [
            {"part": part, "lines": [text(f"Here is the {part}.", f"Dyma’r {part}.")]}
            for part in ("what", "need", "time", "cost", "next", "help")
        ],
    }
    return {**made, **changes}


def visiting_day(**changes: Any) -> dict[str, Any]:
    """The page about the day of a visit."""
    section = {
        "part": "more",
        "heading": text("Before you go", "Cyn i chi fynd"),
        "lines": [text("Bring your ID.", "Dewch â’ch ID."), text("Be there early.", "Byddwch yno’n gynnar.")],
    }
    title = text("Your day at the prison", "Eich diwrnod yn y carchar")
    return topic("visiting-day", shape="visiting-day", title=title, sections=[section], **changes)


def guidance(**changes: Any) -> dict[str, Any]:
    """All of it: one topic and the page about the day of a visit."""
    made = {"form": 1, "as_of": "2026-11-20", "topics": [topic(services=["prison-visit"]), visiting_day()]}
    return {**made, **changes}
