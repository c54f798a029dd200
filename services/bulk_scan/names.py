"""The name of a scanned envelope's zip file, which says its number and when it was made, and the names of what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

METADATA_NAME: Final = "metadata.json"
_FORM: Final = "%d-%m-%Y-%H-%M-%S"
_ZIP: Final = re.compile(
    r"(?P<number>[0-9]+)_(?P<at>(?:[012][0-9]|30|31)-(?:0[0-9]|1[012])-20[0-9][0-9]-(?:[01][0-9]|2[0-3])-[0-5][0-9]-[0-5][0-9])"
    r"\.(?P<test>test\.)?zip"
)
_PDF: Final = re.compile(r"[^/\\\x00-\x1f\x7f]+\.pdf")
_LONGEST: Final = 255  # bytes of a name in a file system


@dataclass(frozen=True, slots=True)
class ZipName:
    """`NUMBER_DD-MM-YYYY-HH-MM-SS.zip`, or `.test.zip`.

    Raises:
        ValueError: the number has other characters than digits, or `made` is no whole second of the years 2000 to 2099 in UTC.
    """

    number: str  # digits
    made: datetime  # UTC, whole seconds
    test: bool = False

    def __post_init__(self) -> None:
        if self.made.tzinfo is None or self.made.utcoffset() != UTC.utcoffset(None) or self.made.microsecond:
            raise ValueError("a zip is named by a whole second in UTC")
        if not _ZIP.fullmatch(self.text):
            raise ValueError("not the name of a zip")

    @property
    def text(self) -> str:
        """The file's name."""
        return f"{self.number}_{self.made.strftime(_FORM)}.{'test.' if self.test else ''}zip"

    @classmethod
    def read(cls, text: str) -> Self:
        """The name again; ValueError when it is none, or its day is in no calendar."""
        found = _ZIP.fullmatch(text)
        if found is None:
            raise ValueError("not the name of a zip")
        made = datetime.strptime(found["at"], _FORM).replace(tzinfo=UTC)
        return cls(found["number"], made, test=found["test"] is not None)


def pdf_name(document_control_number: str) -> str:
    """How this program names the scan of a paper: by the one number that is on it."""
    return f"{document_control_number}.pdf"


def is_pdf_name(text: str) -> bool:
    """Whether a file of an envelope can be called so: it ends as a PDF does, and names no place outside of the zip."""
    return _PDF.fullmatch(text) is not None and len(text.encode(errors="replace")) <= _LONGEST and not text.startswith(".")
