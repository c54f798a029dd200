"""What a figure was measured on: without it no figure means anything to another reader."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from pathlib import Path

from benchmarks.harness import median

_SYNCS = 30


def facts(folder: Path) -> dict[str, str | int | float]:
    """Cores, load, versions, and how long the disk of `folder` takes to make 4 KiB durable (milliseconds, median)."""
    from PySide6.QtCore import qVersion

    return {
        "cores": os.cpu_count() or 0,
        "processor": _processor(),
        "load": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "qt": qVersion(),
        "sqlite": sqlite3.sqlite_version,
        "fsync_ms": round(_fsync(folder) * 1000, 3),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _fsync(folder: Path) -> float:
    samples: list[float] = []
    path = folder / "fsync"
    with path.open("wb") as file:
        for _ in range(_SYNCS):
            file.write(bytes(4096))
            file.flush()
            started = time.perf_counter()
            os.fsync(file.fileno())
            samples.append(time.perf_counter() - started)
    path.unlink()
    return median(samples)
