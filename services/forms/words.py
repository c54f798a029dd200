"""Words that are translated when they are shown, not when they are written.

A service is defined once, before anybody has chosen a language, so its texts are kept as `Words`: the English sentence (the
gettext message id), the catalogue it belongs to, and what fills its gaps. A `Translator` turns them into one language.

A catalogue is named by the Python package that holds it (`services.visits` has `locale/cy/LC_MESSAGES/messages.mo`), so a
service that comes as a separate distribution brings its own words and nothing has to be registered.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeAlias, Union

from services.common.civil import TimeRange, format_date, format_range, format_time, local
from services.language import Language


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text that reference data gives in both languages: a prison's name, an address."""

    english: str
    welsh: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.welsh if language is Language.WELSH else self.english


_ISOLATE, _END = "\u2068", "\u2069"  # around what fills a gap between words that are read from right to left

Param: TypeAlias = Union[str, int, date, datetime, time, TimeRange, Bilingual, "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence or label, not yet in any language.

    `params` fill the gaps of the translated sentence: plain `{name}`, or with a format: `{day:weekday}` (see
    `services.common.civil.format_date`), `{at:time}`. Words inside words are translated too.
    """

    msgid: str
    domain: str
    params: tuple[tuple[str, Param], ...] = ()
    plural: str = ""
    number: int | None = None

    def __call__(self, **params: Param) -> Words:
        """The same words with (more) gaps filled."""
        return replace(self, params=tuple({**dict(self.params), **params}.items()))


@dataclass(frozen=True, slots=True)
class Domain:
    """Makes `Words` of one catalogue. By convention bound to `_`, and its `plural` to `_n`, for the extraction of messages."""

    package: str

    def __call__(self, msgid: str, **params: Param) -> Words:
        """Words with the English sentence `msgid`."""
        return Words(msgid, self.package, tuple(params.items()))

    def plural(self, one: str, many: str, number: int, **params: Param) -> Words:
        """Words that depend on a number, given to the sentence as `{n}`; Welsh has six forms."""
        return Words(one, self.package, (("n", number), *params.items()), many, number)


def bilingual(english: str, welsh: str) -> Words:
    """What reference data already gives in both languages."""
    return Words("{text}", "", (("text", Bilingual(english, welsh)),))


def verbatim(text: str) -> Words:
    """What must not be translated: a name, a number, an address as given."""
    return Words("{text}", "", (("text", text),))


class _Shown:
    """A parameter in a language, so that the translated sentence decides its form."""

    def __init__(self, value: Param, translator: Translator) -> None:
        self._value = value
        self._translator = translator

    def __format__(self, spec: str) -> str:
        text = self._in_words(spec)
        return f"{_ISOLATE}{text}{_END}" if self._translator.language.is_mirrored else text

    def _in_words(self, spec: str) -> str:
        language = self._translator.language
        match self._value:
            case Words() as words:
                text = self._translator(words)
                return text[:1].lower() + text[1:] if spec == "lower" else text
            case Bilingual() as both:
                return both.in_language(language)
            case datetime() as instant:
                wall = local(instant)
                return format_time(wall.time(), language) if spec == "time" else format_date(wall.date(), spec, language)
            case date() as day:
                return format_date(day, spec, language)
            case time() as at:
                return format_time(at, language)
            case TimeRange() as span:
                return format_range(span, language)
            case other:
                return format(other, spec)


class Translator:
    """Turns `Words` into one language. Falls back to the English sentence where a catalogue has no translation."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogues: dict[str, gettext.NullTranslations] = {}

    def __call__(self, words: Words) -> str:
        """The sentence in this language, its gaps filled."""
        catalogue = self._catalogue(words.domain)
        if words.number is None:
            sentence = catalogue.gettext(words.msgid)
        else:
            sentence = catalogue.ngettext(words.msgid, words.plural, words.number)
        if not words.params:
            return sentence
        return sentence.format(**{name: _Shown(value, self) for name, value in words.params})

    def _catalogue(self, domain: str) -> gettext.NullTranslations:
        if domain not in self._catalogues:
            self._catalogues[domain] = self._load(domain)
        return self._catalogues[domain]

    def _load(self, domain: str) -> gettext.NullTranslations:
        return self.language.catalogue(domain) if domain else gettext.NullTranslations()
