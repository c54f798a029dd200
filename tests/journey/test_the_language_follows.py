"""Begun in English and changed to Welsh half-way: the receipt, the sealed request, the answer and the voice are Welsh."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from services.forms.words import Translator
from services.language import Language
from services.visits.slots import slots_on_offer
from tests.support import central_api, until
from tests.ui.speech.fake_server import FakeServer
from ui import a11y
from ui.application import application
from ui.hands import Hands
from ui.speech.voice import Voice
from ui.theme import Look, LookSource, load_fonts
from ui.window import KioskWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

WELSH = Translator(Language.WELSH)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Hands at a window, and ears beside it."""

    hands: Hands
    voice: FakeServer


@pytest.fixture
def visitor(lone_parts: Parts, tmp_path: Path, qtbot: QtBot) -> Iterator[Visitor]:
    a11y.install(application())
    desk, server = plan(lone_parts, Language.ENGLISH, fullscreen=False), FakeServer()
    window = KioskWindow(
        site=desk.site,
        services=desk.services,
        main_service=desk.main_service,
        open_desk=desk.open_desk,
        looks=LookSource(Look(language=desk.language), load_fonts()),
        voice=Voice(server, volume=3, rate=0),
        on_session_end=lambda _how: None,
    )
    qtbot.addWidget(window)
    window.start()
    hands = Hands(window, lambda name: tmp_path / f"{name}.png")
    hands.until(lambda: window.session.line is not None, "the desk to be open")
    yield Visitor(hands, server)
    window.session.finish("stopped")
    hands.until(lambda: not window.isVisible(), "the end of the session")


def answer_in_two_languages(hands: Hands, slot: str) -> None:
    hands.press("tile:prison-visit")
    hands.pick("options:prison", "CFI")
    hands.press("continue")
    for path, texts in (
        ("prisoner", ("David", "Thomas")),
        ("prisoner.date_of_birth", ("27", "3", "1985")),
    ):
        fill(hands, path, texts)
    hands.press("language:cy")
    fill(hands, "prisoner", ("A1234BC",), ("number",))
    fill(hands, "visitors.0", ("Siân", "Thomas"))
    fill(hands, "visitors.0.date_of_birth", ("14", "2", "1988"))
    hands.press("continue")
    hands.press(f"day:{slot.partition('T')[0]}")
    hands.press(f"time:{slot}")
    hands.press("continue")
    for answer in ("no", "return", "cy"):
        hands.press(f"option:{answer}")
        hands.press("continue")
    hands.arrive("check")
    hands.press("continue")
    hands.arrive("confirmation")


def fill(hands: Hands, path: str, texts: tuple[str, ...], names: tuple[str, ...] = ()) -> None:
    names = names or (("day", "month", "year") if path.endswith("date_of_birth") else ("first_name", "last_name"))
    for name, text in zip(names, texts, strict=True):
        hands.type(f"field:{path}.{name}", text)
    hands.press("continue")


def on_the_screen(hands: Hands) -> str:
    return "\n".join(each.accessibleName() for each in hands.window.findChildren(QWidget) if each.isVisible())


def test_what_was_begun_in_english_and_changed_to_welsh_is_welsh_to_its_end(
    visitor: Visitor, lone_parts: Parts, tmp_path: Path
) -> None:
    hands = visitor.hands
    context = lone_parts.catalogues.context()
    prison = context.catalogue.prison("CFI")
    assert prison is not None
    slot = slots_on_offer(prison, context.today, context.catalogue)[0].value

    hands.window.aloud.toggle()
    answer_in_two_languages(hands, slot)

    (kept,) = lone_parts.store.submissions.recent(2)
    assert kept.language is Language.WELSH
    pdf = PdfReader(io.BytesIO(lone_parts.receipts.draw(lone_parts.renderer, kept, lone_parts.store.prints.jobs()[0])))
    assert str(pdf.root_object["/Lang"]) == "cy"
    assert "Eich cyfeirnod" in " ".join(pdf.pages[0].extract_text().split())
    lone_parts.engine.sync_once()
    centre = ("--data", str(tmp_path / "own-centre"))
    assert "language=cy" in central_api("decide", "open", *centre, "--as", "tester", "--reference", kept.reference)
    until(lambda: lone_parts.statuses.status(kept.reference).outcome_state == "booked")
    hands.window.session.look_up(kept.reference)
    hands.arrive("status")
    outcome = lone_parts.statuses.status(kept.reference).outcome
    assert outcome is not None
    assert WELSH(outcome.state) in on_the_screen(hands)
    hands.until(lambda: visitor.voice.heard[-1].language == "cy", "the voice")
    first = [each.language for each in visitor.voice.heard if "prison" in each.text]
    assert first[0] == "en-GB"
