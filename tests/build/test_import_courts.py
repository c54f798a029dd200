"""The courts and their postcodes are made from public data by a script, and are what it makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.catalogue.court_postcodes import court_slugs
from services.catalogue.courts import Courts
from services.catalogue.importing.courts import import_courts, table_text

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("JUSTICE_KIOSK_COURT_DATA", ROOT.parent / "shared" / "data" / "courts"))


def record(slug: str, **changed: object) -> dict[str, object]:
    found: dict[str, object] = {
        "slug": slug,
        "name": slug.title(),
        "welsh_name": None,
        "displayed": True,
        "types": ["County Court"],
        "cci_code": "101",
        "lat": "51.5",
        "lon": "-1.0",
        "addresses": [{"type": "Visiting", "address": "1 Court Street\n\n", "town": "Chester", "postcode": "CH1 2HJ"}],
    }
    return {**found, **changed}


EVERYTHING = {
    "provenance": {"source": "made up"},
    "courts": [
        record("here"),
        record("there", cci_code="102", lat="52.5"),
        record("gone", displayed=False, cci_code="103", lat="52.4"),
        record("magistrates", types=["Magistrates' Court"], cci_code=None),
        record("twin"),  # a court house with the number of another
    ],
}


def imported(*rows: tuple[str, str]) -> tuple[Courts, dict[str, tuple[str, ...]], tuple[str, ...]]:
    found = import_courts(EVERYTHING, rows, "2026-08-22")
    return found.courts, dict(found.table), found.unreadable


def test_county_courts_with_a_number_of_their_own_are_kept_and_those_with_postcodes() -> None:
    courts, _table, _unreadable = imported(("CO1 1", "here"), ("CO2", "gone"))

    assert [court.slug for court in courts.courts] == ["gone", "here", "there"]
    assert courts.by_slug("here") is not None


def test_a_closed_court_names_the_nearest_open_ones() -> None:
    courts, _table, _unreadable = imported(("CO1 1", "here"), ("CO2", "gone"))
    gone = courts.by_slug("gone")

    assert gone is not None
    assert gone.near == ("there", "here")


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        ((("CO11", "here"), ("CO12", "there")), {"CO1 1": ("here",), "CO1 2": ("there",)}),
        ((("CO10", "here"), ("CO105", "there")), {"CO10": ("here",), "CO10 5": ("there",)}),
        ((("CO1 1AA", "here"), ("CO11", "here")), {"CO1 1": ("here",)}),  # said already
        ((("CO1 1AA", "there"), ("CO11", "here")), {"CO1 1": ("here",), "CO1 1AA": ("there",)}),
        ((("W1A", "here"),), {"W1A": ("here",)}),
        ((("CF", "here"), ("CF101AA", "here")), {"CF": ("here",)}),
        ((("CO11", "here"), ("CO11", "there")), {"CO1 1": ("here", "there")}),
    ],
)
def test_beginnings_are_told_apart_and_not_said_twice(
    rows: tuple[tuple[str, str], ...], table: dict[str, tuple[str, ...]]
) -> None:
    assert imported(*rows)[1] == table


def test_what_begins_no_postcode_is_left_out_and_named() -> None:
    _courts, table, unreadable = imported(("CH61SUE", "here"), ("", "here"), ("S0311DY", "here"), ("CH12", "here"))

    assert table == {"CH1 2": ("here",)}
    assert unreadable == ("", "CH61SUE", "S0311DY")


def test_a_table_that_was_written_is_read_back() -> None:
    import json

    rows = [("CO1 1", "here"), ("CO1 1AA", "there"), ("CO10", "there"), ("CO105", "here"), ("CF", "gone")]
    table = json.loads(table_text(import_courts(EVERYTHING, rows, "2026-08-22")))["areas"]

    assert court_slugs("CO1 1AA", table) == ("there",)
    assert court_slugs("CO1 1AB", table) == ("here",)
    assert court_slugs("CF1 1AB", table) == ("gone",)


@pytest.mark.skipif(not DATA.is_dir(), reason="the data of the courts is not at hand (JUSTICE_KIOSK_COURT_DATA)")
def test_the_files_that_are_kept_are_those_that_the_script_makes() -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, ROOT / "scripts" / "import_courts.py", DATA, "--check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("162 entries begin no postcode")
