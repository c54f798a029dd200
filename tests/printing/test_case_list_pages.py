"""A helper's printed list: what is due and what was submitted, each line once, and that it is confidential on every page."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from pypdf import PdfReader

from kiosk_app.ports.printing import CaseListLine, CaseListPage
from printing.renderer import PageRenderer
from services.forms.words import verbatim
from services.language import Language
from services.money_claims.service import SERVICE as CLAIM

DAY, PRINTED = date(2026, 11, 20), datetime(2026, 11, 20, 10, 51, tzinfo=UTC)


def page(language: Language, due: int = 3, submitted: int = 2, left_out: int = 0) -> CaseListPage:
    what, why = verbatim("Pay £115.00"), verbatim("It is not paid.")
    to_do = tuple(
        CaseListLine(DAY, None, f"Gwenllïan Ŵyn {at}", CLAIM.title, what, why, f"7K2M9QTX{at:04}" if at % 2 else "")
        for at in range(due)
    )
    done = tuple(
        CaseListLine(None, PRINTED, f"Tomasz Zieliński {at}", CLAIM.title, verbatim("Saved here"), None, f"3F2M9QTX{at:04}")
        for at in range(submitted)
    )
    return CaseListPage(
        DAY, to_do, done, left_out, "Taff Street Advice Centre", "Ministry of Justice", "TAF-1", language, PRINTED
    )


def texts(pdf: bytes) -> list[str]:
    return [" ".join(each.extract_text().split()).replace("\N{NO-BREAK SPACE}", " ") for each in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize(
    ("language", "title", "secret", "left"),
    [
        (Language.ENGLISH, "To do on Friday 20 November 2026", "Confidential", "4 of these are left out"),
        (Language.WELSH, "I’w wneud dydd Gwener 20 Tachwedd 2026", "Cyfrinachol", "Gadawyd 4 o’r rhain"),
    ],
)
def test_it_says_which_day_how_many_and_that_it_is_confidential(language: Language, title: str, secret: str, left: str) -> None:
    (only,) = texts(PageRenderer().case_list(page(language, left_out=4)))

    assert title in only
    assert only.count(secret) == 2
    assert left in only


def test_a_long_list_has_every_line_once_and_its_foot_on_every_page() -> None:
    pages = texts(PageRenderer().case_list(page(Language.ENGLISH, 120, 60)))
    whole = " ".join(pages)

    assert len(pages) > 3
    assert [whole.count(f"Gwenllïan Ŵyn {at} ") for at in (0, 7, 119)] == [1, 1, 1]
    assert all("Confidential. This list names clients" in each for each in pages)


def test_an_empty_day_is_a_page_that_says_so() -> None:
    (only,) = texts(PageRenderer().case_list(page(Language.ENGLISH, 0, 0)))

    assert "0 things to do. 0 submitted." in only


def test_it_is_read_aloud_as_tables() -> None:
    pdf = PageRenderer().case_list(page(Language.ENGLISH))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in opened.Root


def test_the_same_list_gives_the_same_bytes() -> None:
    first, again = (PageRenderer().case_list(page(Language.WELSH)) for _turn in range(2))

    assert first == again
