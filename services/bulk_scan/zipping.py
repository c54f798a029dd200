"""An envelope as a zip file: metadata.json and the scans, the same bytes for the same envelope, whatever computer writes it.

Nothing is compressed (scans are so already, and compressors differ), every entry has the one date that zip files begin with, and
the order is that of the metafile. What is read is bounded before it is unpacked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from services.bulk_scan.envelope import ScannedEnvelope
from services.bulk_scan.metafile import write_metafile
from services.bulk_scan.names import METADATA_NAME

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o100600 << 16  # a file that its owner reads and writes
_MOST_ENTRIES: Final = 10_000


class NotAZip(Exception):
    """The bytes are no zip file that is read here: damaged, too large, or with one name twice."""


def write_zip(to: IO[bytes], envelope: ScannedEnvelope, scan: Callable[[str], bytes]) -> None:
    """Write the zip. `scan` gives the bytes of a file by its name; one at a time is held.

    Raises:
        Whatever `scan` and `to` raise: what was written by then is worth nothing.
    """
    with ZipFile(to, "w", ZIP_STORED, strict_timestamps=True) as made:
        made.writestr(_entry(METADATA_NAME), write_metafile(envelope))
        for item in envelope.items:
            made.writestr(_entry(item.file_name), scan(item.file_name))


def read_zip(source: IO[bytes], most_bytes: int) -> Mapping[str, bytes]:
    """Every file of a zip by name, together at most `most_bytes`.

    Raises:
        NotAZip: it is not read.
    """
    try:
        with ZipFile(source) as found:
            entries = found.infolist()
            names = {entry.filename for entry in entries}
            size = sum(entry.file_size for entry in entries)
            if len(names) != len(entries) or len(entries) > _MOST_ENTRIES or size > most_bytes:
                raise NotAZip
            return {entry.filename: found.read(entry) for entry in entries}
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        raise NotAZip from None


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _BEGINNING)
    entry.create_system = 3  # the same on every system: what follows is said as Unix says it
    entry.external_attr = _MODE
    return entry
