"""Handing on a batch: a scanned envelope becomes one zip file, checked before it is written and after it was read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO

from kiosk_app.ports.batches import BatchFolder
from kiosk_app.staff_errors import BatchRefused
from services.bulk_scan.checking import Route, check, check_zip
from services.bulk_scan.envelope import ScannedEnvelope
from services.bulk_scan.metafile import write_metafile
from services.bulk_scan.names import METADATA_NAME
from services.bulk_scan.zipping import NotAZip, read_zip, write_zip


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and is known to be whole."""

    name: str
    scans: int
    digest: str  # hexadecimal SHA-256 of the file


class BatchExport:
    """The use case."""

    def __init__(self, folder: BatchFolder, route: Route) -> None:
        self._folder = folder
        self._route = route

    def export(self, envelope: ScannedEnvelope, scan: Callable[[str], bytes]) -> Exported:
        """Write the zip of an envelope. `scan` gives a PDF by its file name; it is asked once to check and once to write.

        One that stands there already, with the same in it, is the one: whoever wrote it was cut off before they could say so.

        Raises:
            BatchRefused: a rule is broken; nothing was written.
            CannotWrite: it is not there.
            Whatever `scan` raises: it is not there either.
        """
        sizes = {item.file_name: len(scan(item.file_name)) for item in envelope.items}
        name = envelope.zip_name.text
        faults = check(envelope, sizes, self._route, self._route.container, name)
        if faults:
            raise BatchRefused(faults)
        judge = _Judge(envelope, self._route, sizes)
        if self._folder.holds(name, partial(judge.is_same, scan=scan)):
            return Exported(name, len(envelope.items), judge.digest)
        self._folder.put(name, partial(_write, envelope=envelope, scan=scan), judge.is_right)
        return Exported(name, len(envelope.items), judge.digest)


def _write(to: IO[bytes], *, envelope: ScannedEnvelope, scan: Callable[[str], bytes]) -> None:
    write_zip(to, envelope, scan)


class _Judge:
    """Whether what stands on the disk is the batch, each time the same."""

    def __init__(self, envelope: ScannedEnvelope, route: Route, sizes: dict[str, int]) -> None:
        self._envelope = envelope
        self._route = route
        self._most = sum(sizes.values()) + 64 * 1024 * 1024  # and the metafile
        self.digest = ""

    def is_same(self, file: IO[bytes], *, scan: Callable[[str], bytes]) -> bool:
        """Whether a file that was there before holds exactly this envelope."""
        if not self.is_right(file):
            self.digest = ""
            return False
        file.seek(0)
        content = read_zip(file, self._most)
        same = content[METADATA_NAME] == write_metafile(self._envelope) and all(
            content[item.file_name] == scan(item.file_name) for item in self._envelope.items
        )
        self.digest = self.digest if same else ""
        return same

    def is_right(self, file: IO[bytes]) -> bool:
        digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any file of bytes that is open
        file.seek(0)
        try:
            content = read_zip(file, self._most)
        except NotAZip:
            return False
        sound = not check_zip(content, self._route, self._route.container, self._envelope.zip_name.text)
        same = self.digest in {"", digest}
        self.digest = digest
        return sound and same
