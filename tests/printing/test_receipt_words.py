"""What a printed receipt says, read back from the PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import printing
from kiosk_app.errors import FontsMissing
from kiosk_app.ports.printing import ReceiptPage
from printing.renderer import PageRenderer
from services.forms.words import verbatim

GAP = re.compile(r"\{[^}]*\}")

Draw = Callable[[ReceiptPage], bytes]


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def assert_in_order(text: str, *parts: str) -> None:
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= 0, f"{part!r} is not where it should be"
        position = found + len(part)


def test_an_english_receipt_says_everything_in_the_order_it_is_read(draw: Draw, english: ReceiptPage) -> None:
    text = pages(draw(english))

    assert len(text) == 1
    assert_in_order(
        text[0],
        "Ministry of Justice", "HMP Cardiff visitors’ centre", "Page 1 of 1",
        "Your visit request", "Your visit is not booked yet. The prison decides.",
        "Your reference", "7K2M", "9QTX", "4HW3", "Saved on this kiosk. Not sent yet.",
        "What happens next", "By Wednesday 25 November", "The prison texts you its answer, if your request is sent today.",
        "You asked for", "1", "Saturday 28 November", "9:30am to 11am", "2", "Thursday 26 November",
        "Who", "2 adults and 1 child",
        "If the prison says yes", "Passport", "On the day", "Go to HMP Cardiff, Knox Road, Cardiff CF24 0UG.",
        "Printed on Friday 20 November 2026 at 10:51am from kiosk CFI-2. First copy.", "Keep the reference safe.",
    )  # fmt: skip


def test_a_welsh_receipt_is_welsh_from_header_to_foot(draw: Draw, welsh: ReceiptPage) -> None:
    text = pages(draw(welsh))

    assert len(text) == 1
    assert_in_order(
        text[0],
        "Y Weinyddiaeth Gyfiawnder", "Tudalen 1 o 1",
        "Eich cais am ymweliad", "Nid yw eich ymweliad wedi’i archebu eto. Y carchar sy’n penderfynu.",
        "Eich cyfeirnod", "7K2M", "Wedi’i gadw ar y ciosg hwn. Heb ei anfon eto.",
        "Beth fydd yn digwydd nesaf", "Dydd Sadwrn 28 Tachwedd", "Gwenllïan Ŵ", "2 oedolyn hŷn ac 1 plentyn",
        "Argraffwyd ddydd Gwener 20 Tachwedd 2026 am 10:51yb o giosg CFI-2. Copi cyntaf.",
    )  # fmt: skip


def test_letters_typed_with_separate_accents_are_printed_as_one(draw: Draw, welsh: ReceiptPage) -> None:
    decomposed = replace(welsh, custody_words=verbatim("dw\u0302r a thy\u0302"), site="Ty\u0302")

    text = pages(draw(decomposed))[0]

    assert "dŵr a thŷ" in text
    assert "Tŷ" in text


def test_a_first_copy_never_says_duplicate(draw: Draw, english: ReceiptPage) -> None:
    text = pages(draw(english))[0]

    assert "duplicate" not in text.lower()


@pytest.mark.parametrize("copy", [2, 3, 11])
def test_a_further_copy_says_duplicate_and_which_copy_it_is(draw: Draw, english: ReceiptPage, copy: int) -> None:
    text = pages(draw(replace(english, copy=copy)))

    assert len(text) == 1
    assert_in_order(text[0], "DUPLICATE", f"Copy {copy} of the same receipt", "Your visit request", f"Copy {copy}, a duplicate.")


def test_a_further_copy_in_welsh_says_so_in_welsh(draw: Draw, welsh: ReceiptPage) -> None:
    text = pages(draw(replace(welsh, copy=2)))[0]

    assert_in_order(text, "COPI DYBLYG", "Copi 2 o’r un dderbynneb", "Copi 2, copi dyblyg.")


def test_every_page_of_a_long_receipt_has_its_header_its_copy_and_its_foot(draw: Draw, long: ReceiptPage) -> None:
    text = pages(draw(replace(long, copy=2)))

    assert len(text) == 2
    for number, page in enumerate(text, start=1):
        assert_in_order(page, "Ministry of Justice", f"Page {number} of 2", "DUPLICATE", "Printed on Friday 20 November 2026")
    assert "If the prison says yes" in text[1]


def test_a_service_may_have_nothing_to_say_about_later_or_about_what_was_asked(draw: Draw, english: ReceiptPage) -> None:
    short = replace(english, receipt=replace(english.receipt, asked=(), later=()))

    text = pages(draw(short))

    assert len(text) == 1
    assert "What happens next" in text[0]
    assert "If the prison says yes" not in text[0]


def test_the_printed_time_is_the_wall_clock_in_summer(draw: Draw, english: ReceiptPage) -> None:
    summer = replace(english, printed=english.printed.replace(month=6))

    text = pages(draw(summer))[0]

    assert "Saturday 20 June 2026 at 11:51am" in text


def test_the_same_page_gives_the_same_bytes(draw: Draw, welsh: ReceiptPage) -> None:
    once, again, elsewhere = draw(welsh), draw(welsh), PageRenderer().receipt(welsh)

    assert once == again == elsewhere


def test_the_file_tells_nothing_about_the_person_outside_its_pages(draw: Draw, english: ReceiptPage) -> None:
    reader = PdfReader(io.BytesIO(draw(english)))
    metadata = reader.xmp_metadata

    assert metadata is not None
    outside = f"{dict(reader.metadata or {})} {metadata.stream.get_data().decode()}"
    assert [value for value in (reader.metadata or {}).values() if value] == ["Your visit request"]
    for secret in ("David", "A1234BC", "7K2M", "Cardiff", "2026", "CFI-2"):
        assert secret not in outside


def test_a_computer_without_the_fonts_says_which_package_is_missing(tmp_path: Path, english: ReceiptPage) -> None:
    renderer = PageRenderer(font_folders=[tmp_path])

    with pytest.raises(FontsMissing) as caught:
        renderer.receipt(english)

    assert caught.value.details == {"package": "fonts-liberation2"}


def test_the_words_of_printing_are_all_in_welsh() -> None:
    source = Path(printing.__path__[0])
    with (source / "locale/cy/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale="cy")

    translated = {message.id: message.string for message in catalogue if message.id}

    assert len(translated) >= 20
    same = {message.id for message in catalogue if "Same in English" in message.auto_comments}
    assert all(string and not catalogue[msgid].fuzzy for msgid, string in translated.items())
    left = {msgid for msgid, string in translated.items() if string == msgid and GAP.sub("", msgid).strip(" .,")}
    assert left <= same


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=400))
def test_any_words_can_be_printed(draw: Draw, english: ReceiptPage, words: str) -> None:
    page = replace(english, site=words[:80], custody_words=verbatim(words))

    text = pages(draw(page))

    assert f"Page 1 of {len(text)}" in text[0]
