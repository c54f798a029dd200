"""Fixtures of tests that need a whole kiosk and a real centre."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from kiosk_app.main.parts import Parts
from tests.support import enrolled_kiosk, new_centre, running_centre

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QApplication
    from pytestqt.wait_signal import SignalBlocker

_PATIENCE_MS = 30_000
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("any-machine", deadline=None)  # a busy machine is no failure
settings.register_profile("soak", deadline=None, max_examples=2000, stateful_step_count=200, print_blob=True)  # scripts/soak
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "any-machine"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """While hundreds of modules are imported there is nothing to collect; what they leave stays, and need not be looked at again.

    Without this a third of the time of collecting goes there.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


class PatientBot(QtBot):
    """Waits longer than five seconds where the machine is busy; what is waited for in vain fails all the same."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:  # noqa: N802 - its name
        """See `QtBot`."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: SignalInstance, *, timeout: int = _PATIENCE_MS, **asked: Any) -> SignalBlocker:  # noqa: N802
        """See `QtBot`."""
        return super().waitSignal(signal, timeout=timeout, **asked)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - it must be there
    """In place of the plugin's own."""
    return PatientBot(request)


@dataclass(frozen=True)
class Centre:
    """A running centre."""

    url: str
    data: Path


@pytest.fixture(scope="session")
def real_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """One private centre for this test process."""
    data = tmp_path_factory.mktemp("centre") / "data"
    new_centre(data)
    with running_centre(data) as url:
        yield Centre(url, data)


@pytest.fixture
def kiosk_parts(tmp_path: Path, real_centre: Centre) -> Iterator[Parts]:
    """A kiosk enrolled with the running centre."""
    parts = enrolled_kiosk(tmp_path / "kiosk", real_centre.url, real_centre.data)
    yield parts
    parts.store.close()


@pytest.fixture
def lone_parts(tmp_path: Path) -> Iterator[Parts]:
    """A kiosk whose centre serves nobody else: every place is free, and what is sent there disturbs no other test."""
    data = tmp_path / "own-centre"
    new_centre(data)
    with running_centre(data) as url:
        parts = enrolled_kiosk(tmp_path / "lone-kiosk", url, data)
        yield parts
        parts.store.close()
