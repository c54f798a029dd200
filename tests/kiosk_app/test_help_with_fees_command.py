"""`kioskctl help-with-fees` as a person or a script meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import Home
from kiosk_app.main.parts import Parts

Ask = Callable[..., tuple[int, Any]]
ON = ("--on", "2026-08-22")


@pytest.fixture
def ask(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask with --json; exit status and what was said."""
    parts = Parts(Home(tmp_path_factory.mktemp("home")), {})

    def call(*arguments: str) -> tuple[int, Any]:
        status = run(parts, ["help-with-fees", *arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.mark.parametrize(
    ("means", "result", "pays"),
    [
        (("--income", "prison-wages=40"), "full-help", 0),
        (("--income", "wages=1420"), "full-help", 0),
        (("--income", "wages=1400", "--income", "rent=40"), "part-help", 10_00),
        (("--income", "wages=1400", "--income", "wages=40"), "part-help", 10_00),
        (("--income", "wages=2130", "--partner"), "full-help", 0),
        (("--income", "wages=2555", "--children-under-14", "1", "--children-14-or-over", "1"), "full-help", 0),
        (("--income", "wages=4421"), "no-help-income", 455_00),
        (("--savings", "4250"), "full-help", 0),
        (("--savings", "£4,250.01"), "no-help-savings", 455_00),
        (("--savings", "16000", "--over-66"), "full-help", 0),
        (("--income", "wages=9000", "--listed-benefit"), "full-help", 0),
    ],
)
def test_what_is_paid_is_estimated_in_pence_and_called_an_estimate(
    ask: Ask, means: tuple[str, ...], result: str, pays: int
) -> None:
    status, answer = ask("--fee", "455", *means, *ON)

    assert status == 0
    assert (answer["result"], answer["fee"], answer["pays"], answer["unit"]) == (result, 455_00, pays, "pence")
    assert answer["estimate"] is True
    assert answer["reason"][0] == "This is an estimate. The court decides."


def test_a_day_whose_rules_are_not_known_is_not_estimated(ask: Ask) -> None:
    status, answer = ask("--fee", "455", "--on", "2023-11-26")

    assert (status, answer["result"], answer["pays"]) == (1, "not-known", None)


@pytest.mark.parametrize(
    "wrong",
    [("--income", "tips=4"), ("--income", "wages"), ("--savings", "-1"), ("--children-under-14", "100"), ("--fee", "1e3")],
)
def test_what_cannot_be_read_is_said_and_nothing_is_estimated(
    ask: Ask, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        ask("--fee", "455", *ON, *wrong)

    assert refused.value.code == 2
    assert f"argument {wrong[0]}: " in capsys.readouterr().err
