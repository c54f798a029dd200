"""PySide6 keeps every item that a layout hands out, and takes what later stands in its place in the memory for the item."""

from __future__ import annotations

from pathlib import Path

import pytest

import ui

SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_part_of_the_screens_asks_a_layout_for_an_item(source: Path) -> None:
    text = source.read_text(encoding="utf-8")

    assert ".itemAt(" not in text
    assert ".itemAtPosition(" not in text
