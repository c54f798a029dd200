"""Leaflets on paper: read back from the file, as a screen reader and as a phone's camera find them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from functools import cache
from itertools import product

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from kiosk_app.ports.printing import LeafletPage, PaperSize
from printing import qr
from printing.renderer import PageRenderer
from services.catalogue import embedded_catalogue
from services.fees import embedded_schedule
from services.forms.words import Translator
from services.guidance import page_of, page_of_prison, shipped_guidance
from services.language import Language
from tests.printing.conftest import Render
from tests.printing.test_receipt_structure import kinds

TODAY = date(2026, 11, 22)
PRINTED = datetime(2026, 11, 22, 10, 51, tzinfo=UTC)
TOPICS = tuple(topic.key for topic in shipped_guidance().topics)
BOTH = (Language.ENGLISH, Language.WELSH)
EACH = pytest.mark.parametrize(("size", "language"), list(product(PaperSize, BOTH)))
ONLINE = {
    Language.ENGLISH: "https://www.gov.uk/make-court-claim-for-money",
    Language.WELSH: "https://www.gov.uk/gwneud-hawliad-am-arian-ir-llys",
}
LEAFLETS = (("possession-claim", Language.ENGLISH), ("possession-claim", Language.WELSH), ("money-claim", Language.WELSH))


@cache
def page(topic: str, language: Language, prison: str = "") -> LeafletPage:
    found = shipped_guidance().topic(topic)
    assert found is not None
    made = page_of(found, embedded_schedule(), TODAY)
    about = embedded_catalogue().prison(prison)
    if about is not None:
        made = page_of_prison(made, about, None, date(2026, 7, 31), TODAY)
    return LeafletPage(made, "HMP Cardiff visitors’ centre", "Ministry of Justice", language, PRINTED)


def draw(topic: str, language: Language = Language.ENGLISH, size: PaperSize = PaperSize.A4, prison: str = "") -> bytes:
    return PageRenderer(size).leaflet(page(topic, language, prison))


def read(pdf: bytes) -> str:
    """The words of all pages, with one space between them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(each.get_textpage().get_text_range() for each in document).replace("\ufffe", "-").split())
    finally:
        document.close()


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@EACH
def test_every_word_of_the_page_is_on_the_paper(size: PaperSize, language: Language) -> None:
    translate, content = Translator(language), page("visiting-day", language, "CFI").page
    words = [content.title, content.summary, content.correct]
    for section in content.sections:
        words += [section.heading, *(line.text for line in section.lines)]

    found = read(draw("visiting-day", language, size, "CFI"))

    assert [said for said in map(translate, words) if said not in found] == []


@pytest.mark.parametrize("size", list(PaperSize))
def test_it_says_who_hands_it_out_and_when_it_was_printed_and_was_correct(size: PaperSize) -> None:
    found = read(draw("money-claim", size=size))

    assert "Ministry of Justice" in found
    assert "HMP Cardiff visitors’ centre" in found
    assert "Correct on 22 November 2026." in found
    assert "Printed on Sunday 22 November 2026." in found
    assert "www.gov.uk/make-court-claim-for-money" in found


@EACH
def test_a_phone_reads_where_the_page_is_online_and_nothing_else(size: PaperSize, language: Language, render: Render) -> None:
    found = [code for sheet in render(draw("money-claim", language, size), 203) for code in zxingcpp.read_barcodes(sheet)]

    assert [code.text for code in found] == [ONLINE[language]]


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_welsh_leaflet_says_when_the_page_online_is_in_english(size: PaperSize) -> None:
    english, without, with_one = (read(draw(key, language, size)) for key, language in LEAFLETS)

    assert "Mae’r dudalen honno yn Saesneg." in without
    assert "www.gov.uk/evicting-tenants" in without
    assert "yn Saesneg" not in with_one
    assert "in English" not in english


@pytest.mark.parametrize("address", ["https://evil.example/", "https://www.gov.uk.evil.example/", "https://www.gov.uk/a?who=ada"])
def test_a_code_leads_to_gov_uk_only(address: str) -> None:
    with pytest.raises(ValueError, match=r"GOV\.UK"):
        qr.address_matrix(address)


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_screen_reader_finds_headings_lists_and_the_code(size: PaperSize) -> None:
    with pikepdf.open(io.BytesIO(draw("money-claim", size=size))) as pdf, pdf.open_metadata() as metadata:
        found = kinds(pdf)
        assert str(pdf.Root.Lang) == "en-GB"
        assert metadata["dc:title"] == "Claim money you are owed"
    assert found[:3] == ["/Document", "/Div", "/P"]
    assert [kind for kind in found if kind in {"/H1", "/H2", "/H3"}] == ["/H1", *["/H2"] * 6]
    assert found.count("/LI") == found.count("/Lbl") == found.count("/LBody") > 20
    assert found.count("/Figure") == 1


def test_a_section_of_one_line_is_no_list() -> None:
    with pikepdf.open(io.BytesIO(draw("prison-visit-change"))) as pdf:
        found = kinds(pdf)

    assert found.count("/L") == 5  # six sections, of which "What it costs" is one line


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sheet_of_a4_holds_it_on_both_sides(topic: str) -> None:
    assert all(pages(draw(topic, language)) <= 2 for language in BOTH)


def test_so_it_does_the_day_at_a_prison() -> None:
    assert all(pages(draw("visiting-day", language, prison="CFI")) <= 2 for language in BOTH)


def test_a_roll_is_cut_once() -> None:
    assert pages(draw("money-claim", size=PaperSize.ROLL_80_MM)) == 1


def test_the_same_leaflet_gives_the_same_bytes() -> None:
    assert draw("court-fees") == draw("court-fees")
