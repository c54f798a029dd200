"""The accessibility report answers every clause once, names tests that exist, and says what is missing wherever something is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

CHAPTER_5 = """
    5.1.2.1 5.1.2.2 5.1.3.1 5.1.3.2 5.1.3.3 5.1.3.4 5.1.3.5 5.1.3.6 5.1.3.7 5.1.3.8 5.1.3.9 5.1.3.10 5.1.3.11 5.1.3.12 5.1.3.13
    5.1.3.14 5.1.3.15 5.1.3.16 5.1.4 5.1.5 5.1.6.1 5.1.6.2 5.1.7 5.2 5.3 5.4 5.5.1 5.5.2 5.6.1 5.6.2 5.7 5.8 5.9
"""
CHAPTER_8 = """
    8.1.1 8.1.2 8.1.3 8.2.1.1 8.2.1.2 8.2.2.1 8.2.2.2 8.3.1 8.3.2.1 8.3.2.2 8.3.2.3.1 8.3.2.3.2 8.3.2.3.3 8.3.2.4 8.3.2.5 8.3.2.6
    8.3.3.1 8.3.3.2 8.3.3.3.1 8.3.3.3.2 8.3.4.1 8.3.4.2 8.3.4.3.1 8.3.4.3.2 8.3.4.3.3 8.3.5 8.3.6 8.4.1 8.4.2.1 8.4.2.2 8.4.3 8.5
"""
CHAPTER_11 = """
    11.5.1 11.5.2.1 11.5.2.2 11.5.2.3 11.5.2.4 11.5.2.5 11.5.2.6 11.5.2.7 11.5.2.8 11.5.2.9 11.5.2.10 11.5.2.11 11.5.2.12
    11.5.2.13 11.5.2.14 11.5.2.15 11.5.2.16 11.5.2.17 11.6.1 11.6.2 11.7 11.8.1 11.8.2 11.8.3 11.8.4 11.8.5
"""
CRITERIA = {  # of WCAG 2.2, and 11.4.1.1 of EN 301 549, which WCAG has given up
    "A": """
        1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1
        2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2 11.4.1.1
    """,
    "AA": """
        1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3
        3.2.4 3.3.3 3.3.4 3.3.8 4.1.3
    """,
    "AAA": "2.5.5 3.1.5",
}
BESIDE = """
    11.1.1.1.1 11.1.1.1.2 11.1.2.1.1 11.1.2.1.2.1 11.1.2.1.2.2 11.1.2.2 11.1.2.3.1 11.1.2.3.2 11.1.2.4 11.1.2.5 11.1.3.1.1
    11.1.3.1.2 11.1.3.2.1 11.1.3.2.2 11.1.3.3 11.1.3.4 11.1.3.5.1 11.1.3.5.2 11.1.4.1 11.1.4.2 11.1.4.3 11.1.4.4.1 11.1.4.4.2
    11.1.4.5.1 11.1.4.5.2 11.1.4.10 11.1.4.11 11.1.4.12 11.1.4.13 11.2.1.1.1 11.2.1.1.2 11.2.1.2 11.2.1.4.1 11.2.1.4.2 11.2.2.1
    11.2.2.2 11.2.3.1 11.2.4.3 11.2.4.4 11.2.4.6 11.2.4.7 11.2.5.1 11.2.5.2 11.2.5.3.1 11.2.5.3.2 11.2.5.4 11.3.1.1.1 11.3.1.1.2
    11.3.2.1 11.3.2.2 11.3.3.1.1 11.3.3.1.2 11.3.3.2 11.3.3.3 11.3.3.4 11.4.1.1.1 11.4.1.1.2 11.4.1.2.1 11.4.1.2.2 11.4.1.3.1
    11.4.1.3.2
