from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.build.test_translation_checks import BOOKED, HEADER, SOURCE, VISITORS

MARKED = "#. Welsh to be reviewed\n"
LINE = f"# Somebody’s note\n{MARKED}#: room/words.py\n"
SHEET = list[dict[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one room, with two doubtful entries, one that is not, and a screen on which the first is seen."""
    catalogue = tmp_path / "room" / "locale" / "cy" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    (tmp_path / "room" / "words.py").write_text(SOURCE + 'SURE = _("Visits")\n', "utf-8")
    catalogue.write_text(f'{HEADER}{LINE}{BOOKED}{MARKED}{VISITORS}\nmsgid "Visits"\nmsgstr "Ymweliadau"\n', "utf-8")
    plans = tmp_path / "tests" / "ui" / "pictures" / "cy-100-standard-1024" / "plans.json"
    plans.parent.mkdir(parents=True)
    plans.write_text(json.dumps({"status": [["TextBlock", "Archebwyd ar gyfer dydd Iau 26 Tachwedd", 0, 0, 1, 1]]}), "utf-8")
    (tmp_path / "terms.json").write_text(json.dumps({"terms": [{"en": "visitor", "cy": "ymwelydd"}]}), "utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.mypy]\npackages = ["room"]\n', "utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, root: Path, *arguments: str) -> int:
    import welsh_review

    monkeypatch.setattr(welsh_review, "ROOT", root)
    monkeypatch.setattr(sys, "argv", ["welsh_review.py", *arguments])
    return welsh_review.main()


@pytest.fixture
def sheet(root: Path, monkeypatch: pytest.MonkeyPatch) -> SHEET:
    run(monkeypatch, root, "--to", str(root / "list.csv"), "--glossary", str(root / "terms.json"))
    with (root / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answer(root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET, answers: dict[int, str]) -> int:
    lines = [{**line, "answer": answers.get(number, "")} for number, line in enumerate(sheet)]
    with (root / "answered.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    return run(monkeypatch, root, "--apply", str(root / "answered.csv"))


def text(root: Path) -> str:
    return (root / "room/locale/cy/LC_MESSAGES/messages.po").read_text("utf-8")


def test_the_list_has_what_is_doubtful_and_what_helps_to_judge_it(sheet: SHEET) -> None:
    ours = [line for line in sheet if line["package"] == "room"]

    assert [line["english"] for line in ours] == [
        "Booked for {day:weekday}",
        "{n} visitors",
        "{n} visitor",
        *["{n} visitors"] * 4,
    ]
    assert [line["number"] for line in ours] == ["", "0", "1", "2", "3", "6", "4, 5 and 7 onwards"]
    assert (ours[0]["welsh"], ours[0]["screens"]) == ("Archebwyd ar gyfer {day:dydd:weekday}", "status")
    assert ours[0]["source"] == "room/words.py:5"
    assert ours[2]["glossary"] == "visitor = ymwelydd"
    assert {line["answer"] for line in sheet} == {""}


def test_dates_and_times_are_on_the_list_too(sheet: SHEET) -> None:
    said = {line["english"]: line["welsh"] for line in sheet if line["package"] == "dates and times"}

    assert said["9:30am"] == "9:30yb"
    assert said["midday"] == "hanner dydd"


def test_the_guidance_is_on_the_list_with_the_file_it_stands_in(sheet: SHEET) -> None:
    ours = [line for line in sheet if line["package"] == "guidance"]

    assert {Path(line["source"]).parent.name for line in ours} <= {"content"}
    assert all(line["english"] and line["welsh"] for line in ours)


@pytest.mark.parametrize(
    ("answer_", "expected"),
    [
        ("ok", '{ en = "It costs {fee:x}.", cy = "Mae’n costio {fee:x}." }'),
        ("Y gost yw “{fee:x}”.", '{ en = "It costs {fee:x}.", cy = "Y gost yw “{fee:x}”." }'),
        ("Y gost yw £5.", ""),
        ("Y gost {yw", ""),
    ],
)
def test_an_answer_to_the_guidance_goes_into_its_file(tmp_path: Path, answer_: str, expected: str) -> None:
    from review_answers import apply

    content = tmp_path / "services/guidance/content/fees.toml"
    content.parent.mkdir(parents=True)
    before = 'lines = [\n    { en = "It costs {fee:x}.", cy_to_review = "Mae’n costio {fee:x}." },\n]\n'
    content.write_text(before, "utf-8")
    line = {"package": "guidance", "key": "guidance:fees.toml:cost 1", "number": "", "english": "It costs {fee:x}."}
    line |= {"welsh": "Mae’n costio {fee:x}.", "source": "services/guidance/content/fees.toml", "answer": answer_}

    (said,) = apply([line], tmp_path)

    if expected:
        assert expected in content.read_text("utf-8")
    else:
        assert content.read_text("utf-8") == before
        assert said.startswith("left as it is")


def test_a_page_can_be_read_instead(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, root, "--to", str(root / "list.html"))

    page = (root / "list.html").read_text("utf-8")
    assert "<td lang=cy>Archebwyd ar gyfer {day:dydd:weekday}" in page
    assert page.count("<tr id=") > 7


def test_better_words_are_taken_and_the_mark_goes(root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET) -> None:
    before = text(root)

    status = answer(root, monkeypatch, sheet, {0: "Wedi’i archebu: {day:dydd:weekday}"})

    assert status == 0
    assert text(root) == before.replace(MARKED, "", 1).replace(
        "Archebwyd ar gyfer {day:dydd:weekday}", "Wedi’i archebu: {day:dydd:weekday}"
    )


def test_an_ok_takes_the_mark_and_leaves_the_words(root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET) -> None:
    before = text(root)

    answer(root, monkeypatch, sheet, {0: "OK"})

    assert text(root) == before.replace(MARKED, "", 1)


def test_a_plural_is_taken_when_all_its_numbers_are_answered(
    root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root)

    assert answer(root, monkeypatch, sheet, {1: "Dim ymwelwyr", 2: "ok"}) == 1
    assert text(root) == before
    assert "not all of its numbers" in capsys.readouterr().out

    assert answer(root, monkeypatch, sheet, {1: "Dim ymwelwyr", **dict.fromkeys(range(2, 7), "ok")}) == 0
    with (root / "room/locale/cy/LC_MESSAGES/messages.po").open("rb") as file:
        assert read_po(file).get("{n} visitor").string[0] == "Dim ymwelwyr"
    assert text(root).count(MARKED) == 1


@pytest.mark.parametrize(
    ("welsh", "expected"),
    [("Wedi’i archebu", "gaps lost or added: {day:weekday}"), ("Wedi’i archebu: {day", "braces")],
)
def test_an_answer_that_loses_a_gap_is_not_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET, capsys: pytest.CaptureFixture[str], *, welsh: str, expected: str
) -> None:
    before = text(root)

    assert answer(root, monkeypatch, sheet, {0: welsh}) == 1

    assert text(root) == before
    assert expected in capsys.readouterr().out


def test_an_answer_to_words_that_have_changed_since_is_not_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet[0]["welsh"] = "Archebwyd: {day:weekday}"

    assert answer(root, monkeypatch, sheet, {0: "ok"}) == 1

    assert "changed since" in capsys.readouterr().out


def test_better_words_for_a_date_are_left_to_whoever_reads_the_answer(
    root: Path, monkeypatch: pytest.MonkeyPatch, sheet: SHEET, capsys: pytest.CaptureFixture[str]
) -> None:
    number = next(number for number, line in enumerate(sheet) if line["english"] == "midday")

    assert answer(root, monkeypatch, sheet, {number: "canol dydd"}) == 0

    assert "by hand, in services/common/date_words.py: 'hanner dydd' is to be 'canol dydd'" in capsys.readouterr().out
