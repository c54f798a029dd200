"""Whether an envelope can be handed on: the rules that the metafile's schema cannot say.

Pure. `check` is for an envelope that is being made, `check_zip` for what lies in a zip that is there. Both tell everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from services.bulk_scan.envelope import ScannedEnvelope
from services.bulk_scan.errors import ErrorCode, Rule
from services.bulk_scan.kinds import Classification
from services.bulk_scan.metafile import NotAMetafile, read_metafile
from services.bulk_scan.names import METADATA_NAME, ZipName, is_pdf_name

_MEGABYTE: Final = 1_000_000


class Fault(NamedTuple):
    """One thing wrong. `place` is a path in the metafile, a place in the list of files or ""; it never holds a value."""

    code: ErrorCode
    rule: Rule
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One service's way in: what may come together through its container."""

    container: str
    jurisdiction: str
    po_boxes: frozenset[str]
    enabled: bool = True
    payments: bool = True
    most_bytes: int = 300 * _MEGABYTE  # of one file; ours to set, no source gives it


def check(
    envelope: ScannedEnvelope, files: Mapping[str, int], route: Route, container: str, zip_file_name: str
) -> tuple[Fault, ...]:
    """Everything wrong with an envelope. `files` are the scans by name with their size in bytes; nothing when all is well."""
    return (
        *_way_in(envelope, route, container),
        *_names(envelope, zip_file_name),
        *_papers(envelope),
        *_unique(envelope),
        *_scans(envelope, files, route.most_bytes),
    )


def check_zip(content: Mapping[str, bytes], route: Route, container: str, zip_file_name: str) -> tuple[Fault, ...]:
    """Everything wrong with the files of a zip, by name."""
    try:
        raw = content[METADATA_NAME]
    except KeyError:
        return (Fault(ErrorCode.ZIP_PROCESSING_FAILED, Rule.UNREADABLE, METADATA_NAME),)
    try:
        envelope = read_metafile(raw)
    except NotAMetafile as refusal:
        return tuple(Fault(ErrorCode.METAFILE_INVALID, Rule.SCHEMA, place) for place in refusal.places)
    files = {name: len(scan) for name, scan in content.items() if name != METADATA_NAME}
    return check(envelope, files, route, container, zip_file_name)


def _way_in(envelope: ScannedEnvelope, route: Route, container: str) -> Iterator[Fault]:
    if not route.enabled:
        yield Fault(ErrorCode.SERVICE_DISABLED, Rule.SERVICE)
    if envelope.payments and not route.payments:
        yield Fault(ErrorCode.PAYMENTS_DISABLED, Rule.PAYMENTS, "payments")
    if container != route.container or envelope.jurisdiction != route.jurisdiction or envelope.po_box not in route.po_boxes:
        yield Fault(ErrorCode.METAFILE_INVALID, Rule.ROUTE, "po_box")


def _names(envelope: ScannedEnvelope, zip_file_name: str) -> Iterator[Fault]:
    if envelope.zip_name.text != zip_file_name or not _is_zip_name(zip_file_name):
        yield Fault(ErrorCode.METAFILE_INVALID, Rule.ZIP_NAME, "zip_file_name")


def _is_zip_name(text: str) -> bool:
    try:
        ZipName.read(text)
    except ValueError:
        return False
    return True


def _papers(envelope: ScannedEnvelope) -> Iterator[Fault]:
    forms = [(place, item) for place, item in enumerate(envelope.items) if item.document_type.is_form]
    if envelope.classification is Classification.SUPPLEMENTARY_EVIDENCE:
        for place, _item in forms:
            yield Fault(ErrorCode.METAFILE_INVALID, Rule.FORM_NOT_ALLOWED, f"scannable_items.{place}.document_type")
    if envelope.classification.needs_ocr and not forms:
        yield Fault(ErrorCode.METAFILE_INVALID, Rule.FORM_MISSING, "scannable_items")
    elif envelope.classification.needs_ocr and not any(item.ocr for _place, item in forms):
        yield Fault(ErrorCode.METAFILE_INVALID, Rule.OCR_MISSING, f"scannable_items.{forms[0][0]}.ocr_data")


def _unique(envelope: ScannedEnvelope) -> Iterator[Fault]:
    for place in _repeated(item.file_name for item in envelope.items):
        yield Fault(ErrorCode.METAFILE_INVALID, Rule.SAME_FILE_NAME, f"scannable_items.{place}.file_name")
    lists = (
        ("scannable_items", envelope.items),
        ("payments", envelope.payments),
        ("non_scannable_items", envelope.non_scannable),
    )
    places = [f"{name}.{place}.document_control_number" for name, listed in lists for place in range(len(listed))]
    for place in _repeated(envelope.control_numbers):
        yield Fault(ErrorCode.METAFILE_INVALID, Rule.SAME_NUMBER, places[place])


def _repeated(texts: Iterable[str]) -> list[int]:
    """The places of what was there before."""
    seen: Counter[str] = Counter()
    places = []
    for place, text in enumerate(texts):
        seen[text] += 1
        if seen[text] > 1:
            places.append(place)
    return places


def _scans(envelope: ScannedEnvelope, files: Mapping[str, int], most_bytes: int) -> Iterator[Fault]:
    declared = {item.file_name for item in envelope.items}
    for place, item in enumerate(envelope.items):
        where = f"scannable_items.{place}.file_name"
        if not is_pdf_name(item.file_name):
            yield Fault(ErrorCode.METAFILE_INVALID, Rule.BAD_FILE_NAME, where)
        if item.file_name not in files:
            yield Fault(ErrorCode.METAFILE_INVALID, Rule.FILE_MISSING, where)
    for place, (name, size) in enumerate(sorted(files.items())):
        if name not in declared:
            yield Fault(ErrorCode.METAFILE_INVALID, Rule.FILE_UNDECLARED, f"files.{place}")
        if size > most_bytes:
            yield Fault(ErrorCode.FILE_LIMIT_EXCEEDED, Rule.TOO_LARGE, f"files.{place}")