"""
SOUND: Mapping[str, object] = {"number": "5.9", "title": "T", "verdict": "supports", "how": "H", "no_test": "none can be"}


def written(folder: Path, **changes: object) -> Path:
    """A file with one row."""
    lines = "".join(f"{key} = {value!r}\n" for key, value in {**SOUND, **changes}.items() if value is not None)
    path = folder / "rows.toml"
    path.write_text(f"[[row]]\n{lines}", encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    from accessibility_rows import problems, read_rows

    return list(problems(read_rows(path)))


def numbers() -> Mapping[str, list[str]]:
    from accessibility import read_all

    return {chapter: [row.number for row in rows] for chapter, rows in read_all().items()}


def test_the_page_is_what_its_rows_and_the_product_say() -> None:
    from accessibility import main

    assert main(["--check"]) == 0


@pytest.mark.parametrize(("chapter", "clauses"), [("chapter5", CHAPTER_5), ("chapter8", CHAPTER_8), ("chapter11", CHAPTER_11)])
def test_every_clause_of_a_chapter_is_answered_once_and_in_order(chapter: str, clauses: str) -> None:
    assert numbers()[chapter] == clauses.split()


@pytest.mark.parametrize("level", CRITERIA)
def test_every_criterion_of_a_level_is_answered_once(level: str) -> None:
    from accessibility import read_all

    found = [row.number for row in read_all()["wcag"] if row.level == level]

    assert sorted(found) == sorted(CRITERIA[level].split())


def test_every_clause_beside_a_criterion_is_named_once() -> None:
    from accessibility import read_all

    assert [clause for row in read_all()["wcag"] for clause in row.en] == BESIDE.split()


def test_the_installer_s_list_has_every_row_that_depends_on_the_machine() -> None:
    from accessibility import page, read_all
    from accessibility_rows import Verdict

    chapters = read_all()
    listed = page(chapters).partition("## When a kiosk is installed")[2].partition("## What people")[0]

    rows = [row for rows in chapters.values() for row in rows if row.verdict is Verdict.MACHINE]
    assert len(rows) > 30
    for row in rows:
        assert f"({row.number}): {row.check}" in listed


def wrong() -> Iterator[tuple[dict[str, object], str]]:
    """A change that makes a row wrong, and the fault that is found."""
    yield {"no_test": None}, "5.9: names no test, and not why there can be none"
    yield {"verdict": "partly"}, "5.9: does not say what is missing and what a person can do instead"
    yield {"verdict": "not", "missing": "M"}, "5.9: does not say what is missing and what a person can do instead"
    yield {"verdict": "machine"}, "5.9: does not say what to look at in the machine"
    yield {"missing": "M", "instead": "I"}, "5.9: something is missing, but the verdict does not say so"
    yield {"how": ""}, "5.9: says nothing"
    yield (
        {"tests": ["ui/test_theme_type.py::test_that_is_not_there"], "no_test": None},
        "5.9: no test ui/test_theme_type.py::test_that_is_not_there",
    )
    yield {"tests": ["ui/test_no_such.py::test_x"], "no_test": None}, "5.9: no test ui/test_no_such.py::test_x"


@pytest.mark.parametrize(("change", "fault"), list(wrong()), ids=lambda part: part if isinstance(part, str) else "")
def test_a_row_that_breaks_a_rule_is_found(tmp_path: Path, change: dict[str, object], fault: str) -> None:
    assert faults(written(tmp_path, **change)) == [fault]


def test_a_sound_row_passes_and_twice_the_same_does_not(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert faults(path) == []

    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")

    assert faults(path) == ["5.9: 2 rows"]


@pytest.mark.parametrize("change", [{"verdict": "perhaps"}, {"colour": "red"}, {"how": None}], ids=str)
def test_what_is_no_row_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    from accessibility_rows import Refused, read_rows

    with pytest.raises(Refused, match=r"rows\.toml: 5\.9"):
        read_rows(written(tmp_path, **change))


def test_the_name_of_a_test_is_a_sentence() -> None:
    from accessibility_rows import sentence

    assert sentence("a/test_b.py::test_the_site_s_qr_is_in_welsh") == "The site’s QR is in Welsh"


def test_black_on_white_is_twenty_one_to_one() -> None:
    from accessibility_figures import contrast

    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
