"""`python -m printing.scans.child`: reads one question and one scan from its input, writes one answer, and ends.

It is locked in before it reads the first byte. Whatever a decoder makes of what it read, only the answer leaves this process, and
nobody believes that without looking.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from printing.scans import drawing, lockdown
from printing.scans.wire import Asked, Outcome, Refused, Task, count_answer, drawn_answer, read_question

_CHUNK: Final = 1 << 20
_SECONDS, _PDF_SECONDS = 10, 50  # of the processor
PDF_ARGUMENT: Final = "pdf"


def answer(raw: bytes, tasks: Mapping[Task, Callable[[bytes, Asked], bytes]]) -> bytes:
    """The answer to a question; whatever goes wrong is said in one byte."""
    try:
        asked, scan = read_question(raw)
        return tasks[asked.task](bytes(scan), asked)
    except Refused as refused:
        outcome = refused.outcome
    except MemoryError:
        outcome = Outcome.TOO_LARGE
    except Exception as error:  # noqa: BLE001 - decoders raise whatever they like, and what they say may quote the scan
        outcome = Outcome.TOO_LARGE if type(error).__name__.startswith("DecompressionBomb") else Outcome.DAMAGED
    return bytes((outcome,))


def main() -> int:
    """The process."""
    tasks: dict[Task, Callable[[bytes, Asked], bytes]] = {
        Task.COUNT: lambda scan, asked: count_answer(drawing.count(scan, asked.kind)),
        Task.DRAW: lambda scan, asked: drawn_answer(drawing.draw(scan, asked)),
    }
    makes_pdf = PDF_ARGUMENT in sys.argv[1:]
    if makes_pdf:
        from printing.scans.as_pdf import as_pdf, make_ready

        make_ready()
        tasks[Task.PDF] = lambda scan, asked: bytes((Outcome.DONE,)) + as_pdf(scan, asked.kind)
    drawing.make_ready()
    lockdown.lock_in(_PDF_SECONDS if makes_pdf else _SECONDS)
    _write(answer(_read(), MappingProxyType(tasks)))
    os._exit(0)  # nothing is left to tidy up, and what was read may have damaged what would do it


def _read() -> bytes:
    raw = bytearray()
    while got := os.read(0, _CHUNK):
        raw += got
    return bytes(raw)


def _write(said: bytes) -> None:
    view = memoryview(said)
    while view:
        view = view[os.write(1, view[:_CHUNK]) :]


if __name__ == "__main__":
    sys.exit(main())
