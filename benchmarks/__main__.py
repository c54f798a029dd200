"""`python -m benchmarks NAME... [--json] [--quick]`: figures, each beside its target and its baseline of the same run."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import (
    admin_desk,
    caseload,
    cold_start,
    decide,
    drain,
    event_loop,
    flat,
    handover,
    intake,
    long_claim,
    machine,
    memory,
    noop_sync,
    page_turn,
    receipt,
    submit,
)
from benchmarks.harness import Benchmark, Figure, Options, Result

BENCHMARKS: tuple[Benchmark, ...] = (
    submit.BENCHMARK,
    drain.BENCHMARK,
    noop_sync.BENCHMARK,
    flat.BENCHMARK,
    cold_start.BENCHMARK,
    handover.BENCHMARK,
    memory.BENCHMARK,
    page_turn.BENCHMARK,
    event_loop.BENCHMARK,
    long_claim.BENCHMARK,
    caseload.BENCHMARK,
    admin_desk.BENCHMARK,
    receipt.BENCHMARK,
    intake.BENCHMARK,
    decide.BENCHMARK,
)
_DIGITS = 3


def main(arguments: list[str]) -> int:
    """0 whenever everything asked for was measured, whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = {each.name: each for each in BENCHMARKS}
    parser.add_argument("name", nargs="*", choices=[*known, []], metavar="NAME", help="what to measure")
    parser.add_argument("--list", action="store_true", help="what can be measured")
    parser.add_argument("--json", action="store_true", help="the figures and the machine as JSON")
    parser.add_argument("--quick", action="store_true", help="a few rounds: shows that it runs, not how fast")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure; that of temporary files by default")
    options = parser.parse_args(arguments)
    if options.list:
        for each in BENCHMARKS:
            print(f"{each.name:12} {each.what}")
        return 0
    if not options.name:
        parser.error("name what to measure; --list shows the names")
    with tempfile.TemporaryDirectory(prefix="justice-kiosk-benchmark-", dir=options.folder) as folder:
        facts = machine.facts(Path(folder))
        results = {name: _run(known[name], Path(folder), quick=options.quick) for name in options.name}
    if options.json:
        print(json.dumps(_document(facts, results, quick=options.quick), indent=2, ensure_ascii=False))
    else:
        _show(facts, results)
    return 0


def _run(benchmark: Benchmark, folder: Path, *, quick: bool) -> Result:
    own = folder / benchmark.name
    own.mkdir()
    return benchmark.run(Options(own, quick))


def _document(facts: dict[str, str | int | float], results: dict[str, Result], *, quick: bool) -> dict[str, object]:
    found = {
        name: {"figures": [{**asdict(each), "met": each.met} for each in result.figures], "notes": list(result.notes)}
        for name, result in results.items()
    }
    return {"machine": facts, "quick": quick, "benchmarks": found}


def _show(facts: dict[str, str | int | float], results: dict[str, Result]) -> None:
    print("; ".join(f"{name} {value}" for name, value in facts.items()))
    for name, result in results.items():
        print(f"\n{name}")
        width = max(len(each.name) for each in result.figures)
        for figure in result.figures:
            print(f"  {_line(figure, width)}".rstrip())
        for note in result.notes:
            print(f"  {note}")


def _line(figure: Figure, width: int) -> str:
    parts = [f"{figure.name:{width}}  {_number(figure.value):>9} {figure.unit}"]
    if figure.target is not None:
        bound = "at most" if figure.at_most else "at least"
        parts.append(f"{bound} {figure.target:g}: {'met' if figure.met else 'NOT MET'}")
    if figure.baseline:
        parts.append(f"against {figure.baseline}")
    return "  ".join(parts)


def _number(value: float) -> str:
    return f"{value:.{_DIGITS}g}" if abs(value) < 10**_DIGITS else f"{value:,.0f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
