"""How long drawing a receipt takes, in both languages, against the same number of lines on a bare page."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.harness import Benchmark, Figure, Options, Result, in_turns, measured_in_turns, median, spread, timed
from benchmarks.kiosks import enrolled_kiosk, run_to_end, save_visit
from kiosk_app.main.parts import Parts
from kiosk_app.ports.printing import ReceiptPage
from kiosk_app.processes.supervisor import own_command
from printing.renderer import PageRenderer
from services.language import Language

_PAGES = 200
_CHILDREN = 10
_TARGET = 40
_FIRST_LINE, _LEADING = 800, 16


def run(options: Options) -> Result:
    """Draw the receipt of a kept visit request in this process; then print it as the agent does, in a process of its own."""
    figures: list[Figure] = []
    with enrolled_kiosk(options.folder) as parts:
        for language in Language:
            figures += _drawing(_page(parts, language), options.rounds(_PAGES))
        job = parts.store.prints.jobs()[0].id
        parts.store.prints.claim(job)
        child, python = measured_in_turns(
            options.rounds(_CHILDREN),
            lambda: timed(lambda: run_to_end(parts, own_command("print-job", str(job)))),
            lambda: timed(lambda: run_to_end(parts, [own_command()[0], "-c", "import reportlab.pdfgen.canvas"])),
        )
    against = f"a process that imports reportlab and ends: p50 {median(python) * 1000:.0f} ms"
    figures += spread("the whole print child", child, baseline=against)
    return Result(tuple(figures))


def _drawing(page: ReceiptPage, rounds: int) -> tuple[Figure, ...]:
    renderer = PageRenderer()
    lines = _lines(renderer.receipt(page))
    ours, bare = in_turns(rounds, lambda: renderer.receipt(page), lambda: _bare(lines))
    against = f"a bare page of {lines} lines: p50 {median(bare) * 1000:.1f} ms"
    return spread(f"receipt, {page.language.value}", ours, p50=_TARGET, baseline=against)


def _page(parts: Parts, language: Language) -> ReceiptPage:
    reference = save_visit(parts, language)
    parts.store.prints.queue(parts.receipts.find(reference).id)
    return parts.receipts.page(parts.receipts.find(reference), 1)


def _lines(pdf: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return sum(len(page.get_textpage().get_text_bounded().splitlines()) for page in document)
    finally:
        document.close()


def _bare(lines: int) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for line in range(lines):
        canvas.drawString(40, _FIRST_LINE - line * _LEADING, f"Line {line} of a page that says nothing else")
    canvas.save()
    return made.getvalue()


BENCHMARK = Benchmark("receipt", "drawing a receipt, in both languages; and the whole print child", run)
