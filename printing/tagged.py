"""A PDF that a screen reader can read: reportlab draws, pikepdf adds the structure.

reportlab knows no tags. Each piece of content is therefore bracketed with a marked-content operator while it is drawn, and the
finished file gets a structure tree, its language, its title and the PDF/UA-1 identifier (ISO 14289-1). What only decorates or
repeats is an artifact, which is skipped when read aloud.

Here y grows downwards from the top edge, as pages are read. The same drawing gives the same bytes: no times, no random ids.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from printing.fonts import Fonts
from services.language import Language

WIDTH, HEIGHT = A4  # in points; a document may have another size


class Mark(NamedTuple):
    """Content on a page, by its number there."""

    page: int
    number: int


class Element:
    """A node of the structure tree: a kind ("H1", "P", "Figure") with elements or marks below it, in reading order."""

    def __init__(self, kind: str, *, alt: str = "") -> None:
        self.kind = kind
        self.alt = alt
        self.numbered = False  # of an L: its items carry labels
        self.heads_column = False  # of a TH
        self.box: tuple[float, float, float, float] | None = None  # of a Figure: where it is, in PDF coordinates
        self.children: list[Element | Mark] = []

    def add(self, kind: str, *, alt: str = "") -> Element:
        """A new element at the end of this one."""
        child = Element(kind, alt=alt)
        self.children.append(child)
        return child


class TaggedPdf:
    """Draws the pages of one document in order, then gives the finished file."""

    def __init__(self, title: str, language: Language, fonts: Fonts) -> None:
        self.fonts = fonts
        self.document = Element("Document")
        self._title = title
        self._language = language.traits.locale
        self._file = io.BytesIO()
        face = fonts.name(bold=False)  # from the start, or every page would name Helvetica, which is not embedded
        self.height = HEIGHT
        self.canvas = Canvas(self._file, pagesize=A4, invariant=1, initialFontName=face)  # type: ignore[arg-type]  # a name
        self._marked: list[list[Element]] = [[]]  # for each page, the element of each mark

    def resize(self, width: float, height: float) -> None:
        """Another size for the page that is being drawn and those after it, before anything is drawn on it."""
        self.height = height
        self.canvas.setPageSize((width, height))

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn inside is content of `element`."""
        page = self._marked[-1]
        element.children.append(Mark(len(self._marked) - 1, len(page)))
        self.canvas.addLiteral(f"/{element.kind} <</MCID {len(page)}>> BDC")
        page.append(element)
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside decorates or repeats, and is not read aloud."""
        self.canvas.addLiteral("/Artifact BMC")
        yield
        self.canvas.addLiteral("EMC")

    def text(
        self, x: float, baseline: float, text: str, size: float, *, bold: bool = False, spacing: float = 0, white: bool = False
    ) -> None:
        """One run of text, starting at `x`."""
        self.canvas.setFillGray(1 if white else 0)
        self.canvas.setFont(self.fonts.name(bold=bold), size)
        self.canvas.drawString(x, self.height - baseline, text, charSpace=spacing)
        self.canvas.setFillGray(0)

    def bar(self, x: float, top: float, width: float, height: float) -> None:
        """A filled black rectangle; a rule when it is thin."""
        with self.artifact():
            self.canvas.rect(x, self.height - top - height, width, height, stroke=0, fill=1)

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """A rectangle whose line lies inside its measures."""
        with self.artifact():
            self.canvas.setLineWidth(line)
            self.canvas.rect(x + line / 2, self.height - top - height + line / 2, width - line, height - line)

    def next_page(self) -> None:
        """End this page and begin another."""
        self.canvas.showPage()
        self._marked.append([])

    def finish(self) -> bytes:
        """The file. Nothing can be drawn afterwards."""
        self.canvas.showPage()
        self.canvas.save()
        self._file.seek(0)
        with pikepdf.open(self._file) as pdf:
            self._describe(pdf)
            self._structure(pdf)
            finished = io.BytesIO()
            pdf.save(finished, min_version="1.7", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return finished.getvalue()

    def _describe(self, pdf: pikepdf.Pdf) -> None:
        """Title, language and the claim to be PDF/UA; nothing about who made it or when."""
        del pdf.docinfo
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = self._title
            metadata["dc:language"] = {self._language}
            metadata["pdfuaid:part"] = "1"
        pdf.Root.Lang = String(self._language)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

    def _structure(self, pdf: pikepdf.Pdf) -> None:
        """The structure tree, and back from every mark to its element."""
        made: dict[Element, pikepdf.Object] = {}
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(pdf, self.document, root, made)
        numbers = Array()
        for index, marked in enumerate(self._marked):
            page = pdf.pages[index].obj
            page.StructParents = index
            page.Tabs = Name.S
            numbers.append(index)
            numbers.append(pdf.make_indirect(Array([made[element] for element in marked])))
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._marked)
        pdf.Root.StructTreeRoot = root

    def _element(
        self, pdf: pikepdf.Pdf, element: Element, parent: pikepdf.Object, made: dict[Element, pikepdf.Object]
    ) -> pikepdf.Object:
        node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
        made[element] = node
        if element.alt:
            node.Alt = String(element.alt)
        if element.box:
            node.A = Dictionary(O=Name.Layout, BBox=Array(element.box), Placement=Name.Block)
        if element.heads_column:
            node.A = Dictionary(O=Name.Table, Scope=Name.Column)
        if element.numbered:
            node.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal)
        node.K = Array(
            [
                Dictionary(Type=Name.MCR, Pg=pdf.pages[child.page].obj, MCID=child.number)
                if isinstance(child, Mark)
                else self._element(pdf, child, node, made)
                for child in element.children
            ]
        )
        return node
