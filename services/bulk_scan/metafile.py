"""metadata.json: an envelope as bytes, the same ones each time, and back, with every place at fault named.

What is read is held to the metafile schema: unknown members are refused (but for those beside a payment's number, which the
schema lets pass and nobody here reads), texts that may be null may also be absent. An instant that is in no calendar is refused
too, although the schema's pattern lets it pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final, TypeVar

from services.bulk_scan.envelope import (
    MOST_CASE_NUMBER,
    NonScannableItem,
    OcrField,
    Payment,
    ScannableItem,
    ScannedEnvelope,
)
from services.bulk_scan.kinds import Classification, DocumentType
from services.bulk_scan.names import ZipName
from services.bulk_scan.ocr import ocr_text, read_ocr

REQUIRED: Final = (
    "po_box",
    "jurisdiction",
    "delivery_date",
    "opening_date",
    "zip_file_createddate",
    "zip_file_name",
    "envelope_classification",
    "scannable_items",
)
OPTIONAL: Final = ("case_number", "previous_service_case_reference", "rescan_for", "payments", "non_scannable_items")
ITEM_REQUIRED: Final = (
    "document_control_number",
    "scanning_date",
    "file_name",
    "document_type",
    "next_action",
    "next_action_date",
)
ITEM_OPTIONAL: Final = ("ocr_accuracy", "manual_intervention", "ocr_data", "notes", "document_sub_type")
OTHER_REQUIRED: Final = ("document_control_number", "item_type")
_MOST_BYTES: Final = 64 * 1024 * 1024
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_NUMBER: Final = re.compile(r"[0-9]+")
_FILE: Final = re.compile(r".+\.pdf")
_BASE64: Final = re.compile(r"[0-9a-zA-Z=+/]*")
_Value = TypeVar("_Value")


class NotAMetafile(Exception):
    """The bytes are no metafile. `places` names what is at fault ("payments.0"), "" for the whole; never a value."""

    def __init__(self, *places: str) -> None:
        self.places = places
        super().__init__(", ".join(places))


def write_metafile(envelope: ScannedEnvelope) -> bytes:
    """The file, UTF-8. What is not there is left out."""
    said: dict[str, object] = {
        "case_number": envelope.case_number,
        "previous_service_case_reference": envelope.previous_service_case_reference,
        "po_box": envelope.po_box,
        "jurisdiction": envelope.jurisdiction,
        "delivery_date": _instant_text(envelope.delivery_date),
        "opening_date": _instant_text(envelope.opening_date),
        "zip_file_createddate": _instant_text(envelope.zip_file_created),
        "zip_file_name": envelope.zip_name.text,
        "rescan_for": envelope.rescan_for and envelope.rescan_for.text,
        "envelope_classification": envelope.classification.value,
        "scannable_items": [_item(each) for each in envelope.items],
        "payments": [{"document_control_number": each.document_control_number} for each in envelope.payments],
        "non_scannable_items": [_other(each) for each in envelope.non_scannable],
    }
    return (json.dumps(_present(said), ensure_ascii=False, indent=2) + "\n").encode()


def read_metafile(raw: bytes) -> ScannedEnvelope:
    """The envelope of a metafile.

    Raises:
        NotAMetafile: it breaks the schema; every place that does is named.
    """
    if len(raw) > _MOST_BYTES:
        raise NotAMetafile("")
    try:
        value = json.loads(raw.decode())
    except (ValueError, RecursionError):
        raise NotAMetafile("") from None
    reading = _Reading()
    envelope = reading.envelope(value)
    if reading.faults or envelope is None:
        raise NotAMetafile(*sorted(set(reading.faults)))
    return envelope


def _present(said: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in said.items() if value is not None}


def _item(item: ScannableItem) -> dict[str, object]:
    said: dict[str, object] = {
        "document_control_number": item.document_control_number,
        "scanning_date": _instant_text(item.scanning_date),
        "ocr_accuracy": item.ocr_accuracy,
        "manual_intervention": item.manual_intervention,
        "next_action": item.next_action,
        "next_action_date": _instant_text(item.next_action_date),
        "ocr_data": None if item.ocr is None else ocr_text(item.ocr),
        "file_name": item.file_name,
        "notes": item.notes,
        "document_type": item.document_type.value,
        "document_sub_type": item.document_sub_type,
    }
    return _present(said)


def _other(item: NonScannableItem) -> dict[str, object]:
    said = {"document_control_number": item.document_control_number, "item_type": item.item_type, "notes": item.notes}
    return _present(said)


def _instant_text(instant: datetime) -> str:
    return instant.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


class _Reading:
    """Reads a whole metafile, so that every fault is told at once."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def envelope(self, value: object) -> ScannedEnvelope | None:
        found = _Members(self, "", value, REQUIRED, OPTIONAL)
        read = {
            "po_box": found.text("po_box"),
            "jurisdiction": found.text("jurisdiction"),
            "delivery_date": found.read("delivery_date", _instant),
            "opening_date": found.read("opening_date", _instant),
            "zip_file_created": found.read("zip_file_createddate", _instant),
            "zip_name": found.read("zip_file_name", ZipName.read),
            "classification": found.read("envelope_classification", Classification),
            "items": found.each("scannable_items", self._item, at_least=1),
        }
        more = {
            "payments": found.each("payments", self._payment) or (),
            "non_scannable": found.each("non_scannable_items", self._other) or (),
            "case_number": found.maybe("case_number", _case_number),
            "previous_service_case_reference": found.maybe("previous_service_case_reference", str),
            "rescan_for": found.maybe("rescan_for", ZipName.read),
        }
        if self.faults or None in read.values():
            return None
        return ScannedEnvelope(**read, **more)  # type: ignore[arg-type]  # each was read as what its field holds

    def _item(self, place: str, value: object) -> ScannableItem | None:
        found = _Members(self, place, value, ITEM_REQUIRED, ITEM_OPTIONAL)
        read = {
            "document_control_number": found.read("document_control_number", _number),
            "scanning_date": found.read("scanning_date", _instant),
            "file_name": found.read("file_name", _file_name),
            "document_type": found.read("document_type", DocumentType),
            "next_action": found.text("next_action"),
            "next_action_date": found.read("next_action_date", _instant),
        }
        texts = ("document_sub_type", "ocr_accuracy", "manual_intervention", "notes")
        more: dict[str, object] = {name: found.maybe(name, str) for name in texts}
        more["ocr"] = found.maybe("ocr_data", _ocr)
        if None in read.values():
            return None
        return ScannableItem(**read, **more)  # type: ignore[arg-type]  # each was read as what its field holds

    def _payment(self, place: str, value: object) -> Payment | None:
        number = _Members(self, place, value, ("document_control_number",), None).read("document_control_number", _number)
        return None if number is None else Payment(number)

    def _other(self, place: str, value: object) -> NonScannableItem | None:
        found = _Members(self, place, value, OTHER_REQUIRED, ("notes",))
        number, kind = found.read("document_control_number", _number), found.text("item_type")
        notes = found.maybe("notes", str, nullable=False)
        if number is None or kind is None:
            return None
        return NonScannableItem(document_control_number=number, item_type=kind, notes=notes)


