"""The last guard of a command: what nobody expected ends in calm words, and the log says where it happened but never with what.

An unexpected exception may carry anything in its text, so neither its message nor a value is shown or logged: its class, and the
places in the code that it passed.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Final

from kiosk_app.wording import UNEXPECTED
from services.forms.words import Translator

LOG = logging.getLogger(__name__)

UNEXPECTED_STATUS: Final = 4
READER_GONE: Final = 141  # as a shell counts a program that a closed pipe ended: 128 and SIGPIPE


def guarded(command: Callable[[], int], translate: Translator, *, as_json: bool = False) -> int:
    """The command's exit status, whatever it raises."""
    try:
        status = command()
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return READER_GONE
    except Exception as error:  # noqa: BLE001 - the last guard
        LOG.error("unexpected %s at %s", type(error).__name__, _places(error.__traceback__))  # noqa: TRY400 - a trace holds values
        _say(translate(UNEXPECTED), as_json=as_json)
        return UNEXPECTED_STATUS
    return status


def _say(words: str, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps({"error": "unexpected", "message": words, "details": {}}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(words + "\n")


def _places(trace: TracebackType | None) -> str:
    """Modules and lines, where it was raised first."""
    passed = [f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in traceback.walk_tb(trace)]
    return " < ".join(reversed(passed))


def _discard_output() -> None:
    """Whoever read our output has gone: what is still buffered must not fail again when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
