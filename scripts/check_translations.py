"""Checks that every sentence people can see is there in every language, and that its gaps are the same ones.

A package speaks through a `Domain("its.name")`; its catalogues are `its/name/locale/<language>/LC_MESSAGES/messages.po`. Each
must hold exactly the messages of the source: none missing, none left over, none in doubt, and every `{gap:form}` of the
English kept, since a sentence that lost one would show a person half of what was said. What can be seen of a translation without
knowing the language is in `translation_style`; names of prisons and places, and the guidance, in `reference_words`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from domains import domain_of, unreadable_words
from reference_words import guidance_problems, reference_problems
from translation_style import style_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "_n": (1, 2)}
# Babel's own rule for Welsh leaves out the form for none. This is the rule of CLDR, and of the words in the catalogues.
FORMS = {"cy": (6, "(n==0)?0:(n==1)?1:(n==2)?2:(n==3)?3:(n==6)?4:5")}

# What the grammar of a language decides about a gap, and not the sentence: the case of its first letter, and the form of "dydd".
GRAMMAR = re.compile(r"^(lower$|d?dydd:)")

MessageId = str | tuple[str, ...]


def source_messages(root: Path, packages: list[str]) -> tuple[dict[str, dict[MessageId, str]], list[str]]:
    """The messages of each domain with the place of the first use, and the places whose domain cannot be told."""
    messages: dict[str, dict[MessageId, str]] = {}
    findings = []
    for path in sorted(path for package in packages for path in (root / package).rglob("*.py")):
        domain = domain_of(path, root)
        if domain is not None:
            messages.setdefault(domain, {})
        for line, message, _comments, _context in extract_from_file("python", path, KEYWORDS):
            place = f"{path.relative_to(root)}:{line}"
            if domain is None:
                findings.append(f"{place}: words without a Domain")
            elif message:
                messages[domain].setdefault(message, place)
        findings += [f"{path.relative_to(root)}:{line}: words that are no literal" for line in unreadable_words(path)]
    return messages, findings


def catalogue_of(root: Path, domain: str, language: str) -> Path:
    """Where the catalogue of a domain is."""
    return root.joinpath(*domain.split("."), "locale", language, "LC_MESSAGES", "messages.po")


def gaps(sentence: str) -> set[tuple[str, str]]:
    """The name and form of every gap: `{day:weekday}` and `{day:ddydd:weekday}` are both `("day", "weekday")`.

    Raises:
        ValueError: the braces do not match.
    """
    parts = Formatter().parse(sentence)
    return {(name, GRAMMAR.sub("", form or "")) for _text, name, form, _conversion in parts if name is not None}


def gap_problem(message: Message) -> str | None:
    """What is wrong with the gaps of a translation, if anything is.

    A form of a plural may leave out the number, as the English for one does, but nothing that both English forms have.
    """
    try:
        wanted = [gaps(source) for source in texts(message.id)]
        needed = set.intersection(*wanted) - ({("n", "")} if message.pluralizable else set())
        allowed = set.union(*wanted)
        for form in texts(message.string):
            has = gaps(form)
            wrong = (needed - has) | (has - allowed)
            if wrong:
                return "gaps lost or added: " + " ".join(sorted(f"{{{name}:{spec}}}".replace(":}", "}") for name, spec in wrong))
    except ValueError as error:
        return f"braces: {error}"
    return None


def message_problem(message: Message, count: int) -> str | None:
    """What is wrong with one entry of a catalogue with `count` plural forms, if anything is."""
    forms = texts(message.string)
    if message.fuzzy:
        return "in doubt (fuzzy)"
    if not all(forms):
        return "not translated"
    if message.pluralizable and len(forms) != count:
        return f"{len(forms)} plural forms instead of {count}"
    return gap_problem(message)


def catalogue_problems(catalogue: Catalog, language: str, wanted: dict[MessageId, str]) -> Iterator[str]:
    """Everything that keeps a catalogue from being the whole of `wanted` in `language`."""
    if language not in FORMS:
        yield f"the plural forms of {language} are not known to this check"
        return
    count, rule = FORMS[language]
    if (catalogue.num_plurals, catalogue.plural_expr.replace(" ", "")) not in {(count, rule), (count, f"({rule})")}:
        yield f"Plural-Forms is not nplurals={count}; plural={rule}"
    entries: dict[MessageId, Message] = {key_of_message(message): message for message in catalogue if message.id}
    for key in sorted(wanted.keys() - entries.keys(), key=str):
        yield f"missing: {key!r} ({wanted[key]})"
    for key in sorted(entries.keys() - wanted.keys(), key=str):
        yield f"left over, no longer in the source: {key!r}"
    for message in catalogue.obsolete.values():
        yield f"left over, commented out: {message.id!r}"
    for key, message in entries.items():
        problem = message_problem(message, count)
        for each in [problem] if problem else style_problems(message):
            yield f"line {message.lineno}: {key!r}: {each}"


def texts(value: str | Iterable[str] | None) -> list[str]:
    """The forms of one side of an entry; one where there is no plural."""
    return [value] if isinstance(value, str) else list(value or ())


def key_of_message(message: Message) -> MessageId:
    """An entry's English, by which it is found."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def problems(root: Path, packages: list[str]) -> list[str]:
    """Every problem of every catalogue under `root`, one a line."""
    messages, findings = source_messages(root, packages)
    for domain, wanted in sorted(messages.items()):
        folder = root.joinpath(*domain.split("."), "locale")
        for language in sorted(FORMS.keys() | {path.name for path in folder.glob("*") if path.is_dir()}):
            path = catalogue_of(root, domain, language)
            name = path.relative_to(root)
            if not path.is_file():
                findings.append(f"{name}: no such catalogue, but {domain} has {len(wanted)} messages")
                continue
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
            findings += [f"{name}: {problem}" for problem in catalogue_problems(catalogue, language, wanted)]
            compiled = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], check=False, capture_output=True, text=True)
            if compiled.returncode:
                findings += compiled.stderr.splitlines()
    known = {root.joinpath(*domain.split("."), "locale") for domain in messages}
    folders = {folder for package in packages for folder in (root / package).rglob("locale") if folder.is_dir()}
    findings += [f"{folder.relative_to(root)}: a catalogue that no Domain names" for folder in sorted(folders - known)]
    return findings


def main() -> int:
    """Print every problem, and return 1 when there is any."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        packages = tomllib.load(file)["tool"]["mypy"]["packages"]
    findings = [*problems(ROOT, packages), *reference_problems(ROOT), *guidance_problems(ROOT)]
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
