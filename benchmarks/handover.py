"""How long a screen is empty between one person's session and the next window."""

from __future__ import annotations

import time

from benchmarks.harness import Benchmark, Options, Result, spread
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.stable import supervised

_SESSIONS = 20
_TARGET = 50
_WHOLE_TARGET = 100  # from the press on Finish to the start screen
_REST_SECONDS = 1.0  # a spare that has stood for a while is warm, as in front of a person


def run(options: Options) -> Result:
    """End one session after another through the real supervisor: until the spare's start screen is painted and flushed.

    Counted from the press on Finish, which is what a person waits for, and from the moment when the old window is hidden.
    """
    samples: list[float] = []
    whole: list[float] = []
    with enrolled_kiosk(options.folder) as parts, supervised(parts) as kiosk:
        for _session in range(options.rounds(_SESSIONS)):
            window = kiosk.window()
            (spare,) = kiosk.spares()
            time.sleep(_REST_SECONDS)
            kiosk.tell(window, "finish")
            painted = kiosk.heard("painted", spare)
            samples.append(painted - kiosk.heard("ending", window))
            whole.append(painted - kiosk.heard("pressed", window))
    figures = spread("session's end to next window", samples, p50=_TARGET, p99=_TARGET)
    figures += spread("Finish to the start screen", whole, p50=_WHOLE_TARGET, p99=_WHOLE_TARGET)
    return Result(figures, ("Without a spare a person would wait for a cold start: see cold_start.",))


BENCHMARK = Benchmark("handover", "Finish to the start screen of the next window, through the real supervisor", run)
