"""A printed receipt as paper shows it: rendered, scanned and measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageOps

from kiosk_app.ports.printing import ReceiptPage
from kiosk_app.ports.submissions import Custody
from services.forms.words import verbatim

Draw = Callable[[ReceiptPage], bytes]
Render = Callable[[bytes, int], list[Image.Image]]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("fixture", ["english", "welsh", "long"])
def test_the_qr_on_paper_holds_the_reference_and_nothing_else(
    draw: Draw, render: Render, request: pytest.FixtureRequest, fixture: str, dpi: int
) -> None:
    first, *_ = render(draw(request.getfixturevalue(fixture)), dpi)

    found = zxingcpp.read_barcodes(first)

    assert [code.text for code in found] == ["7K2M-9QTX-4HW3"]
    assert found[0].ec_level == "M"


@pytest.mark.parametrize("fixture", ["english", "welsh", "long"])
@pytest.mark.parametrize("copy", [1, 2])
def test_words_stay_inside_the_margins(
    draw: Draw, render: Render, request: pytest.FixtureRequest, fixture: str, copy: int
) -> None:
    pages = render(draw(replace(request.getfixturevalue(fixture), copy=copy)), 144)

    for page in pages:
        left, top, right, bottom = ink(page)
        assert left >= 44
        assert right <= 551
        assert top >= 28
        assert bottom <= 842 - 28


def test_a_name_without_spaces_stays_in_its_column(draw: Draw, render: Render, english: ReceiptPage) -> None:
    who = replace(english.receipt.asked[1], lines=(replace(english.receipt.asked[1].lines[0], text=verbatim("W" * 120)),))
    later = replace(english.receipt.later[0], heading=verbatim("M" * 60))
    receipt = replace(english.receipt, asked=(english.receipt.asked[0], who), later=(later, english.receipt.later[1]))

    page = render(draw(replace(english, receipt=receipt)), 144)[0]

    assert ink(page)[2] <= 551
    assert white(page, 326.5, 344, 330, 580)


@pytest.mark.parametrize("reference", ["WWWWMMMMWWWW", "111111111111"])
def test_the_widest_reference_stays_clear_of_the_qr(draw: Draw, render: Render, english: ReceiptPage, reference: str) -> None:
    page = render(draw(replace(english, reference=reference)), 203)[0]

    assert [code.text for code in zxingcpp.read_barcodes(page)] == ["-".join(reference[n : n + 4] for n in (0, 4, 8))]
    assert white(page, 403.5, 422, 165, 298)


def test_long_custody_words_make_the_box_grow(draw: Draw, render: Render, english: ReceiptPage) -> None:
    words = verbatim("Received by the booking centre on Saturday 21 November 2026 at 9:14am. " * 4)

    pages = render(draw(replace(english, custody_words=words)), 203)

    assert [code.text for code in zxingcpp.read_barcodes(pages[0])] == ["7K2M-9QTX-4HW3"]
    assert white(pages[0], 403.5, 422, 165, 298)


def test_each_custody_has_a_shape_of_its_own(draw: Draw, render: Render, english: ReceiptPage) -> None:
    shapes = set()
    for custody in Custody:
        page = render(draw(replace(english, custody=custody)), 100)[0]
        shapes.add(page.crop(points(page, 60, 238, 95, 264)).tobytes())

    assert len(shapes) == len(Custody)


def test_a_duplicate_shows_a_black_bar_across_the_page(draw: Draw, render: Render, english: ReceiptPage) -> None:
    first = render(draw(english), 144)[0]
    second = render(draw(replace(english, copy=2)), 144)[0]

    bar = 46, 64, 56, 97
    assert dark_share(second, *bar) > 0.9
    assert dark_share(first, *bar) < 0.2


def points(page: Image.Image, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    """A box in points from the upper left corner, as pixels."""
    scale = page.width / 595.28
    return round(left * scale), round(top * scale), round(right * scale), round(bottom * scale)


def ink(page: Image.Image) -> tuple[float, float, float, float]:
    box = ImageOps.invert(page).getbbox()
    assert box
    scale = 595.28 / page.width
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def white(page: Image.Image, left: float, right: float, top: float, bottom: float) -> bool:
    return page.crop(points(page, left, top, right, bottom)).getextrema() == (255, 255)


def dark_share(page: Image.Image, left: float, top: float, right: float, bottom: float) -> float:
    histogram = page.crop(points(page, left, top, right, bottom)).histogram()
    return sum(histogram[:128]) / sum(histogram)
