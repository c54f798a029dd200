"""The fields that were read from a form, as they travel inside a metafile: base64 of a JSON object of names and values."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Final

from services.bulk_scan.envelope import OcrField

_ALL: Final = "Metadata_file"
_NAME, _VALUE = "metadata_field_name", "metadata_field_value"


def ocr_text(fields: Iterable[OcrField]) -> str:
    """The fields in order, as `ocr_data` holds them."""
    listed = [{_NAME: field.name, _VALUE: field.value} for field in fields]
    return b64encode(json.dumps({_ALL: listed}, ensure_ascii=False, separators=(",", ":")).encode()).decode("ascii")


def read_ocr(text: str) -> tuple[OcrField, ...]:
    """The fields again; ValueError for anything else. A value that is null is one that was not read, and is empty."""
    try:
        value = json.loads(b64decode(text, validate=True).decode())
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(value, dict) or value.keys() != {_ALL} or not isinstance(value[_ALL], list):
        raise ValueError("no fields")
    return tuple(_field(each) for each in value[_ALL])


def _field(value: object) -> OcrField:
    match value:
        case {"metadata_field_name": str(name), "metadata_field_value": str() | None as read, **rest} if not rest:
            return OcrField(name, read or "")
    raise ValueError("no field")
