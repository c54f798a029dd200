"""The same English has the same Welsh wherever it stands, unless Welsh must tell apart what English does not."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TOLD_APART = {
    "Booked": "one visit, or a list of several: the word agrees with how many there are",
    "No": "Welsh answers with the verb of the question",
    "Yes": "Welsh answers with the verb of the question",
    "What is their date of birth?": "a request to visit asks it of the prisoner too, and Welsh says whose it is",
}


def welsh_of_each_english() -> dict[str, dict[str, set[str]]]:
    """For every English sentence its translations, each with the catalogues that have it."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted(ROOT.glob("[a-z]*/**/locale/cy/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    english = message.id if isinstance(message.id, str) else message.id[0]
                    found.setdefault(english, {}).setdefault(repr(message.string), set()).add(str(path.relative_to(ROOT)))
    return found


def test_the_same_english_has_the_same_welsh_everywhere() -> None:
    told_apart = {english: welsh for english, welsh in welsh_of_each_english().items() if len(welsh) > 1}

    assert {english: welsh for english, welsh in told_apart.items() if english not in TOLD_APART} == {}


def test_what_may_be_told_apart_still_is() -> None:
    told_apart = {english for english, welsh in welsh_of_each_english().items() if len(welsh) > 1}

    assert set(TOLD_APART) <= told_apart
