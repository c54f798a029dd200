"""Writes kiosk_app/events.py, its words and docs/audit-events.md from kiosk_app/events.toml; with --check, fails if they differ.

Everything the audit log can say is declared there once, so the program, its documentation and the tests cannot drift apart.
"""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
CATALOGUE: Final = ROOT / "kiosk_app" / "events.toml"
_VALUE: Final = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")

_PROGRAM: Final = '''\
"""What the audit log can say happened. Written from events.toml by scripts/generate_events.py; change it there."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """One kind of audited event."""

'''

_WORDS: Final = '''\
"""What each event means, as staff read it. Written from events.toml by scripts/generate_events.py; change it there.

The words in other languages stand in the translations, like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk_app.events import Event
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")

EVENT_WORDS: Mapping[Event, Words] = MappingProxyType(
    {
'''
_WORDS_END: Final = """\
    },
)
\"\"\"What happened, in one plain sentence.\"\"\"
"""
_WIDE: Final = 130
_PIECE: Final = 116

_DOCUMENT: Final = """\
# What the audit log can say

Written from `kiosk_app/events.toml` by `scripts/generate_events.py`; change it there.

Each row has a number, a time, an event, a subject and details, and the hash that binds it to the row before
(`local_store/audit.py`). Rows hold ids, codes and counts, never a name or an answer, and are kept for ever. `kioskctl verify-log`
walks the whole chain.

| event | what happened | subject | details |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Declared:
    """One event of the catalogue."""

    value: str
    means: str
    subject: str
    details: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the program calls it."""
        return re.sub(r"[.-]", "_", self.value).upper()


def declared(catalogue: Path = CATALOGUE) -> Sequence[Declared]:
    """The events of the catalogue, in its order.

    Raises:
        ValueError: an event is malformed or declared twice.
    """
    events = [Declared(**entry) for entry in tomllib.loads(catalogue.read_text(encoding="utf-8"))["event"]]
    for number, event in enumerate(events):
        if not _VALUE.fullmatch(event.value) or not event.means.endswith(".") or '"' in event.means:
            raise ValueError(f"not an event: {event.value}")
        if event.name in {other.name for other in events[:number]}:
            raise ValueError(f"declared twice: {event.value}")
    return events


def program(events: Sequence[Declared]) -> str:
    """The text of kiosk_app/events.py."""
    return _PROGRAM + "".join(f'    {event.name} = "{event.value}"\n' for event in events)


def words(events: Sequence[Declared]) -> str:
    """The text of kiosk_app/event_words.py."""
    return _WORDS + "".join(map(_entry, events)) + _WORDS_END


def _entry(event: Declared) -> str:
    means = event.means.replace("'", "’")
    line = f'        Event.{event.name}: _("{means}"),\n'
    if len(line) <= _WIDE:
        return line
    pieces = [means] if len(means) <= _PIECE else textwrap.wrap(means, _PIECE, drop_whitespace=False)
    return f"        Event.{event.name}: _(\n" + "".join(f'            "{piece}"\n' for piece in pieces) + "        ),\n"


def document(events: Sequence[Declared]) -> str:
    """The text of docs/audit-events.md."""
    return _DOCUMENT + "".join(_row(event) for event in events)


def _row(event: Declared) -> str:
    details = "; ".join(f"`{name}`: {means}" for name, means in event.details.items())
    return f"| `{event.value}` | {event.means} | {event.subject} | {details} |\n"


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with --check name those that differ; 1 when one does."""
    events = declared()
    texts = {
        ROOT / "kiosk_app" / "events.py": program(events),
        ROOT / "kiosk_app" / "event_words.py": words(events),
        ROOT / "docs" / "audit-events.md": document(events),
    }
    if "--check" not in arguments:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        return 0
    differing = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in differing:
        print(f"{path.relative_to(ROOT)}: not what events.toml says; run scripts/generate_events.py")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
