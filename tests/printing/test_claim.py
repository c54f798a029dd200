"""Whole claims on paper, read back from the file: every word once and in order, tags, pages, signatures and the slip."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
import zxingcpp
from PIL import ImageOps

from services.forms.words import Translator
from services.language import Language
from tests.printing.claims import LINK, REFERENCE, by_hand, draw, largest, money, paragraphs, possession, texts
from tests.printing.conftest import Render
from tests.printing.papers import seen
from tests.printing.test_receipt_structure import kinds
from tests.services.money_claims.claims import person

BOTH = (Language.ENGLISH, Language.WELSH)
SPOKEN = "7K2M 9QTX 4HW3"


@pytest.fixture(scope="module")
def large() -> bytes:
    """The largest claim."""
    return draw(largest())


@pytest.fixture(scope="module")
def pages_of_large(large: bytes) -> list[str]:
    return texts(large)


def in_order(text: str, parts: list[str]) -> bool:
    """Whether each part stands in the text, one after the other."""
    at = [text.find(part) for part in parts]
    return -1 not in at and all(first < second for first, second in pairwise(at))


def test_every_paragraph_is_there_once_and_in_order(pages_of_large: list[str]) -> None:
    written = paragraphs()
    bodies = " ".join(page.partition("Form N1 ")[2].partition(" Printed on")[0] for page in pages_of_large[1:])

    assert sum(map(len, written)) + 2 * len(written) > 98_900
    assert in_order(bodies, written)
    assert all(bodies.count(each) == 1 for each in written)


def test_no_paragraph_is_torn(pages_of_large: list[str]) -> None:
    assert [each for each in paragraphs() if not any(each in page for page in pages_of_large)] == []


def test_every_page_says_which_of_how_many_it_is_and_whose(pages_of_large: list[str]) -> None:
    pages = len(pages_of_large)

    assert [page for number, page in enumerate(pages_of_large, 1) if f"Page {number} of {pages}" not in page] == []
    assert all(SPOKEN in page for page in pages_of_large)


def test_amounts_have_running_totals_under_heads_on_every_page(pages_of_large: list[str]) -> None:
    rows = [page for page in pages_of_large if "£100." in page]
    whole = " ".join(pages_of_large)

    assert len(rows) == 2
    assert all("Number What it is for Amount Total so far" in page for page in rows)
    sums = [100_00 * number + number * (number + 1) // 2 for number in range(1, 51)]
    assert in_order(whole, [f"£{sum_ / 100:,.2f}" for sum_ in sums])
    assert "Amount claimed £5,012.75" in whole


def test_every_party_event_and_proof_is_there(pages_of_large: list[str]) -> None:
    whole = " ".join(pages_of_large)

    assert in_order(whole, [f"Defendant {number} Analytical Engines {number} Ltd" for number in range(1, 21)])
    assert in_order(whole, [f"Event {number}: we met" for number in range(1, 51)])
    assert in_order(whole, [f"Photo {number} shows" for number in range(1, 51)])


def test_nothing_is_clipped_and_no_words_lie_on_others(large: bytes) -> None:
    for sight in seen(large, 72):
        box = ImageOps.invert(sight.picture).getbbox()
        assert box is not None
        assert (box[0] >= 44, box[1] >= 28, box[2] <= 552, box[3] <= 842 - 28) == (True, True, True, True)
        ordered = sorted(sight.texts, key=lambda text: -text.box[3])
        assert not any(first.overlaps(second) for first, second in pairwise(ordered))


def test_a_text_that_its_box_holds_stays_in_it() -> None:
    pages = texts(draw(money()))

    assert "Particulars of claim 1. The parties agreed. 2. The defendant did not pay." in " ".join(pages)
    assert "continuation" not in " ".join(pages)


def test_a_longer_one_goes_on_to_a_sheet_behind_the_statement() -> None:
    long = money(particulars={"how": "here", "text": "\n".join(paragraphs(3000))})

    whole = " ".join(texts(draw(long)))

    assert in_order(
        whole,
        ["See the continuation sheet: Particulars of claim", "Statement of truth", "Continuation sheet: Particulars of claim"],
    )


@pytest.mark.parametrize("language", BOTH)
def test_a_signature_by_hand_has_its_place_and_one_made_here_says_when(language: Language) -> None:
    say = Translator(language)
    on_paper, here = money(signing=by_hand()), money()

    paper, screen = " ".join(texts(draw(on_paper, language))), " ".join(texts(draw(here, language)))

    assert "Gwenllïan Ŵŷn" in paper
    assert "Cyfarwyddwraig â gofal" in paper
    assert say(on_paper.statement.text) in paper
    assert ("Llofnod " in paper) if language is Language.WELSH else ("Signature Date: day, month, year" in paper)
    assert ("20 Tachwedd 2026, drwy" in screen) if language is Language.WELSH else ("on 20 November 2026, by typing" in screen)


def test_the_statement_of_truth_is_whole_on_its_page() -> None:
    for rows in range(1, 20, 2):  # so that it comes to stand at many heights of a page
        claim = money(signing=by_hand(), timeline=[{"date": "2024-03-01", "what": "We met."}] * rows)
        (page,) = [each for each in texts(draw(claim)) if "contempt of court" in each]

        assert in_order(page, ["Statement of truth", "I believe that", "honest belief in its truth.", "Signature"])


def test_a_phone_reads_the_payment_link_from_the_slip_and_nothing_else(render: Render) -> None:
    link = f"{LINK}?reference={REFERENCE}&amount=45500"

    found = [code.text for sheet in render(draw(money(), pay_at=link), 203) for code in zxingcpp.read_barcodes(sheet)]

    assert found == [link]


def test_without_a_link_the_slip_has_no_code_and_still_says_how_to_pay(render: Render) -> None:
    pdf = draw(money(payment={"how": "counter"}))
    slip = texts(pdf)[-1]

    assert [code for sheet in render(pdf, 100) for code in zxingcpp.read_barcodes(sheet)] == []
    assert "£455.00" in slip
    assert SPOKEN in slip
    assert "Send a cheque with this slip" in slip
    assert "money-claim/" in slip


def test_who_pays_online_at_a_kiosk_without_a_link_is_told_to_ask_the_court() -> None:
    asked = "This kiosk has no payment code. Ask the court how to pay online, and give the reference."

    assert asked in texts(draw(money()))[-1]
    assert asked not in texts(draw(money(), pay_at=f"{LINK}?reference={REFERENCE}&amount=45500"))[-1]
    assert asked not in texts(draw(money(payment={"how": "counter"})))[-1]


def test_the_slip_is_the_last_page_alone() -> None:
    pages = texts(draw(money()))

    assert "Slip for the court fee" in pages[-1]
    assert not any("Slip for the court fee" in page for page in pages[:-1])


@pytest.mark.parametrize("language", BOTH)
def test_a_second_copy_says_duplicate_on_every_page(language: Language) -> None:
    word = "DYBLYG" if language is Language.WELSH else "DUPLICATE"
    first, second = texts(draw(money(), language)), texts(draw(money(), language, copy=2))

    assert all(word not in page for page in first)
    assert all(word in page for page in second)


@pytest.mark.parametrize(("country", "forms"), [("england", "N5, N119"), ("wales", "N5 Wales, N119 Wales")])
def test_a_possession_claim_names_its_forms_and_numbers_the_particulars(country: str, forms: str) -> None:
    whole = " ".join(texts(draw(possession(country))))

    tenancy = "1. Occupation contract" if country == "wales" else "1. Tenancy"
    assert f"Forms {forms}" in whole
    assert in_order(
        whole,
        [tenancy, "2. Notice", "3. Rent account", "4. Facts of each ground", "5. Steps before the claim", "Statement of truth"],
    )
    assert "Owed at the end of this account £3,200.00" in whole


@pytest.mark.parametrize(("language", "named"), [(Language.ENGLISH, "en-GB"), (Language.WELSH, "cy")])
def test_a_screen_reader_finds_its_language_headings_and_tables(language: Language, named: str) -> None:
    with pikepdf.open(io.BytesIO(draw(money(), language, LINK))) as pdf, pdf.open_metadata() as metadata:
        found = kinds(pdf)
        assert str(pdf.Root.Lang) == named
        assert "N1" in metadata["dc:title"]
        assert metadata["pdfuaid:part"] == "1"
    assert found[:4] == ["/Document", "/Div", "/P", "/H1"]
    assert (found.count("/H1"), found.count("/Table"), found.count("/Figure")) == (1, 2, 1)
    assert found.count("/TH") == 6


def test_accents_in_two_characters_are_joined() -> None:
    whole = " ".join(texts(draw(money(claimants=[person(first_name="Gwenlli\u0308an", last_name="W\u0302yn")]))))

    assert "Gwenllïan Ŵyn" in whole
    assert "□" not in whole


def test_a_letter_the_font_lacks_is_a_square_and_the_paper_says_so() -> None:
    details = {"details": "中 Жρ ok\ufe0f", "crown": "no", "deposit": "no", "amount_known": "yes", "rights": "no"}

    whole = " ".join(texts(draw(money(claim=details))))

    assert "□ Жρ ok Value" in whole
    assert "□ stands for a letter that this printer does not have." in whole


def test_a_name_that_runs_from_right_to_left_is_never_printed_backwards() -> None:
    name = "\u05e2\u05d1\u05e8\u05d9\u05ea"
    signing = {"way": "here", "by": "claimant", "name": f"{name} Lovelace"}

    whole = " ".join(texts(draw(money(claimants=[person(first_name=name)], signing=signing))))

    assert "□□□□□ Lovelace" in whole
    assert "Name: □□□□□ Lovelace" in whole
    assert "□ stands for a letter that this printer does not have." in whole


def test_the_same_claim_gives_the_same_bytes() -> None:
    assert draw(money()) == draw(money())


def test_a_claim_without_a_slip_ends_with_the_statement() -> None:
    assert "Statement of truth" in texts(draw(replace(money(), slip=None)))[-1]
