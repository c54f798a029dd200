"""What an envelope and each paper in it can be. The values are those of the metafile schema."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.bulk_scan.words import _
from services.forms.words import Words


class Classification(StrEnum):
    """What is to be done with an envelope."""

    EXCEPTION = "exception"
    NEW_APPLICATION = "new_application"
    SUPPLEMENTARY_EVIDENCE = "supplementary_evidence"
    SUPPLEMENTARY_EVIDENCE_WITH_OCR = "supplementary_evidence_with_ocr"

    @property
    def needs_ocr(self) -> bool:
        """Whether a form with its fields must be in it."""
        return self in {Classification.NEW_APPLICATION, Classification.SUPPLEMENTARY_EVIDENCE_WITH_OCR}


class DocumentType(StrEnum):
    """What one paper is."""

    CHERISHED = "Cherished"
    OTHER = "Other"
    SSCS1 = "SSCS1"
    WILL = "Will"
    COVERSHEET = "Coversheet"
    FORM = "Form"
    SUPPORTING_DOCUMENTS = "Supporting Documents"
    FORENSIC_SHEETS = "Forensic Sheets"
    IHT = "IHT"
    LEGAL_STATEMENT = "PP's Legal Statement"
    LEGAL_STATEMENT_PLAIN = "PPs Legal Statement"

    @property
    def is_form(self) -> bool:
        """Whether it is an application's own form, which has fields."""
        return self in {DocumentType.FORM, DocumentType.SSCS1}


CLASSIFICATION_WORDS: Final[Mapping[Classification, Words]] = MappingProxyType(
    {
        Classification.EXCEPTION: _("To be looked at by staff"),
        Classification.NEW_APPLICATION: _("New application"),
        Classification.SUPPLEMENTARY_EVIDENCE: _("Further papers for a case"),
        Classification.SUPPLEMENTARY_EVIDENCE_WITH_OCR: _("Further papers for a case, with a form"),
    }
)
