"""Kill -9 while scans are taken, sent and taken in: each is there once, whole, with its own case, and with no other."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from sqlalchemy import select

from central_api.attaching import content_of
from central_api.checkpoints import Point as CentrePoint
from central_api.data_folder import opened
from central_api.models import Case, CaseAttachment
from central_api.states import CheckState
from kiosk_app.config import FILE_NAME
from kiosk_app.main.scans import scan_shelf
from kiosk_app.ports.checkpoints import Point
from services.forms.check import check_draft
from services.language import Language
from tests.faults.kill_roles import KIOSK_SETTINGS, QuickParts, asked_for, kiosk
from tests.faults.kill_rounds import CentreAt, Process, make_centre, make_kiosk, start_centre, started
from tests.services.scans.files import pdf
from tests.support import ONCE_MORE, until

FILES = {f"{number}.pdf": pdf(b"(paper %d)" % number, stream=b"0 0 1 1 re f\n" * 30_000) for number in range(2)}  # 2 pieces each
TAKING = [Point.SCAN_MOVED, Point.SCAN_CHUNK, Point.SCAN_WHOLE, Point.SCAN_REMOVED]
SENDING = [Point.CHUNK_ARRIVED]
AT_THE_CENTRE = [CentrePoint.CHUNK_WRITTEN, CentrePoint.CHUNK_COMMITTED, CentrePoint.ATTACHMENT_CHECKED]
_SOAK = int(os.environ.get("SOAK_ROUNDS", "0"))
_CHANCE = random.Random(int(os.environ.get("SOAK_SEED", "0")))  # noqa: S311 - a plan that can be repeated, not a secret
# One on each side of the line; tests/local_store/test_scanner_folder.py stops at every one of taking.
ALWAYS = [Point.CHUNK_ARRIVED, CentrePoint.CHUNK_COMMITTED]
EVERY = [*TAKING, *SENDING, *AT_THE_CENTRE]
ROUNDS: list[tuple[Point | CentrePoint, int]] = [
    *((point, 2) for point in (EVERY if _SOAK else ALWAYS)),
    *((_CHANCE.choice(EVERY), _CHANCE.randint(1, 4)) for _ in range(_SOAK)),
]


@pytest.fixture(scope="module")
def shared_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreAt]:
    data = tmp_path_factory.mktemp("scans") / "centre"
    make_centre(data)
    with ExitStack() as stack:
        yield start_centre(stack, data)[1]


def _take(home: Path, kill: list[str]) -> bool:
    """Take every scan; whether somebody died on the way."""
    with started("kill_scans", str(home), *kill) as taking:
        status = taking.ended()[0]
    if status == 0:
        return False
    assert status == -signal.SIGKILL
    assert not _take(home, [])
    return True


def _submit_each(parts: QuickParts) -> dict[UUID, bytes]:
    """A request for each scan; the contents by submission."""
    shelf, visit = scan_shelf(parts), parts.services["prison-visit"]
    sent = {}
    for line in shelf.waiting():
        context = parts.catalogues.context()
        checked = check_draft(visit, asked_for(context), context)
        content, attached = shelf.content(line.id), shelf.attachable([line.id])
        fields = visit.receipt_fields(checked.answers, context)
        saved = parts.submitting.submit(
            visit, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE, copies=0, attachments=attached
        )
        sent[saved.id] = content
    return sent


def _is_sent(parts: QuickParts) -> bool:
    return parts.store.attachments.all_acknowledged() and parts.store.device.contact().all_sent is not None


def _send(home: Path, parts: QuickParts, kill: list[str]) -> bool:
    with started("kill_agent", str(home), *kill) as agent:
        until(lambda: agent.has_died or _is_sent(parts))
        if not agent.has_died:
            assert agent.stop() in {0, -signal.SIGKILL}
        died = agent.popen.poll() == -signal.SIGKILL
    return died and (_send(home, parts, []) or True)


def _found_at(centre: CentreAt) -> dict[UUID, bytes] | None:
    """The contents at the centre by submission; None while not every case is decided."""
    with opened(centre.data) as inside, inside.database.read() as session:
        named = session.scalars(select(CaseAttachment)).all()
        undecided = session.scalars(select(Case.number).where(Case.state != "decided")).all()
        if undecided or any(each.state != CheckState.SOUND for each in named):
            return None
        return {each.submission_id: content_of(session, each) for each in named}


@pytest.mark.usefixtures("born_ready")
@pytest.mark.parametrize(("point", "passing"), ROUNDS, ids=[f"{n}-{point}-{times}" for n, (point, times) in enumerate(ROUNDS)])
def test_whoever_is_killed_each_scan_is_with_its_own_case_and_whole(
    point: Point | CentrePoint, passing: int, tmp_path: Path, shared_centre: CentreAt
) -> None:
    with ExitStack() as stack:
        centre, process = shared_centre, None
        if point in AT_THE_CENTRE:
            make_centre(tmp_path / "centre")
            process, centre = start_centre(stack, tmp_path / "centre", kill=[point, str(passing)])
        home, scanned = tmp_path / "kiosk", tmp_path / "scanned"
        make_kiosk(home, centre)
        scanned.mkdir()
        (home / FILE_NAME).write_text(f'{KIOSK_SETTINGS}[scans]\nfolder = "{scanned}"\n', encoding="utf-8")
        for name, content in FILES.items():
            (scanned / name).write_bytes(content)

        died = _take(home, [point, str(passing)] if point in TAKING else [])
        parts = kiosk(home)
        with closing(parts.store):
            sent = _submit_each(parts)
            with started("kill_agent", str(home), *([point, str(passing)] if point in SENDING else [])) as agent:
                died |= _sent(parts, agent, process, centre, stack)
            if agent.popen.returncode == -signal.SIGKILL and not _is_sent(parts):
                died |= _send(home, parts, [])
            until(lambda: _found_of(centre, sent) is not None)

        assert sorted(sent.values()) == sorted(FILES.values())
        assert _found_of(centre, sent) == sent
        assert died or passing > len(FILES)


def _found_of(centre: CentreAt, sent: dict[UUID, bytes]) -> dict[UUID, bytes] | None:
    found = _found_at(centre)
    return None if found is None or not sent.keys() <= found.keys() else {name: found[name] for name in sent}


def _sent(parts: QuickParts, agent: Process, process: Process | None, centre: CentreAt, stack: ExitStack) -> bool:
    """Wait until everything is sent, or the agent is killed; a centre that is killed comes back. Whether somebody died."""

    def over() -> bool:
        at_the_centre = process is not None and not process.has_died and _found_at(centre) is None
        return agent.has_died or (_is_sent(parts) and not at_the_centre)

    until(lambda: over() or (process is not None and process.has_died))
    died = process is not None and process.has_died
    if died:
        start_centre(stack, centre.data, urlsplit(centre.url).port or 0)
        until(lambda: agent.has_died or _is_sent(parts))
    died |= agent.has_died
    if not agent.has_died:
        assert agent.stop() == 0
    return died
