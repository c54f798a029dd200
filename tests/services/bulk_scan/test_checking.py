"""What an envelope is refused for: every rule with its code, and every code with its words."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest

from services.bulk_scan.checking import Fault, check, check_zip
from services.bulk_scan.envelope import Payment, ScannedEnvelope
from services.bulk_scan.errors import CODE_WORDS, RULE_WORDS, ErrorCode, Rule
from services.bulk_scan.kinds import CLASSIFICATION_WORDS, Classification, DocumentType
from services.bulk_scan.names import METADATA_NAME, ZipName, is_pdf_name, pdf_name
from services.bulk_scan.zipping import NotAZip, read_zip, write_zip
from services.forms.words import Translator
from services.language import Language
from services.reject_reasons import RejectReasons
from tests.services.bulk_scan.envelopes import NOON, ROUTE, envelope, files, item

INVALID = ErrorCode.METAFILE_INVALID
EVIDENCE = Classification.SUPPLEMENTARY_EVIDENCE
WITH_OCR = Classification.SUPPLEMENTARY_EVIDENCE_WITH_OCR
OTHER = DocumentType.OTHER
RULES = [
    (envelope(po_box="1"), INVALID, Rule.ROUTE, "po_box"),
    (envelope(jurisdiction="PROBATE"), INVALID, Rule.ROUTE, "po_box"),
    (envelope(classification=EVIDENCE), INVALID, Rule.FORM_NOT_ALLOWED, "scannable_items.0.document_type"),
    (
        envelope(classification=EVIDENCE, items=(item(kind=DocumentType.SSCS1),)),
        INVALID,
        Rule.FORM_NOT_ALLOWED,
        "scannable_items.0.document_type",
    ),
    (envelope(items=(item(kind=OTHER, ocr=None),)), INVALID, Rule.FORM_MISSING, "scannable_items"),
    (envelope(items=(item(ocr=None),)), INVALID, Rule.OCR_MISSING, "scannable_items.0.ocr_data"),
    (envelope(classification=WITH_OCR, items=(item(ocr=()),)), INVALID, Rule.OCR_MISSING, "scannable_items.0.ocr_data"),
    (
        envelope(items=(item(), replace(item("1000002", OTHER, None), file_name=pdf_name("1000001")))),
        INVALID,
        Rule.SAME_FILE_NAME,
        "scannable_items.1.file_name",
    ),
    (envelope(payments=(Payment("1000001"),)), INVALID, Rule.SAME_NUMBER, "payments.0.document_control_number"),
    (envelope(items=(replace(item(), file_name="../a.pdf"),)), INVALID, Rule.BAD_FILE_NAME, "scannable_items.0.file_name"),
]


def _found(of: ScannedEnvelope, **changes: object) -> tuple[Fault, ...]:
    route = replace(ROUTE, **changes)  # type: ignore[arg-type]
    return check(of, files(of), route, "civil", of.zip_name.text)


def test_an_envelope_that_is_as_it_should_be_has_no_fault() -> None:
    assert _found(envelope()) == ()


@pytest.mark.parametrize(("of", "code", "rule", "place"), RULES, ids=[f"{row[2]}-{number}" for number, row in enumerate(RULES)])
def test_each_rule_is_told_with_its_code_and_place(of: ScannedEnvelope, code: ErrorCode, rule: Rule, place: str) -> None:
    assert _found(of) == (Fault(code, rule, place),)


def test_an_exception_may_hold_anything() -> None:
    assert _found(envelope(classification=Classification.EXCEPTION, items=(item(ocr=None),))) == ()


def test_payments_and_the_service_must_be_switched_on() -> None:
    assert _found(envelope(), payments=False) == (Fault(ErrorCode.PAYMENTS_DISABLED, Rule.PAYMENTS, "payments"),)
    assert _found(envelope(payments=()), payments=False) == ()
    assert _found(envelope(), enabled=False) == (Fault(ErrorCode.SERVICE_DISABLED, Rule.SERVICE),)


def test_scans_and_papers_must_be_the_same_ones() -> None:
    of = envelope()

    found = check(of, {"1000001.pdf": 10, "stray.pdf": 10}, ROUTE, "civil", of.zip_name.text)

    assert set(found) == {
        Fault(INVALID, Rule.FILE_MISSING, "scannable_items.1.file_name"),
        Fault(INVALID, Rule.FILE_UNDECLARED, "files.1"),
    }


def test_a_scan_has_a_largest_size() -> None:
    of = envelope()

    found = check(of, {**files(of), "1000002.pdf": 1_001}, ROUTE, "civil", of.zip_name.text)

    assert found == (Fault(ErrorCode.FILE_LIMIT_EXCEEDED, Rule.TOO_LARGE, "files.1"),)


def test_the_file_must_be_called_as_it_says_it_is_and_come_by_its_own_way() -> None:
    of = envelope()

    assert check(of, files(of), ROUTE, "civil", "8_20-11-2026-12-00-01.zip") == (Fault(INVALID, Rule.ZIP_NAME, "zip_file_name"),)
    assert check(of, files(of), ROUTE, "probate", of.zip_name.text) == (Fault(INVALID, Rule.ROUTE, "po_box"),)


def test_the_name_of_a_zip_says_its_number_and_time() -> None:
    name = ZipName("0042", NOON.replace(microsecond=0), test=True)

    assert name.text == "0042_20-11-2026-12-00-01.test.zip"
    assert ZipName.read(name.text) == name


@pytest.mark.parametrize(
    "text",
    ["", "x_20-11-2026-12-00-01.zip", "7_20-13-2026-12-00-01.zip", "7_20-11-1999-12-00-01.zip", "7_20-11-2026-24-00-01.zip"],
)
def test_another_name_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of the ways in which it is none
        ZipName.read(text)


@pytest.mark.parametrize("text", ["a/b.pdf", "..\\b.pdf", ".pdf", ".a.pdf", "a.pdf\n", "a\0.pdf", "a.png", "é" * 200 + ".pdf"])
def test_a_file_of_an_envelope_names_no_other_place(text: str) -> None:
    assert not is_pdf_name(text)


def test_a_zip_has_the_same_bytes_each_time_and_reads_back() -> None:
    of = envelope()
    made = []
    for _ in range(2):
        to = io.BytesIO()
        write_zip(to, of, lambda name: name.encode())
        made.append(to.getvalue())

    content = read_zip(io.BytesIO(made[0]), 100_000)

    assert made[0] == made[1]
    assert set(content) == {METADATA_NAME, "1000001.pdf", "1000002.pdf"}
    assert check_zip(content, ROUTE, "civil", of.zip_name.text) == ()


def test_a_zip_without_a_metafile_or_with_a_broken_one_is_told() -> None:
    assert check_zip({}, ROUTE, "civil", "x")[0].code is ErrorCode.ZIP_PROCESSING_FAILED
    assert check_zip({METADATA_NAME: b"{}"}, ROUTE, "civil", "x")[0][:2] == (INVALID, Rule.SCHEMA)


def test_a_zip_that_is_torn_too_large_or_has_a_name_twice_is_not_read() -> None:
    whole, twice = io.BytesIO(), io.BytesIO()
    write_zip(whole, envelope(), lambda name: name.encode())
    with ZipFile(twice, "w") as made:
        made.writestr("a.pdf", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a.pdf", b"2")

    for raw, most in ((whole.getvalue()[:-10], 100_000), (whole.getvalue(), 100), (twice.getvalue(), 100_000), (b"", 1)):
        with pytest.raises(NotAZip):
            read_zip(io.BytesIO(raw), most)


@pytest.mark.parametrize("language", Language)
def test_every_code_rule_and_kind_has_words(language: Language) -> None:
    say = Translator(language)

    assert all(say(CODE_WORDS[code]) for code in ErrorCode)
    assert all(say(RULE_WORDS[rule]) for rule in Rule)
    assert all(say(CLASSIFICATION_WORDS[kind]) for kind in Classification)


def test_reject_reasons_are_found_by_code_and_by_words() -> None:
    reasons = RejectReasons.shipped()

    assert len(reasons.by_code) == 92
    assert Translator(Language.ENGLISH)(reasons.by_code[17].words) == "17 Case number format is incorrect"
    assert Translator(Language.WELSH)(reasons.by_code[17].words) == "17 Mae fformat rhif yr achos yn anghywir"
    assert [reason.code for reason in reasons.matching("9")] == [9, 90, 91, 92]
    assert [reason.code for reason in reasons.matching("fee INCORRECT")] == [15]
    assert [reason.code for reason in reasons.matching("ffi'r warant")] == [66]
    assert len(reasons.matching(" ")) == 92
    assert reasons.matching("nothing has these words") == []
