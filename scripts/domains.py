"""Tells which catalogue the words of a module belong to, and whether they can be extracted, by reading its source.

A module either makes its own, `_ = Domain("services.visits")`, or takes one from a module that did, `from services.visits.words
import _`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = {"_", "_n"}


def domain_of(path: Path, root: Path) -> str | None:
    """The domain bound to `_` or `_n` in the module at `path`, following imports below `root`; None when there is none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(
                targets=[ast.Name(id="_")], value=ast.Call(func=ast.Name(id="Domain"), args=[ast.Constant(value=str(domain))])
            ):
                return domain
            case ast.ImportFrom(module=str(module), level=0, names=names) if _NAMES & {alias.name for alias in names}:
                source = root.joinpath(*module.split("."))
                source = source / "__init__.py" if source.is_dir() else source.with_suffix(".py")
                return domain_of(source, root) if source.is_file() else None
    return None


def unreadable_words(path: Path) -> list[int]:
    """The lines where `_` or `_n` is called with a sentence put together at run time, which no extraction can see."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in _NAMES
        and not all(isinstance(text, ast.Constant) for text in call.args[: 2 if call.func.id == "_n" else 1])
    ]
