"""The root key stays where it is: the list is carried there and back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_api.cli import main
from central_api.clock import utc_now
from central_api.data_folder import opened
from central_api.published import Publications
from sync.envelope import KeyList


@dataclass(frozen=True)
class Places:
    """Where the files of a renewal are."""

    data: Path
    root: Path
    proposal: Path
    signed: Path

    def propose(self, *options: str) -> int:
        return main(["keys", "propose", "--data", str(self.data), "--to", str(self.proposal), *options])

    def sign(self) -> int:
        files = ["--root", str(self.root), "--proposal", str(self.proposal), "--to", str(self.signed)]
        return main(["keys", "sign", *files])

    def publish(self) -> int:
        return main(["keys", "publish", "--data", str(self.data), "--list", str(self.signed)])

    def newest(self) -> KeyList:
        with opened(self.data) as centre:
            return Publications(centre.database, utc_now).key_list().key_list


@pytest.fixture
def places(tmp_path: Path, prepared: Path) -> Places:
    data = tmp_path / "centre"
    shutil.copytree(prepared, data)
    (data / "root.key").rename(tmp_path / "root.key")
    return Places(data, tmp_path / "root.key", tmp_path / "next", tmp_path / "signed")


def test_a_list_that_was_signed_elsewhere_is_published_with_keys_whose_private_halves_are_here(places: Places) -> None:
    before = places.newest()

    assert [places.propose(), places.sign(), places.publish()] == [0, 0, 0]

    after = places.newest()
    assert after.version == before.version + 1
    assert len(after.signing) == len(after.sealing) == 2
    assert after.newest_sealing() != before.newest_sealing()
    with opened(places.data) as centre:
        assert centre.keys.signer(after).key_id in after.signing_keys()
        assert after.newest_sealing().key_id in centre.keys.sealing


def test_a_proposal_and_a_signed_list_hold_nothing_secret(places: Places) -> None:
    places.propose()
    places.sign()

    secrets = [file.read_bytes() for file in [places.root, *(places.data / "keys").glob("*.key")]]

    carried = places.proposal.read_bytes() + places.signed.read_bytes()
    assert [secret for secret in secrets if secret in carried] == []


def test_what_is_signed_is_shown_by_the_ids_that_name_the_key_files(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    places.propose("--sealing")
    capsys.readouterr()

    places.sign()

    made = [file.stem.removeprefix("sealing-") for file in (places.data / "keys").glob("sealing-*.key") if len(file.stem) > 12]
    assert len(made) == 1
    assert f"sealing {made[0]} from=" in capsys.readouterr().out


def test_a_list_is_published_once(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    for step in (places.propose, places.sign, places.publish):
        step()

    again = places.publish()

    assert again == 1
    assert "propose again" in capsys.readouterr().err
    assert places.newest().version == 2


def test_a_list_signed_by_another_root_is_not_published(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    places.propose()
    places.root.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    places.sign()

    refused = places.publish()

    assert refused == 1
    assert "root key" in capsys.readouterr().err
    assert places.newest().version == 1


def test_a_list_whose_private_halves_are_gone_is_not_published(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    places.propose()
    places.sign()
    for file in (places.data / "keys").glob("sealing-*.key"):
        file.unlink()

    refused = places.publish()

    assert refused == 1
    assert "private halves" in capsys.readouterr().err


def test_what_is_no_proposal_is_not_signed(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    places.proposal.write_text("[1]")

    refused = places.sign()

    assert refused == 1
    assert "no proposed key list" in capsys.readouterr().err
    assert not places.signed.exists()


def test_a_root_key_can_be_made_where_it_is_kept(tmp_path: Path) -> None:
    root = tmp_path / "stick" / "root.key"
    root.parent.mkdir()

    assert main(["init", "--data", str(tmp_path / "centre"), "--root", str(root)]) == 0

    assert root.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "centre" / "root.key").exists()
    assert main(["keys", "rotate", "--data", str(tmp_path / "centre"), "--root", str(root)]) == 0
