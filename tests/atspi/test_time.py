"""The question whether anybody is still there, heard and answered; and that who writes without a key is there."""

from __future__ import annotations

import time

import pytest

from kiosk_app.main.parts import Parts
from services.language import Language
from tests.atspi.brief import BRIEF
from tests.atspi.desk import Desk
from tests.atspi.visit import BUTTON, FIELD, U, V, Visitor

pytestmark = pytest.mark.timeout(300)  # seconds: a busy machine is no failure


def test_whether_anybody_is_there_is_asked_aloud_and_answered_without_losing_anything(desk: Desk, parts: Parts) -> None:
    with desk.screen_reader() as reader, desk.kiosk(parts.home, "window", program="tests.atspi.brief"):
        visitor = Visitor(reader, Language.ENGLISH)
        visitor.start()
        visitor.arrive(V("Which prison is the person in?"))
        visitor.write(V("Prison name"), "swan")
        written = time.monotonic()

        heard = visitor.arrive(U("Are you still there?"), focus="push button Yes, I need more time")
        asked = time.monotonic()

        assert asked - written >= BRIEF.warn * BRIEF.longer - 1  # the clock of the desk goes in whole seconds
        assert [line for line in heard if line.startswith("calls: We will clear")]
        visitor.press(BUTTON, U("Yes, I need more time"))
        visitor.arrive(V("Which prison is the person in?"), focus="text Prison name")
        assert reader.find(FIELD, "Prison name").value == "swan"
