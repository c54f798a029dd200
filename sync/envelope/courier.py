"""Sealed envelopes in a file, so that a person can carry them to the centre.

Lines of ASCII: what the file is; each envelope as base64, as it travels over HTTP; how many there are and the SHA-256 of all
that stands before. Every envelope is sealed and signed by itself, so the file needs no key; the last line only tells whether a
stick gave it back whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Final

from sync.envelope.canonical import base64_text, canonical, read_base64, read_canonical

_TITLE: Final = canonical({"format": "justice-kiosk-envelopes", "version": 1}) + b"\n"
_LONGEST: Final = 8 * 1024 * 1024  # of a line: more than any envelope that a centre takes


class BadBundle(Exception):
    """A file that is no such file, or not whole. The text is a code: "other", "cut-off", "changed"."""


def write_bundle(file: IO[bytes], envelopes: Iterable[bytes]) -> int:
    """Write envelopes; how many there were."""
    digest, number = hashlib.sha256(_TITLE), 0
    file.write(_TITLE)
    for wire in envelopes:
        line = base64_text(wire).encode("ascii") + b"\n"
        digest.update(line)
        file.write(line)
        number += 1
    file.write(canonical({"count": number, "sha256": digest.hexdigest()}) + b"\n")
    return number


def read_bundle(file: IO[bytes]) -> Iterator[bytes]:
    """The envelopes of a file, in its order. One whose line is no base64 is empty bytes. Its end is checked when they were read.

    Raises:
        BadBundle: it is no such file ("other"), it ends too early ("cut-off"), or its end belongs to other lines ("changed").
    """
    if file.readline(_LONGEST) != _TITLE:
        raise BadBundle("other")
    digest, number = hashlib.sha256(_TITLE), 0
    while True:
        line = file.readline(_LONGEST)
        if not line.endswith(b"\n"):
            raise BadBundle("cut-off")
        if line.startswith(b"{"):
            _check_end(line, number, digest.hexdigest())
            return
        digest.update(line)
        number += 1
        try:
            yield read_base64(line[:-1].decode("ascii"))
        except ValueError:
            yield b""


def _check_end(line: bytes, number: int, digest: str) -> None:
    try:
        end = read_canonical(line[:-1])
    except ValueError:
        raise BadBundle("changed") from None
    if end != {"count": number, "sha256": digest}:
        raise BadBundle("changed")