class _Members:
    """One object of the file. `optional` None lets any other member pass."""

    def __init__(
        self, reading: _Reading, place: str, value: object, required: tuple[str, ...], optional: tuple[str, ...] | None
    ) -> None:
        self._faults = reading.faults
        self._place = place
        self._value: Mapping[str, object] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self._faults.append(place)
            return
        unknown = set() if optional is None else value.keys() - {*required, *optional}
        self._faults += [self._at(name) for name in required if name not in value]
        self._faults += [place] if unknown else []

    def _at(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name

    def text(self, name: str) -> str | None:
        return self.read(name, str)

    def read(self, name: str, read: Callable[[str], _Value]) -> _Value | None:
        """A text that must be there, read further; None where it is at fault, which is then known."""
        if name not in self._value:
            return None
        return self._read(name, read)

    def maybe(self, name: str, read: Callable[[str], _Value], *, nullable: bool = True) -> _Value | None:
        """A text that may be absent or null."""
        if name not in self._value or (nullable and self._value[name] is None):
            return None
        return self._read(name, read)

    def each(self, name: str, read: Callable[[str, object], _Value | None], *, at_least: int = 0) -> tuple[_Value, ...] | None:
        """A list without two that are equal; None where it is absent or at fault."""
        if name not in self._value:
            return None
        value = self._value[name]
        if not isinstance(value, list) or len(value) < at_least or _has_equals(value):
            self._faults.append(self._at(name))
            return None
        found = [read(f"{self._at(name)}.{place}", one) for place, one in enumerate(value)]
        return tuple(one for one in found if one is not None)

    def _read(self, name: str, read: Callable[[str], _Value]) -> _Value | None:
        value = self._value[name]
        try:
            if isinstance(value, str):
                return read(value)
        except ValueError:
            pass
        self._faults.append(self._at(name))
        return None


def _has_equals(values: list[object]) -> bool:
    spelt = [json.dumps(value, sort_keys=True) for value in values]
    return len(set(spelt)) != len(spelt)


def _instant(text: str) -> datetime:
    if not _INSTANT.fullmatch(text):
        raise ValueError("not an instant")
    return datetime.fromisoformat(text).astimezone(UTC)


def _number(text: str) -> str:
    return _matching(_NUMBER, text)


def _file_name(text: str) -> str:
    return _matching(_FILE, text)


def _case_number(text: str) -> str:
    if len(text) > MOST_CASE_NUMBER:
        raise ValueError("too long")
    return text


def _ocr(text: str) -> tuple[OcrField, ...]:
    return read_ocr(_matching(_BASE64, text))


def _matching(form: re.Pattern[str], text: str) -> str:
    if not form.fullmatch(text):
        raise ValueError("another form")
    return text
