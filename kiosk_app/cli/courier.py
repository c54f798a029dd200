"""`kioskctl courier`: what the centre has signed, and somebody carried here on a stick."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from kiosk_app.cli.answer import Answer, Exit
from kiosk_app.cli.tools import Tools
from kiosk_app.courier_words import taken_words
from services.forms.words import Translator


def take(tools: Tools, translate: Translator, where: Path) -> Answer:
    """Take in a file of the centre's answers, or all in a folder; "no" when the centre did not sign all of it for this kiosk."""
    taken = tools.carrying.take(where)
    return Answer(tuple(map(translate, taken_words(taken))), asdict(taken), Exit.NO if taken.refused else Exit.DONE)
