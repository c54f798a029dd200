"""Takes what a Welsh speaker answered back to where the words stand: catalogues, and the content files of the guidance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from check_translations import catalogue_of, gap_problem, key_of_message, texts
from guidance_review import GUIDANCE, take
from po_entries import Change, changed
from review_rows import DATES, MARK, key_of

ANSWER = "answer"
AS_IT_IS = "ok"
WELSH = "cy"
LEFT = "left as it is"

Line: TypeAlias = Mapping[str, str]


def apply(sheet: Sequence[Line], root: Path) -> Iterator[str]:
    """Take the answers of a sheet into the files under `root`; says what was done, and what could not be (`LEFT`)."""
    elsewhere: Mapping[str, Callable[[Line, Path], Iterator[str]]] = {DATES: _by_hand, GUIDANCE: _into_guidance}
    for package, lines in _grouped(sheet, "package"):
        if package in elsewhere:
            for line in filter(_answer, lines):
                yield from elsewhere[package](line, root)
        else:
            yield from _into_catalogue(package, lines, root)


def _by_hand(line: Line, root: Path) -> Iterator[str]:
    del root
    if _words(line) != line["welsh"]:
        yield f"by hand, in {line['source']}: {line['welsh']!r} is to be {_words(line)!r}"


def _into_guidance(line: Line, root: Path) -> Iterator[str]:
    problem = take(line, _words(line), root)
    yield f"{LEFT}, {problem}: {line['english']!r}" if problem else f"{line['source']}: {line['english']!r} reviewed"


def _into_catalogue(package: str, lines: Sequence[Line], root: Path) -> Iterator[str]:
    path = catalogue_of(root, package, WELSH)
    with path.open("rb") as file:
        entries = {key_of(package, key_of_message(message)): message for message in read_po(file, locale=WELSH) if message.id}
    changes = {}
    for key, answers in _grouped(lines, "key"):
        if not any(map(_answer, answers)):
            continue
        message = entries.get(key)
        problem = "its English is no longer there" if message is None else _problem(message, answers)
        if problem or message is None:
            yield f"{LEFT}, {problem}: {answers[0]['english']!r}"
        else:
            changes[texts(message.id)[0]] = Change(tuple(map(_words, answers)), MARK)
    if changes:
        path.write_text(changed(path.read_text("utf-8"), changes), encoding="utf-8")
        yield f"{path.relative_to(root)}: {len(changes)} reviewed"


def _problem(message: Message, answers: Sequence[Line]) -> str:
    if texts(message.string) != [line["welsh"] for line in answers]:
        return "its Welsh has changed since the list was made"
    if not all(map(_answer, answers)):
        return "not all of its numbers are answered"
    forms = [_words(line) for line in answers]
    return gap_problem(Message(message.id, forms[0] if isinstance(message.string, str) else forms)) or ""


def _words(line: Line) -> str:
    """What it is to say from now on."""
    return line["welsh"] if _answer(line).casefold() in {"", AS_IT_IS} else _answer(line)


def _answer(line: Line) -> str:
    return line[ANSWER].strip()


def _grouped(sheet: Iterable[Line], name: str) -> Iterable[tuple[str, list[Line]]]:
    """The lines of a sheet by the value of one column, in their order."""
    groups: dict[str, list[Line]] = {}
    for line in sheet:
        groups.setdefault(line[name], []).append(line)
    return groups.items()
