"""A batch is handed on whole or not at all, whatever the disk does, and never over another one."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from kiosk_app.errors import CannotWrite
from kiosk_app.staff_errors import BatchRefused, ScanGone
from kiosk_app.use_cases.batch_export import BatchExport
from local_store.batch_folder import ExportFolder
from services.bulk_scan.checking import check_zip
from services.bulk_scan.envelope import Payment
from services.bulk_scan.errors import Rule
from services.bulk_scan.zipping import read_zip
from tests.services.bulk_scan.envelopes import ROUTE, envelope
from tests.services.scans.files import pdf
from tests.small_disks import fill, mounted_disk

WIDE = replace(ROUTE, most_bytes=1_000_000)


def _scan(name: str) -> bytes:
    return pdf(b"(%s)" % name.encode())


def _lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_batch_becomes_one_zip_that_the_scanning_service_would_take(tmp_path: Path) -> None:
    of = envelope()

    exported = BatchExport(ExportFolder(tmp_path), WIDE).export(of, _scan)

    raw = (tmp_path / of.zip_name.text).read_bytes()
    assert _lying(tmp_path) == [exported.name] == [of.zip_name.text]
    assert (exported.scans, exported.digest) == (2, hashlib.sha256(raw).hexdigest())
    assert check_zip(read_zip(io.BytesIO(raw), 1_000_000), WIDE, "civil", exported.name) == ()


def test_the_same_batch_has_the_same_bytes_in_another_folder(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        digests.add(BatchExport(ExportFolder(tmp_path / name), WIDE).export(envelope(), _scan).digest)

    assert len(digests) == 1


def test_what_breaks_a_rule_is_not_written_and_says_which(tmp_path: Path) -> None:
    with pytest.raises(BatchRefused) as refusal:
        BatchExport(ExportFolder(tmp_path), WIDE).export(envelope(payments=(Payment("1000001"),)), _scan)

    assert [fault.rule for fault in refusal.value.faults] == [Rule.SAME_NUMBER]  # type: ignore[attr-defined]
    assert _lying(tmp_path) == []


def test_a_scan_that_is_gone_when_it_is_written_leaves_nothing(tmp_path: Path) -> None:
    asked: list[str] = []

    def gone_the_second_time(name: str) -> bytes:
        asked.append(name)
        if len(asked) > 3:
            raise ScanGone
        return _scan(name)

    with pytest.raises(ScanGone):
        BatchExport(ExportFolder(tmp_path), WIDE).export(envelope(), gone_the_second_time)

    assert _lying(tmp_path) == []


def test_another_batch_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    there = tmp_path / envelope().zip_name.text
    there.write_bytes(b"somebody else's")

    with pytest.raises(CannotWrite):
        BatchExport(ExportFolder(tmp_path), WIDE).export(envelope(), _scan)

    assert there.read_bytes() == b"somebody else's"


def test_a_full_disk_leaves_nothing_and_the_next_try_succeeds(tmp_path: Path) -> None:
    large = pdf(stream=b"0 0 1 1 re f\n" * 20_000)
    with mounted_disk(tmp_path / "stick", 1) as stick:
        filling = fill(stick, free=100_000)
        export = BatchExport(ExportFolder(stick), WIDE)

        with pytest.raises(CannotWrite):
            export.export(envelope(), lambda _name: large)
        after = _lying(stick)
        filling.unlink()

        assert after == [filling.name]
        assert export.export(envelope(), lambda _name: large).name in _lying(stick)


def test_what_reads_back_otherwise_is_taken_away_again(tmp_path: Path) -> None:
    answers = iter((True, False))
    writes: list[Callable[[IO[bytes]], object]] = [lambda file: file.write(b"x")]

    with pytest.raises(CannotWrite):
        ExportFolder(tmp_path).put("a.zip", lambda file: [write(file) for write in writes] and None, lambda _file: next(answers))

    assert _lying(tmp_path) == []


def test_what_a_power_cut_left_half_written_is_no_batch_and_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / f".being-written.{envelope().zip_name.text}").write_bytes(b"half")

    exported = BatchExport(ExportFolder(tmp_path), WIDE).export(envelope(), _scan)

    assert _lying(tmp_path) == [exported.name]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        BatchExport(ExportFolder(tmp_path / "gone"), WIDE).export(envelope(), _scan)
