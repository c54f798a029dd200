"""The page of deviations names, for each, a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    line
    for line in (ROOT / "docs/deviations.md").read_text(encoding="utf-8").splitlines()
    if re.search(r"`\w+/test_\w+\.py::", line)
]


def named(row: str) -> tuple[str, str]:
    found = re.search(r"`(\w+/test_\w+\.py)::(test_\w+)` \|$", row)
    assert found, row
    return found[1], found[2]


def test_the_page_has_rows() -> None:
    assert len(ROWS) > 30


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_each_deviation_says_all_five_things_and_names_a_test_that_exists(row: str) -> None:
    file, name = named(row)

    assert len(row.replace("\\|", "").strip("|").split("|")) == 5
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file} has no {name}"
