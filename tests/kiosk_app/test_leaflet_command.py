"""`kioskctl leaflet` as a person or a script meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk_app.cli.answer import Exit
from kiosk_app.cli.parser import run
from kiosk_app.config import Home
from kiosk_app.main.parts import Parts


@pytest.fixture
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A kiosk that nobody has prepared: no leaflet needs its records."""
    return Parts(Home(tmp_path_factory.mktemp("home")), {})


@pytest.mark.parametrize("about", ["prison-visit-cancel", "prison-visit-withdraw"])
def test_a_leaflet_is_asked_for_by_topic_or_by_service(parts: Parts, tmp_path: Path, about: str) -> None:
    file = tmp_path / "leaflet.pdf"

    status = run(parts, ["leaflet", about, "--to", str(file)])

    assert status == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert not parts.home.database.exists()


def test_json_says_which_and_how_old(parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "diwrnod.pdf"

    status = run(parts, ["leaflet", "visiting-day", "--prison", "CFI", "--lang", "cy", "--to", str(file), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert status == 0
    assert (answer["topic"], answer["prison"], answer["file"]) == ("visiting-day", "CFI", str(file))
    assert answer["bytes"] == file.stat().st_size
    assert answer["as_of"] >= "2026-11-22"


@pytest.mark.parametrize("arguments", [["nothing"], ["money-claim", "--prison", "CFI"], ["visiting-day", "--prison", "ZZZ"]])
def test_an_unknown_one_leaves_no_file(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    file = tmp_path / "leaflet.pdf"

    status = run(parts, ["leaflet", *arguments, "--to", str(file), "--json"])

    assert status == Exit.KNOWN_ERROR
    assert json.loads(capsys.readouterr().out)["error"] == "no-leaflet"
    assert not file.exists()


def test_records_that_cannot_be_used_keep_nobody_from_a_leaflet(parts: Parts, tmp_path: Path) -> None:
    parts.home.make()
    parts.home.database.write_bytes(b"no database")
    file = tmp_path / "leaflet.pdf"

    assert run(parts, ["leaflet", "money-claim", "--to", str(file)]) == Exit.DONE
    assert file.exists()
