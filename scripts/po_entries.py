"""Changes entries of a catalogue and leaves the rest of the file as it was written.

Babel can write a catalogue too, but orders and wraps it anew and loses comments: a review of twenty sentences would be a change
of two thousand lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.messages.pofile import denormalize, normalize

_STRING = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
_ID = re.compile(rf"^msgid {_STRING}", re.MULTILINE)
_FORM = re.compile(rf"^msgstr(?:\[(\d)\])? {_STRING}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one entry: its words, a form each, and the translator's comment it loses."""

    forms: tuple[str, ...]
    unmark: str


def changed(text: str, changes: Mapping[str, Change]) -> str:
    """The text of a catalogue with the entries changed whose English (of one, where there is a plural) is in `changes`.

    Raises:
        KeyError: there is no such entry.
        ValueError: an entry has another number of forms.
    """
    left = dict(changes)
    blocks = text.split("\n\n")
    for number, block in enumerate(blocks):
        found = _ID.search(block)
        change = left.pop(denormalize(found[1]), None) if found is not None else None
        if change is not None:
            blocks[number] = _changed(block, change)
    if left:
        raise KeyError(next(iter(left)))
    return "\n\n".join(blocks)


def _changed(block: str, change: Change) -> str:
    if len(_FORM.findall(block)) != len(change.forms):
        raise ValueError(f"{len(change.forms)} forms for {block.splitlines()[-1]}")
    lines = [line for line in block.split("\n") if line != f"#. {change.unmark}"]

    def written(found: re.Match[str]) -> str:
        words = normalize(change.forms[int(found[1] or 0)], width=0)
        tail = found[0][len(found[0].rstrip()) :]
        return f"msgstr{f'[{found[1]}]' if found[1] else ''} {words}{tail}"

    return _FORM.sub(written, "\n".join(lines))
