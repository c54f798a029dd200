"""Several processes on one PostgreSQL: nothing is accepted twice, lost, or done twice."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Barrier

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import func, select
from uuid6 import uuid7

from central_api.app import create_worker
from central_api.checkpoints import Point
from central_api.data_folder import Opened, opened
from central_api.models import Booking, Case, ChainHead, Device, RecordedOutcome, SessionRoom, StoredEnvelope
from central_api.published import Publications
from central_api.states import CaseState, DeviceStanding, EnvelopeState
from services.common.references import new_reference
from sync.envelope import Envelope, KeyList, read_key_list
from tests.central_api.conftest import BORN, Kiosk, TestClock, visit_slots
from tests.support import until

pytestmark = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
DEVICES = 100
WORKING = "tests.central_api.killed_worker"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings_file() -> str:
    return "[worker]\ninterval_seconds = 0.02\n[[capacity]]\nprison = '*'\nplaces = 7\nfrom = 2026-01-01\nsource = 'few'\n"


@pytest.fixture
def centre(data: Path) -> Iterator[Opened]:
    """The insides of a centre that others serve."""
    with opened(data) as made:
        yield made


@contextlib.contextmanager
def process(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of ours, and the line it says when it is ready."""
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as started:  # noqa: S603
        try:
            assert started.stdout is not None
            yield started, started.stdout.readline().strip()
        finally:
            started.kill()


@contextlib.contextmanager
def server(data: Path) -> Iterator[str]:
    """A process that serves and does not work; its address."""
    serve = ("central_api", "serve", "--data", str(data), "--port", "0", "--no-with-worker")
    with process(*serve) as (started, line):
        yield line.split()[-1]
        started.terminate()
        assert started.wait(30) == 0


def key_list_of(centre: Opened) -> KeyList:
    newest = Publications(centre.database, TestClock()).key_list()
    return read_key_list(newest.wire, Ed25519PublicKey.from_public_bytes(newest.root_key))


def known_kiosks(centre: Opened, http: httpx.Client, many: int) -> list[Kiosk]:
    """Kiosks that the centre knows, without the enrolments."""
    now, key_list = datetime.now(UTC), key_list_of(centre)
    kiosks = [Kiosk(http, TestClock(now), uuid7(), Ed25519PrivateKey.generate(), key_list) for _ in range(many)]
    with centre.database.write() as session:
        session.add_all(
            Device(
                id=kiosk.device_id,
                name="CFI",
                signing_key=kiosk.key.public_key().public_bytes_raw(),
                state=DeviceStanding.ACTIVE,
                enrolled=now,
                last_cursor=0,
            )
            for kiosk in kiosks
        )
    return kiosks


def test_a_hundred_devices_at_two_processes_get_one_acceptance_for_each_envelope(data: Path, centre: Opened) -> None:
    with server(data) as one, server(data) as other:
        limits = httpx.Limits(max_connections=DEVICES)
        clients = [httpx.Client(base_url=url, timeout=120, trust_env=False, limits=limits) for url in (one, other)]
        kiosks = known_kiosks(centre, clients[0], DEVICES)
        chains = {kiosk.device_id: [kiosk.seal(), kiosk.seal()] for kiosk in kiosks}
        together = Barrier(2 * DEVICES)

        def send(kiosk: Kiosk, http: httpx.Client) -> list[str]:
            sender = Kiosk(http, kiosk.clock, kiosk.device_id, kiosk.key, kiosk.key_list)
            together.wait(60)
            return sender.send(*chains[kiosk.device_id])

        with ThreadPoolExecutor(2 * DEVICES) as pool:
            sent = [pool.submit(send, kiosk, http) for kiosk in kiosks for http in clients]
            results = [future.result() for future in sent]
        again = [kiosk.send(*chains[kiosk.device_id]) for kiosk in kiosks[:5]]
        for client in clients:
            client.close()

    assert [sorted(pair) for pair in zip(results[::2], results[1::2], strict=True)] == [
        [["accepted"] * 2, ["already-had"] * 2]
    ] * DEVICES
    assert again == [["already-had"] * 2] * 5
    with centre.database.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredEnvelope)) == 2 * DEVICES
        heads = {head.device_id: (head.sequence, head.digest) for head in session.scalars(select(ChainHead))}
    assert heads == {device_id: (2, chain[-1].digest) for device_id, chain in chains.items()}


