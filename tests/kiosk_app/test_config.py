from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.config import FILE_NAME, Home, Settings
from kiosk_app.errors import BadInput
from services.forms.words import Translator
from services.language import Language


def test_a_kiosk_without_a_settings_file_has_defaults(tmp_path: Path) -> None:
    assert Home(tmp_path).settings() == Settings()


def test_settings_are_read_from_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('[site]\nname_en = "Swansea"\nname_cy = "Abertawe"\n[desk]\nwarn_after_seconds = 45\n')

    settings = Home(tmp_path).settings()

    assert settings.desk.warn_after_seconds == 45
    assert Translator(Language.WELSH)(settings.site_words("SWI-1").name) == "Abertawe"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[desk]\nwarn_afer_seconds = 45\n", "desk.warn_afer_seconds"),
        ("[desk]\nwarn_after_seconds = 5\n", "desk.warn_after_seconds"),
        ("[printer]\nkind = 'laser'\n", "printer.kind"),
    ],
)
def test_a_mistyped_setting_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)

    with pytest.raises(BadInput) as caught:
        Home(tmp_path).settings()

    assert caught.value.details["setting"] == named


@pytest.mark.parametrize("content", [b"[desk", b"\xff\xfe\x00", b"a = " + b"9" * 5000, b"a = " + b"[" * 50_000])
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)

    with pytest.raises(BadInput):
        Home(tmp_path).settings()


def test_the_data_folder_is_named_by_the_environment(tmp_path: Path) -> None:
    assert Home.from_environment({"KIOSK_HOME": str(tmp_path)}).folder == tmp_path
    assert Home.from_environment({"XDG_DATA_HOME": "/data"}).folder == Path("/data/justice-kiosk")
    assert Home.from_environment({"HOME": "/people/x"}).folder == Path("/people/x/.local/share/justice-kiosk")


def test_the_data_folder_is_private(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")

    home.make()

    assert home.folder.stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(BadInput):
        Home(tmp_path / "file" / "below").make()
