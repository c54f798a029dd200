"""The doubtful Welsh of the guidance, whose texts stand in content files and not in a catalogue; and the answers to it.

In a content file the mark is the name of the field: `cy_to_review` becomes `cy` when somebody has read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from check_translations import gaps

from services.guidance import Doubtful, doubtful_welsh

GUIDANCE = "guidance"
CONTENT = Path("services/guidance/content")


def key_of_text(text: Doubtful) -> str:
    """A name for a text that stays while it stands in its place."""
    return f"{GUIDANCE}:{text.file}:{text.place}"


def doubtful() -> Iterator[Doubtful]:
    """Every text that nobody has read yet, file by file."""
    yield from doubtful_welsh()


def take(line: Mapping[str, str], welsh: str, root: Path) -> str:
    """Write one answer into its content file; "", or why it could not be."""
    path = root / line["source"]
    old = f"en = {_quoted(line['english'])}, cy_to_review = {_quoted(line['welsh'])}"
    text = path.read_text("utf-8")
    if old not in text:
        return "it has changed since the list was made"
    try:
        if gaps(welsh) != gaps(line["english"]):
            return "gaps lost or added"
    except ValueError as error:
        return f"braces: {error}"
    path.write_text(text.replace(old, f"en = {_quoted(line['english'])}, cy = {_quoted(welsh)}", 1), encoding="utf-8")
    return ""


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
