"""Sealed envelopes in a file that a person carries to the centre, and the centre's signed answers in one that they carry back.

Lines of ASCII: what the file is; each envelope or signed document as base64, as it travels over HTTP; how many there are and the
SHA-256 of all that stands before. Each is signed by itself, so the file needs no key; the last line only tells whether a stick
gave it back whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Final

from sync.envelope.canonical import base64_text, canonical, read_base64, read_canonical

ENVELOPES: Final = canonical({"format": "justice-kiosk-envelopes", "version": 1}) + b"\n"
ANSWERS: Final = canonical({"format": "justice-kiosk-answers", "version": 1}) + b"\n"
CARRIED: Final = "carried"  # what stands for the nonce in results that nobody asked for over the network: no nonce is ever this
_LONGEST: Final = 8 * 1024 * 1024  # of a line: more than any envelope that a centre takes


class BadBundle(Exception):
    """A file that is no such file, or not whole. The text is a code: "other", "cut-off", "changed"."""


def write_bundle(file: IO[bytes], wires: Iterable[bytes], title: bytes = ENVELOPES) -> int:
    """Write envelopes, or with the title `ANSWERS` signed documents; how many there were."""
    digest, number = hashlib.sha256(title), 0
    file.write(title)
    for wire in wires:
        line = base64_text(wire).encode("ascii") + b"\n"
        digest.update(line)
        file.write(line)
        number += 1
    file.write(canonical({"count": number, "sha256": digest.hexdigest()}) + b"\n")
    return number


def read_bundle(file: IO[bytes], title: bytes = ENVELOPES) -> Iterator[bytes]:
    """What is in a file, in its order. What is no base64 is empty bytes. Its end is checked when all was read.

    Raises:
        BadBundle: it is no such file ("other"), it ends too early ("cut-off"), or its end belongs to other lines ("changed").
    """
    if file.readline(_LONGEST) != title:
        raise BadBundle("other")
    digest, number = hashlib.sha256(title), 0
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
