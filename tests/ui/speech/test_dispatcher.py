"""With a real Speech Dispatcher: its dummy module, and espeak-ng speaking into a file in both languages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.support import until
from ui.speech.dispatcher import ESPEAK, Dispatcher
from ui.speech.plan import SpeechPlan, Utterance
from ui.speech.voice import Voice, VoiceState

DUMMY = ("dummy", "sd_dummy")
PATIENCE_MS = 20_000
LONG = Utterance("This is a long sentence that somebody will interrupt before it ends. " * 200, Language.ENGLISH)
CHILD = """
import os, sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.speech.dispatcher import Dispatcher
from ui.speech.plan import SpeechPlan
app = QCoreApplication([])
server = Dispatcher(SpeechPlan(), os.environ, ("dummy", "sd_dummy"))
kept = []
def ready(connection):
    kept.append(connection)
    print(server.pid, flush=True)
server.ready.connect(ready)
QTimer.singleShot(0, server.start)
app.exec()
"""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """An ALSA set-up whose only output is a file."""
    made = tmp_path / "asound.conf"
    made.write_text(
        f'pcm.!default {{ type file slave.pcm nothing file "{tmp_path}/heard.raw" format raw }}\npcm.nothing {{ type null }}\n'
    )
    return made


@pytest.fixture
def login() -> Iterator[Path]:
    """The runtime folder of a login. Its path is short: a socket's must be."""
    with tempfile.TemporaryDirectory(prefix="login-") as made:
        yield Path(made)


@pytest.fixture
def runtime(login: Path, sound: Path) -> dict[str, str]:
    """The environment of a login."""
    return {"PATH": os.environ["PATH"], "ALSA_CONFIG_PATH": str(sound), "XDG_RUNTIME_DIR": str(login)}


@pytest.fixture
def speaker(qtbot: QtBot, runtime: dict[str, str]) -> Iterator[Callable[..., tuple[Voice, Dispatcher]]]:
    """A voice with a server of its own, ended after the test."""
    del qtbot
    voices = []

    def make(module: tuple[str, str] = DUMMY) -> tuple[Voice, Dispatcher]:
        server = Dispatcher(SpeechPlan(), runtime, module)
        voice = Voice(server, volume=3, rate=-10)
        voices.append(voice)
        return voice, server

    yield make
    for voice in voices:
        voice.close()


Speaker = Callable[..., tuple[Voice, Dispatcher]]


@pytest.mark.parametrize(
    "said", [Utterance("Enter your date of birth.", Language.ENGLISH), Utterance("Rhowch eich dyddiad geni.", Language.WELSH)]
)
def test_both_languages_are_really_spoken(qtbot: QtBot, speaker: Speaker, tmp_path: Path, said: Utterance) -> None:
    voice, _server = speaker(ESPEAK)

    voice.say([said])
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY and not voice.speaking, timeout=PATIENCE_MS)

    heard = (tmp_path / "heard.raw").read_bytes()
    assert len(heard) > 20_000
    assert any(heard)


def test_it_falls_silent_at_once_and_speaks_again(qtbot: QtBot, speaker: Speaker) -> None:
    voice, _server = speaker()
    voice.say([LONG, LONG])
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=PATIENCE_MS)

    voice.interrupt()
    qtbot.waitUntil(lambda: not voice.speaking, timeout=PATIENCE_MS)
    voice.say([Utterance(". a line that begins with a dot", Language.WELSH)])

    qtbot.waitUntil(lambda: not voice.speaking, timeout=PATIENCE_MS)
    assert voice.state is VoiceState.READY


def test_one_that_is_killed_while_it_speaks_is_replaced(qtbot: QtBot, speaker: Speaker) -> None:
    voice, server = speaker(ESPEAK)
    voice.say([LONG])
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=PATIENCE_MS)
    first = server.pid

    os.kill(first, signal.SIGKILL)

    qtbot.waitUntil(lambda: server.pid not in {0, first} and voice.state is VoiceState.READY, timeout=PATIENCE_MS)


def test_it_ends_with_the_session_and_leaves_nothing(qtbot: QtBot, speaker: Speaker, login: Path) -> None:
    voice, server = speaker(ESPEAK)
    voice.say([Utterance("Canary Kestrelmann", Language.ENGLISH)])
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY and not voice.speaking, timeout=PATIENCE_MS)
    folder = server.folder
    assert folder is not None
    modes = (folder.stat().st_mode & 0o777, (folder / "ssip").stat().st_mode & 0o777)
    written = [path for path in login.rglob("*") if path.is_file() and b"Canary" in path.read_bytes()]
    children = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]

    voice.close()

    assert modes == (0o700, 0o600)
    assert written == []
    assert not folder.exists()
    until(lambda: not any(_lives(child) for child in children))


def test_it_ends_when_the_window_is_killed(runtime: dict[str, str]) -> None:
    window = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", CHILD], env={**runtime, "QT_QPA_PLATFORM": "offscreen"}, stdout=subprocess.PIPE, text=True
    )
    with window:
        assert window.stdout is not None
        server = psutil.Process(int(window.stdout.readline()))
        assert _lives(server)

        window.kill()

    until(lambda: not _lives(server))


def test_a_folder_that_a_killed_window_left_is_removed_by_the_next(qtbot: QtBot, speaker: Speaker, login: Path) -> None:
    with subprocess.Popen(["true"]) as gone:  # noqa: S607
        pass
    left, own = login / f"justice-kiosk-speech-{gone.pid}-x", login / f"justice-kiosk-speech-{os.getpid()}-y"
    left.mkdir()
    own.mkdir()

    voice, _server = speaker()
    voice.start()
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=PATIENCE_MS)

    assert not left.exists()
    assert own.exists()


def test_without_the_program_it_fails_and_no_exception_tells_of_it(qtbot: QtBot, runtime: dict[str, str]) -> None:
    voice = Voice(Dispatcher(SpeechPlan(), {**runtime, "PATH": "/nowhere"}), 3, 0)

    voice.say([LONG])

    qtbot.waitUntil(lambda: voice.state is VoiceState.FAILED, timeout=PATIENCE_MS)
    voice.close()


def test_without_a_folder_it_fails(qtbot: QtBot, runtime: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_environment: object) -> Path:
        raise PermissionError

    monkeypatch.setattr("ui.speech.dispatcher.make_folder", refuse)
    voice = Voice(Dispatcher(SpeechPlan(), runtime), 3, 0)

    voice.start()

    qtbot.waitUntil(lambda: voice.state is VoiceState.FAILED, timeout=PATIENCE_MS)
    voice.close()


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
