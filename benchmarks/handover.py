"""How long a screen is empty between one person's session and the next window."""

from __future__ import annotations

import time

from benchmarks.harness import Benchmark, Options, Result, spread
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.stable import supervised

_SESSIONS = 20
_TARGET = 50
_REST_SECONDS = 1.0  # a spare that has stood for a while is warm, as in front of a person


def run(options: Options) -> Result:
    """End one session after another through the real supervisor; from the hidden window to the spare's finished paint."""
    samples: list[float] = []
    with enrolled_kiosk(options.folder) as parts, supervised(parts) as kiosk:
        for _session in range(options.rounds(_SESSIONS)):
            window = kiosk.window()
            (spare,) = kiosk.spares()
            time.sleep(_REST_SECONDS)
            kiosk.tell(window, "finish")
            samples.append(kiosk.heard("painted", spare) - kiosk.heard("ending", window))
    figures = spread("session's end to next window", samples, p50=_TARGET, p99=_TARGET)
    return Result(figures, ("Without a spare a person would wait for a cold start: see cold_start.",))


BENCHMARK = Benchmark("handover", "a session's end to the spare window's first paint, through the real supervisor", run)
