"""The audit log leaves the kiosk as a file that anybody can check, and whatever is changed in it is found."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import Home
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.record_file import judge_records
from sync.audit_signing import whose

CHANGES = (
    (b"session-2", b"session-9", "row", 3),
    (b'"number":4', b'"number":5', "row", 3),
    (b'"rows":7', b'"rows":6', "head", 6),
    (b'"rows":7', b'"rows":8', "row", 7),
    (b'"name":""', b'"name":"CFI-2"', "digest", 7),
    (b'"version":1', b'"version":2', "not-ours", 0),
    (b'{"at"', b'{ "at"', "row", 0),
    (b'{"digest"', b'\n{"digest"', "cut-short", 7),
)
"""What is changed to what; what is then found, and how many rows are whole."""


@dataclass
class Kiosk:
    """A kiosk that no centre knows, and a stick."""

    home: Home
    stick: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, dict[str, object]]:
        self.capsys.readouterr()
        parts = Parts(self.home, {})
        status = run(parts, [*arguments, "--json"])
        if "store" in vars(parts):
            parts.store.close()
        return status, json.loads(self.capsys.readouterr().out)

    def written(self) -> Path:
        (found,) = self.stick.iterdir()
        return found


@pytest.fixture
def kiosk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kiosk:
    home = Home(tmp_path / "kiosk")
    home.make()
    (home.folder / "kiosk.toml").write_text('[keys]\nsource = "file"\n', encoding="utf-8")
    parts = Parts(home, {})
    for number in range(5):
        parts.store.audit.append(Event.SESSION_STARTED, f"session-{number}-ŵ")
    parts.store.close()
    (tmp_path / "stick").mkdir()
    return Kiosk(home, tmp_path / "stick", capsys)


def test_a_copy_is_whole_and_ends_with_the_row_that_says_it_was_asked_for(kiosk: Kiosk) -> None:
    status, said = kiosk.run("audit", "export", str(kiosk.stick))
    checked, found = kiosk.run("audit", "verify", str(kiosk.written()))

    lines = kiosk.written().read_bytes().splitlines()
    assert (status, checked) == (0, 0)
    assert (found["whole"], found["rows"], found["head"], found["signed_by"]) == (True, 7, said["head"], None)
    assert json.loads(lines[-2])["event"] == "records.exported"
    assert len(lines) == 1 + 7 + 1


def test_whatever_is_changed_in_a_copy_is_found(kiosk: Kiosk) -> None:
    kiosk.run("audit", "export", str(kiosk.stick))
    whole = kiosk.written().read_bytes()

    for old, new, fault, rows in CHANGES:
        kiosk.written().write_bytes(whole.replace(old, new, 1))
        status, said = kiosk.run("audit", "verify", str(kiosk.written()))
        assert (status, said["whole"], said["fault"], said["rows"]) == (1, False, fault, rows), new


def test_a_copy_that_is_cut_short_anywhere_is_never_whole(kiosk: Kiosk) -> None:
    kiosk.run("audit", "export", str(kiosk.stick))
    whole = kiosk.written().read_bytes()

    judged = [judge_records(io.BytesIO(whole[:length]), whose).fault for length in range(0, len(whole), 7)]

    assert all(judged)
    assert judge_records(io.BytesIO(whole + b"\n"), whose).fault == "digest"


def test_what_cannot_be_written_to_is_said(kiosk: Kiosk) -> None:
    status, said = kiosk.run("audit", "export", str(kiosk.stick / "nowhere"))
    missing, told = kiosk.run("audit", "verify", str(kiosk.stick / "nothing"))

    assert (status, said["error"]) == (3, "cannot-write")
    assert (missing, told["error"]) == (3, "bad-input")
