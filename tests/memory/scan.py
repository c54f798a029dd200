"""Looks for what a person typed in another process's memory, and in files.

A text of ASCII letters and digits is found in every form in which a program may hold it: UTF-8 (files, SQLite, most Python
strings), UTF-16 (Qt) and UTF-32 (the other Python strings, fonts). What cannot be read is an error, never a clean result.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FORMS = ("utf-8", "utf-16-le", "utf-32-le")

_CHUNK = 1 << 24
_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)")
_OF_THE_KERNEL = frozenset({"[vvar]", "[vvar_vclock]", "[vsyscall]", "[vdso]"})


class NothingReadError(Exception):
    """A process was to be scanned, and not one byte of it could be read."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A text that was found: where, by the name the caller gave it, and in which form. `offset`: address, or place in a file."""

    where: str
    name: str
    form: str
    offset: int


class Scanner:
    """Looks for some texts, each under a name of its own."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the texts.

        Raises:
            UnicodeEncodeError: one is not ASCII.
        """
        self._wanted = [(name, text.encode("ascii"), _forms(text)) for name, text in texts.items()]
        self._overlap = max((len(form) for _name, _plain, forms in self._wanted for form in forms.values()), default=1) - 1

    def process(self, pid: int) -> list[Sighting]:
        """What one process remembers, in everything but the code and constants that it has from files.

        Raises:
            PermissionError: its memory may not be read.
            NothingReadError: it ended before anything was read.
        """
        found: list[Sighting] = []
        read = 0
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for start, end, name in _regions(pid):
                for address, chunk in self._chunks(memory.fileno(), start, end):
                    read += len(chunk)
                    found += self._find(chunk, f"memory of {pid} {name}".rstrip(), address)
        if not read:
            raise NothingReadError(pid)
        return found

    def beginnings(self, pid: int) -> list[Sighting]:
        """What stands in the command line and the environment that a process was started with."""
        parts = ("cmdline", "environ")
        return [found for part in parts for found in self._find(Path(f"/proc/{pid}/{part}").read_bytes(), f"{part} of {pid}")]

    def file(self, path: Path) -> list[Sighting]:
        """What stands in the name and the bytes of a file; nothing, when it has gone meanwhile."""
        found = self._find(os.fsencode(path.name), f"name of {path}")
        try:
            return found + self._find(path.read_bytes(), str(path))
        except FileNotFoundError:
            return found

    def folder(self, folder: Path) -> list[Sighting]:
        """What stands in the names and the bytes of all files below a folder."""
        found: list[Sighting] = []
        for path in sorted(folder.rglob("*")):
            found += self.file(path) if path.is_file() else self._find(os.fsencode(path.name), f"name of {path}")
        return found

    def _chunks(self, memory: int, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """A region in pieces that overlap, so that nothing is cut in two; what is unmapped meanwhile is passed over."""
        at = start
        while at < end:
            try:
                chunk = os.pread(memory, min(_CHUNK, end - at), at)
            except PermissionError:
                raise
            except OSError:
                return
            yield at, chunk
            if len(chunk) <= self._overlap:
                return
            at += len(chunk) if at + len(chunk) >= end else len(chunk) - self._overlap

    def _find(self, hay: bytes, where: str, base: int = 0) -> list[Sighting]:
        """Without zeros all forms of a text are the same, and most memory is gone: what is found there is looked at again."""
        dense = hay.translate(None, b"\0")
        found = []
        for name, plain, forms in self._wanted:
            if plain in dense:
                places = ((form, hay.find(pattern)) for form, pattern in forms.items())
                found += [Sighting(where, name, form, base + at) for form, at in places if at >= 0]
        return found


def _forms(text: str) -> Mapping[str, bytes]:
    return {form: text.encode(form).rstrip(b"\0") for form in FORMS}


def _regions(pid: int) -> Sequence[tuple[int, int, str]]:
    """Readable regions: what the process has written, and what it shares; start, end and name."""
    regions = []
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        parts = _REGION.fullmatch(line)
        assert parts is not None, line
        start, end, rights, name = parts.groups()
        is_constant = name.startswith("/") and "w" not in rights
        if rights.startswith("r") and not is_constant and name not in _OF_THE_KERNEL:
            regions.append((int(start, 16), int(end, 16), name))
    return regions
