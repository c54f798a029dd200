"""The pages of staff in languages that nobody speaks: each place once, the capture sheet in several states, in the soak in all.

Their data stay as they are, and nobody translates those; so untranslated words are looked for where there are none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.forms.words import Bilingual
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.page_state import speak
from tests.ui.pseudo.places import not_mirrored, places
from tests.ui.pseudo.tongues import LONG, MIRRORED, PLAIN, as_kept
from tests.ui.pseudo.untranslated import in_other_letters
from tests.ui.walk import parts
from tests.ui.walk.quick import cut_off
from tests.ui.walk.walking import desks_of_staff
from ui.desk.places import STAFFED, Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]
SCREEN = (1280, 1024)
SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
SHEETS = frozenset(
    {"sheet/wrong", "sheet/particulars.text", "sheet/second", "sheet/differs"}
)  # beside the first, without the soak
NOT_KEPT = frozenset({"sheet/go-to"})  # the line for a number goes when the page is made anew


def _body(driver: Driver) -> QWidget:
    body = driver.window.frame.rail.widget()
    assert body is not None
    return body


def faults(driver: Driver) -> Iterator[str]:
    """What is wrong with a page in the long language, and in the mirror."""
    plain = places(driver, _body(driver))
    speak(driver, LONG)
    yield from (f"long: {fault}" for fault in cut_off(driver))
    yield from (f"long: never translated: {name}" for name in parts.names_in(driver.window) if name.isascii())
    speak(driver, MIRRORED)
    yield from (f"mirrored: {fault}" for fault in cut_off(driver))
    yield from (f"mirrored: {fault}" for fault in not_mirrored(plain, places(driver, _body(driver)), SCREEN[0]))
    speak(driver, PLAIN)


def test_every_place_of_staff_has_room_for_long_words_and_a_mirror_image(
    qtbot: QtBot, look_of: LookOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bilingual, "in_language", in_other_letters)
    for room in ("drafts", "helping", "submissions"):
        monkeypatch.setattr(f"local_store.{room}.Language", as_kept)
    drivers: list[Driver] = []

    def opened(bench: Bench) -> Driver:
        for last in drivers[-1:]:
            last.window.session.finish("stopped")
        drivers.append(Driver(qtbot, look_of(language=PLAIN), bench, SCREEN))
        return drivers[-1]

    found, seen = {}, set[Place]()
    for name, driver in desks_of_staff(opened, all_alike=False):
        if driver.place not in STAFFED or name in NOT_KEPT or (not SOAK and driver.place in seen and name not in SHEETS):
            continue
        seen.add(driver.place)
        driver.settle()
        found[name] = list(faults(driver))

    assert {name: said for name, said in found.items() if said} == {}
    assert seen == STAFFED
