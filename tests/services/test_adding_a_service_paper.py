"""The paper on adding a service shows code that exists: every block of it stands in the toy service, word for word."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from services.forms.registry import GROUP

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "adding-a-service.md").read_text(encoding="utf-8")
TOY = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "toy" / "toy_service").glob("*.py"))]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAPER, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", blocks("python"))
def test_every_block_of_python_stands_in_the_toy_service(block: str) -> None:
    assert any(block in source for source in TOY)


def test_the_entry_points_shown_are_those_the_toy_installs() -> None:
    shown = tomllib.loads(blocks("toml")[0])["project"]["entry-points"][GROUP]
    installed = (ROOT / "tests" / "toy" / "install.py").read_text(encoding="utf-8")

    assert len(shown) == 3
    for name, target in shown.items():
        assert f"{name} = {target}\n" in installed


def test_every_file_and_function_named_exists() -> None:
    for name in re.findall(r"`((?:services|tests|scripts|docs)/[\w./-]+)`", PAPER):
        assert (ROOT / name).exists(), name
