"""How many envelopes a centre takes in over real HTTP, and how long a device waits, on SQLite and on PostgreSQL.

Requests are sealed and signed beforehand, one connection a device, so what is timed is the line and the centre. The baseline
sends the same bytes over as many connections to a bare server that only inserts them into SQLite.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit

from benchmarks.centres import KINDS, PATH, Post, known_senders, prepared_centre
from benchmarks.drain import bare_server
from benchmarks.harness import PER_SECOND, Benchmark, Figure, Options, Result, milliseconds, percentile
from benchmarks.quiet_centre import serving

_DEVICES = (1, 10, 100)
_QUICK_DEVICES = (10,)
_ENVELOPES = {1: 600, 20: 4_000}  # sent in all, by how many travel together
_TARGETS = {1: 100, 20: 1_000}  # envelopes a second
_LONGEST_MS = 1_000  # p99, singly
_PATIENCE_SECONDS = 120


def run(options: Options) -> Result:
    """Each database with each number of devices, singly and in batches."""
    figures: list[Figure] = []
    for kind in KINDS:
        for batch, wanted in _ENVELOPES.items():
            for devices in _QUICK_DEVICES if options.quick else _DEVICES:
                folder = options.folder / f"{kind}-{batch}-{devices}"
                rounds = max(1, options.rounds(wanted) // (batch * devices))
                figures += _measured(folder, kind, devices, batch, rounds)
    return Result(tuple(figures))


def _measured(folder: Path, kind: str, devices: int, batch: int, rounds: int) -> tuple[Figure, ...]:
    with prepared_centre(folder, kind) as centre:
        posts = [[sender.post(batch) for _ in range(rounds)] for sender in known_senders(centre, devices)]
        with serving(folder) as url:
            rate, waits = _sent(url + PATH, posts, _accepted)
    with bare_server(folder / "bare.db") as url:
        bare, _ = _sent(url, posts, _kept)
    name = f"{kind}, {'singly' if batch == 1 else f'in batches of {batch}'}, {devices} device{'s' if devices > 1 else ''}"
    against = f"bare requests and inserts of the same bytes: {bare:,.0f} a second"
    return (
        Figure(name, rate, PER_SECOND, _TARGETS[batch], at_most=False, baseline=against),
        milliseconds(f"{name}, p99 of a request", percentile(waits, 0.99), _LONGEST_MS if batch == 1 else None),
    )


def _sent(url: str, posts: Sequence[Sequence[Post]], expect: Callable[[bytes], int]) -> tuple[float, list[float]]:
    """Envelopes a second, and how long each request took in seconds. Every device sends its requests one after the other."""
    where = urlsplit(url)
    together = Barrier(len(posts) + 1)

    def send(mine: Sequence[Post]) -> list[tuple[float, bytes]]:
        line = HTTPConnection(where.hostname or "", where.port, timeout=_PATIENCE_SECONDS)
        line.connect()
        together.wait(_PATIENCE_SECONDS)
        answers = []
        for post in mine:
            started = time.perf_counter()
            line.request("POST", where.path, post.body, dict(post.headers))
            answer = line.getresponse().read()
            answers.append((time.perf_counter() - started, answer))
        line.close()
        return answers

    with ThreadPoolExecutor(len(posts)) as pool:
        sending = [pool.submit(send, mine) for mine in posts]
        together.wait(_PATIENCE_SECONDS)
        started = time.perf_counter()
        answered = [future.result() for future in sending]
        seconds = time.perf_counter() - started
    envelopes = sum(post.envelopes for post in chain.from_iterable(posts))
    if sum(expect(answer) for _, answer in chain.from_iterable(answered)) != envelopes:
        raise RuntimeError("not every envelope was accepted")
    return envelopes / seconds, [lasted for lasted, _ in chain.from_iterable(answered)]


def _accepted(answer: bytes) -> int:
    """How many envelopes a signed answer accepts."""
    payload = json.loads(base64.b64decode(json.loads(answer).get("payload", "e30=")))
    return sum(result["result"] == "accepted" for result in payload.get("results", ()))


def _kept(answer: bytes) -> int:
    kept: int = json.loads(answer)["kept"]
    return kept


BENCHMARK = Benchmark("intake", "envelopes taken in from 1, 10 and 100 devices, on SQLite and PostgreSQL", run)
