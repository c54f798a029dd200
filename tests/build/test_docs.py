"""What can be set, called or logged is documented; a new one that is not fails here."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from kiosk_app.cli.parser import parser, run
from kiosk_app.config import Home, Settings
from kiosk_app.errors import KnownError
from kiosk_app.events import Event
from kiosk_app.main.kiosk import _parser
from kiosk_app.main.parts import Parts
from kiosk_app.wording import ERRORS

ROOT = Path(__file__).parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
EVENTS = (ROOT / "docs" / "audit-events.md").read_text(encoding="utf-8")


def commands(of: argparse.ArgumentParser) -> list[str]:
    (below,) = (action for action in of._actions if isinstance(action, argparse._SubParsersAction))
    return list(below.choices)


def settings_of(model: type[BaseModel], prefix: str = "") -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found += settings_of(field.annotation, f"{prefix}{name}.")
        else:
            found.append(f"{prefix}{name}")
    return found


def errors(of: type[KnownError] = KnownError) -> list[str]:
    return [of.code, *(code for below in of.__subclasses__() for code in errors(below))]


@pytest.mark.parametrize("command", commands(parser()))
def test_every_command_of_kioskctl_is_documented(command: str) -> None:
    assert f"`kioskctl {command}" in OPERATING


@pytest.mark.parametrize("command", commands(_parser()))
def test_every_command_of_justice_kiosk_is_documented(command: str) -> None:
    assert re.search(rf"`(justice-kiosk )?{command}\b", OPERATING)


@pytest.mark.parametrize("setting", settings_of(Settings))
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in OPERATING


@pytest.mark.parametrize("event", list(Event))
def test_every_audit_event_is_documented(event: Event) -> None:
    assert f"`{event.value}`" in EVENTS


@pytest.mark.parametrize("code", errors())
def test_every_known_error_has_words_and_stands_in_the_tree(code: str) -> None:
    assert code in ERRORS


def test_the_example_of_answers_is_a_good_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = Home(tmp_path)
    example = str(ROOT / "docs" / "answers.example.json")

    assert run(Parts(home, {}), ["check", "prison-visit", example, "--today", "2026-11-20"]) == 0
    assert capsys.readouterr().out == "No problems.\n"


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target
