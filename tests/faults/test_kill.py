"""Kill -9 at every point of both tables: nothing that was called saved is lost, nothing is done twice, nothing is left behind.

`scripts/soak` plays many more rounds, with points, passings and loads drawn from a seed (docs/testing.md).
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from enum import StrEnum
from pathlib import Path

import pytest

from central_api import checkpoints as of_centre
from kiosk_app.ports import checkpoints as of_kiosk
from services.language import Language
from tests.faults.kill_invariants import check_everything
from tests.faults.kill_roles import asked_for, kiosk
from tests.faults.kill_rounds import CentreAt, Process, Round, Victim, make_centre, make_kiosk, play, start_centre
from tests.support import ONCE_MORE

# Nothing of a round is old enough to go: tests/local_store/test_purge_killed.py kills there.
MONTHS_LATER = {point for point in of_kiosk.Point if point.name.startswith("PURGE")}
# A visit has no document: tests/local_store/test_document_jobs_killed.py kills there.
OF_DOCUMENTS = {of_kiosk.Point.CONTENT_WRITTEN}
# Nor has it scans: test_kill_attachments.py kills there.
OF_SCANS = {of_kiosk.Point.CHUNK_ARRIVED, *(point for point in of_kiosk.Point if point.name.startswith("SCAN"))}
OF_ATTACHMENTS = {point for point in of_centre.Point if point.name.startswith(("CHUNK", "ATTACHMENT"))}
ELSEWHERE = MONTHS_LATER | OF_DOCUMENTS | OF_SCANS
VICTIMS: dict[str, Victim] = {
    **{point: Victim.AGENT for point in of_kiosk.Point if point not in ELSEWHERE},
    **{point: Victim.ENROLMENT for point in of_kiosk.Point if point.name.startswith("ENROL")},
    **{point: Victim.WINDOW for point in of_kiosk.Point if point.name.startswith(("SUBMIT", "EXPIRY"))},
    of_kiosk.Point.PRINT_SPOOLED: Victim.PRINT,
    **dict.fromkeys((point for point in of_centre.Point if point not in OF_ATTACHMENTS), Victim.CENTRE),
}
ONCE_A_REQUEST = {
    *(point for point in of_kiosk.Point if point.name.startswith(("SUBMIT", "PRINT"))),
    *(point for point in of_centre.Point if not point.name.startswith("BATCH")),
}  # the others are passed once a batch, so how often is not known before
ONCE_A_ROUND = {point for point in of_kiosk.Point if point.name.startswith("EXPIRY")}
EVERY_POINT = [Round(point, victim, passing=2 if point.startswith("submit") else 1) for point, victim in VICTIMS.items()]
SECOND_ENROLMENTS = [Round(point, victim, passing=2) for point, victim in VICTIMS.items() if victim is Victim.ENROLMENT]


def drawn(rounds: int, seed: int) -> list[Round]:
    """Rounds of the soak."""
    chance = random.Random(seed)  # noqa: S311 - a plan that can be repeated, not a secret
    points = list(VICTIMS)
    plan = []
    for _ in range(rounds):
        point, requests = chance.choice(points), chance.randint(1, 6)
        most = 1 if point in ONCE_A_ROUND else requests if point in ONCE_A_REQUEST else 2
        plan.append(Round(point, VICTIMS[point], chance.randint(1, most), requests))
    return plan


ROUNDS = [
    *EVERY_POINT,
    *SECOND_ENROLMENTS,
    *drawn(int(os.environ.get("SOAK_ROUNDS", "0")), int(os.environ.get("SOAK_SEED", "0"))),
]


@pytest.fixture(scope="session")
def shared_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, CentreAt]]:
    """The centre of every round in which a kiosk is what dies."""
    data = tmp_path_factory.mktemp("faults") / "centre"
    make_centre(data)
    with ExitStack() as stack:
        yield start_centre(stack, data)


class Counting:
    """Counts what is passed."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()

    def reached(self, point: StrEnum) -> None:
        self.passed[point] += 1


def play_and_check(one: Round, folder: Path, shared: tuple[Process, CentreAt]) -> bool:
    """Whether somebody died."""
    with ExitStack() as stack:
        process, centre = shared
        if one.victim is Victim.CENTRE:
            make_centre(folder / "centre")
            process, centre = start_centre(stack, folder / "centre", kill=one.kills(Victim.CENTRE))
        enrolment_died = make_kiosk(folder / "kiosk", centre, one.kills(Victim.ENROLMENT))
        told, died = play(one, folder / "kiosk", centre, process, stack)
        parts = kiosk(folder / "kiosk")
        with closing(parts.store):
            check_everything(parts, centre.data, told)
    return died or enrolment_died


@pytest.mark.usefixtures("born_ready")
@pytest.mark.parametrize("one", ROUNDS, ids=[f"{number}-{one.name}" for number, one in enumerate(ROUNDS)])
def test_a_process_killed_at_a_point_loses_nothing_and_doubles_nothing(
    one: Round, tmp_path: Path, shared_centre: tuple[Process, CentreAt]
) -> None:
    died = play_and_check(one, tmp_path, shared_centre)

    surely = one.passing == 1 or one.point in ONCE_A_REQUEST or one.victim is Victim.ENROLMENT
    assert died or not surely, "the point was never passed"


def test_every_point_of_both_tables_has_a_round_but_those_of_letting_go_and_of_documents() -> None:
    of_rounds = [point for point in of_kiosk.Point if point not in ELSEWHERE]

    of_visits = [point for point in of_centre.Point if point not in OF_ATTACHMENTS]

    assert [one.point for one in EVERY_POINT] == [*of_rounds, *of_visits]


def test_a_batch_passes_its_points_once_whatever_it_carries(tmp_path: Path, shared_centre: tuple[Process, CentreAt]) -> None:
    make_kiosk(tmp_path / "kiosk", shared_centre[1])
    counts = Counting()
    parts = kiosk(tmp_path / "kiosk", counts)
    with closing(parts.store):
        desk = parts.public_desk()

        for _ in range(10):
            desk.submit(desk.services["prison-visit"], asked_for(desk.context()), Language.ENGLISH, confirmed=ONCE_MORE)
        parts.engine.sync_once()

    assert {counts.passed[point] for point in of_kiosk.Point if point.name.startswith("SUBMIT")} == {10}
    assert {counts.passed[point] for point in of_kiosk.Point if point.name.startswith(("LEASE", "ANSWER", "SETTLE"))} == {1}
