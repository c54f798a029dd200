"""What the program writes to the audit log is what the catalogue of events declares."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kiosk_app.events import Event

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk_app", "local_store", "sync", "printing", "ui")


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_events", ROOT / "scripts" / "generate_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


GENERATOR = load()
DECLARED = {event.name: event for event in GENERATOR.declared()}


def written() -> Iterator[tuple[str, str, set[str]]]:
    """Where an event is written with details that can be read in the source: file and line, event, names of details."""
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(args=[ast.Attribute(value=ast.Name(id="Event"), attr=name), *rest], keywords=keywords):
                    dicts = [part for part in rest if isinstance(part, ast.Dict)]
                    keys = {key.value for part in dicts for key in part.keys if isinstance(key, ast.Constant)}
                    given = {keyword.arg for keyword in keywords if keyword.arg}
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", name, {str(key) for key in keys | given}


def test_the_program_and_the_document_are_written_from_the_catalogue() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "generate_events.py", "--check"], check=False, capture_output=True)  # noqa: S603

    assert (done.returncode, done.stdout) == (0, b"")


def test_every_event_is_declared_once_with_what_it_means() -> None:
    assert {event.name for event in Event} == set(DECLARED)
    assert all(event.means and event.means.count(".") == 1 for event in DECLARED.values())


def test_the_source_writes_only_details_that_are_declared() -> None:
    found = list(written())

    assert len(found) > 10
    for where, name, details in found:
        known = set(DECLARED[name].details)
        assert "*" in known or details <= known, where


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('value = "Store.Made"\nmeans = "It was."\nsubject = ""\ndetails = {}', "not an event"),
        ('value = "store.made"\nmeans = "It was"\nsubject = ""\ndetails = {}', "not an event"),
        ('value = "store.made"\nmeans = "It was."\nsubject = ""\ndetails = {}\n' * 2, "declared twice"),
    ],
)
def test_a_malformed_catalogue_is_refused(tmp_path: Path, entry: str, fault: str) -> None:
    catalogue = tmp_path / "events.toml"
    catalogue.write_text("".join(f"[[event]]\nvalue{each}" for each in entry.split("value")[1:]))

    with pytest.raises(ValueError, match=fault):
        GENERATOR.declared(catalogue)
