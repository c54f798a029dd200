"""`kioskctl operator`: the first administrator with this computer's own rights, everybody else by an administrator."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import Home
from kiosk_app.hashing import Argon2Hasher
from kiosk_app.main.parts import Parts
from tests.ui.staff_room import CHEAP

Ctl = Callable[..., tuple[int, Any]]
PIN, OTHER = "284917", "739150"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A kiosk that no centre knows yet: operators need none."""
    made = Home(tmp_path / "kiosk")
    made.make()
    (made.folder / "kiosk.toml").write_text('[keys]\nsource = "file"\n', encoding="utf-8")
    return made


@pytest.fixture
def ctl(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ctl:
    """Run the command with lines on standard input, its hashes made cheap; exit status and what it said."""
    monkeypatch.setattr("kiosk_app.cli.operators.Argon2Hasher", lambda: Argon2Hasher(CHEAP))

    def call(*arguments: str, lines: tuple[str, ...] = ()) -> tuple[int, Any]:
        parts = Parts(home, {})
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        status = run(parts, ["operator", *arguments, "--json"])
        if "store" in vars(parts):
            parts.store.close()
        return status, json.loads(capsys.readouterr().out)

    return call


def names(ctl: Ctl) -> list[tuple[str, list[str], str]]:
    _status, said = ctl("list")
    return [(each["name"], each["roles"], each["state"]) for each in said["operators"]]


def test_the_first_administrator_is_made_with_this_computer_s_rights_and_only_once(ctl: Ctl) -> None:
    made, _said = ctl("add", "Alun Price", "--first", lines=(PIN,))
    again, refused = ctl("add", "Hannah Lloyd", "--first", lines=(OTHER,))

    assert (made, again, refused["error"]) == (0, 3, "operators-exist")
    assert names(ctl) == [("Alun Price", ["administrator"], "active")]


def test_an_administrator_adds_changes_and_removes_others(ctl: Ctl) -> None:
    ctl("add", "Alun Price", "--first", lines=(PIN,))

    added, said = ctl("add", "Rhys Morgan", "--role", "helper", "--by", "alun price", lines=(PIN, OTHER))
    changed, _said = ctl("role", "Rhys Morgan", "--role", "clerk", "--role", "helper", "--by", "Alun Price", lines=(PIN,))
    unlocked, _said = ctl("unlock", "rhys morgan", "--by", "Alun Price", lines=(PIN,))
    found = names(ctl)
    removed, _said = ctl("remove", "Rhys Morgan", "--by", "Alun Price", lines=(PIN,))

    assert (added, changed, unlocked, removed) == (0, 0, 0, 0)
    assert said["operator"]["name"] == "Rhys Morgan"
    assert found[1:] == [("Rhys Morgan", ["clerk", "helper"], "active")]
    assert len(names(ctl)) == 1


@pytest.mark.parametrize(
    ("arguments", "lines", "error"),
    [
        (("add", "Rhys Morgan", "--role", "helper"), (PIN, OTHER), "sign-in-refused"),
        (("add", "Rhys Morgan", "--role", "helper", "--by", "Alun Price"), ("000111", OTHER), "sign-in-refused"),
        (("add", "Rhys Morgan", "--role", "helper", "--by", "Alun Price"), (PIN, "123456"), "secret-too-weak"),
        (("add", "Rhys Morgan", "--by", "Alun Price"), (PIN, OTHER), "no-role"),
        (("add", "Rhys Morgan", "--by", "Alun Price"), (), "bad-input"),
        (("remove", "Alun Price", "--by", "Alun Price"), (PIN,), "last-administrator"),
        (("unlock", "Nobody", "--by", "Alun Price"), (PIN,), "operator-gone"),
        (("unlock",), (), "bad-input"),
        (("unlock", "Alun Price", "--first"), (), "bad-input"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    ctl: Ctl, arguments: tuple[str, ...], lines: tuple[str, ...], error: str
) -> None:
    ctl("add", "Alun Price", "--first", lines=(PIN,))

    status, said = ctl(*arguments, lines=lines)

    assert (status, said["error"]) == (3, error)
    assert names(ctl) == [("Alun Price", ["administrator"], "active")]


def test_readiness_says_whether_anybody_needs_to_sign_in(home: Home, ctl: Ctl, capsys: pytest.CaptureFixture[str]) -> None:
    def looked() -> str:
        parts = Parts(home, {})
        run(parts, ["doctor", "--json"])
        parts.store.close()
        findings = json.loads(capsys.readouterr().out)["findings"]
        return next(str(each["state"]) for each in findings if each["check"] == "operators")

    ctl("list")
    before = looked()
    ctl("add", "Alun Price", "--first", lines=(PIN,))

    assert (before, looked()) == ("warning", "ready")
