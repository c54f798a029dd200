"""The metafile: what is written is the schema's, reads back as it was, and whatever else is there is refused by place."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.bulk_scan import metafile
from services.bulk_scan.envelope import MOST_CASE_NUMBER, NonScannableItem, OcrField, Payment, ScannableItem, ScannedEnvelope
from services.bulk_scan.kinds import Classification, DocumentType
from services.bulk_scan.metafile import NotAMetafile, read_metafile, write_metafile
from services.bulk_scan.names import ZipName
from services.bulk_scan.ocr import ocr_text, read_ocr
from tests.services.bulk_scan.envelopes import envelope, item

SCHEMA = Path(
    os.environ.get(
        "JUSTICE_KIOSK_BULK_SCAN_DATA",
        Path(__file__).resolve().parents[4] / "shared" / "data" / "bulk_scan" / "metafile-schema.json",
    )
)
at_hand = pytest.mark.skipif(not SCHEMA.is_file(), reason="the metafile schema is not at hand (JUSTICE_KIOSK_BULK_SCAN_DATA)")

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NUMBERS = st.text("0123456789", min_size=1, max_size=12)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001 - given their zone below
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
)
ZIPS = st.builds(ZipName, NUMBERS, INSTANTS.map(lambda at: at.replace(microsecond=0)), st.booleans())
MAYBE = st.none() | TEXT
FILES = TEXT.map(lambda text: "".join(text.splitlines()) + "x.pdf")
ITEMS = st.builds(
    ScannableItem,
    document_control_number=NUMBERS,
    scanning_date=INSTANTS,
    file_name=FILES,
    document_type=st.sampled_from(DocumentType),
    next_action=TEXT,
    next_action_date=INSTANTS,
    document_sub_type=MAYBE,
    ocr=st.none() | st.lists(st.builds(OcrField, TEXT, TEXT), max_size=3).map(tuple),
    ocr_accuracy=MAYBE,
    manual_intervention=MAYBE,
    notes=MAYBE,
)
ENVELOPES = st.builds(
    ScannedEnvelope,
    po_box=TEXT,
    jurisdiction=TEXT,
    delivery_date=INSTANTS,
    opening_date=INSTANTS,
    zip_file_created=INSTANTS,
    zip_name=ZIPS,
    classification=st.sampled_from(Classification),
    items=st.lists(ITEMS, min_size=1, max_size=3, unique=True).map(tuple),
    payments=st.lists(st.builds(Payment, NUMBERS), max_size=2, unique=True).map(tuple),
    non_scannable=st.lists(
        st.builds(NonScannableItem, document_control_number=NUMBERS, item_type=TEXT, notes=MAYBE), max_size=2, unique=True
    ).map(tuple),
    case_number=MAYBE,
    previous_service_case_reference=MAYBE,
    rescan_for=st.none() | ZIPS,
)


@given(ENVELOPES)
def test_what_is_written_reads_back_as_it_was(made: ScannedEnvelope) -> None:
    raw = write_metafile(made)

    assert read_metafile(raw) == made
    assert write_metafile(read_metafile(raw)) == raw


@given(st.lists(st.builds(OcrField, TEXT, TEXT), max_size=5).map(tuple))
def test_the_fields_of_a_form_read_back_in_order(fields: tuple[OcrField, ...]) -> None:
    assert read_ocr(ocr_text(fields)) == fields


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.integers() | TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner))
)
def test_anything_else_is_refused_and_never_a_fault(value: object) -> None:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()

    with pytest.raises(NotAMetafile):
        read_metafile(raw)


def _said(**changes: object) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(write_metafile(envelope()))
    return {name: value for name, value in {**said, **changes}.items() if value != "GONE"}


def _of_item(**changes: object) -> dict[str, Any]:
    said = _said()
    said["scannable_items"][0].update(changes)
    return said


PLACES = [
    (_said(po_box="GONE"), "po_box"),
    (_said(po_box=7), "po_box"),
    (_said(jurisdiction=None), "jurisdiction"),
    (_said(delivery_date="2026-11-20T12:00:00Z"), "delivery_date"),
    (_said(opening_date="2026-02-30T12:00:00.000Z"), "opening_date"),
    (_said(zip_file_createddate="2026-11-20T12:00:00.000+00:00"), "zip_file_createddate"),
    (_said(zip_file_name="7_20-11-2026-12-00-01.ZIP"), "zip_file_name"),
    (_said(zip_file_name="7_31-02-2026-12-00-01.zip"), "zip_file_name"),
    (_said(rescan_for="old.zip"), "rescan_for"),
    (_said(envelope_classification="NEW_APPLICATION"), "envelope_classification"),
    (_said(case_number="x" * (MOST_CASE_NUMBER + 1)), "case_number"),
    (_said(scannable_items=[]), "scannable_items"),
    (_said(scannable_items=_said()["scannable_items"][:1] * 2), "scannable_items"),
    (_said(payments=[{"document_control_number": "1"}] * 2), "payments"),
    (_said(payments=[{"amount": "1"}]), "payments.0.document_control_number"),
    (_said(payments=None), "payments"),
    (
        _said(non_scannable_items=[{"document_control_number": "1", "item_type": "CD", "notes": None}]),
        "non_scannable_items.0.notes",
    ),
    (_said(colour="red"), ""),
    (_of_item(colour="red"), "scannable_items.0"),
    (_of_item(document_control_number="12 3"), "scannable_items.0.document_control_number"),
    (_of_item(document_control_number="٣"), "scannable_items.0.document_control_number"),
    (_of_item(file_name=".pdf"), "scannable_items.0.file_name"),
    (_of_item(file_name="a.PDF"), "scannable_items.0.file_name"),
    (_of_item(document_type="form"), "scannable_items.0.document_type"),
    (_of_item(ocr_data="not base64!"), "scannable_items.0.ocr_data"),
    (_of_item(ocr_data="e30="), "scannable_items.0.ocr_data"),
    (_of_item(next_action=None), "scannable_items.0.next_action"),
]


@pytest.mark.parametrize(
    ("said", "place"), PLACES, ids=[f"{place or 'whole'}-{number}" for number, (_, place) in enumerate(PLACES)]
)
def test_what_breaks_the_schema_is_refused_by_its_place(said: dict[str, Any], place: str) -> None:
    with pytest.raises(NotAMetafile) as refusal:
        read_metafile(json.dumps(said).encode())

    assert refusal.value.places == (place,)


def test_what_may_be_null_or_absent_is_the_same() -> None:
    nulls = _said(case_number=None, previous_service_case_reference=None, rescan_for=None)

    assert read_metafile(json.dumps(nulls).encode()) == envelope()


def test_more_of_a_payment_passes_and_is_not_kept() -> None:
    said = _said(payments=[{"document_control_number": "2000001", "amount": "35.00"}])

    assert read_metafile(json.dumps(said).encode()).payments == (Payment("2000001"),)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(NotAMetafile) as refusal:
        read_metafile(json.dumps(_said(po_box=1, jurisdiction=2)).encode())

    assert refusal.value.places == ("jurisdiction", "po_box")


@at_hand
def test_the_names_kinds_and_limits_are_those_of_the_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    said, of_item = schema["properties"], schema["properties"]["scannable_items"]["items"]

    assert set(schema["required"]) == set(metafile.REQUIRED)
    assert set(said) == {*metafile.REQUIRED, *metafile.OPTIONAL}
    assert set(of_item["required"]) == set(metafile.ITEM_REQUIRED)
    assert set(of_item["properties"]) == {*metafile.ITEM_REQUIRED, *metafile.ITEM_OPTIONAL}
    assert set(said["non_scannable_items"]["items"]["required"]) == set(metafile.OTHER_REQUIRED)
    assert set(said["non_scannable_items"]["items"]["properties"]) == {*metafile.OTHER_REQUIRED, "notes"}
    assert set(said["payments"]["items"]["properties"]) == {"document_control_number"}
    assert said["case_number"]["maxLength"] == MOST_CASE_NUMBER
    assert [kind.value for kind in Classification] == said["envelope_classification"]["enum"]
    assert [kind.value for kind in DocumentType] == of_item["properties"]["document_type"]["enum"]
    assert (schema["additionalProperties"], of_item["additionalProperties"]) == (False, False)
    assert said["payments"]["items"]["additionalProperties"] is True
    assert said["scannable_items"]["minItems"] == 1


@at_hand
@given(ENVELOPES)
def test_what_is_written_matches_every_pattern_of_the_schema(made: ScannedEnvelope) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))

    _conforms(schema, json.loads(write_metafile(made)), "")


def _conforms(schema: dict[str, Any], value: object, place: str) -> None:
    """As much of draft 4 as that schema uses."""
    import re

    kinds = {"string": str, "array": list, "object": dict, "null": type(None)}
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert isinstance(value, tuple(kinds[kind] for kind in allowed)), place
    if isinstance(value, str):
        assert re.search(schema.get("pattern", ""), value), place
        assert len(value) <= schema.get("maxLength", len(value)), place
        assert value in schema.get("enum", [value]), place
    if isinstance(value, list):
        assert len(value) >= schema.get("minItems", 0), place
        for number, each in enumerate(value):
            _conforms(schema["items"], each, f"{place}.{number}")
    if isinstance(value, dict):
        assert set(schema["required"]) <= value.keys() <= schema["properties"].keys(), place
        for name, each in value.items():
            _conforms(schema["properties"][name], each, f"{place}.{name}")


def test_an_item_without_fields_and_one_with_none_read_are_not_the_same() -> None:
    with_none, unread = envelope(items=(item(ocr=()),)), envelope(items=(item(ocr=None),))

    assert read_metafile(write_metafile(with_none)).items[0].ocr == ()
    assert read_metafile(write_metafile(unread)).items[0].ocr is None
