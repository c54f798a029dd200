"""A scanned envelope: who sent it where, the papers in it by their control numbers, and what came with them.

Sizes and kinds are those of the metafile schema of bulk-scan-processor (2026-08-22). What a value here can hold, the
metafile can: what cannot be said there is refused when it is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from services.bulk_scan.kinds import Classification, DocumentType
from services.bulk_scan.names import ZipName

MOST_CASE_NUMBER: Final = 100  # characters
_DIGITS: Final = re.compile(r"[0-9]+")
_MILLISECOND: Final = 1000  # microseconds


@dataclass(frozen=True, slots=True)
class OcrField:
    """One field of a form, by the name that the form's service knows it by."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannableItem:
    """A paper that was scanned. `ocr` is None where nothing was read from it; that is not the same as a form without fields.

    Raises:
        ValueError: the control number is not digits, or an instant is not in UTC to the millisecond.
    """

    document_control_number: str
    scanning_date: datetime
    file_name: str
    document_type: DocumentType
    next_action: str
    next_action_date: datetime
    document_sub_type: str | None = None
    ocr: tuple[OcrField, ...] | None = None
    ocr_accuracy: str | None = None
    manual_intervention: str | None = None
    notes: str | None = None

    def __post_init__(self) -> None:
        _check_number(self.document_control_number)
        _check_instants(self.scanning_date, self.next_action_date)


@dataclass(frozen=True, slots=True)
class Payment:
    """A cheque, a postal order or cash that was in the envelope. How much it is, is matched later by its number.

    Raises:
        ValueError: the control number is not digits.
    """

    document_control_number: str

    def __post_init__(self) -> None:
        _check_number(self.document_control_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class NonScannableItem:
    """What no scanner takes: a CD, a DVD, a memory stick.

    Raises:
        ValueError: the control number is not digits.
    """

    document_control_number: str
    item_type: str
    notes: str | None = None

    def __post_init__(self) -> None:
        _check_number(self.document_control_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedEnvelope:
    """Everything that is said of one envelope. Its rules across fields are in `checking`.

    Raises:
        ValueError: the case number is too long, or an instant is not in UTC to the millisecond.
    """

    po_box: str
    jurisdiction: str
    delivery_date: datetime
    opening_date: datetime
    zip_file_created: datetime
    zip_name: ZipName
    classification: Classification
    items: tuple[ScannableItem, ...]
    payments: tuple[Payment, ...] = ()
    non_scannable: tuple[NonScannableItem, ...] = ()
    case_number: str | None = None
    previous_service_case_reference: str | None = None
    rescan_for: ZipName | None = None

    def __post_init__(self) -> None:
        if self.case_number is not None and len(self.case_number) > MOST_CASE_NUMBER:
            raise ValueError("the case number is too long")
        _check_instants(self.delivery_date, self.opening_date, self.zip_file_created)

    @property
    def control_numbers(self) -> tuple[str, ...]:
        """Every control number of the envelope, in order, as often as it is there."""
        numbered: tuple[ScannableItem | Payment | NonScannableItem, ...] = (*self.items, *self.payments, *self.non_scannable)
        return tuple(each.document_control_number for each in numbered)


def _check_number(text: str) -> None:
    if not _DIGITS.fullmatch(text):
        raise ValueError("a document control number is made of digits")


def _check_instants(*instants: datetime) -> None:
    for instant in instants:
        if instant.tzinfo is None or instant.utcoffset() != UTC.utcoffset(None) or instant.microsecond % _MILLISECOND:
            raise ValueError("an instant of an envelope is in UTC, to the millisecond")
