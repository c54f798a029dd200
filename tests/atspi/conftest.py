"""One display with a bus, one kiosk on it and one screen reader for all the journeys of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk_app.main.parts import Parts
from tests.atspi.desk import Desk, a_desk
from tests.atspi.screen_reader import ScreenReader
from tests.conftest import Centre
from tests.support import enrolled_kiosk


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A display and a bus."""
    with a_desk() as made:
        yield made


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory, real_centre: Centre) -> Iterator[Parts]:
    """An enrolled kiosk's data folder."""
    made = enrolled_kiosk(tmp_path_factory.mktemp("atspi") / "kiosk", real_centre.url, real_centre.data)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def reader(desk: Desk, parts: Parts) -> Iterator[ScreenReader]:
    """Who listens to a whole kiosk: supervisor, agent, window and spare."""
    with desk.screen_reader() as listening, desk.kiosk(parts.home, "supervise"):
        yield listening
