"""The benchmarks run and say what they found. How fast anything is, is nothing a test can know."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.harness import Figure, in_turns, percentile

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "benchmarks.md"


def benchmarks(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=280)  # noqa: S603 - our own
    return done.stdout


def test_every_benchmark_is_listed_and_documented() -> None:
    names = [line.split()[0] for line in benchmarks("--list").splitlines()]

    documented = DOCUMENT.read_text(encoding="utf-8")

    assert {"cold_start", "handover", "memory", "page_turn", "receipt"} <= set(names)
    assert [name for name in names if f"| `{name}` |" not in documented] == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ["receipt", "cold_start", "intake"])
def test_figures_come_with_their_targets_their_baselines_and_the_machine(name: str, tmp_path: Path) -> None:
    document = json.loads(benchmarks(name, "--quick", "--json", "--folder", str(tmp_path)))

    figures = document["benchmarks"][name]["figures"]
    assert document["quick"] is True
    assert {"cores", "python", "qt", "fsync_ms"} <= set(document["machine"])
    assert all(isinstance(each["met"], bool) for each in figures if each["target"] is not None)
    assert any(each["target"] is not None and each["baseline"] for each in figures)
    assert list(tmp_path.iterdir()) == []


def test_a_figure_is_met_at_its_target_and_says_nothing_without_one() -> None:
    assert Figure("time", 50, "ms", 50).met is True
    assert Figure("time", 51, "ms", 50).met is False
    assert Figure("rate", 1999, "a second", 2000, at_most=False).met is False
    assert Figure("size", 3, "MiB").met is None


def test_percentiles_are_real_samples() -> None:
    samples = [float(number) for number in range(100, 0, -1)]

    assert (percentile(samples, 0.5), percentile(samples, 0.99), percentile(samples, 1)) == (50, 99, 100)
    assert percentile([7.0], 0.99) == 7


def test_the_thing_and_its_baseline_take_turns_at_going_first() -> None:
    order: list[str] = []

    ours, bare = in_turns(2, lambda: order.append("ours"), lambda: order.append("bare"), warm=0)

    assert order == ["ours", "bare", "bare", "ours"]
    assert (len(ours), len(bare)) == (2, 2)
