"""The printed list of a day: every line on it once, its head on every page, and who is left out said in words."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import time

import pikepdf
import pytest
from pypdf import PdfReader

from kiosk_app.ports.printing import DayLine
from printing.renderer import PageRenderer
from services.common.civil import TimeRange
from services.language import Language
from services.visits.passes import appointments
from tests.printing.papers import BOOKED, FIELDS, day_page, seen


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()).replace("\N{NO-BREAK SPACE}", " ") for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_line_is_printed_once_in_its_order() -> None:
    pages = texts(PageRenderer().day_list(day_page(Language.ENGLISH, 250, 0)))

    whole = " ".join(pages)
    places = [whole.index(f"7K2M 9QTX {number:04}") for number in range(250)]
    assert places == sorted(places)
    assert whole.count("7K2M 9QTX") == 250


def test_every_page_has_its_number_and_the_head_of_the_table() -> None:
    pages = texts(PageRenderer().day_list(day_page(Language.ENGLISH, 60, 3)))

    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Time Prisoner Visitors Reference" in page
        assert "shred it after the visits" in page


@pytest.mark.parametrize(
    ("language", "title", "counts", "left"),
    [
        (
            Language.ENGLISH,
            "Visits on Saturday 28 November 2026",
            "15 visits booked. 1 request not decided.",
            "12 of these are left out",
        ),
        (
            Language.WELSH,
            "Ymweliadau: dydd Sadwrn 28 Tachwedd 2026",
            "15 ymweliad wedi’u harchebu. 1 cais heb benderfyniad.",
            "Gadawyd 12 o’r rhain",
        ),
    ],
)
def test_the_first_page_says_which_day_how_many_and_how_many_are_left_out(
    language: Language, title: str, counts: str, left: str
) -> None:
    first = texts(PageRenderer().day_list(day_page(language, 3, 1, 12)))[0]

    assert title in first
    assert counts in first
    assert left in first


def test_a_day_without_visits_has_a_page_that_says_so() -> None:
    (page,) = texts(PageRenderer().day_list(day_page(Language.ENGLISH, 0, 0)))

    assert "0 visits booked. 0 requests not decided." in page
    assert "Prisoner" not in page


def test_a_list_of_several_prisons_names_them() -> None:
    one = day_page(Language.ENGLISH, 2, 0)
    (elsewhere,) = appointments({**FIELDS, "prison": "SWI", "prison_en": "HMP Swansea"}, BOOKED)
    both = replace(one, granted=(*one.granted, DayLine("3F2M9QTX0009", elsewhere)))

    assert "HMP Cardiff" not in texts(PageRenderer().day_list(one))[0].replace("HMP Cardiff visitors’ centre", "")
    assert "HMP Swansea" in texts(PageRenderer().day_list(both))[0]


def test_a_row_is_never_torn_apart() -> None:
    long_names = tuple(f"Gwenllïan Angharad Myfanwy {letter}" for letter in "ABCDEF")
    page = day_page(Language.WELSH, 40, 0)
    lines = tuple(replace(line, appointment=replace(line.appointment, people=long_names)) for line in page.granted)

    for sight in seen(PageRenderer().day_list(replace(page, granted=lines))):
        words = " ".join(text.words for text in sight.texts).replace("\N{NO-BREAK SPACE}", " ")
        assert "Myfanwy A" in words
        assert words.count("Myfanwy A") == words.count("Myfanwy F")


@pytest.mark.parametrize("language", Language)
def test_a_time_stands_on_one_line(language: Language) -> None:
    page = day_page(language, 1, 0)
    (line,) = page.granted
    longest = replace(line, appointment=replace(line.appointment, span=TimeRange(time(10, 30), time(12, 30))))

    (sight,) = seen(PageRenderer().day_list(replace(page, granted=(longest,))))

    said = {Language.ENGLISH: "10:30am to 12:30pm", Language.WELSH: "10:30yb tan 12:30yp"}[language]
    assert said in [text.words for text in sight.texts]


def test_the_last_page_of_a_long_list_has_more_than_one_row() -> None:
    for number in range(40, 80):
        *_, last = texts(PageRenderer().day_list(day_page(Language.ENGLISH, number, 0)))
        assert last.count("7K2M 9QTX") >= 3


def test_a_full_list_takes_fewer_than_seventeen_pages() -> None:
    assert len(texts(PageRenderer().day_list(day_page(Language.ENGLISH, 250, 0)))) < 17


def test_a_screen_reader_finds_a_table_with_its_head_once() -> None:
    with pikepdf.open(io.BytesIO(PageRenderer().day_list(day_page(Language.ENGLISH, 60, 0)))) as pdf:
        (table,) = (child for child in pdf.Root.StructTreeRoot.K.K if child.S == "/Table")
        head, *rows = table.K

        assert [str(cell.S) for cell in head.K] == ["/TH"] * 4
        assert {str(cell.A.Scope) for cell in head.K} == {"/Column"}
        assert len(rows) == 60
        assert {str(cell.S) for row in rows for cell in row.K} == {"/TD"}
