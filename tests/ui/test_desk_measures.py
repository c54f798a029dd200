"""A session at the window adds up to exactly these counters, and nothing that was typed is in them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.errors import DiskFull, StoreCorrupt
from kiosk_app.ports.printing import PrintState
from services.language import Language
from services.measuring import CHECK_PAGE, Counter, Help, Key, Left
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.desk.places import Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]
VISIT = "prison-visit"
ASKED = (
    *("prison", "prisoner-name", "prisoner-birth", "prisoner-number", "visitor-name", "visitor-birth", "visitors", "times"),
    *("support", "support-details", "contact", "phone", "language", CHECK_PAGE),
)
TYPED = ("David", "Thomas", "a1234bc", "Siân", "Megan", "1985", "07700", "Step-free", "2026-11-26", "Cardiff", "CFI")


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench())


def play_to(driver: Driver, page: str, prison: str = "Cardiff") -> None:
    for name in journey(driver, prison):
        if name == page:
            return


def counted(driver: Driver) -> dict[tuple[str, str], int]:
    """What was counted of the visit service, by counter and detail."""
    found = driver.bench.measures.counted()
    assert {key.service for key in found} <= {VISIT, ""}
    return {(key.counter.value, key.detail): count for key, count in found.items() if key.service}


def left(driver: Driver) -> dict[tuple[str, str], int]:
    return {key: count for key, count in counted(driver).items() if key[0].startswith("left")}


def test_a_whole_visit_adds_up_to_exactly_these_counters(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(language=Language.WELSH), Bench())
    play_to(driver, "times", "Caerdydd")
    driver.key(Qt.Key.Key_F2)
    driver.key(Qt.Key.Key_F2)
    driver.key(Qt.Key.Key_F2)
    driver.key(Qt.Key.Key_F1)
    driver.key(Qt.Key.Key_Escape)
    driver.seconds.now += 8 * 60
    driver.press("time:2026-11-26T14:00/15:30")
    driver.press("continue")
    driver.choose("yes")
    driver.type("Step-free way in")
    driver.press("continue")
    driver.choose("text")
    driver.fill("07700 900982")
    driver.choose("cy")
    driver.press("continue")
    driver.touch("face:4")
    driver.touch("finish")

    assert counted(driver) == {
        ("started", ""): 1,
        **{("reached", page): 1 for page in ASKED},
        ("completed", ""): 1,
        ("took", "under-10"): 1,
        ("language", "cy"): 1,
        ("help", "text-size"): 1,
        ("help", "get-help"): 1,
        ("satisfaction", "4"): 1,
    }


def test_nothing_that_was_typed_or_chosen_is_in_what_is_counted(driver: Driver) -> None:
    play_to(driver, "confirmation")
    reference = next(iter(driver.bench.submissions.kept))
    driver.touch("finish")

    said = repr(driver.bench.measures.counted())
    assert not [each for each in (*TYPED, reference, reference[:4]) if each in said]


def test_what_was_saved_is_counted_before_the_session_ends(driver: Driver) -> None:
    play_to(driver, "confirmation")
    driver.settle()

    assert counted(driver)["completed", ""] == 1


@pytest.mark.parametrize(("how", "counted_as"), [("stopped", Left.STOPPED), ("timed-out", Left.TIMED_OUT)])
def test_who_goes_away_is_counted_on_the_page_they_left(driver: Driver, how: str, counted_as: Left) -> None:
    play_to(driver, "prisoner-number")
    if how == "stopped":
        driver.window.session.finish("stopped")
    else:
        driver.wait(91)
        driver.wait(61)

    assert driver.ended == [how]
    assert left(driver) == {("left-on", "prisoner-number"): 1, ("left-how", counted_as.value): 1}
    assert ("completed", "") not in counted(driver)


def test_what_breaks_under_somebody_is_counted_as_that(driver: Driver) -> None:
    play_to(driver, "visitor-name")
    driver.window.fault()
    driver.settle()
    driver.touch("start-again")

    assert left(driver) == {("left-on", "visitor-name"): 1, ("left-how", "failed"): 1}


def test_out_of_the_first_page_and_in_again_is_begun_twice(driver: Driver) -> None:
    driver.press("tile:prison-visit")
    driver.key(Qt.Key.Key_Escape)
    driver.press("tile:prison-visit")
    driver.window.session.finish("stopped")

    assert counted(driver)["started", ""] == counted(driver)["reached", "prison"] == 2
    assert left(driver) == {("left-on", "prison"): 2, ("left-how", "back"): 1, ("left-how", "stopped"): 1}


def test_help_before_a_service_is_chosen_is_of_no_service(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F3)
    driver.window.session.finish("stopped")

    assert driver.bench.measures.counted() == {Key("", Counter.HELP, Help.CONTRAST.value): 1}


@pytest.mark.parametrize("trouble", [DiskFull(), StoreCorrupt(cause="page")])
def test_counting_that_fails_breaks_no_session(
    qtbot: QtBot, looks: LookSource, trouble: DiskFull | StoreCorrupt, caplog: pytest.LogCaptureFixture
) -> None:
    driver = Driver(qtbot, looks, Bench())
    driver.bench.measures.refuse = trouble
    play_to(driver, "confirmation")

    driver.touch("finish")

    assert driver.ended == ["finished"]
    assert len(driver.bench.submissions.kept) == 1
    said = [each.getMessage() for each in caplog.records]
    assert [each for each in said if "counted" in each] == [f"not counted: {trouble.code}"]


def test_where_nothing_is_counted_nobody_is_asked(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench())
    driver.bench.measures.asked = False
    driver.window.session._door._desk = driver.bench.desk()
    play_to(driver, "confirmation")

    assert not driver.has("face:5")
    driver.touch("finish")
    assert driver.bench.measures.tallies == {}


def test_a_comment_is_offered_after_a_face_and_kept_masked_and_apart(driver: Driver) -> None:
    play_to(driver, "confirmation")
    offered_before = driver.has("tell-us-more")
    driver.touch("face:2")
    driver.touch("tell-us-more")
    driver.type("The buttons are too high. I am A1234BC.")
    driver.press("send-comment")

    (comment,) = driver.bench.measures.comments
    assert not offered_before
    assert driver.place is Place.CONFIRMATION
    assert not driver.has("tell-us-more")
    said = {"comment": "The buttons are too high. I am …", "language": "en", "service": VISIT}
    assert json.loads(comment.sealed) == said
    driver.touch("finish")
    assert "buttons" not in repr(driver.bench.measures.tallies)


def test_a_comment_that_is_not_kept_is_said_so_and_stays_on_the_page(driver: Driver) -> None:
    play_to(driver, "confirmation")
    driver.touch("face:5")
    driver.touch("tell-us-more")
    driver.type("Good.")
    driver.settle()
    driver.bench.measures.refuse = DiskFull()
    driver.press("send-comment")

    assert driver.place is Place.COMMENT
    assert driver.window._screen is not None
    assert driver.window._screen.has_errors
    assert driver.window.session.opinion.comment == "Good."


def test_nobody_is_made_to_comment_and_whoever_walks_away_from_it_has_finished(driver: Driver) -> None:
    play_to(driver, "confirmation")
    driver.touch("face:1")
    driver.touch("tell-us-more")
    driver.type("Siân was here")
    driver.key(Qt.Key.Key_Escape)
    back = driver.place
    driver.touch("tell-us-more")
    for job in driver.bench.prints.jobs():
        driver.bench.prints.mark(job.id, PrintState.PRINTED)
    driver.wait(1)

    driver.wait(91)
    driver.wait(61)

    assert back is Place.CONFIRMATION
    assert driver.ended == ["finished"]
    assert driver.bench.measures.comments == []
    assert driver.window.session.opinion.comment == ""
