"""A scanned envelope as it usually is, to change one thing of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.bulk_scan.checking import Route
from services.bulk_scan.envelope import NonScannableItem, OcrField, Payment, ScannableItem, ScannedEnvelope
from services.bulk_scan.kinds import Classification, DocumentType
from services.bulk_scan.names import ZipName, pdf_name

NOON = datetime(2026, 11, 20, 12, 0, 1, 250_000, tzinfo=UTC)
ROUTE = Route(container="civil", jurisdiction="CIVIL", po_boxes=frozenset({"13226"}), most_bytes=1_000)


def item(
    number: str = "1000001",
    kind: DocumentType = DocumentType.FORM,
    ocr: tuple[OcrField, ...] | None = (OcrField("Claimant", "Ada"),),
) -> ScannableItem:
    return ScannableItem(
        document_control_number=number,
        scanning_date=NOON,
        file_name=pdf_name(number),
        document_type=kind,
        next_action="forward",
        next_action_date=NOON + timedelta(days=1),
        document_sub_type="N1",
        ocr=ocr,
    )


def envelope(**changes: object) -> ScannedEnvelope:
    said: dict[str, object] = {
        "po_box": "13226",
        "jurisdiction": "CIVIL",
        "delivery_date": NOON,
        "opening_date": NOON,
        "zip_file_created": NOON,
        "zip_name": ZipName("7", NOON.replace(microsecond=0)),
        "classification": Classification.NEW_APPLICATION,
        "items": (item(), item("1000002", DocumentType.SUPPORTING_DOCUMENTS, None)),
        "payments": (Payment("2000001"),),
        "non_scannable": (NonScannableItem(document_control_number="3000001", item_type="CD", notes="photographs"),),
        "case_number": None,
    }
    return ScannedEnvelope(**{**said, **changes})  # type: ignore[arg-type]


def files(of: ScannedEnvelope) -> dict[str, int]:
    return {each.file_name: 10 for each in of.items}
