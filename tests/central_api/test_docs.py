"""What the centre can be told, asked or say is documented; a new one that is not fails here."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from central_api.api.problems import Problem
from central_api.app import create_app
from central_api.cli import _parser
from central_api.data_folder import initialise, opened
from central_api.holding import Held
from central_api.intake import Result
from central_api.settings import CapacityRule, HoldingRule, Limits, Settings, WorkerSettings
from central_api.states import AlarmCode, CaseState, DeviceStanding, EnvelopeState, OutcomeState, Parked

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "central-api.md").read_text("utf-8")
DEFAULTS = tomllib.loads((ROOT / "central_api" / "defaults.toml").read_text("utf-8"))


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by what is typed for it: "init", "keys list"."""
    return dict(_below(_parser(), ""))


def _below(parser: argparse.ArgumentParser, typed: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    deeper = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if typed and not deeper:
        yield typed, parser
    for action in deeper:
        for name, below in action.choices.items():
            yield from _below(below, f"{typed} {name}".strip())


def options() -> list[str]:
    return sorted({option for below in commands().values() for action in below._actions for option in action.option_strings})


def rows(page: str = PAGE) -> dict[str, list[str]]:
    """The rows of all tables by their first cell."""
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in page.splitlines() if line.startswith("| `")]
    return {row[0].strip("` "): row[1:] for row in cells}


def section(title: str) -> dict[str, list[str]]:
    """The rows below a heading, to the next one."""
    return rows(re.split(r"^##+ ", PAGE.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0])


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert any(row.startswith(f"central-api {command}") for row in section("Commands"))


@pytest.mark.parametrize("option", [option for option in options() if option not in {"-h", "--help"}])
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"{option}\b", PAGE)


@pytest.mark.parametrize(("table", "model"), [("limits", Limits), ("worker", WorkerSettings)])
def test_every_setting_is_documented_with_its_default(table: str, model: type[Limits | WorkerSettings]) -> None:
    documented = section("Settings: `centre.toml`")

    said = {name: documented[f"{table}.{name}"][0] for name in model.model_fields}

    assert said == {name: f"{default:,}" for name, default in DEFAULTS[table].items()}


def test_every_other_setting_and_the_fields_of_a_capacity_rule_are_documented() -> None:
    fields = {field.alias or name for name, field in CapacityRule.model_fields.items()}

    assert set(Settings.model_fields) - {"limits", "worker"} <= set(section("Settings: `centre.toml`"))
    assert {f"capacity.{field}" for field in fields} == set(section("Capacity"))
    fields = {field.alias or name for name, field in HoldingRule.model_fields.items()}
    assert {f"holding.{field}" for field in fields} == set(section("Holding"))


def test_the_default_capacity_rule_is_shown() -> None:
    example = PAGE.split("```toml\n", 1)[1].split("```", 1)[0]

    assert tomllib.loads(example)["capacity"] == DEFAULTS["capacity"]


def test_the_default_rule_of_holds_is_shown() -> None:
    example = PAGE.split("### Holding\n", 1)[1].split("```toml\n", 1)[1].split("```", 1)[0]

    assert tomllib.loads(example)["holding"] == DEFAULTS["holding"]


def test_every_answer_about_a_hold_is_documented() -> None:
    assert set(section("Holds")) == {state.value for state in Held}


def test_every_endpoint_is_documented(tmp_path: Path) -> None:
    initialise(tmp_path / "centre")
    with opened(tmp_path / "centre") as centre:
        app = create_app(centre.settings, centre.database, centre.keys)

    contract = app.openapi()["paths"]
    spoken_of = {f"{method} {path}" for path, found in contract.items() for method in map(str.upper, found) if path[:4] == "/v1/"}

    assert spoken_of == set(section("HTTP"))
    assert {path for path in contract if path[:4] != "/v1/"} == {name for name in section("Watching it") if name[0] == "/"}


def test_every_problem_is_documented_with_its_status() -> None:
    assert {code: row[0] for code, row in section("Problems").items()} == {
        problem.code: str(problem.status) for problem in Problem
    }


def test_every_reason_to_park_is_documented_with_what_to_do() -> None:
    assert {reason for reason, row in section("Parked").items() if all(row[:2])} == {reason.value for reason in Parked}


def test_every_alarm_is_documented() -> None:
    assert set(section("Alarms")) == {code.value for code in AlarmCode}


@pytest.mark.parametrize("value", [*DeviceStanding, *EnvelopeState, *CaseState, *OutcomeState])
def test_every_state_is_documented(value: str) -> None:
    assert f"`{value}`" in PAGE


def test_every_result_of_an_envelope_is_documented() -> None:
    assert set(section("Results")) == {result.value for result in Result}