def test_of_two_envelopes_with_one_id_two_processes_accept_one(data: Path, centre: Opened) -> None:
    with server(data) as one, server(data) as other, contextlib.ExitStack() as stack:
        clients = [stack.enter_context(httpx.Client(base_url=url, timeout=60, trust_env=False)) for url in (one, other)]
        first, second = (known_kiosks(centre, client, 1)[0] for client in clients)
        together = Barrier(2)

        def send(kiosk: Kiosk, envelope: Envelope) -> list[str]:
            together.wait(30)
            return kiosk.send(envelope)

        rounds = []
        with ThreadPoolExecutor(2) as pool:
            for _ in range(10):
                name = uuid7()
                pair = [(kiosk, kiosk.seal(submission_id=name)) for kiosk in (first, second)]
                rounds.append(sorted(result for sent in pool.map(lambda one: send(*one), pair) for result in sent))

    assert rounds == [["accepted", "conflict"]] * 10


@pytest.mark.parametrize("point", [Point.ENVELOPE_TAKEN, Point.DECISION_WRITTEN])
def test_of_two_workers_one_is_killed_and_nothing_is_lost_or_done_twice(data: Path, centre: Opened, point: Point) -> None:
    with (
        server(data) as url,
        httpx.Client(base_url=url, timeout=60, trust_env=False) as http,
        process(WORKING, str(data), point.value, "3") as (dying, _),
        process(WORKING, str(data)) as (living, _),
    ):
        kiosk = known_kiosks(centre, http, 1)[0]
        envelopes = [kiosk.seal() for _ in range(40)]

        assert kiosk.send(*envelopes) == ["accepted"] * 40
        until(lambda: decided(centre) == 40, seconds=90)
        living.terminate()

        assert dying.wait(30) == -signal.SIGKILL
        assert living.wait(30) == 0
        told = kiosk.outcomes()["outcomes"]

    assert Counter(outcome["submission_id"] for outcome in told) == {str(one.header.submission_id): 2 for one in envelopes}
    assert all(later["cursor"] == earlier["cursor"] + 1 for earlier, later in pairwise(told))
    with centre.database.read() as session:
        states = session.scalars(select(StoredEnvelope.state)).all()
        taken = {room.slot: room.taken for room in session.scalars(select(SessionRoom)) if room.taken}
        booked = Counter(session.scalars(select(Booking.slot)))
        outcomes = session.scalar(select(func.count()).select_from(RecordedOutcome))
    assert set(states) == {EnvelopeState.PROCESSED}
    assert taken == booked
    assert outcomes == 80


def test_of_two_workers_on_changes_and_cancellations_one_is_killed_and_every_place_is_counted_once(
    data: Path, centre: Opened
) -> None:
    references = [new_reference() for _ in range(18)]
    lead = {"lead_visitor": {"date_of_birth": BORN}}
    change = {**lead, "prison": "CFI", "slots": visit_slots()[::-1]}
    with server(data) as url, httpx.Client(base_url=url, timeout=60, trust_env=False) as http:
        kiosk = known_kiosks(centre, http, 1)[0]
        kiosk.send(*(kiosk.seal(reference=reference) for reference in references))
        create_worker(centre.settings, centre.database, centre.keys).run_once()
        amendments = [
            kiosk.seal(change, service="prison-visit-change", cites=reference)
            if number % 2
            else kiosk.seal(lead, service="prison-visit-withdraw", cites=reference)
            for number, reference in enumerate(references)
        ]
        kiosk.send(*amendments)
        with (
            process(WORKING, str(data), Point.DECISION_WRITTEN.value, "2") as (dying, _),
            process(WORKING, str(data)) as (living, _),
        ):
            until(lambda: decided(centre) == 2 * len(references), seconds=90)
            living.terminate()
            assert (dying.wait(30), living.wait(30)) == (-signal.SIGKILL, 0)
        told = kiosk.outcomes()["outcomes"]

    heard: dict[str, list[str]] = {str(one.header.submission_id): [] for one in amendments}
    for outcome in told:
        heard.get(outcome["submission_id"], []).append(outcome["state"])
    assert list(heard.values()) == [["requested", "cancelled"], ["requested", "booked"]] * (len(references) // 2)
    with centre.database.read() as session:
        taken = {room.slot: room.taken for room in session.scalars(select(SessionRoom)) if room.taken}
        booked = Counter(session.scalars(select(Booking.slot)))
    assert taken == booked
    assert booked.total() == len(references) // 2


def decided(centre: Opened) -> int:
    with centre.database.read() as session:
        return session.scalar(select(func.count()).select_from(Case).where(Case.state == CaseState.DECIDED)) or 0
