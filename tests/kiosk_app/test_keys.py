from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk_app.errors import KeyUnavailable
from kiosk_app.keys import CREDENTIALS, FILE, choose_key_source


def test_a_secret_kept_in_a_file_is_read_back_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    source = choose_key_source("file", {}, tmp_path / "keys")

    source.put("store", b"\x00\xff" * 16)

    assert choose_key_source("file", {}, tmp_path / "keys").get("store") == b"\x00\xff" * 16
    (kept,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_secret_that_was_never_kept_is_absent(tmp_path: Path) -> None:
    assert choose_key_source("file", {}, tmp_path).get("device-signing") is None


@pytest.mark.parametrize("name", ["../store", "a/b", "", "..", "x" * 200])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyUnavailable):
        choose_key_source("file", {}, tmp_path).get(name)


def test_a_damaged_secret_is_an_error_and_not_an_absence(tmp_path: Path) -> None:
    (tmp_path / "justice-kiosk.store").write_text("not base 64 !")

    with pytest.raises(KeyUnavailable):
        choose_key_source("file", {}, tmp_path).get("store")


def test_credentials_of_the_service_come_first_and_are_read_only(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "justice-kiosk.store").write_text("AAAA")

    source = choose_key_source("auto", {"CREDENTIALS_DIRECTORY": str(credentials)}, tmp_path / "keys")

    assert (source.description, source.get("store")) == (CREDENTIALS, b"\x00\x00\x00")
    with pytest.raises(KeyUnavailable):
        source.put("store", b"other")


def test_a_source_that_already_holds_the_store_key_is_kept_to(tmp_path: Path) -> None:
    choose_key_source("file", {}, tmp_path / "keys").put("store", b"key")
    empty = tmp_path / "credentials"
    empty.mkdir()

    source = choose_key_source("auto", {"CREDENTIALS_DIRECTORY": str(empty)}, tmp_path / "keys")

    assert (source.description, source.get("store")) == (FILE, b"key")


def test_without_credentials_or_a_desktop_secrets_go_to_files(tmp_path: Path) -> None:
    assert choose_key_source("auto", {}, tmp_path).description == FILE


@pytest.mark.parametrize("wanted", ["credentials", "desktop"])
def test_a_source_named_but_absent_is_refused(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(KeyUnavailable):
        choose_key_source(wanted, {}, tmp_path)


@pytest.mark.parametrize("kept", ["AAAA", "not base 64 !"])
def test_a_store_key_is_never_put_in_the_place_of_another(tmp_path: Path, kept: str) -> None:
    (tmp_path / "justice-kiosk.store").write_text(kept)

    with pytest.raises(KeyUnavailable) as caught:
        choose_key_source("file", {}, tmp_path).put("store", b"other")

    assert caught.value.details["why"] == "exists"
    assert (tmp_path / "justice-kiosk.store").read_text() == kept


def test_a_key_of_the_device_is_renewed(tmp_path: Path) -> None:
    source = choose_key_source("file", {}, tmp_path)
    source.put("device-signing", b"old")

    source.put("device-signing", b"new")

    assert source.get("device-signing") == b"new"
