"""The time that is chosen first is held while somebody types: what the pages say of it, and that nothing waits for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kiosk_app.ports.centre import HoldState
from services.language import Language
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.fake_holds import MemoryHolds
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource

FIRST, SECOND = scenes.FIRST, scenes.SECOND
UNTIL = "We are holding your 1st choice for you until 2:32pm."


class Desk:
    """A desk that is connected, at a centre that holds places."""

    def __init__(self, qtbot: QtBot, looks: LookSource) -> None:
        bench = scenes.bench()
        bench.device.line = replace(bench.device.line, connected=True)
        self.driver = Driver(qtbot, looks, bench)
        self.holds = bench.holds = MemoryHolds(self.driver.seconds)
        self.driver.window.session._door.desk().holds = self.holds
        self.said: list[str] = []

    def to_times(self) -> None:
        driver = self.driver
        driver.press("tile:prison-visit")
        driver.fill("Caerdydd")
        for texts in (("David", "Thomas"), ("27", "3", "1985"), ("a1234bc",), ("Siân", "Thomas"), ("1", "2", "1988")):
            driver.fill(*texts)
        driver.press("continue")

    def choose(self, slot: str = SECOND) -> None:
        """Choose a time, and have it held."""
        self.driver.press(f"time:{slot}")
        self.pass_by(1)

    def pass_by(self, seconds: float) -> None:
        """Time goes by, and whatever is asked is answered."""
        session = self.driver.window.session
        self.driver.wait(seconds)
        self.driver.qtbot.waitUntil(lambda: session.holding.settled)
        self.driver.window.tick()
        self.driver.settle()
        self.driver.qtbot.waitUntil(lambda: session.holding.settled)

    def stay(self, seconds: int) -> None:
        """Somebody is there all the time."""
        for _ in range(seconds // 30):
            self.driver.window._watch.touched()
            self.pass_by(30)

    def note(self) -> str:
        """What the page says of the hold; "" for nothing."""
        if not self.driver.has("held"):
            return ""
        blocks = self.driver.find("held").findChildren(TextBlock)
        return " ".join(block.text() for block in blocks if block.isVisibleTo(self.driver.window)).replace("\n", " ")


@pytest.fixture
def desk(qtbot: QtBot, looks: LookSource) -> Iterator[Desk]:
    made = Desk(qtbot, looks)
    yield made
    made.holds.answers.set()


def test_the_first_choice_is_held_and_the_page_says_until_when(desk: Desk) -> None:
    desk.to_times()
    before = desk.note()

    desk.choose()

    assert before == ""
    assert desk.holds.asked == [("hold", SECOND)]
    assert desk.note().startswith(UNTIL)
    assert desk.note().endswith("10 minutes left.")


def test_the_rest_is_counted_in_minutes_and_in_the_last_one_in_seconds(desk: Desk) -> None:
    desk.to_times()
    desk.choose()
    desk.driver.window._watch.touched()

    said = []
    for seconds in (30, 40, 0):  # nobody touches anything: it is not renewed, and the session is not over
        desk.pass_by(seconds)
        said.append(desk.note())
    desk.driver.seconds.now += 430
    desk.driver.window._watch.touched()
    desk.driver.window._screen.tick()  # type: ignore[union-attr]
    said.append(desk.note())
    desk.driver.seconds.now += 45
    desk.driver.window._screen.tick()  # type: ignore[union-attr]
    said.append(desk.note())

    assert [each.removeprefix(UNTIL).strip() for each in said[:-1]] == [
        "9 minutes left.",
        "8 minutes left.",
        "8 minutes left.",
        "1 minute left.",
    ]
    assert re.fullmatch(f"{re.escape(UNTIL)} [45][0-9] seconds left.", said[-1])


def test_another_first_choice_is_held_in_its_place(desk: Desk) -> None:
    desk.to_times()
    desk.choose()
    desk.driver.touch("day:2026-11-28")
    desk.choose(FIRST)
    only_added = list(desk.holds.asked)

    desk.driver.press(f"up:{FIRST}")
    desk.pass_by(1)
    desk.pass_by(1)

    assert only_added == [("hold", SECOND)]
    assert desk.holds.asked[1:] == [("release", SECOND), ("hold", FIRST)]
    assert list(desk.holds.held.values()) == [FIRST]


def test_a_choice_that_is_taken_out_is_given_back(desk: Desk) -> None:
    desk.to_times()
    desk.choose()

    desk.driver.press(f"time:{SECOND}")
    desk.pass_by(1)

    assert desk.holds.held == {}
    assert desk.note() == ""


def test_while_somebody_is_there_it_is_renewed_twice_and_then_ends(desk: Desk) -> None:
    desk.to_times()
    desk.choose()

    desk.stay(600)
    renewed = desk.note()
    desk.stay(1500)

    assert "You are still here, so we are holding it for longer." in renewed
    assert [what for what, _slot in desk.holds.asked] == ["hold", "renew", "renew"]
    assert desk.note() == "Your 1st choice is no longer held. Your request can still be sent. The prison decides."


def test_a_place_that_the_centre_does_not_have_is_said_to_be_full_because_it_said_so(desk: Desk) -> None:
    desk.holds.state = HoldState.FULL
    desk.to_times()

    desk.choose()
    desk.pass_by(60)

    assert desk.note().startswith("The prison has no place left for your 1st choice at the moment.")
    assert desk.holds.asked == [("hold", SECOND)]


@pytest.mark.parametrize("state", [HoldState.NOT_OFFERED, HoldState.TOO_MANY, HoldState.LOST])
def test_where_nothing_is_held_nothing_is_said(desk: Desk, state: HoldState) -> None:
    desk.holds.state = state
    desk.to_times()

    desk.choose()

    assert desk.note() == ""


def test_without_a_connection_nothing_is_asked_and_nothing_said(desk: Desk) -> None:
    bench = desk.driver.bench
    bench.device.line = replace(bench.device.line, connected=False)
    desk.pass_by(1)
    desk.to_times()

    desk.choose()

    assert (desk.holds.asked, desk.note()) == ([], "")


def test_a_line_that_fails_is_asked_again_later_under_the_same_id(desk: Desk) -> None:
    desk.holds.reachable = False
    desk.to_times()
    desk.choose()
    silent = desk.note()

    desk.holds.reachable = True
    desk.pass_by(5)
    early = list(desk.holds.asked)
    desk.pass_by(20)

    assert silent == ""
    assert early == [("hold", SECOND)]
    assert desk.note().startswith("We are holding")


def test_the_request_names_its_hold_and_nothing_is_given_back_when_the_person_goes(desk: Desk) -> None:
    answer_from_times(desk)
    noted = desk.note()
    desk.driver.press("continue")
    place = desk.driver.place
    desk.driver.window.session.finish("finished")

    (hold_id,) = desk.holds.held
    assert noted.startswith(UNTIL)
    assert place is Place.CONFIRMATION
    assert desk.driver.bench.sealed_holds == [hold_id]
    assert [what for what, _slot in desk.holds.asked] == ["hold"]


@pytest.mark.parametrize("how", ["stopped", "timed-out"])
def test_whoever_goes_without_sending_gives_the_place_back(desk: Desk, how: str) -> None:
    desk.to_times()
    desk.choose()

    desk.driver.window.session.finish(how)

    assert desk.holds.held == {}
    assert desk.holds.asked[-1] == ("release", SECOND)


def test_a_centre_that_does_not_answer_holds_nobody_up(desk: Desk) -> None:
    desk.holds.answers.clear()
    desk.to_times()
    desk.driver.press(f"time:{SECOND}")
    desk.driver.wait(1)
    desk.driver.qtbot.waitUntil(lambda: desk.holds.asked == [("hold", SECOND)])

    finish_answers(desk)
    desk.driver.press("continue")

    assert desk.driver.place is Place.CONFIRMATION
    assert len(desk.driver.bench.sealed_holds) == 1
    assert desk.driver.bench.sealed_holds[0] is not None
    desk.holds.answers.set()  # or closing the window would wait for it


def test_the_note_is_read_in_the_language_of_the_page(desk: Desk) -> None:
    desk.to_times()
    desk.choose()

    desk.driver.window.session.speak(Language.WELSH)
    desk.driver.settle()

    assert "Rydym yn cadw eich dewis cyntaf i chi tan 2:32yp." in desk.note()
    assert "10 munud ar ôl." in desk.note()


def test_assistive_technology_is_told_when_it_is_held_and_when_it_is_not_any_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.desk.held.announce", lambda _widget, text: said.append(text))
    desk.to_times()
    desk.choose()
    desk.holds.state = HoldState.LOST
    desk.stay(510)

    assert said[0] == f"{UNTIL} 10 minutes left."
    assert said[-1] == "Your 1st choice is no longer held. Your request can still be sent. The prison decides."
    assert len(said) == 2
    texts = desk.driver.find("held").findChildren(TextBlock)
    names = [QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in texts]
    assert "Your 1st choice is no longer held." in names


def finish_answers(desk: Desk) -> None:
    """From the times to the page on which the answers are checked."""
    desk.driver.press("continue")
    desk.driver.choose("no")
    desk.driver.choose("return")
    desk.driver.choose("en")


def answer_from_times(desk: Desk) -> None:
    desk.to_times()
    desk.choose()
    finish_answers(desk)
    desk.pass_by(1)
