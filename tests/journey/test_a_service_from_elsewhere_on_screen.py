"""The desk draws a service it has never heard of: its pages, its list, people used again, and its confirmation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from services.forms.check import check_answers
from services.language import Language
from tests.journey.test_a_service_from_elsewhere import APPLICATION
from tests.toy.install import install_toy
from ui.application import application, make_window
from ui.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def hands(kiosk_parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Hands]:
    monkeypatch.syspath_prepend(install_toy(tmp_path / "site"))
    application()
    window = make_window(plan(kiosk_parts, Language.ENGLISH, fullscreen=False), on_session_end=lambda _how: None)
    qtbot.addWidget(window)
    window.start()
    made = Hands(window, lambda name: tmp_path / f"{name}.png")
    made.until(lambda: window.session.line is not None, "the desk to be open")
    yield made
    window.session.finish("stopped")
    made.until(lambda: not window.isVisible(), "the end of the session")
    for name in [name for name in sys.modules if name.split(".")[0] == "toy_service"]:
        monkeypatch.delitem(sys.modules, name)


def test_a_toy_is_asked_for_on_the_screen(hands: Hands, kiosk_parts: Parts) -> None:
    hands.press("tile:toy-application")
    hands.type("field:applicant.first_name", "Ada")
    hands.type("field:applicant.last_name", "Lovelace")
    hands.press("continue")
    hands.type("field:toy", "t123")
    hands.press("continue")
    hands.press("reuse:applicant")
    for part, text in (("day", "10"), ("month", "12"), ("year", "1990")):
        hands.type(f"field:witnesses.0.date_of_birth.{part}", text)
    hands.press("continue")
    hands.press("option:no")
    hands.press("continue")
    hands.find("add")
    hands.press("continue")
    hands.arrive("check")
    hands.press("continue")
    hands.arrive("confirmation")

    (kept,) = kiosk_parts.store.submissions.recent(5)
    assert kept.service == "toy-application"
    keeping = hands.window.session.keeping
    assert keeping is not None
    assert keeping.confirmation.reference == kept.reference


def test_what_follows_is_begun_from_the_status_page_and_cites_the_first(hands: Hands, kiosk_parts: Parts) -> None:
    service, context = hands.window.session.services["toy-application"], kiosk_parts.catalogues.context()
    checked = check_answers(service, APPLICATION, context)
    fields = service.receipt_fields(checked.answers, context)
    first = kiosk_parts.submitting.submit(service, checked, fields, Language.ENGLISH).reference

    hands.press("reference")
    hands.type("field:reference", first)
    hands.press("continue")
    hands.press("later:toy-signature")
    hands.type("field:name", "Ada Lovelace")
    hands.press("option:yes")
    hands.press("continue")
    hands.arrive("check")
    hands.press("continue")
    hands.arrive("confirmation")

    kept = kiosk_parts.store.submissions.recent(1)[0]
    assert (kept.service, kept.cites) == ("toy-signature", first)


def test_a_service_that_only_follows_has_no_tile(hands: Hands) -> None:
    hands.find("tile:toy-application")

    assert not hands.is_there("tile:toy-signature")
