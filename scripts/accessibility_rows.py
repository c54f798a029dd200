"""Reads the rows of the accessibility report, and the names of the tests that stand behind them.

A row answers one clause of EN 301 549 or one criterion of WCAG 2.2. A file that breaks a rule of the report is refused here, so
that no page is written from it.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "accessibility"
TESTS: Final = ROOT / "tests"
_NODE: Final = re.compile(r"(?P<file>[\w/]+/test_\w+\.py)::(?P<name>test_\w+)")
_PROPER: Final = {
    "welsh": "Welsh", "english": "English", "qr": "QR", "qt": "Qt", "pdf": "PDF", "a4": "A4", "f8": "F8", "ssip": "SSIP",
}  # fmt: skip


class Verdict(StrEnum):
    """The answer to a clause."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    NOT = "not"
    MACHINE = "machine"  # depends on the machine that the product is installed in
    DOES_NOT_APPLY = "does-not-apply"

    @property
    def words(self) -> str:
        """As the page says it."""
        return _WORDS[self]


_WORDS: Final = {
    Verdict.SUPPORTS: "Supports",
    Verdict.PARTLY: "Partly",
    Verdict.NOT: "Does not support",
    Verdict.MACHINE: "Depends on the machine",
    Verdict.DOES_NOT_APPLY: "Does not apply",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One clause or criterion. `how` says what the product does; for what does not apply, why.

    `missing` and `instead`: what a partial answer lacks, and what a person can do. `check`: what to look at when a machine is
    installed. `untested`: what no test can show, and who must try it. `no_test`: why no test of a claim is possible.
    """

    number: str
    title: str
    verdict: Verdict
    how: str
    tests: tuple[str, ...] = ()
    untested: str = ""
    missing: str = ""
    instead: str = ""
    check: str = ""
    no_test: str = ""
    level: str = ""  # of a WCAG criterion
    en: tuple[str, ...] = ()  # the clauses of EN 301 549 that a WCAG criterion answers


class Refused(Exception):
    """The rows cannot be read. The text names file and row."""


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of one file, in its order.

    Raises:
        Refused: something in it is no row.
    """
    parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(parsed) != {"row"}:
        raise Refused(f"{path.name}: only [[row]] may stand there")
    return tuple(_row(each, path.name) for each in parsed["row"])


def _row(given: Mapping[str, Any], file: str) -> Row:
    known = {each.name for each in fields(Row)}
    name = f"{file}: {given.get('number', '?')}"
    if unknown := set(given) - known:
        raise Refused(f"{name}: unknown {sorted(unknown)}")
    if missing := {"number", "title", "verdict", "how"} - set(given):
        raise Refused(f"{name}: without {sorted(missing)}")
    try:
        verdict = Verdict(given["verdict"])
    except ValueError as error:
        raise Refused(f"{name}: no such verdict, {given['verdict']!r}") from error
    lists = {key: tuple(given[key]) for key in ("tests", "en") if key in given}
    return Row(**{**given, **lists, "verdict": verdict})


def problems(rows: Sequence[Row], tests: Path = TESTS) -> Iterator[str]:
    """Every rule of the report that a row breaks."""
    for number, times in Counter(row.number for row in rows).items():
        if times > 1:
            yield f"{number}: {times} rows"
    for row in rows:
        yield from (f"{row.number}: {fault}" for fault in _faults(row))
        for node in row.tests:
            if not exists(node, tests):
                yield f"{row.number}: no test {node}"


def _faults(row: Row) -> Iterator[str]:
    for each in fields(Row):
        value = getattr(row, each.name)
        if isinstance(value, str) and value != value.strip():
            yield f"blanks around {each.name}"
    if not row.how:
        yield "says nothing"
    match row.verdict:
        case Verdict.SUPPORTS if not row.tests and not row.no_test:
            yield "names no test, and not why there can be none"
        case Verdict.PARTLY | Verdict.NOT if not row.missing or not row.instead:
            yield "does not say what is missing and what a person can do instead"
        case Verdict.MACHINE if not row.check:
            yield "does not say what to look at in the machine"
        case _:
            pass
    if row.verdict not in {Verdict.PARTLY, Verdict.NOT} and (row.missing or row.instead):
        yield "something is missing, but the verdict does not say so"
    if row.tests and row.no_test:
        yield "has tests, and says that there can be none"


def exists(node: str, tests: Path = TESTS) -> bool:
    """Whether `ui/test_x.py::test_y` is a test below `tests`."""
    found = _NODE.fullmatch(node)
    return found is not None and found["name"] in _functions(tests / found["file"])


@cache
def _functions(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def sentence(node: str) -> str:
    """The name of a test as a sentence: "A lost response does not lodge twice"."""
    name = node.partition("::test_")[2]
    words = " ".join(_PROPER.get(word, word) for word in name.split("_"))
    words = re.sub(r"(\w) s\b", r"\1’s", words)
    return words[:1].upper() + words[1:]
