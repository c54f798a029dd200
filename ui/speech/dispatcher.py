"""A Speech Dispatcher of this session's own: started when somebody first wants to hear something, gone when the session is.

It keeps what it spoke, so it may not outlive the person it spoke to. It is a child of the window's process: killed when the
session ends, and by the kernel when that process dies in any other way (`setpriv --pdeathsig`); should even that fail, it ends by
itself some seconds after nobody is connected to it. Its socket, settings and whatever it writes are in a folder that only this
user can enter, made anew for each; its log is off and its output goes nowhere. Nobody else's server is looked for, and none is
started by itself.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from ui.speech.folder import make_folder, remove_folder
from ui.speech.plan import SpeechPlan
from ui.speech.server import SpeechServer

_LOOK_EVERY_MS = 20
_START_MS = 15000
_END_MS = 1000
_ALONE_SECONDS = 5  # it waits so long for somebody to connect
_SOCKET, _SETTINGS, _NUMBER = "ssip", "speechd.conf", "pid"
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "ALSA_CONFIG_PATH", "PULSE_SERVER", "XDG_DATA_DIRS")
ESPEAK = ("espeak-ng", "sd_espeak-ng")


class Dispatcher(SpeechServer):
    """See the module. `module` is the name and the program of the output module."""

    def __init__(
        self,
        plan: SpeechPlan,
        environment: Mapping[str, str],
        module: tuple[str, str] = ESPEAK,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._environment, self._module = plan, environment, module
        self._folder: Path | None = None
        self._process: QProcess | None = None
        self._looks_left = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._connect)

    @property
    def pid(self) -> int:
        """The process's number; 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    @property
    def folder(self) -> Path | None:
        """Where it keeps its socket, while it runs."""
        return self._folder

    def start(self) -> None:
        """Make the folder and start the process. Answers within its patience."""
        self.close()
        try:
            self._folder = make_folder(self._environment)
            (self._folder / _SETTINGS).write_text(self._settings(), encoding="utf-8")
        except OSError:
            QTimer.singleShot(0, self, self._fail)
            return
        self._process = self._make_process(self._folder)
        self._looks_left = _START_MS // _LOOK_EVERY_MS
        self._process.start()
        self._look.start()

    def close(self) -> None:
        """End the process at once, and remove its folder. It says no more."""
        self._look.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._ended)
            process.kill()
            process.waitForFinished(_END_MS)
            process.deleteLater()
        if self._folder is not None:
            remove_folder(self._folder)
            self._folder = None

    def _make_process(self, folder: Path) -> QProcess:
        process = QProcess(self)
        process.setProgram("setpriv")
        own = ["--socket-path", str(folder / _SOCKET), "--config-dir", str(folder), "--pid-file", str(folder / _NUMBER)]
        own += ["--communication-method", "unix_socket", "--timeout", str(_ALONE_SECONDS)]
        process.setArguments(["--pdeathsig", "KILL", "speech-dispatcher", "--run-single", *own])
        process.setProcessEnvironment(self._child_environment(folder))
        process.setWorkingDirectory(str(folder))
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        return process

    def _child_environment(self, folder: Path) -> QProcessEnvironment:
        """Little is passed on: every place where it might write is its own folder."""
        made = QProcessEnvironment()
        for name in _PASSED_ON:
            if name in self._environment:
                made.insert(name, self._environment[name])
        for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            made.insert(name, str(folder))
        made.insert("LC_ALL", "C.UTF-8")
        runtime = self._environment.get("XDG_RUNTIME_DIR", "")
        if runtime:  # where the sound server of this login is
            made.insert("PIPEWIRE_RUNTIME_DIR", runtime)
            if "PULSE_SERVER" not in self._environment:
                made.insert("PULSE_SERVER", f"unix:{runtime}/pulse/native")
        return made

    def _settings(self) -> str:
        name, program = self._module
        device = {"alsa": "AudioALSADevice", "pulse": "AudioPulseDevice"}[self._plan.sound]
        lines = (
            "LogLevel 0",
            'LogDir "stdout"',
            f'AudioOutputMethod "{self._plan.sound}"',
            f'{device} "{self._plan.device}"',
            f'AddModule "{name}" "{program}" ""',
            f'DefaultModule "{name}"',
            'DefaultLanguage "en-GB"',
            "DefaultVolume 100",
            'SymbolsPreproc "char"',
            'SymbolsPreprocFile "symbols.dic"',
            "DisableAutoSpawn",
        )
        return "\n".join(lines) + "\n"

    def _connect(self) -> None:
        """Look whether it answers yet."""
        self._looks_left -= 1
        if self._folder is None or self._looks_left <= 0:
            self._fail()
            return
        path = self._folder / _SOCKET
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(0)
        try:
            connection.connect(str(path))
        except OSError:
            connection.close()
            return
        with contextlib.suppress(OSError):
            os.chmod(path, 0o600)  # noqa: PTH101 - nobody else could enter the folder either
        self._look.stop()
        self.ready.emit(connection)

    def _ended(self) -> None:
        """It ended, or could not be started. Whoever is connected notices by himself."""
        if self._look.isActive():
            self._fail()

    def _fail(self) -> None:
        self.close()
        self.failed.emit()
