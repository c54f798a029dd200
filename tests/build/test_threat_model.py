"""The threat model names for every threat a test that exists, or says why there is none."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w/]+/test_\w+\.py)::(test_\w+)`")
HEAD = "| what they could do | what stops it | shown by | what remains |"
ROWS = [
    row
    for table in PAGE.split(HEAD)[1:]
    for row in table.split("\n\n")[0].strip().splitlines()[1:]  # the first is the rule below the head
]


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.replace("\\|", "").strip("|").split("|")]


def test_the_page_has_threats() -> None:
    assert len(ROWS) > 50


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(PAGE))), ids=lambda part: part)
def test_each_test_that_is_named_exists(file: str, name: str) -> None:
    assert name in functions_of(file)


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_each_threat_says_what_stops_it_what_shows_that_and_what_remains(row: str) -> None:
    could, stops, shown, remains = cells(row)

    assert could
    assert stops
    assert remains
    assert NAMED.search(shown) or re.fullmatch(r"no test: .{10,}", shown)


def test_the_page_stays_readable() -> None:
    assert len(PAGE.splitlines()) < 350
