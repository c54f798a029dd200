"""The small language that benchmarks are written in.

A benchmark is a module with one `BENCHMARK`, named in `benchmarks/__main__.py`. Its `run` measures the thing and its baseline in
turns (`in_turns`), so that a busy machine slows both, and gives back figures:

    def run(options: Options) -> Result:
        ours, bare = in_turns(options.rounds(200), save, insert)
        ratio = Figure("p50 against a bare insert", median(ours) / median(bare), TIMES, target=6, baseline="...")
        return Result((*spread("submit", ours), *spread("bare insert", bare), ratio))

    BENCHMARK = Benchmark("submit", "one submission, from answers to a durable commit", run)

Figures in seconds are shown in milliseconds. A missed target is a figure, never an error; a benchmark that cannot measure raises.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

MS = "ms"
TIMES = "times"
PER_SECOND = "a second"
MIB = "MiB"
COUNT = "count"

_QUICK_SHARE = 20  # a quick run does one round in so many


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `folder` is empty, on the disk that is measured, and removed afterwards."""

    folder: Path
    quick: bool = False

    def rounds(self, wanted: int, *, at_least: int = 2) -> int:
        """How many rounds to do where a full run does `wanted`."""
        return max(at_least, wanted // _QUICK_SHARE) if self.quick else wanted


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. With a `target` it is met at or below it (`at_most`), or at or above it."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_most: bool = True
    baseline: str = ""  # what it is set against, in words and with its own figure

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark found; `notes` are sentences printed below the figures."""

    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A named measurement. `what` is one line for `--list`."""

    name: str
    what: str
    run: Callable[[Options], Result]


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample that `share` (0 to 1) of all samples do not exceed: a real sample, nothing between two."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(samples: Sequence[float]) -> float:
    """The 50th percentile."""
    return percentile(samples, 0.5)


def milliseconds(name: str, seconds: float, target: float | None = None, baseline: str = "") -> Figure:
    """A duration as a figure; `target` in milliseconds, at most."""
    return Figure(name, seconds * 1000, MS, target, baseline=baseline)


def spread(
    name: str,
    seconds: Sequence[float],
    *,
    p50: float | None = None,
    p99: float | None = None,
    longest: float | None = None,
    baseline: str = "",
) -> tuple[Figure, Figure, Figure]:
    """Median, 99th percentile and longest of some durations; targets in milliseconds, at most."""
    return (
        milliseconds(f"{name}, p50", median(seconds), p50, baseline),
        milliseconds(f"{name}, p99", percentile(seconds, 0.99), p99),
        milliseconds(f"{name}, longest", max(seconds), longest),
    )


def timed(call: Callable[[], object]) -> float:
    """How many seconds `call` takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def in_turns(
    rounds: int, ours: Callable[[], object], bare: Callable[[], object], *, warm: int = 1
) -> tuple[list[float], list[float]]:
    """Durations in seconds of both, one of each a round, the first by turns; the `warm` rounds before them are not counted."""
    return measured_in_turns(rounds, lambda: timed(ours), lambda: timed(bare), warm=warm)


def measured_in_turns(
    rounds: int, ours: Callable[[], float], bare: Callable[[], float], *, warm: int = 1
) -> tuple[list[float], list[float]]:
    """As `in_turns`, for calls that measure something of themselves and give it back."""
    for _ in range(warm):
        ours()
        bare()
    mine: list[float] = []
    base: list[float] = []
    both = ((mine, ours), (base, bare))
    for index in range(rounds):
        for samples, measure in both[:: -1 if index % 2 else 1]:
            samples.append(measure())
    return mine, base
