"""Receipts and passes on both papers, in both languages: what they say, what they hold, and that nothing lies over anything."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
import zxingcpp
from PIL import ImageOps
from pypdf import PageObject, PdfReader

from kiosk_app.ports.printing import PaperSize
from printing.renderer import PageRenderer
from services.forms.words import verbatim
from services.language import Language
from tests.printing.papers import BOOKED, CLOSED, NAMES, REFERENCE, paper, pass_page, receipt_page, seen

DESIGNS = [(kind, size, language) for kind in ("receipt", "pass") for size in PaperSize for language in Language]
DUPLICATE = {Language.ENGLISH: "DUPLICATE", Language.WELSH: "COPI DYBLYG"}
EN, CY = Language.ENGLISH, Language.WELSH


def drawn(kind: str, size: PaperSize, language: Language, copy: int = 1) -> bytes:
    renderer = PageRenderer(size)
    if kind == "receipt":
        return renderer.receipt(receipt_page(language, copy))
    return renderer.granted_pass(pass_page(language, copy))


def smallest_type(page: PageObject) -> float:
    sizes: list[float] = []
    page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size) if text.strip() else None)
    return min(sizes)


def assert_in_order(text: str, *parts: str) -> None:
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("copy", [1, 2])
@pytest.mark.parametrize(("kind", "size", "language"), DESIGNS)
def test_the_qr_holds_the_reference_and_nothing_else(kind: str, size: PaperSize, language: Language, copy: int) -> None:
    first, *others = seen(drawn(kind, size, language, copy), 203)

    assert [code.text for code in zxingcpp.read_barcodes(first.picture)] == ["7K2M-9QTX-4HW3"]
    assert not any(zxingcpp.read_barcodes(page.picture) for page in others)


@pytest.mark.parametrize(("kind", "size", "language"), DESIGNS)
def test_only_a_further_copy_says_duplicate_and_says_it_on_every_page(kind: str, size: PaperSize, language: Language) -> None:
    first, second = said(drawn(kind, size, language)), drawn(kind, size, language, 2)

    assert DUPLICATE[language].lower() not in first.lower()
    assert all(DUPLICATE[language] in page.extract_text() for page in PdfReader(io.BytesIO(second)).pages)


def test_a_further_copy_of_a_pass_is_not_called_a_receipt() -> None:
    assert "Copy 3 of the same pass" in said(drawn("pass", PaperSize.A4, EN, 3))
    assert "Copi 3 o’r un tocyn" in said(drawn("pass", PaperSize.ROLL_80_MM, CY, 3))


@pytest.mark.parametrize("copy", [1, 2])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", ["receipt", "pass"])
def test_a_real_receipt_and_a_real_pass_are_one_page_of_a4(kind: str, language: Language, copy: int) -> None:
    (page,) = PdfReader(io.BytesIO(drawn(kind, PaperSize.A4, language, copy))).pages

    assert {Language.ENGLISH: "Page 1 of 1", Language.WELSH: "Tudalen 1 o 1"}[language] in page.extract_text()
    assert smallest_type(page) >= 11.5


@pytest.mark.parametrize("kind", ["receipt", "pass"])
def test_what_to_bring_stands_in_two_columns_in_the_order_it_is_read(kind: str) -> None:
    (page,) = seen(drawn(kind, PaperSize.A4, EN))

    first, second = (next(text for text in page.texts if text.words == words) for words in ("Passport", "You can be turned away"))
    assert first.box[0] == pytest.approx(45, abs=3)
    assert second.box[0] == pytest.approx(310, abs=3)
    assert_in_order(said(drawn(kind, PaperSize.A4, EN)), "Passport", "Or two of these", "Bank card", "You can be turned away")


@pytest.mark.parametrize("language", Language)
def test_a_second_page_carries_the_reference_and_no_section_is_torn(language: Language) -> None:
    page = receipt_page(language)
    rules = tuple(replace(each, heading=verbatim(f"Rule {letter}")) for letter in "ABCD" for each in page.receipt.later[-2:-1])
    longer = replace(page, receipt=replace(page.receipt, later=(*page.receipt.later, *rules)))

    first, second = (
        " ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(PageRenderer().receipt(longer))).pages
    )

    assert f"{ {EN: 'Page', CY: 'Tudalen'}[language] } 2 o" in second
    assert "7K2M 9QTX 4HW3" in second
    last_words = {EN: "see-through or very short.", CY: "neu’n fyr iawn."}[language]
    for whole in (first, second):
        assert whole.count(last_words) == sum(whole.count(f"Rule {letter}") for letter in "ABCD") + whole.count(
            {EN: "You can be turned away", CY: "Gallwch gael eich troi i ffwrdd"}[language]
        )


@pytest.mark.parametrize("size", PaperSize)
def test_a_receipt_says_all_that_a_person_must_know(size: PaperSize) -> None:
    text = said(drawn("receipt", size, EN))

    for part in (
        "Your visit is not booked yet.", "7K2M 9QTX 4HW3", "Saved on this kiosk. Not sent yet.",
        "By Wednesday 25 November", "Do not ask before then.", "phone 0300", "Use “I have a reference” on any kiosk.",
        "1 Saturday 28 November", "2 Thursday 26 November", "3 Sunday 29 November", "To visit David T, A1234BC",
        "Each adult brings one of these", "Biometric residence permit", "Or two of these", "Birth or marriage certificate",
        "Arrive 45 minutes before the visit.", "Knox Road, Cardiff, CF24 0UG", "You can be turned away", "Closed visit",
    ):  # fmt: skip
        assert part in text.replace("\N{NO-BREAK SPACE}", " "), part


@pytest.mark.parametrize("size", PaperSize)
def test_a_pass_says_where_when_and_who(size: PaperSize) -> None:
    text = said(drawn("pass", size, EN))

    for part in (
        "Visit pass", "Saturday 28 November 2026", "9:30am to 11am", "7K2M 9QTX 4HW3", "Your visit is booked.",
        "Arrive by 8:45am", "Go to HMP Cardiff", "Knox Road, Cardiff, CF24 0UG", "David T, A1234BC",
        "Visitors: 2 adults and 1 child", "Siân O", "Mali O", "Passport", "If you are late",
    ):  # fmt: skip
        assert part in text, part
    assert "closed" not in text.lower()


def test_only_the_pass_of_a_closed_visit_says_so() -> None:
    closed = said(PageRenderer().granted_pass(pass_page(EN, context=CLOSED)))
    open_visit = said(PageRenderer().granted_pass(pass_page(EN, context=BOOKED)))

    assert "This is a closed visit" in closed
    assert "closed" not in open_visit.lower()


@pytest.mark.parametrize("kind", ["receipt", "pass"])
@pytest.mark.parametrize("size", PaperSize)
def test_a_welsh_paper_is_welsh_throughout(kind: str, size: PaperSize) -> None:
    english, welsh = said(drawn(kind, size, EN)), said(drawn(kind, size, CY))

    names = {"David", "T,", "A1234BC", "7K2M", "9QTX", "4HW3", "0300", "303", "2301.", "CFI-2.", "Siân", "Mali", "B", "O", "Knox"}
    same = {word for word in english.split() if word.isalpha() and word in welsh.split()} - names
    assert same <= {
        "Wolfeschlegelsteinhausenberg",
        "erdorff",
        "Wolfeschlegelsteinhausenbergerdorff",
        "T",
        "am",
        "a",
        "o",
        "i",
        "neu",
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_words_lie_over_others_or_outside_the_page(name: str) -> None:
    margin = 8 if "80mm" in name else 28

    for page in seen(paper(name)):
        for number, text in enumerate(page.texts):
            assert [other.words for other in page.texts[number + 1 :] if text.overlaps(other)] == [], text.words
        left, top, right, bottom = ImageOps.invert(page.picture).getbbox() or (0, 0, 0, 0)
        dots = page.picture.width / page.width
        assert left / dots >= margin
        assert right / dots <= page.width - margin
        assert top / dots >= margin
        assert bottom / dots <= page.height - margin


@pytest.mark.parametrize("kind", ["receipt", "pass"])
def test_a_strip_is_one_page_eighty_millimetres_wide(kind: str) -> None:
    pages = seen(drawn(kind, PaperSize.ROLL_80_MM, CY))

    assert len(pages) == 1
    assert pages[0].width * 25.4 / 72 == pytest.approx(80, abs=0.1)


def test_a_module_of_the_qr_is_whole_dots_of_the_thermal_head() -> None:
    page = seen(drawn("receipt", PaperSize.ROLL_80_MM, EN), 203)[0]

    (code,) = zxingcpp.read_barcodes(page.picture)
    side = code.position.top_right.x - code.position.top_left.x
    assert side == pytest.approx(210, abs=2)


@pytest.mark.parametrize("name", NAMES)
def test_every_paper_is_tagged_from_its_title_on(name: str) -> None:
    drawing = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b"}

    with pikepdf.open(io.BytesIO(paper(name))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == ("cy" if name.endswith("-cy") else "en-GB")
        kinds = [str(child.S) for child in pdf.Root.StructTreeRoot.K.K]
        assert kinds.index("/H1") < kinds.index("/H2")
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth == 1 or operator not in drawing
            assert depth == 0


@pytest.mark.parametrize("kind", ["receipt", "pass"])
@pytest.mark.parametrize("size", PaperSize)
def test_a_paper_is_drawn_the_same_every_time(kind: str, size: PaperSize) -> None:
    draw: Callable[[], bytes] = lambda: drawn(kind, size, CY, 2)  # noqa: E731 - twice the same call

    assert draw() == draw()
    assert REFERENCE.encode() not in draw()
