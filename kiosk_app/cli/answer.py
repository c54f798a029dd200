"""How a command answers: words for a person or JSON for a program, and an exit status.

Exit statuses: 0 done, 1 the answer is "no" (answers that block), 2 wrong usage, 3 a known error with the next step.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from kiosk_app.errors import KnownError
from kiosk_app.wording import error_words
from services.forms.words import Translator


class Exit(IntEnum):
    """What the exit status of a command means."""

    DONE = 0
    NO = 1
    USAGE = 2
    KNOWN_ERROR = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: lines for a person, the same facts for a program."""

    lines: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    exit: Exit = Exit.DONE


def give(answer: Answer, *, as_json: bool) -> int:
    """Print the answer on standard output; the exit status."""
    if as_json:
        print(json.dumps(answer.facts, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        for line in answer.lines:
            print(line)
    return int(answer.exit)


def give_error(error: KnownError, translate: Translator, *, as_json: bool) -> int:
    """Say what went wrong and the next step: JSON on standard output, words on standard error."""
    words = translate(error_words(error.code))
    details = {name: str(value) for name, value in error.details.items()}
    if as_json:
        facts = {"error": error.code, "message": words, "details": details}
        print(json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        shown = ", ".join(f"{name}: {value}" for name, value in details.items())
        print(f"{words} ({error.code}{'; ' + shown if shown else ''})", file=sys.stderr)
    return int(Exit.KNOWN_ERROR)
