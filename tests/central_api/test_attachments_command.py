"""Staff at the centre's machine list what came with a case as a file, and have it written out; who did is on record."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from central_api.cli import main
from central_api.models import StaffAct
from tests.central_api.conftest import Centre, Kiosk
from tests.central_api.test_attachments import PAGES, Scan

SQLITE = pytest.mark.parametrize("kind", ["sqlite"])


def _case_with(centre: Centre, kiosk: Kiosk, scan: Scan) -> str:
    """A case with an attachment; its reference."""
    envelope = kiosk.seal(attachments=(scan.attached,))
    assert kiosk.send(envelope) == ["accepted"]
    centre.worker().run_once()
    (case,) = json.loads(_out(centre, "decide", "list", "--json", "--state", "waiting"))["cases"]
    return str(case["reference"])


def _out(centre: Centre, *words: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main([*words, "--data", str(centre.data)]) == 0
    return said.getvalue()


def _get(centre: Centre, reference: str, scan: Scan, file: Path) -> int:
    which = ["--as", "Mair Price", "--id", str(scan.attached.id), "--output", str(file)]
    return main(["attachments", "get", reference, *which, "--data", str(centre.data)])


@SQLITE
def test_an_attachment_is_listed_and_written_to_a_private_file_as_it_was_scanned(
    centre: Centre, kiosk: Kiosk, tmp_path: Path
) -> None:
    scan = Scan()
    reference = _case_with(centre, kiosk, scan)
    scan.bring_all(kiosk)
    centre.worker().run_once()
    file = tmp_path / "claim.pdf"

    listed = json.loads(_out(centre, "attachments", "list", reference, "--json"))
    got = _get(centre, reference, scan, file)

    assert [(line["id"], line["kind"], line["length"], line["state"]) for line in listed] == [
        (str(scan.attached.id), "application/pdf", len(PAGES), "sound")
    ]
    assert got == 0
    assert file.read_bytes() == PAGES
    assert file.stat().st_mode & 0o777 == 0o600
    with centre.database.read() as session:
        acts = session.scalars(select(StaffAct)).all()
        assert [(act.act, act.staff, act.detail["attachment"]) for act in acts] == [
            ("took-file", "operator Mair Price", str(scan.attached.id))
        ]


@SQLITE
def test_a_file_that_is_there_is_never_overwritten(centre: Centre, kiosk: Kiosk, tmp_path: Path) -> None:
    scan = Scan()
    reference = _case_with(centre, kiosk, scan)
    scan.bring_all(kiosk)
    centre.worker().run_once()
    file = tmp_path / "claim.pdf"
    file.write_bytes(b"mine")

    got = _get(centre, reference, scan, file)

    assert got == 1
    assert file.read_bytes() == b"mine"


@SQLITE
def test_what_has_not_come_whole_and_what_is_not_of_the_case_is_not_given_out(
    centre: Centre, kiosk: Kiosk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = Scan()
    reference = _case_with(centre, kiosk, scan)
    file = tmp_path / "claim.pdf"

    unfinished = _get(centre, reference, scan, file), capsys.readouterr().err
    another = _get(centre, reference, Scan(), file), capsys.readouterr().err

    assert unfinished == (1, "the attachment has not come whole, or is not what the request says that it is\n")
    assert another == (1, "there is no such case, or it has no such attachment\n")
    assert not file.exists()
