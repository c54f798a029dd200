from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Check = Callable[..., list[str]]

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: room\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: Nobody\\n"
"Language-Team: Welsh\\n"
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\\n"

"""
SOURCE = """from services.forms.words import Domain

_ = Domain("room")
_n = _.plural
BOOKED = _("Booked for {day:weekday}")


def visitors(number):
    return _n("{n} visitor", "{n} visitors", number)
"""
BOOKED = 'msgid "Booked for {day:weekday}"\nmsgstr "Archebwyd ar gyfer {day:dydd:weekday}"\n\n'
VISITORS = 'msgid "{n} visitor"\nmsgid_plural "{n} visitors"\n' + "".join(
    f'msgstr[{form}] "{text}"\n' for form, text in enumerate(["{n} ymwelydd", "Un ymwelydd", *["{n} ymwelydd"] * 4])
)


@pytest.fixture
def found(tmp_path: Path) -> Check:
    """Gives the problems of one room with this source and these entries in its Welsh catalogue; None makes no catalogue."""
    from check_translations import problems

    def check(entries: str | None, source: str = SOURCE) -> list[str]:
        catalogue = tmp_path / "room" / "locale" / "cy" / "LC_MESSAGES" / "messages.po"
        catalogue.parent.mkdir(parents=True)
        (tmp_path / "room" / "words.py").write_text(source, encoding="utf-8")
        if entries is not None:
            catalogue.write_text(HEADER + entries, encoding="utf-8")
        return problems(tmp_path, ["room"])

    return check


def test_a_whole_catalogue_passes(found: Check) -> None:
    assert found(BOOKED + VISITORS) == []


def test_grammar_may_decide_the_form_of_a_word_in_a_gap(found: Check) -> None:
    assert found(BOOKED.replace("ar gyfer {day:dydd:weekday}", "o {day:ddydd:weekday}") + VISITORS) == []


def test_a_domain_without_a_catalogue_is_found(found: Check) -> None:
    (problem,) = found(None)

    assert "no such catalogue" in problem


def test_a_missing_message_is_found_with_its_place(found: Check) -> None:
    (problem,) = found(VISITORS)

    assert "missing: 'Booked for {day:weekday}' (room/words.py:5)" in problem


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('msgid "Booked for {day:weekday}"\nmsgstr ""\n\n', "not translated"),
        ("#, fuzzy\n" + BOOKED, "in doubt"),
        (BOOKED.replace("gyfer {day:dydd:weekday}", "gyfer"), "gaps lost or added: {day:weekday}"),
        (BOOKED.replace("gyfer {day:dydd:weekday}", "gyfer {day}"), "gaps lost or added: {day:weekday} {day}"),
        (BOOKED.replace("gyfer {day:dydd:weekday}", "gyfer {day:weekday"), "braces"),
        (BOOKED + 'msgid "Long gone"\nmsgstr "Wedi mynd"\n\n', "left over, no longer in the source: 'Long gone'"),
        (BOOKED + '#~ msgid "Long gone"\n#~ msgstr "Wedi mynd"\n\n', "left over, commented out: 'Long gone'"),
    ],
)
def test_a_message_that_would_be_shown_wrong_is_found(found: Check, entry: str, expected: str) -> None:
    (problem,) = found(VISITORS + "\n" + entry)

    assert expected in problem


def test_a_missing_plural_form_is_found(found: Check) -> None:
    text = " ".join(found(BOOKED + VISITORS.replace('msgstr[5] "{n} ymwelydd"\n', "")))

    assert "5 plural forms instead of 6" in text or "not translated" in text


def test_a_module_finds_the_domain_it_imports(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "page.py").write_text('from room.words import _\n\nTITLE = _("Visits")\n', encoding="utf-8")

    from check_translations import source_messages

    (tmp_path / "room" / "words.py").write_text(SOURCE, encoding="utf-8")
    messages, findings = source_messages(tmp_path, ["room"])

    assert findings == []
    assert messages["room"]["Visits"] == "room/page.py:3"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('TITLE = _("Visits")\n', "room/words.py:1: words without a Domain"),
        ('_ = Domain("room")\nNAME = "x"\nTITLE = _(NAME)\n', "room/words.py:3: words that are no literal"),
    ],
)
def test_words_that_cannot_be_extracted_are_found(found: Check, source: str, expected: str) -> None:
    assert expected in found("", source)
