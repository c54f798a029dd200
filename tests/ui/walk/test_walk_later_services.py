"""A service that comes later is walked without asking: its pages are made from its definition alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from services.forms.registry import installed_services
from tests.toy.install import install_toy
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.walk.services import in_order
from tests.ui.walk.walking import walk
from ui.theme import LookSource

KEYS = ("toy-application", "toy-signature", "toy-statement")
TOYS = {
    "toy-application/toy",
    "toy-application/toy/error",
    "toy-application/witness/1",
    "toy-application/how-long/0",
    "toy-application/witnesses/3",
    "toy-application/confirmation",
    "toy-signature/begun",
    "toy-statement/begun",
}


@pytest.fixture
def _toys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(install_toy(tmp_path / "site"))
    yield
    for name in [name for name in sys.modules if name.split(".")[0] == "toy_service"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("_toys")
def test_every_page_of_a_service_from_elsewhere_is_walked(qtbot: QtBot, looks: LookSource) -> None:
    visited: set[str] = set()

    def opened(bench: Bench) -> Driver:
        return Driver(qtbot, looks, bench, opens=not bench.damage.found)

    found = list(walk(opened, (1280, 1024), thorough=False, only=KEYS, visited=lambda name, _place: visited.add(name)))

    assert "\n".join(map(str, found)) == ""
    assert visited >= TOYS


@pytest.mark.usefixtures("_toys")
def test_a_service_comes_after_what_it_follows() -> None:
    services = installed_services()

    ordered = [each.key for each in in_order(services)]

    assert sorted(ordered) == sorted(services)
    assert all(ordered.index(key) < ordered.index(each.key) for each in services.values() for key in each.follows)
