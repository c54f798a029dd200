from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from services.common.civil import TimeRange
from services.forms.words import Domain, Translator, bilingual, verbatim
from services.language import Language
from services.visits.words import people_words

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\\n"

msgid "{n} dog"
msgid_plural "{n} dogs"
msgstr[0] "dim cŵn"
msgstr[1] "{n} ci"
msgstr[2] "{n} gi"
msgstr[3] "{n} chi"
msgstr[4] "{n} chi (chwech)"
msgstr[5] "{n} ci (llawer)"

msgid "By {day:dydd:weekday} at {at:time}"
msgstr "Erbyn {day:dydd:weekday} am {at:time}"

msgid "{dogs} in {place}"
msgstr "{place}: {dogs}"

msgid "A home"
msgstr "Cartref"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker_id: str) -> Domain:
    """The words of a package that somebody else installed."""
    package = f"kennel_{worker_id}"
    folder = tmp_path / package / "locale" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (tmp_path / package / "__init__.py").touch()
    (tmp_path / "messages.po").write_text(CATALOGUE, encoding="utf-8")
    with (tmp_path / "messages.po").open("rb") as source, (folder / "messages.mo").open("wb") as compiled:
        write_mo(compiled, read_po(source, locale="cy"))
    monkeypatch.syspath_prepend(tmp_path)
    return Domain(package)


def test_words_carry_no_language_until_they_are_shown() -> None:
    words = people_words(2, 1)

    assert (EN(words), CY(words)) == ("2 adults and 1 child", "2 oedolyn ac 1 plentyn")


@pytest.mark.parametrize(
    ("children", "english", "welsh"),
    [
        (0, "1 adult", "1 oedolyn"),
        (1, "1 adult and 1 child", "1 oedolyn ac 1 plentyn"),
        (2, "1 adult and 2 children", "1 oedolyn a 2 blentyn"),
        (3, "1 adult and 3 children", "1 oedolyn a 3 phlentyn"),
        (4, "1 adult and 4 children", "1 oedolyn a 4 plentyn"),
        (6, "1 adult and 6 children", "1 oedolyn a 6 phlentyn"),
    ],
)
def test_numbers_of_people_are_mutated_as_welsh_needs(children: int, english: str, welsh: str) -> None:
    words = people_words(1, children)

    assert (EN(words), CY(words)) == (english, welsh)


def test_all_six_welsh_forms_are_used(own: Domain) -> None:
    say = Translator(Language.WELSH)

    said = [say(own.plural("{n} dog", "{n} dogs", number)) for number in (0, 1, 2, 3, 4, 5, 6, 7, 11)]

    many = [f"{number} ci (llawer)" for number in (4, 5, 7, 11)]
    assert said == ["dim cŵn", "1 ci", "2 gi", "3 chi", many[0], many[1], "6 chi (chwech)", many[2], many[3]]


def test_words_inside_words_are_translated_too(own: Domain) -> None:
    _ = own
    words = _("{dogs} in {place}", dogs=own.plural("{n} dog", "{n} dogs", 2), place=_("A home"))

    assert EN(words) == "2 dogs in A home"
    assert Translator(Language.WELSH)(words) == "Cartref: 2 gi"


def test_a_date_takes_the_form_its_sentence_asks_for(own: Domain) -> None:
    words = own("By {day:dydd:weekday} at {at:time}", day=date(2026, 11, 25), at=datetime(2026, 7, 1, 8, 30, tzinfo=UTC))

    assert EN(words) == "By Wednesday 25 November at 9:30am"
    assert Translator(Language.WELSH)(words) == "Erbyn dydd Mercher 25 Tachwedd am 9:30yb"


def test_a_sentence_without_a_translation_is_said_in_english(own: Domain) -> None:
    assert Translator(Language.WELSH)(own("Not there")) == "Not there"


def test_a_package_without_words_of_its_own_is_said_in_english() -> None:
    assert CY(Domain("services.forms")("Hello")) == "Hello"


def test_names_are_never_translated_nor_read_as_sentences() -> None:
    assert CY(verbatim("Yes {n}")) == "Yes {n}"
    assert CY(bilingual("HMP Cardiff", "Carchar Caerdydd")) == "Carchar Caerdydd"
    assert EN(bilingual("HMP Cardiff", "Carchar Caerdydd")) == "HMP Cardiff"


def test_gaps_can_be_filled_one_after_the_other() -> None:
    words = Domain("")("{name} {number:03} {span} {at}", name="A")(number=7)

    assert EN(words(span=TimeRange(time(9), time(10)), at=time(12))) == "A 007 9am to 10am midday"


def test_words_in_a_sentence_can_begin_with_a_small_letter() -> None:
    _ = Domain("")

    assert EN(_("Enter {what:lower}", what=_("First name"))) == "Enter first name"


def test_languages_name_themselves_and_each_other() -> None:
    assert [language.own_name for language in Language] == ["English", "Cymraeg"]
    assert Language.ENGLISH.other is Language.WELSH
    assert Language.WELSH.other is Language.ENGLISH
