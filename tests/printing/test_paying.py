"""The box from which a fee is paid online: its code holds the link and nothing else, and without one it says what to do."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from kiosk_app.ports.printing import PaperSize
from printing.renderer import PageRenderer
from services.language import Language
from tests.printing.papers import REFERENCE, receipt_page
from tests.services.fee_payment.payments import HANDS, power

LINK = f"https://www.gov.uk/payments/county-court/pay-a-court-fee?reference={REFERENCE}&amount=45500"
GROUPED = "7K2M-9QTX-4HW3"
SIZES = pytest.mark.parametrize("size", PaperSize)
LANGUAGES = pytest.mark.parametrize("language", Language)


def drawn(size: PaperSize, language: Language, **paid: Any) -> bytes:
    return PageRenderer(size).receipt(replace(receipt_page(language), **paid))


def words(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def codes(pdf: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pictures = [page.render(scale=4, grayscale=True).to_pil() for page in document]
    return sorted(found.text for picture in pictures for found in zxingcpp.read_barcodes(picture))


@SIZES
@LANGUAGES
def test_a_phone_reads_the_link_beside_the_reference_and_nothing_else(size: PaperSize, language: Language) -> None:
    pdf = drawn(size, language, pay=45_500, pay_at=LINK)

    assert codes(pdf) == [GROUPED, LINK]
    assert "£455.00" in words(pdf)
    assert LINK.replace("-", "") in words(pdf).replace(" ", "").replace("-", "")


@SIZES
@LANGUAGES
def test_without_a_link_the_receipt_says_what_to_do(size: PaperSize, language: Language) -> None:
    pdf = drawn(size, language, pay=45_500)

    assert codes(pdf) == [GROUPED]
    asked = {Language.ENGLISH: "Ask the court how to pay online", Language.WELSH: "Gofynnwch i’r llys sut i dalu ar-lein"}
    assert asked[language] in words(pdf)


@SIZES
def test_where_nothing_is_paid_online_there_is_no_such_box(size: PaperSize) -> None:
    pdf = drawn(size, Language.ENGLISH)

    assert codes(pdf) == [GROUPED]
    assert "online" not in words(pdf)


@pytest.mark.parametrize(
    ("size", "language", "decides"),
    [(PaperSize.A4, Language.WELSH, "Gwarcheidwad"), (PaperSize.ROLL_80_MM, Language.ENGLISH, "Public Guardian decides")],
)
def test_a_lower_fee_is_printed_as_an_estimate_with_the_proof(size: PaperSize, language: Language, decides: str) -> None:
    asked = HANDS.receipt(power("pension-credit-guarantee", "yes-low-income"))

    said = words(drawn(size, language, receipt=asked))

    assert all(part in said for part in (decides, "LPA120A", "A510 7295 5715", "£46.00"))
