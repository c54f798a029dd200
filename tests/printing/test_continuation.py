"""Texts on continuation sheets: whatever is written, every word comes out once, and no paragraph is torn that a page can hold."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.boxes import Boxes
from printing.content import Sayer
from printing.flow import Frame, Place, Spot
from printing.fonts import Fonts, load
from printing.tagged import Element
from printing.typeset import Piece
from services.forms.document import Entry, LongText
from services.forms.words import verbatim
from services.language import Language

FONTS = load()
FRAME = Frame(top=100, bottom=260, again=20)  # nine lines on a first page, eight on others
ROOM = FRAME.bottom - FRAME.top - FRAME.again

WORDS = st.integers(1, 20).map(lambda length: "x" * length)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=120).map(" ".join), min_size=1, max_size=12)
LABELS = st.none() | st.just(verbatim("What happened on the day"))


class Counted(Boxes):
    """Boxes that remember which pieces belong to one paragraph."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__(fonts, Element("Document"), Sayer(Language.ENGLISH), ROOM)
        self.made: list[list[Piece]] = []

    def _paragraph(self, text: str, before: float, room: float) -> list[Piece]:
        pieces = super()._paragraph(text, before, room)
        self.made.append(pieces)
        return pieces


def height(pieces: list[Piece]) -> float:
    return sum(piece.before + piece.height for piece in pieces)


def pages_of(pieces: list[Piece], places: list[Place]) -> list[int]:
    at = {id(place.piece): place.spot.page for place in places}
    return [at[id(piece)] for piece in pieces]


@settings(max_examples=settings().max_examples // 2)
@given(texts=st.lists(st.tuples(LABELS, PARAGRAPHS), min_size=1, max_size=3), start=st.floats(100, 255))
def test_paragraphs_break_between_pages_and_headings_never_stand_alone(texts: list[tuple[None, list[str]]], start: float) -> None:
    boxes = Counted(FONTS)
    entries = [boxes.text(Entry(label, LongText("\n".join(paragraphs)))) for label, paragraphs in texts]

    places, _end = FRAME.column([piece for pieces in entries for piece in pieces], 0, Spot(0, start))

    assert [id(place.piece) for place in places] == [id(piece) for pieces in entries for piece in pieces]
    assert all(FRAME.begins(place.spot.page) <= place.spot.y for place in places if place.spot.page)
    assert all(place.spot.y + place.piece.height <= FRAME.bottom + 1e-6 for place in places)
    first_of_entry = {id(pieces[-1]): pieces for pieces in entries}
    assert first_of_entry
    for paragraph in boxes.made:
        on = pages_of(paragraph, places)
        alone: dict[int, int] = defaultdict(int)
        for page in on:
            alone[page] += 1
        if height(paragraph) <= ROOM - 40:  # with a label above it, too
            assert len(alone) == 1
        else:
            assert all(count > 1 for count in alone.values())
    for pieces, (label, _paragraphs) in zip(entries, texts, strict=True):
        if label is not None:
            on = pages_of(pieces, places)
            assert on[0] == on[1]


def test_a_word_of_ninety_nine_thousand_letters_is_broken_into_lines() -> None:
    boxes = Counted(FONTS)

    pieces = boxes.text(Entry(None, LongText("w" * 99_000)))

    assert len(pieces) > 1000
    assert height(pieces) > ROOM
