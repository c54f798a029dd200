"""What a pass costs when there is nothing to send and nothing new, against as many bare requests to the same centre."""

from __future__ import annotations

import httpx

from benchmarks.harness import TIMES, Benchmark, Figure, Options, Result, in_turns, median, spread
from benchmarks.quiet_centre import quiet_kiosk
from benchmarks.submissions import saving

_ROUNDS = 300
_REQUESTS = 4  # keys, statement, outcomes, catalogue
_TARGET_MS = 10


def run(options: Options) -> Result:
    """Pass after pass, with everything sent."""
    with quiet_kiosk(options.folder) as parts:
        saving(parts)()
        enrolment = parts.store.device.enrolment()
        if enrolment is None or not parts.engine.sync_once().all_sent:
            raise RuntimeError("the pass before did not send everything")
        with httpx.Client(base_url=enrolment.centre_url) as client:
            ours, bare = in_turns(options.rounds(_ROUNDS), parts.engine.sync_once, lambda: _ask(client), warm=10)
    against = f"{_REQUESTS} bare requests for the centre's health: p50 {median(bare) * 1000:.2f} ms"
    ratio = Figure("p50 against bare requests", median(ours) / median(bare), TIMES, baseline=against)
    return Result((*spread("no-op sync", ours, p50=_TARGET_MS), ratio))


def _ask(client: httpx.Client) -> None:
    for _ in range(_REQUESTS):
        client.get("/v1/health").raise_for_status()


BENCHMARK = Benchmark("noop_sync", "a pass with nothing to send and nothing new", run)
