"""The script that makes the embedded catalogue, on the public data itself where that is at hand."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from services.catalogue.importing import Imported

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("JUSTICE_KIOSK_PRISON_DATA", ROOT.parent / "shared" / "data" / "prisons"))


@pytest.fixture
def data() -> Path:
    if not (DATA / "pvb2_prisons.json").is_file():
        pytest.skip(f"the public data is not in {DATA}; JUSTICE_KIOSK_PRISON_DATA names another folder")
    return DATA


@pytest.fixture
def found(data: Path) -> Imported:
    from import_catalogue import imported_from

    imported: Imported = imported_from(data)
    return imported


def test_the_public_data_gives_the_snapshot_and_the_report_that_are_kept(found: Imported) -> None:
    from import_catalogue import files_of

    for place, text in files_of(found).items():
        assert (ROOT / place).read_text(encoding="utf-8") == text, f"{place}: run scripts/import_catalogue.py again"


def test_the_faults_that_are_known_are_all_reported(found: Imported) -> None:
    from services.catalogue.importing.faults import Kind, Ruling

    faults = {(fault.where, fault.field): fault for fault in found.faults}
    kinds = [fault.kind for fault in found.faults]

    assert faults["HLI-hull.yml", "enabled"].ruling is Ruling.CORRECTED
    assert faults["PVI-pentonville.yml", "adult age"].ruling is Ruling.CORRECTED
    assert faults["LWI-lewes.yml", "weekend_processing"].ruling is Ruling.LEFT_OUT
    assert faults["register UKI", "address"].kind is Kind.ANOTHER_S_WELSH_ADDRESS
    assert faults["MKI-millsike.yml", "nomis_id"].kind is Kind.NOT_IN_REGISTER
    assert faults["HDI-hatfield-open.yml", "postcode"].found == "DN7 6El"
    words = [fault.field for fault in found.faults if fault.kind is Kind.NOT_GIVEN]
    assert (words.count("email_address"), words.count("phone_no")) == (40, 4)
    assert kinds.count(Kind.RETIRED_EMAIL) == 3
    assert Kind.UNUSED_RULING not in kinds


def test_a_folder_with_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from import_catalogue import main

    assert main([str(tmp_path)]) == 2
    (tmp_path / "pvb2_prisons.json").write_text("{")
    (tmp_path / "prison_register_seed.json").write_text("{}")
    assert main([str(tmp_path)]) == 2
    assert "not JSON" in capsys.readouterr().err


def test_checking_says_what_would_change_and_changes_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from import_catalogue import SNAPSHOT, main

    before = (ROOT / SNAPSHOT).read_bytes()
    for name in ("pvb2_prisons.json", "prison_register_seed.json"):
        shutil.copyfile(data / name, tmp_path / name)
    changed = json.loads((tmp_path / "pvb2_prisons.json").read_text())
    changed["prisons"][1]["raw"]["recurring"]["sat"] = ["1345-1546"]
    (tmp_path / "pvb2_prisons.json").write_text(json.dumps(changed))

    assert main([str(data), "--check"]) == 0
    assert main([str(tmp_path), "--check"]) == 1

    assert str(SNAPSHOT) in capsys.readouterr().out
    assert (ROOT / SNAPSHOT).read_bytes() == before
