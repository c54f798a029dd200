"""`kioskctl sync` and a centre that asks to be left alone for a while: it says so to programs, and watching waits."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.cli.operating import sync_watch
from kiosk_app.cli.parser import run
from kiosk_app.main.parts import Parts
from services.forms.words import Translator
from services.language import Language
from tests.support import enrolled_kiosk, new_centre, running_centre

ONE_REQUEST = "[limits]\nrequests_per_device = 1\nrate_window_seconds = 900\n"


class OneWait(threading.Event):
    """Is set by the first wait, and keeps how long that would have been."""

    seconds = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds = timeout or 0.0
        self.set()
        return True


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """A kiosk whose centre takes one request of it in a quarter of an hour, and has had that."""
    data = tmp_path / "centre"
    new_centre(data)
    (data / "centre.toml").write_text(ONE_REQUEST, "utf-8")
    with running_centre(data) as url:
        made = enrolled_kiosk(tmp_path / "kiosk", url, data)
        made.engine.sync_once()
        yield made
        made.store.close()


def test_a_busy_centre_is_reported_as_json_with_the_seconds_it_asked_for(
    parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(parts, ["sync", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert (status, said["reason"]) == (1, "centre-busy")
    assert 60 < said["asked"] <= 900


def test_a_pass_that_nobody_asked_to_wait_after_says_null(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(kiosk_parts, ["sync", "--json"])

    assert (status, json.loads(capsys.readouterr().out)["asked"]) == (0, None)


def test_watching_leaves_a_busy_centre_alone_for_as_long_as_it_asked(parts: Parts) -> None:
    stop = OneWait()

    sync_watch(parts, Translator(Language.ENGLISH), stop, lambda _said: None)

    assert stop.seconds > 60 > parts.settings.centre.seconds_between_passes
