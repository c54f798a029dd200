"""How a command answers: words for a person or JSON for a program, and an exit status.

Exit statuses: 0 done, 1 the answer is "no" (answers that block), 2 wrong usage, 3 a known error with the next step, 4 a bug.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from kiosk_app.codes import code_and_details, details
from kiosk_app.errors import KnownError
from kiosk_app.wording import error_words
from services.forms.words import Translator

LONGEST_SHOWN = 200


class Exit(IntEnum):
    """What the exit status of a command means."""

    DONE = 0
    NO = 1
    USAGE = 2
    KNOWN_ERROR = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: lines for a person, the same facts for a program (None when all has been said already)."""

    lines: tuple[str, ...]
    facts: Mapping[str, Any] | None = None
    exit: Exit = Exit.DONE


@dataclass(frozen=True, slots=True)
class Form:
    """The form an answer takes: words or JSON, and for a stream of answers one JSON object a line."""

    as_json: bool
    one_line: bool = False

    def json(self, facts: Mapping[str, Any]) -> str:
        """Facts as JSON text."""
        return json.dumps(facts, ensure_ascii=False, indent=None if self.one_line else 2, sort_keys=True)


def give(answer: Answer, form: Form) -> int:
    """Print the answer on standard output; the exit status."""
    if not form.as_json:
        for line in answer.lines:
            print(line, flush=form.one_line)
    elif answer.facts is not None:
        print(form.json(answer.facts), flush=form.one_line)
    return int(answer.exit)


def give_error(error: KnownError, translate: Translator, form: Form) -> int:
    """Say what went wrong and the next step: JSON on standard output, words on standard error."""
    words = translate(error_words(error.code))
    if form.as_json:
        print(form.json({"error": error.code, "message": words, "details": details(error)}))
    else:
        print(f"{words} ({code_and_details(error)})", file=sys.stderr)
    return int(Exit.KNOWN_ERROR)


def plain(text: str) -> str:
    """Text from a file as a terminal may show it: control and format characters escaped, and not without end."""
    shown = "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
