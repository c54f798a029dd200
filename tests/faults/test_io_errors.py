"""System calls that fail as those of a dying disk do, each in turn: nothing is said to be saved that is not there afterwards."""

from __future__ import annotations

import errno
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from kiosk_app.errors import DiskFailing, DiskFull, KnownError, StoreError
from kiosk_app.wording import error_words
from services.forms.words import Translator
from services.language import Language
from tests.faults.disk_calls import Failing, while_failing
from tests.faults.disk_kiosk import EVERYTHING, copied, new_kiosk, opened, pattern, quick_centre
from tests.faults.kill_rounds import CentreAt

__all__ = ["pattern", "quick_centre"]

WRITES = ("pwrite64", "write")
SYNCS = ("fsync", "fdatasync")
EVERY = 1 if EVERYTHING else 9
KINDS = [
    pytest.param(WRITES, errno.EIO, DiskFailing, id="write-EIO"),
    pytest.param(WRITES, errno.EROFS, DiskFailing, id="write-EROFS"),
    pytest.param(WRITES, errno.ENOSPC, DiskFull, id="write-ENOSPC"),
    pytest.param(SYNCS, errno.EIO, DiskFailing, id="sync-EIO"),
]


@pytest.mark.parametrize(("calls", "error", "meaning"), KINDS)
def test_wherever_a_submission_meets_a_failing_disk_nothing_is_said_to_be_saved_that_is_not(
    calls: tuple[str, ...], error: int, meaning: type[StoreError], pattern: Path, tmp_path: Path
) -> None:
    refused = 0
    with opened(copied(pattern, tmp_path / "kiosk")) as kiosk:
        kiosk.submit()
        for after in count(0, EVERY):
            raised: list[KnownError] = []

            def work() -> None:
                try:
                    kiosk.submit()
                except KnownError as known:
                    raised.append(known)  # noqa: B023 - called before the next round

            failed = while_failing(Failing(calls, error, after), work)

            assert [type(known) for known in raised] == [meaning] * bool(failed)
            kiosk.check()
            kiosk.check_after_a_crash(tmp_path / "crashed", more=len(raised))
            if not failed:
                break
            refused += 1
            kiosk.submit()
    assert refused >= 1


def test_a_disk_that_fails_once_is_tried_again_by_the_person_and_both_tries_are_different_requests(
    pattern: Path, tmp_path: Path
) -> None:
    with opened(copied(pattern, tmp_path / "kiosk")) as kiosk:

        def work() -> None:
            with pytest.raises(DiskFailing):
                kiosk.submit()
            kiosk.submit()

        assert while_failing(Failing(SYNCS, errno.EIO, times=1), work) == 1

        kiosk.check()
        kiosk.check_after_a_crash(tmp_path / "crashed")
        assert kiosk.parts.store.submissions.counts().held == 1


def test_a_disk_that_cannot_be_read_closes_the_kiosk_and_does_not_mark_the_records_as_damaged(
    pattern: Path, tmp_path: Path
) -> None:
    with opened(copied(pattern, tmp_path / "kiosk")) as kiosk:
        kiosk.submit()
    with opened(kiosk.folder) as kiosk:
        desk = kiosk.parts.public_desk()
        kiosk.parts.store._engine.dispose()  # what was read before is forgotten

        def work() -> None:
            with pytest.raises(DiskFailing):
                desk.line()

        assert while_failing(Failing(("pread64",), errno.EIO), work)

        assert kiosk.parts.damage.code() == ""
        assert desk.line().waiting == 1


@pytest.mark.parametrize("after", range(0, 40, EVERY))
def test_a_pass_on_a_failing_disk_ends_in_words_and_the_next_one_sends_everything_once(
    after: int, tmp_path: Path, quick_centre: CentreAt
) -> None:
    with opened(new_kiosk(tmp_path / "kiosk", quick_centre)) as kiosk:
        for _request in range(3):
            kiosk.submit()

        def work() -> None:
            with suppress(DiskFailing):  # towards the end only what may fail unseen is left
                kiosk.parts.engine.sync_once()

        failed = while_failing(Failing(("pwrite64", *SYNCS), errno.EIO, after), work)
        kiosk.parts.store.outbox.release_leases()
        report = kiosk.parts.engine.sync_once()

        assert failed or after
        assert (report.reason, report.all_sent) == ("", True)
        assert kiosk.parts.store.submissions.counts().acknowledged == 3
        kiosk.check()


def test_the_words_of_a_failing_disk_do_not_ask_for_room() -> None:
    words = Translator(Language.ENGLISH)(error_words(DiskFailing.code))

    assert words == "The disk of this kiosk does not work. Nothing was saved. Tell a member of staff."
