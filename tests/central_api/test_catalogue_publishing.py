"""What is refused as a catalogue, in one plain line, before any kiosk can be given it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from central_api.cli import main
from central_api.data_folder import opened
from central_api.published import Publications
from services.catalogue import SNAPSHOT_VERSION, embedded_catalogue
from tests.central_api.conftest import NOW

Publish = Callable[..., tuple[int, str]]
NEXT = SNAPSHOT_VERSION + 1


@pytest.fixture
def publish(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Publish:
    """Publishes the program's catalogue with these changes; the exit code, and what standard error said."""

    def call(*options: str, **changes: Any) -> tuple[int, str]:
        file = tmp_path / "catalogue.json"
        file.write_text(json.dumps(embedded_catalogue().to_payload() | {"version": NEXT} | changes), "utf-8")
        capsys.readouterr()
        exit_code = main(["catalogue", "publish", "--data", str(data), "--from", str(file), *options])
        return exit_code, capsys.readouterr().err

    return call


def newest(data: Path) -> int:
    with opened(data) as centre:
        return Publications(centre.database, lambda: NOW).catalogue_lines()[0].version


def prisons(without: int = 0) -> list[Any]:
    rows = embedded_catalogue().to_payload()["prisons"]
    assert isinstance(rows, list)
    return rows[without:]


@pytest.mark.parametrize("version", [2**31, 2**60, 2**70, 0, True, 1000.0, "9", None])
def test_what_no_store_could_hold_as_a_version_is_refused_and_nothing_is_changed(
    publish: Publish, data: Path, version: object
) -> None:
    exit_code, said = publish(version=version)

    assert (exit_code, said.count("\n")) == (1, 1)
    assert said.endswith("is no catalogue: 1 faults, the first at version; nothing was published\n")
    assert newest(data) == SNAPSHOT_VERSION


def test_the_largest_version_is_published(publish: Publish, data: Path) -> None:
    assert publish(version=2**31 - 1) == (0, "")
    assert newest(data) == 2**31 - 1


def test_a_catalogue_without_prisons_is_refused_whatever_is_closed(publish: Publish, data: Path) -> None:
    said = publish("--closing", str(len(prisons())), prisons=[])

    assert said == (1, "it has no prisons; nothing was published\n")
    assert newest(data) == SNAPSHOT_VERSION


def test_prisons_that_disappear_are_named_and_must_be_counted(publish: Publish, data: Path) -> None:
    first, second = (row["code"] for row in prisons()[:2])
    missing = f"it leaves out 2 prisons of the newest version ({min(first, second)} {max(first, second)})"

    unsaid = publish(prisons=prisons(without=2))
    miscounted = publish("--closing", "1", prisons=prisons(without=2))
    before = newest(data)
    counted = publish("--closing", "2", prisons=prisons(without=2))

    assert unsaid == (1, f"{missing}, and --closing says 0; nothing was published\n")
    assert miscounted == (1, f"{missing}, and --closing says 1; nothing was published\n")
    assert (before, counted, newest(data)) == (SNAPSHOT_VERSION, (0, ""), NEXT)


def test_closing_prisons_that_are_still_there_is_refused(publish: Publish, data: Path) -> None:
    said = publish("--closing", "1")

    assert said == (1, "it leaves out 0 prisons of the newest version (none), and --closing says 1; nothing was published\n")
    assert newest(data) == SNAPSHOT_VERSION
