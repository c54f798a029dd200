"""Why an envelope is refused: the codes as staff know them from the scanning service, each with plain words.

The code is always shown with its words, so that whoever reads both systems finds one in the other. Three are never ours to give:
whether a virus or a wrong signature was found, and whether a paper must be scanned again, others find out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.bulk_scan.words import _
from services.forms.words import Words


class ErrorCode(StrEnum):
    """The codes of bulk-scan-processor (2026-08-22)."""

    FILE_LIMIT_EXCEEDED = "ERR_FILE_LIMIT_EXCEEDED"
    METAFILE_INVALID = "ERR_METAFILE_INVALID"
    PAYMENTS_DISABLED = "ERR_PAYMENTS_DISABLED"
    SERVICE_DISABLED = "ERR_SERVICE_DISABLED"
    AV_FAILED = "ERR_AV_FAILED"
    SIG_VERIFY_FAILED = "ERR_SIG_VERIFY_FAILED"
    RESCAN_REQUIRED = "ERR_RESCAN_REQUIRED"
    ZIP_PROCESSING_FAILED = "ERR_ZIP_PROCESSING_FAILED"


class Rule(StrEnum):
    """What exactly is wrong. Ours, and stable."""

    SCHEMA = "schema"  # something is missing, unknown, or not of its form
    ZIP_NAME = "zip-name"  # the file is called otherwise than the metafile says
    ROUTE = "route"  # container, jurisdiction and PO box do not belong together
    FORM_NOT_ALLOWED = "form-not-allowed"
    FORM_MISSING = "form-missing"
    OCR_MISSING = "ocr-missing"
    SAME_FILE_NAME = "same-file-name"
    SAME_NUMBER = "same-number"
    BAD_FILE_NAME = "bad-file-name"
    FILE_MISSING = "file-missing"
    FILE_UNDECLARED = "file-undeclared"
    PAYMENTS = "payments"
    SERVICE = "service"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"  # the zip itself


CODE_WORDS: Final[Mapping[ErrorCode, Words]] = MappingProxyType(
    {
        ErrorCode.FILE_LIMIT_EXCEEDED: _("A file is larger than the service takes."),
        ErrorCode.METAFILE_INVALID: _("What is said of the envelope does not fit together."),
        ErrorCode.PAYMENTS_DISABLED: _("This service takes no payments in envelopes."),
        ErrorCode.SERVICE_DISABLED: _("This service takes no envelopes at the moment."),
        ErrorCode.AV_FAILED: _("A virus was found in a file. Tell your supervisor."),
        ErrorCode.SIG_VERIFY_FAILED: _("The file’s signature is not right. Tell your supervisor."),
        ErrorCode.RESCAN_REQUIRED: _("The papers must be scanned again."),
        ErrorCode.ZIP_PROCESSING_FAILED: _("The zip file cannot be read."),
    }
)
RULE_WORDS: Final[Mapping[Rule, Words]] = MappingProxyType(
    {
        Rule.SCHEMA: _("Something is missing, or is not of the form that it must have."),
        Rule.ZIP_NAME: _("The zip file has another name than the one written in it."),
        Rule.ROUTE: _("The PO box is not one of this service."),
        Rule.FORM_NOT_ALLOWED: _("Further papers for a case cannot hold a form. Choose another kind of envelope."),
        Rule.FORM_MISSING: _("This kind of envelope needs a form."),
        Rule.OCR_MISSING: _("The form’s fields are missing."),
        Rule.SAME_FILE_NAME: _("Two papers have the same file name."),
        Rule.SAME_NUMBER: _("Two papers have the same document control number."),
        Rule.BAD_FILE_NAME: _("A file cannot have this name."),
        Rule.FILE_MISSING: _("A paper has no scan."),
        Rule.FILE_UNDECLARED: _("A scan belongs to no paper of the envelope."),
        Rule.PAYMENTS: _("The envelope holds a payment."),
        Rule.SERVICE: _("The service is switched off."),
        Rule.TOO_LARGE: _("Scan the papers in smaller parts, or in black and white."),
        Rule.UNREADABLE: _("Make the zip file again."),
    }
)
