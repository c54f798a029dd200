"""Whole kiosks on disks that fail: made once and copied, and what must be true of each whatever its disk did."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from kiosk_app.config import FILE_NAME, Home
from kiosk_app.errors import KnownError
from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints
from services.forms.check import check_answers
from services.language import Language
from sync.envelope import Envelope
from tests.faults.kill_roles import KIOSK_SETTINGS, QuickParts
from tests.faults.kill_rounds import CentreAt, make_centre, make_kiosk, start_centre
from tests.small_disks import mounted_disk
from tests.support import ONCE_MORE, visit_answers

PAGE = 4096
MIB = 1024 * 1024
ALL = 100_000
EVERYTHING = bool(int(os.environ.get("SOAK_ROUNDS", "0")))
"""Whether every step of a sweep is played, as `scripts/soak` asks, or some of them."""
SETTINGS = KIOSK_SETTINGS + "[storage]\nballast_mib = 0\nclose_below_mib = 1\n"  # a disk that fills without a warning


class DiskKiosk:
    """One kiosk, and what it said was saved."""

    def __init__(self, folder: Path, listener: Checkpoints = UNWATCHED) -> None:
        self.folder = folder
        self.parts = QuickParts(Home(folder), {}, listener)
        self.said: list[str] = []

    @property
    def database(self) -> Path:
        return self.parts.home.database

    def submit(self) -> str:
        """One request, as a window submits it."""
        parts = self.parts
        service, context = parts.services["prison-visit"], parts.catalogues.context()
        checked = check_answers(service, visit_answers(context), context)
        fields = service.receipt_fields(checked.answers, context)
        self.said.append(parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE).reference)
        return self.said[-1]

    def submit_until_refused(self, most: int = 1000) -> KnownError:
        """Request after request, until one is refused in words; what was said."""
        for _time in range(most):
            try:
                self.submit()
            except KnownError as error:
                return error
        raise AssertionError("the disk never failed")

    def check(self, *, more: int = 0) -> None:
        """Exactly what was said to be saved is here, each with all that belongs to it; or up to `more` besides."""
        store = self.parts.store
        kept = [each.reference for each in reversed(store.submissions.recent(ALL))]
        assert kept[: len(self.said)] == self.said
        assert len(kept) <= len(self.said) + more
        assert [each.sequence for each in reversed(store.submissions.recent(ALL))] == list(range(1, len(kept) + 1))
        assert sorted(job.reference for job in store.prints.jobs(ALL) if job.copy == 1) == sorted(kept)
        saved = Counter(row.details["reference"] for row in store.audit.rows(limit=ALL) if row.event is Event.SUBMISSION_SAVED)
        assert saved == Counter(kept)
        assert store.audit.first_broken() is None
        assert list(store.integrity.damage()) == []
        assert [fault for slice_ in store.integrity.slices(digest) for fault in slice_.faults] == []

    def check_after_a_crash(self, folder: Path, *, more: int = 0) -> None:
        """The same of what a process finds that opens the files as they are now, all others having ended at this moment."""
        as_it_is = shutil.ignore_patterns("filling", "*-shm", "printed", "backups")
        shutil.copytree(self.folder, folder, ignore=as_it_is)
        with opened(folder) as survivor:
            survivor.said = list(self.said)
            survivor.check(more=more)
        shutil.rmtree(folder)


def digest(wire: bytes) -> bytes | None:
    return Envelope.from_bytes(wire).digest


@contextmanager
def opened(folder: Path, listener: Checkpoints = UNWATCHED) -> Iterator[DiskKiosk]:
    """The kiosk on a folder, its store open."""
    kiosk = DiskKiosk(folder, listener)
    with closing(kiosk.parts.store):
        yield kiosk


@pytest.fixture(scope="session")
def quick_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreAt]:
    """A centre that decides at once."""
    data = tmp_path_factory.mktemp("disk") / "centre"
    make_centre(data)
    with ExitStack() as stack:
        yield start_centre(stack, data)[1]


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, quick_centre: CentreAt) -> Path:
    """The folder of an enrolled kiosk to make copies of, which must not meet the centre."""
    return new_kiosk(tmp_path_factory.mktemp("pattern") / "kiosk", quick_centre)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB."""
    with mounted_disk(tmp_path / "disk", 4) as mounted:
        yield mounted


def new_kiosk(folder: Path, centre: CentreAt) -> Path:
    """The folder of a kiosk that the centre knows, which nobody has open."""
    make_kiosk(folder, centre)
    (folder / FILE_NAME).write_text(SETTINGS, encoding="utf-8")
    return folder


def copied(pattern: Path, to: Path) -> Path:
    return Path(shutil.copytree(pattern, to))
