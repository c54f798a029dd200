from __future__ import annotations

from pathlib import Path

import pytest

from central_api.data_folder import initialise, opened
from central_api.settings import BadSettings, load_settings

SECRET = "hunter2"


def test_own_settings_replace_single_values(tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_text("[limits]\nstatus_per_device = 7\n[worker]\ninterval_seconds = 1\n", "utf-8")

    settings = load_settings(tmp_path)

    assert settings.limits.status_per_device == 7
    assert settings.limits.batch_envelopes == 200
    assert settings.worker.interval_seconds == 1
    assert settings.capacity[0].places == 10


def test_own_capacity_rules_replace_the_whole_list(tmp_path: Path) -> None:
    rule = '[[capacity]]\nprison = "CFI"\nplaces = 3\nfrom = 2026-03-01\nsource = "the prison"\n'
    (tmp_path / "centre.toml").write_text(rule, "utf-8")

    settings = load_settings(tmp_path)

    assert [(rule.prison, rule.places) for rule in settings.capacity] == [("CFI", 3)]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("[limits]\nstatus_per_devise = 7\n", "limits.status_per_devise: there is no such setting"),
        ("colour = 1\n", "colour: there is no such setting"),
        ('data = "/elsewhere"\n', "data: there is no such setting"),
        ("[limits]\nbatch_bytes = 0\n", "limits.batch_bytes"),
        (f'[limits]\nbatch_bytes = "{SECRET}"\n', "limits.batch_bytes"),
        ("[limits]\nenrolment_code_hours = 99999999999999999999\n", "limits.enrolment_code_hours"),
        ("[worker]\ninterval_seconds = inf\n", "worker.interval_seconds"),
        (f'limits = "{SECRET}"\n', "limits"),
        (f'capacity = "{SECRET}"\n', "capacity"),
        ('[[capacity]]\nprison = "CFI"\nfrom = 2026-03-01\nsource = ""\n', "capacity.0.places: Field required"),
        ("database_url = 3\n", "database_url"),
        (f'[limits]\n"{SECRET}\n', "line 2"),
    ],
)
def test_wrong_settings_are_refused_by_name_and_without_their_values(tmp_path: Path, wrong: str, named: str) -> None:
    (tmp_path / "centre.toml").write_text(wrong, "utf-8")

    with pytest.raises(BadSettings) as caught:
        load_settings(tmp_path)

    assert f"{tmp_path / 'centre.toml'}" in str(caught.value)
    assert named in str(caught.value)
    assert SECRET not in str(caught.value)


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(BadSettings, match="UTF-8"):
        load_settings(tmp_path)


@pytest.mark.parametrize("url", [SECRET, f"nothing://user:{SECRET}@localhost/centre"])
def test_a_database_that_cannot_be_meant_is_refused_without_its_password(tmp_path: Path, url: str) -> None:
    data = tmp_path / "centre"
    initialise(data)
    (data / "centre.toml").write_text(f'database_url = "{url}"\n', "utf-8")

    with pytest.raises(BadSettings) as caught, opened(data):
        pass

    assert "database_url" in str(caught.value)
    assert SECRET not in str(caught.value)
