"""The same paper takes fewer presses here than on the screens that staff have today (how those are counted: incumbents.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.court_desk.typed_forms import TypingRoom, type_through, typing_room
from ui.theme import LookSource

INCUMBENTS = tomllib.loads((Path(__file__).parent / "incumbents.toml").read_text("utf-8"))
N1 = {
    "claimants.0.called": "Dilys Rowlands",
    "claimants.0.address": "14 Wyndham Crescent,Cardiff,CF119EG",
    "defendants.0.called": "Cwm Roofing Ltd",
    "defendants.0.address": "Unit 3,Maritime Estate,Pontypridd,CF371NY",
    "amounts.0.amount": "1840",
    "particulars.text": "I paid. They took the money and did not come back. I have written to them twice.",
}
NOT_TYPED_THERE = {"claim.details": Qt.Key.Key_F7, "signing.name": Qt.Key.Key_F7}
"""What that screen has no field for is marked as not typed here either, with a press each."""
VISIT = {
    "prison": "cardiff",
    "prisoner": "David Thomas",
    "prisoner.date_of_birth": "270385",
    "prisoner.number": "a1234bc",
    "visitors.0.called": "Siân Thomas",
    "visitors.0.date_of_birth": "010288",
    "slots.0": "271126",
    "contact.phone": "07700900982",
}


@dataclass(frozen=True)
class Paper:
    """One paper form, and the boxes that are marked instead of typed."""

    service: str
    texts: Mapping[str, str]
    marks: Mapping[str, Qt.Key] = field(default_factory=dict)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TypingRoom]:
    with typing_room(tmp_path) as made:
        yield made


def _theirs(form: str) -> int:
    screen = INCUMBENTS[form]
    return sum(len(text) + 1 for text in screen["fields"]) + len(screen["keys"])


PAPERS = {"n1": Paper("money-claim", N1, NOT_TYPED_THERE), "visit": Paper("prison-visit", VISIT)}


@pytest.mark.parametrize("form", PAPERS)
def test_the_same_paper_takes_fewer_presses(qtbot: QtBot, looks: LookSource, room: TypingRoom, form: str) -> None:
    paper = PAPERS[form]
    item = room.item(paper.service)
    driver = room.opened(qtbot, looks, item)
    presses: list[str] = []

    type_through(driver, paper.texts, presses.append, paper.marks)
    presses.append("F9")
    driver.key(Qt.Key.Key_F9)
    while not room.kept(item).finished:
        presses.append("F11")
        driver.key(Qt.Key.Key_F11)

    assert len(presses) < _theirs(form)
