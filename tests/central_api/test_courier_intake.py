"""Envelopes that came on a stick are taken in once, whichever way they come first."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from central_api.cli import main
from central_api.models import StoredEnvelope
from central_api.published import Publications
from sync.envelope import Envelope, Purpose, read_document
from sync.envelope.courier import ANSWERS, read_bundle, write_bundle
from tests.central_api.conftest import Centre, Kiosk


def on_a_stick(folder: Path, *envelopes: Envelope, name: str = "envelopes.txt") -> Path:
    path = folder / name
    with path.open("wb") as file:
        write_bundle(file, [envelope.to_bytes() for envelope in envelopes])
    return path


def stored(centre: Centre) -> int:
    with centre.database.read() as session:
        return session.scalar(select(func.count()).select_from(StoredEnvelope)) or 0


def take_in(centre: Centre, capsys: pytest.CaptureFixture[str], *files: Path) -> tuple[int, str]:
    status = main(["intake", "--data", str(centre.data), *map(str, files)])
    said = capsys.readouterr()
    return status, (said.out + said.err).splitlines()[-1]


def test_what_was_carried_is_kept_once_and_the_network_says_that_it_is_had(
    centre: Centre, kiosk: Kiosk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = kiosk.seal(), kiosk.seal()
    file = on_a_stick(tmp_path, first, second)

    assert take_in(centre, capsys, file) == (0, "accepted=2")
    assert take_in(centre, capsys, file) == (0, "already-had=2")
    assert [each["result"] for each in kiosk.results(first, second)] == ["already-had"] * 2
    assert stored(centre) == 2


def test_a_file_that_is_not_whole_is_refused_before_anything_is_kept(
    centre: Centre, kiosk: Kiosk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = on_a_stick(tmp_path, kiosk.seal(), name="whole.txt")
    torn = on_a_stick(tmp_path, kiosk.seal(), kiosk.seal(), name="torn.txt")
    torn.write_bytes(torn.read_bytes()[:-10])

    status, said = take_in(centre, capsys, whole, torn)

    assert (status, stored(centre)) == (1, 0)
    assert "ends too early" in said


def test_what_another_centre_s_kiosk_sealed_is_counted_and_not_kept(
    centre: Centre, kiosk: Kiosk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = kiosk.seal(device_id=kiosk.seal().header.submission_id)

    assert take_in(centre, capsys, on_a_stick(tmp_path, stranger)) == (0, "unknown-device=1")
    assert stored(centre) == 0


def test_without_envelopes_a_file_for_any_kiosk_has_the_key_list_and_the_catalogue(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["intake", "--data", str(centre.data)]) == 1
    assert main(["intake", "--data", str(centre.data), "--answers", str(tmp_path / "nowhere")]) == 1
    (stick := tmp_path / "stick").mkdir()

    assert main(["intake", "--data", str(centre.data), "--answers", str(stick)]) == 0

    capsys.readouterr()
    (file,) = stick.iterdir()
    with file.open("rb") as opened:
        key_list, catalogue = read_bundle(opened, ANSWERS)
    published = Publications(centre.database, centre.clock).key_list()
    assert key_list == published.wire
    assert "catalogue" in read_document(Purpose.CATALOGUE, catalogue, published.key_list.signing_keys())
