"""How long a person waits for a window that was not standing ready, as a multiple of the least that PySide6 can show."""

from __future__ import annotations

import sys
import time

from benchmarks.harness import TIMES, Benchmark, Figure, Options, Result, measured_in_turns, median, spread
from benchmarks.kiosks import enrolled_kiosk, run_to_end
from kiosk_app.main.parts import Parts

_STARTS = 20
_TARGET = 1.6


def run(options: Options) -> Result:
    """Start the window of an enrolled kiosk and a bare window by turns, each a process of its own."""
    with enrolled_kiosk(options.folder) as parts:
        ours, bare = measured_in_turns(
            options.rounds(_STARTS), lambda: _start(parts, "window", "--window"), lambda: _start(parts, "bare")
        )
    against = f"a bare PySide6 window: p50 {median(bare) * 1000:.0f} ms"
    ratio = Figure("p50 against a bare window", median(ours) / median(bare), TIMES, _TARGET, baseline=against)
    return Result((ratio, *spread("start to first paint", ours), *spread("bare window", bare)))


def _start(parts: Parts, *arguments: str) -> float:
    """Seconds from before the process is started to the end of its first paint."""
    started = time.clock_gettime(time.CLOCK_MONOTONIC)
    painted = run_to_end(parts, [sys.executable, "-m", "benchmarks.first_paint", *arguments])
    return float(painted) - started


BENCHMARK = Benchmark("cold_start", "process start to first paint of the window, against a bare PySide6 window", run)
