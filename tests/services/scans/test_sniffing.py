"""What is taken for a scan: by content alone, whole, and nothing that does more than show pages."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.words import Translator
from services.language import Language
from services.scans import NotAScan, Refusal, ScanKind, sniff
from services.scans.kinds import REFUSAL_WORDS
from tests.services.scans.files import jpeg, object_stream, pdf, png, tiff

WHOLE = [
    (pdf(), ScanKind.PDF),
    (pdf(catalog=b"/OpenAction[3 0 R/Fit]"), ScanKind.PDF),
    (pdf(object_stream(b"5 0 <</Type/Font>>")), ScanKind.PDF),
    (pdf(b"(a text that says /JavaScript \\) and ) and (so on\\) /JS))"), ScanKind.PDF),
    (pdf(b"null % /JavaScript in a comment"), ScanKind.PDF),
    (pdf(stream=b"/JS in what is drawn"), ScanKind.PDF),
    (png(), ScanKind.PNG),
    (jpeg(), ScanKind.JPEG),
    (jpeg() + b"\0\0", ScanKind.JPEG),
    (tiff(), ScanKind.TIFF),
    (tiff(3, ">"), ScanKind.TIFF),
]
REFUSED = [
    (b"", Refusal.EMPTY),
    (b"hello", Refusal.UNKNOWN),
    (b"MZ\x90\0", Refusal.UNKNOWN),
    (b"<svg/>", Refusal.UNKNOWN),
    (b"\n" + pdf(), Refusal.UNKNOWN),
    (pdf()[:-30], Refusal.BROKEN),
    (b"%PDF-1.7\nstartxref\n0\n%%EOF", Refusal.BROKEN),
    (pdf(b"(a text without an end"), Refusal.BROKEN),
    (pdf(catalog=b"/AcroForm<</XFA 9 0 R>>"), Refusal.ACTIVE),
    (pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), Refusal.ACTIVE),
    (pdf(b"<</S/J#61vaScript>>"), Refusal.ACTIVE),
    (pdf(b"<</S/Launch/F(x)>>"), Refusal.ACTIVE),
    (pdf(catalog=b"/Names<</EmbeddedFiles 9 0 R>>"), Refusal.ACTIVE),
    (pdf(catalog=b"/AA<<>>"), Refusal.ACTIVE),
    (pdf(object_stream(b"5 0 <</S/JavaScript>>")), Refusal.ACTIVE),
    (pdf(object_stream(b"", b"", coded=b"5 0 <</S/Launch>>")), Refusal.ACTIVE),
    (pdf(b"<</Filter/Standard/Encrypt 9 0 R>>"), Refusal.ENCRYPTED),
    (pdf(object_stream(b"x", b"/Filter/LZWDecode")), Refusal.UNCHECKED),
    (pdf(object_stream(b"x", b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>")), Refusal.UNCHECKED),
    (pdf(object_stream(b"x", coded=b"not deflated")), Refusal.UNCHECKED),
    (pdf(object_stream(bytes(17_000_000))), Refusal.UNCHECKED),
    (pdf(stream=b"9 0 obj <</S/JavaScript>> endobj"), Refusal.UNCHECKED),
    (pdf(stream=b"9 %x\n 0 obj <</S/JavaScript>> endobj"), Refusal.UNCHECKED),
    (png()[:-1], Refusal.BROKEN),
    (png() + b"PK\x03\x04", Refusal.BROKEN),
    (png().replace(b"IDAT", b"IDAX"), Refusal.BROKEN),
    (png(0, 5), Refusal.BROKEN),
    (png(64_000, 64_000), Refusal.TOO_LARGE),
    (jpeg()[:-2], Refusal.BROKEN),
    (jpeg() + b"PK\x03\x04", Refusal.BROKEN),
    (jpeg(coded=b"")[:-2] + b"\xff\xda", Refusal.BROKEN),
    (jpeg(65_000, 65_000), Refusal.TOO_LARGE),
    (tiff()[:-3], Refusal.BROKEN),
    (tiff(data=b""), Refusal.BROKEN),
    (b"II*\0\x08\0\0\0\0\0\x08\0\0\0", Refusal.BROKEN),
    (b"II*\0\0\0\0\0", Refusal.BROKEN),
]


@pytest.mark.parametrize(("content", "kind"), WHOLE, ids=[f"{kind.name}-{number}" for number, (_, kind) in enumerate(WHOLE)])
def test_a_whole_file_is_known_by_its_content(content: bytes, kind: ScanKind) -> None:
    assert sniff(content) is kind


@pytest.mark.parametrize(
    ("content", "refusal"), REFUSED, ids=[f"{why.value}-{number}" for number, (_, why) in enumerate(REFUSED)]
)
def test_any_other_is_refused_for_what_is_wrong_with_it(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(NotAScan) as refused:
        sniff(content)

    assert refused.value.refusal is refusal


def test_a_tiff_whose_pages_go_in_circles_is_refused() -> None:
    made = bytearray(tiff())
    made[-4:] = made[4:8]

    with pytest.raises(NotAScan):
        sniff(bytes(made))


@given(st.sampled_from([pdf(), png(), jpeg(), tiff(2)]), st.data())
def test_a_file_that_was_cut_or_changed_is_taken_or_refused_and_never_a_fault(whole: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=12))
    changed = whole[:cut] + noise + whole[cut + data.draw(st.integers(0, 12)) :]

    with suppress(NotAScan):
        assert sniff(changed) in ScanKind


@given(st.sampled_from([png(), jpeg(), tiff(2)]), st.data())
def test_a_picture_that_lost_its_end_is_never_taken(whole: bytes, data: st.DataObject) -> None:
    with pytest.raises(NotAScan):
        sniff(whole[: data.draw(st.integers(0, len(whole) - 1))])


@pytest.mark.parametrize("language", Language)
def test_every_refusal_has_words(language: Language) -> None:
    assert all(Translator(language)(REFUSAL_WORDS[refusal]) for refusal in Refusal)
