"""A public desk that reads aloud to a server that writes down what it hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener
from ui.speech.voice import Voice
from ui.theme import LookSource

Listen = Callable[..., Listener]


@pytest.fixture
def listen(qtbot: QtBot, look_of: Callable[..., LookSource]) -> Listen:
    """A desk in a language, with reading aloud on unless it is to be `quiet`."""

    def begin(
        server: FakeServer | None = None,
        language: Language = Language.ENGLISH,
        *,
        private: Callable[[], bool] = lambda: False,
        quiet: bool = False,
    ) -> Listener:
        server = server or FakeServer()
        driver = Driver(qtbot, look_of(language=language), Bench(), voice=Voice(server, volume=3, rate=-10), private=private)
        listener = Listener(driver, server)
        if not quiet:
            listener.switch()
        return listener

    return begin
