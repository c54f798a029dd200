"""The kinds of files that are taken as scans, and why another is not, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.forms.words import Domain, Words

_ = Domain("services.scans")


class ScanKind(StrEnum):
    """What a file is, as a media type."""

    PDF = "application/pdf"
    TIFF = "image/tiff"
    PNG = "image/png"
    JPEG = "image/jpeg"


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN = "unknown-kind"  # whatever its name says
    BROKEN = "broken"  # begins as one of the kinds, and is not whole
    ENCRYPTED = "encrypted"
    ACTIVE = "active-content"  # a PDF that does something by itself, or carries other files
    UNCHECKED = "cannot-be-checked"  # a PDF that could hide such a thing from whoever looks
    NOT_A_FILE = "not-a-file"  # a link, a folder, or a file with two names
    BAD_NAME = "bad-name"
    NOT_MOVED = "not-moved"  # the folder does not let it be taken out
    UNREADABLE = "unreadable"  # the disk or the system does not give it


class NotAScan(Exception):
    """The file is not taken."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


REFUSAL_WORDS: Final[Mapping[Refusal, Words]] = MappingProxyType(
    {
        Refusal.EMPTY: _("The file is empty. Scan the page again."),
        Refusal.TOO_LARGE: _("The file is too large. Scan fewer pages at a time, or in black and white."),
        Refusal.UNKNOWN: _("The file is not a PDF, TIFF, PNG or JPEG."),
        Refusal.BROKEN: _("The file is damaged or not complete. Scan the page again."),
        Refusal.ENCRYPTED: _("The file is protected by a password. Scan the page without one."),
        Refusal.ACTIVE: _("The file holds more than pages, such as a program or another file. Scan the paper itself."),
        Refusal.UNCHECKED: _("The file is built so that it cannot be checked. Scan the paper itself."),
        Refusal.NOT_A_FILE: _("This is a link or a folder, not a file. Save the scan itself in the folder."),
        Refusal.BAD_NAME: _("The file’s name has characters that cannot be used. Give it another name."),
        Refusal.NOT_MOVED: _("The file cannot be moved. Ask your administrator to look at the folder’s permissions."),
        Refusal.UNREADABLE: _("The file cannot be read. Scan the page again."),
    }
)
