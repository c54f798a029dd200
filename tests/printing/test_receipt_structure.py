"""What a screen reader finds in a printed receipt."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from kiosk_app.ports.printing import ReceiptPage

Draw = Callable[[ReceiptPage], bytes]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(node: Any) -> Iterator[Any]:
    yield node
    for child in node.get("/K", []):
        if child.get("/Type") == "/StructElem":
            yield from elements(child)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K)]


@pytest.mark.parametrize(
    ("fixture", "language", "title"), [("english", "en-GB", "Your visit request"), ("welsh", "cy", "Eich cais am ymweliad")]
)
def test_the_file_names_its_language_and_title(
    draw: Draw, request: pytest.FixtureRequest, fixture: str, language: str, title: str
) -> None:
    with opened(draw(request.getfixturevalue(fixture))) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert metadata["dc:title"] == title
        assert metadata["pdfuaid:part"] == "1"


def test_headings_lists_and_the_qr_are_what_they_look_like(draw: Draw, english: ReceiptPage) -> None:
    with opened(draw(english)) as pdf:
        found = kinds(pdf)

    assert found[:5] == ["/Document", "/Div", "/P", "/H1", "/P"]
    assert [kind for kind in found if kind in {"/H1", "/H2"}] == ["/H1", "/H2", "/H2", "/H2"]
    assert found.count("/H3") == 6
    assert found.count("/L") == 4
    assert found.count("/Lbl") == 2
    assert found.count("/Figure") == 1


def test_the_qr_has_words_and_a_place(draw: Draw, welsh: ReceiptPage) -> None:
    with opened(draw(welsh)) as pdf:
        figure = next(element for element in elements(pdf.Root.StructTreeRoot.K) if element.S == "/Figure")

        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        assert str(figure.Alt) == "Cod QR y cyfeirnod 7K2M 9QTX 4HW3"
        assert right - left == pytest.approx(105)
        assert top - bottom == pytest.approx(105)


def test_a_duplicate_is_announced_before_the_title(draw: Draw, english: ReceiptPage) -> None:
    with opened(draw(replace(english, copy=2))) as pdf:
        assert kinds(pdf)[:5] == ["/Document", "/Div", "/P", "/P", "/H1"]


@pytest.mark.parametrize("fixture", ["english", "welsh", "long"])
def test_all_content_is_either_in_the_structure_or_an_artifact(draw: Draw, request: pytest.FixtureRequest, fixture: str) -> None:
    drawing = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "Do", "sh"}

    with opened(draw(request.getfixturevalue(fixture))) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth <= 1
                assert depth == 1 or operator not in drawing
            assert depth == 0


def test_every_mark_leads_to_its_element_and_back(draw: Draw, long: ReceiptPage) -> None:
    with opened(draw(long)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(key): marked for key, marked in zip(numbers[::2], numbers[1::2], strict=True)}
        marks = 0
        for element in elements(pdf.Root.StructTreeRoot.K):
            for child in element.K:
                if child.get("/Type") == "/MCR":
                    page_parents = parents[int(child.Pg.StructParents)]
                    assert page_parents[int(child.MCID)].objgen == element.objgen
                    marks += 1

        assert len(pdf.pages) == 2
        assert marks == sum(len(array) for array in parents.values())


@pytest.mark.parametrize("copy", [1, 2])
def test_pages_are_pure_black_and_white(draw: Draw, english: ReceiptPage, copy: int) -> None:
    greys, colours = set(), []

    with opened(draw(replace(english, copy=copy))) as pdf:
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(instruction.operator)
            if operator in {"g", "G"}:
                greys.add(float(instruction.operands[0]))
            elif operator in {"rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"}:
                colours.append(tuple(float(part) for part in instruction.operands))

    assert greys <= {0.0, 1.0}
    assert not colours


def test_every_font_is_embedded(draw: Draw, welsh: ReceiptPage) -> None:
    with opened(draw(welsh)) as pdf:
        fonts = pdf.pages[0].Resources.Font

        assert len(fonts) == 2
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in dict(fonts.items()).values())
