"""An option that holds what it cannot is one line on standard error, and nothing is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from central_api.cli import main

CODE = ["enrol-code", "--device-name"]
STAFF = ["staff", "add", "--name", "Nia", "--site"]
CASES = ["decide", "list"]
PUBLISH = ["catalogue", "publish", "--from", "catalogue.json", "--closing"]


@pytest.mark.parametrize(
    "typed",
    [
        *([*CODE, name] for name in ("", " ", " CFI-2", "x" * 65, "a\nb", "\udcff")),
        *([*CODE, "CFI-2", "--site", site] for site in ("", "x" * 33, "Cardiff North", "\udcff")),
        *([*STAFF, site] for site in ("", "x" * 33, "Cardiff North", "\udcff")),
        *([*CASES, "--limit", limit] for limit in ("-5", "0", "many", str(2**70))),
        *([*CASES, "--older-than", number] for number in ("-1", str(2**70))),
        *([*CASES, option, "\udcff"] for option in ("--site", "--service")),
        ["staff", "end", "--name", "\udcff"],
        ["init", "--database", "\udcff"],
        ["serve", "--host", "\udcff"],
        *([*PUBLISH, number] for number in ("-1", "x", str(2**70))),
    ],
    ids=repr,
)
def test_it_is_refused_before_the_data_folder_is_looked_at(
    typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*typed, "--data", str(tmp_path / "nothing")])

    *_usage, last = capsys.readouterr().err.splitlines()
    assert caught.value.code == 2
    assert f"error: argument {typed[-2]}" in last


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_staff_of_a_site_without_kiosks_are_added_with_a_warning(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    exit_code = main(["staff", "add", "--data", str(data), "--name", "Nia", "--site", "NOWHERE"])

    said = capsys.readouterr()
    assert (exit_code, len(said.out.strip())) == (0, 43)
    assert said.err.startswith("warning: no kiosk was ever enrolled at NOWHERE: ")
