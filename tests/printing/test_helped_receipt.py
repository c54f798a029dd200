"""A printed receipt says that somebody helped, on both papers and in both languages; without help it says nothing of it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kiosk_app.ports.printing import PaperSize
from printing.renderer import PageRenderer
from services.forms.helped import helped_words, with_helper
from services.language import Language
from tests.printing.papers import FIELDS, receipt_page

SAID = {
    Language.ENGLISH: "Somebody from Taff Street Advice Centre helped with this.",
    Language.WELSH: "Helpodd rhywun o Taff Street Advice Centre gyda hyn.",
}


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("language", SAID)
def test_a_receipt_says_that_somebody_helped(size: PaperSize, language: Language) -> None:
    page = receipt_page(language)
    helped = replace(page.receipt, helped=helped_words(with_helper(FIELDS, "Taff Street Advice Centre")))

    assert SAID[language] in words(PageRenderer(size).receipt(replace(page, receipt=helped)))
    assert SAID[language] not in words(PageRenderer(size).receipt(page))


def test_a_helper_who_names_no_organisation_is_somebody() -> None:
    page = receipt_page(Language.ENGLISH)
    helped = replace(page.receipt, helped=helped_words(with_helper(FIELDS, "")))

    assert "Somebody helped with this." in words(PageRenderer().receipt(replace(page, receipt=helped)))
    assert helped_words(FIELDS) is None
