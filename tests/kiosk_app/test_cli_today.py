"""The day of a check is written one way, and any day of the calendar will do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kiosk_app.cli.parser import parser, run
from kiosk_app.main.parts import Parts
from tests.support import kiosk_at, visit_answers


@pytest.mark.parametrize("text", ["20261128", "2026-W48-6", "28/11/2026", "2026-11-28T10:00", "2026-02-30", " 2026-11-28", ""])
def test_another_way_of_writing_a_day_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["check", "prison-visit", "-", "--today", text])

    assert "a date like 2026-11-28" in capsys.readouterr().err


def test_a_day_is_read() -> None:
    assert parser().parse_args(["check", "prison-visit", "-", "--today", "2026-11-28"]).today == date(2026, 11, 28)


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return kiosk_at(tmp_path / "kiosk")


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(
    parts: Parts, tmp_path: Path, today: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(visit_answers(parts.catalogues.context())), encoding="utf-8")

    status = run(parts, ["check", "prison-visit", str(file), "--today", today, "--json"])

    assert status == 1
    assert "not-offered" in {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}
