"""Renewing the centre's keys loses nothing that was sealed or signed before, also when it is interrupted."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_api.cli import main
from central_api.clock import Clock
from central_api.data_folder import opened
from central_api.keys import NoSigningKey, PrivateKeys, SealingKeys, new_sealing_key
from central_api.published import Publications
from central_api.rotation import Renewal, WrongRoot, rotate
from sync.envelope import KeyList, NotSigned, signing_key_id
from tests.central_api.conftest import NOW

LATER = NOW + timedelta(days=1)
BOTH = Renewal(signing=True, sealing=True, overlap=timedelta(days=30))


@pytest.fixture
def data(tmp_path: Path, prepared: Path) -> Path:
    """A centre whose root key was taken away."""
    folder = tmp_path / "centre"
    shutil.copytree(prepared, folder)
    (folder / "root.key").rename(tmp_path / "root.key")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root.key"


def at(instant: datetime) -> Clock:
    return lambda: instant


def newest(data: Path) -> KeyList:
    with opened(data) as centre:
        return Publications(centre.database, at(NOW)).key_list().key_list


def renewed(data: Path, root: Path, renewal: Renewal = BOTH, now: datetime = LATER) -> KeyList:
    with opened(data) as centre:
        return rotate(data, root, Publications(centre.database, at(now)), at(now), renewal)


def test_new_keys_stand_beside_the_older_ones(data: Path, root: Path) -> None:
    before = newest(data)

    after = renewed(data, root)

    keys = PrivateKeys.load(data)
    assert (after.version, after.issued) == (2, LATER)
    assert after.newest_sealing().key_id not in {one.key.key_id for one in before.sealing}
    assert {one.key.key_id for one in after.sealing} == set(keys.sealing)
    assert [one.until for one in after.signing] == [LATER + timedelta(days=30), None]
    assert set(after.signing_keys()) == set(keys.signing)
    assert keys.signer(after).key_id == signing_key_id(after.signing[1].key)
    assert newest(data) == after


@pytest.mark.parametrize(("kind", "signing", "sealing"), [("signing", 2, 1), ("sealing", 1, 2)])
def test_one_kind_can_be_renewed_alone(data: Path, root: Path, kind: str, signing: int, sealing: int) -> None:
    renewal = Renewal(signing=kind == "signing", sealing=kind == "sealing", overlap=timedelta(days=30))

    after = renewed(data, root, renewal)

    assert (len(after.signing), len(after.sealing)) == (signing, sealing)


def test_a_signing_key_past_its_end_drops_out_of_the_next_list_and_a_sealing_key_never_does(data: Path, root: Path) -> None:
    first = newest(data)
    renewed(data, root)

    third = renewed(data, root, now=LATER + timedelta(days=31))

    assert first.signing[0].key not in [one.key for one in third.signing]
    assert len(third.signing) == 2
    assert len(third.sealing) == 3
    assert len(PrivateKeys.load(data).signing) == 3


def test_an_end_that_was_set_is_not_put_off(data: Path, root: Path) -> None:
    renewed(data, root)

    third = renewed(data, root, now=LATER + timedelta(days=1))

    assert third.signing[0].until == LATER + timedelta(days=30)


def test_a_stolen_key_stops_counting_with_the_list_that_ends_it(data: Path, root: Path) -> None:
    stolen = signing_key_id(newest(data).signing[0].key)

    after = renewed(data, root, Renewal(signing=True, sealing=False, overlap=timedelta()))

    assert stolen not in after.signing_keys()
    assert stolen in {signing_key_id(one.key) for one in after.signing}


def test_the_centre_never_signs_with_a_key_that_no_longer_counts(data: Path, root: Path) -> None:
    after = renewed(data, root, Renewal(signing=True, sealing=False, overlap=timedelta()))
    (data / "keys" / f"signing-{signing_key_id(after.signing[1].key)}.key").unlink()

    with pytest.raises(NoSigningKey):
        PrivateKeys.load(data).signer(after)


def test_dates_go_on_when_the_clock_has_gone_back(data: Path, root: Path) -> None:
    before = newest(data)

    after = renewed(data, root, now=NOW - timedelta(days=365))

    assert after.issued > before.issued
    assert after.newest_sealing().key_id not in {one.key.key_id for one in before.sealing}
    assert len(after.signing_keys()) == 2


def test_another_root_key_changes_nothing(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    files = sorted((data / "keys").iterdir())

    with pytest.raises(WrongRoot):
        renewed(data, other)

    assert sorted((data / "keys").iterdir()) == files
    assert newest(data).version == 1


def test_a_list_that_another_root_signed_is_not_published(data: Path) -> None:
    with opened(data) as centre:
        publications = Publications(centre.database, at(NOW))

        with pytest.raises(NotSigned):
            publications.publish_next_key_list(lambda newest: newest.wire[:-1])

    assert newest(data).version == 1


def test_private_halves_are_their_owners_alone(data: Path, root: Path) -> None:
    renewed(data, root)

    assert {path.stat().st_mode & 0o777 for path in (data / "keys").iterdir()} == {0o600}
    assert len(list((data / "keys").iterdir())) == 4


KILLED = """
import os, signal, sys
from central_api import cli, rotation
rotation.{where} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
cli.main(sys.argv[1:])
"""


@pytest.mark.parametrize(("where", "left"), [("new_signing_key", 2), ("new_sealing_key", 3), ("sign_key_list", 4)])
def test_an_interrupted_renewal_leaves_a_centre_that_works(data: Path, root: Path, where: str, left: int) -> None:
    command = ["keys", "rotate", "--data", str(data), "--root", str(root)]

    killed = subprocess.run([sys.executable, "-c", KILLED.format(where=where), *command], check=False, capture_output=True)  # noqa: S603 - our own

    keys = PrivateKeys.load(data)
    assert killed.returncode == -signal.SIGKILL
    assert len(list((data / "keys").glob("*.key"))) == left
    assert newest(data).version == 1
    assert keys.signer(newest(data)).key_id in newest(data).signing_keys()
    assert main(command) == 0
    assert newest(data).version == 2


def test_two_renewals_follow_each_other(data: Path, root: Path) -> None:
    command = [sys.executable, "-m", "central_api", "keys", "rotate", "--data", str(data), "--root", str(root)]

    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]  # noqa: S603 - our own
    ended = [one.wait(60) for one in both]

    assert ended == [0, 0]
    assert newest(data).version == 3
    assert {one.key.key_id for one in newest(data).sealing} == set(SealingKeys(data))


def test_a_sealing_key_made_or_brought_back_later_is_found(data: Path) -> None:
    keys = SealingKeys(data)
    key_id = new_sealing_key(data).key_id
    (data / "keys" / "sealing-damaged.key").write_bytes(b"short")

    found = keys[key_id]

    assert found.key_id == key_id
    assert len(keys) == len(list(keys)) == 2
    with pytest.raises(KeyError):
        keys[b"unknown!"]


def test_the_command_line_renews_and_lists(data: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--data", str(data)]

    exit_code = main(["keys", "rotate", *folder, "--root", str(root), "--signing", "--overlap-days", "0"])

    said = capsys.readouterr().out
    assert exit_code == 0
    assert "Key list 2 is published. Restart the service" in said
    (data / "keys" / "sealing-1.key").unlink()
    assert main(["keys", "list", *folder]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["signing", "signing", "sealing"]
    assert [line.split()[-2:] for line in lines] == [
        ["use=signs", "private=here"],
        ["use=old", "private=here"],
        ["use=seals", "private=missing"],
    ]
    assert main(["keys", "rotate", *folder, "--root", str(root), "--sealing"]) == 0
    assert "Restart" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"), [(None, "No such file"), (b"short", "does not hold a key"), (bytes(32), "not the root")]
)
def test_a_root_key_that_cannot_be_used_is_one_plain_line(
    data: Path, root: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    root.unlink()
    if content is not None:
        root.write_bytes(content)

    exit_code = main(["keys", "rotate", "--data", str(data), "--root", str(root)])

    shown = capsys.readouterr().err
    assert exit_code == 1
    assert said in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("days", ["-1", "4000", "soon"])
def test_an_overlap_is_a_number_of_days(data: Path, root: Path, days: str) -> None:
    with pytest.raises(SystemExit):
        main(["keys", "rotate", "--data", str(data), "--root", str(root), "--overlap-days", days])
