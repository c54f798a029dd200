"""The whole claim on paper, from the last page: asked for with a button, or printed by itself; never after the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.errors import DiskFull
from kiosk_app.ports.printing import Paper, PrintJob, PrintState
from services.language import Language
from services.money_claims import SERVICE as MONEY_CLAIM
from services.visits.service import SERVICE as VISIT
from tests.services.claim_samples import Hands, with_part
from tests.services.money_claims.claims import claim as answers_of_claim
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from ui.components.press import Pressable
from ui.desk.places import Place
from ui.theme import LookSource

ONLINE = answers_of_claim()
BY_HAND = with_part(ONLINE, "signing", way="paper")
LookOf = Callable[..., LookSource]


def bench() -> Bench:
    return Bench(services={each.key: each for each in (VISIT, MONEY_CLAIM)})


def claim(driver: Driver, answers: Mapping[str, Any] = ONLINE) -> None:
    """Answer every question at once, and save."""
    session = driver.window.session
    session.start(MONEY_CLAIM.key)
    driver.settle()
    hands = Hands(MONEY_CLAIM)
    for path, text in hands.typed(hands.sealed(answers)).items():
        session.journey.draft.set(path, text)
    while session.journey.step is not None:
        assert session.journey.advance()
    session.show_step()
    driver.settle()
    driver.press("continue")
    driver.settle()
    assert driver.place is Place.CONFIRMATION


def documents(driver: Driver) -> list[PrintJob]:
    return [job for job in driver.bench.prints.jobs() if job.paper is Paper.DOCUMENT]


def becomes(driver: Driver, state: PrintState, reason: str = "") -> None:
    """What the printer did with the newest document."""
    driver.bench.prints.mark(documents(driver)[0].id, state, reason)
    driver.wait(1)


def said(driver: Driver) -> str:
    return driver.find("printing-whole").accessibleName()


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, bench())


def test_a_claim_that_goes_online_is_printed_when_somebody_asks(driver: Driver) -> None:
    claim(driver)
    asked_for_nothing = documents(driver) == [] and not driver.has("printing-whole")

    driver.touch("print-whole")

    assert asked_for_nothing
    assert [job.state for job in documents(driver)] == [PrintState.QUEUED]
    assert said(driver) == "Printing the whole claim… Take all its pages below"
    becomes(driver, PrintState.PRINTED)
    assert said(driver) == "The whole claim is printed. Take all its pages with you"


def test_a_claim_that_is_signed_by_hand_is_printed_by_itself(driver: Driver) -> None:
    claim(driver, BY_HAND)

    assert [job.paper for job in reversed(driver.bench.prints.jobs())] == [Paper.RECEIPT, Paper.DOCUMENT]
    assert said(driver).startswith("Printing the whole claim")


def test_the_button_is_reached_and_pressed_by_keys(driver: Driver) -> None:
    claim(driver)

    driver.tab_to("print-whole")
    driver.key(Qt.Key.Key_Return)

    assert len(documents(driver)) == 1
    assert driver.focus().objectName() == "print-whole"


def test_one_is_not_asked_for_twice_while_it_waits(driver: Driver) -> None:
    claim(driver)

    for _press in range(3):
        driver.touch("print-whole")

    assert len(documents(driver)) == 1


def test_out_of_paper_is_said_and_it_can_be_tried_again(driver: Driver) -> None:
    claim(driver, BY_HAND)

    becomes(driver, PrintState.FAILED, "printer-out-of-paper")

    assert driver.place is Place.CONFIRMATION  # the receipt is not in trouble
    assert said(driver).startswith("The whole claim was not printed. ")
    driver.touch("print-whole")
    assert [job.state for job in documents(driver)] == [PrintState.QUEUED, PrintState.FAILED]


def test_a_printer_that_stopped_sends_somebody_to_look(driver: Driver) -> None:
    claim(driver, BY_HAND)

    becomes(driver, PrintState.UNKNOWN)

    assert said(driver) == "The printer stopped. Look if all pages of the claim came out."


def test_three_copies_are_enough(driver: Driver) -> None:
    claim(driver)
    for _copy in range(3):
        driver.touch("print-whole")
        becomes(driver, PrintState.PRINTED)

    driver.touch("print-whole")

    assert len(documents(driver)) == 3
    button = driver.find("print-whole")
    assert isinstance(button, Pressable)
    assert not button.is_available()


def test_without_room_for_it_the_claim_is_kept_all_the_same(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_anything: object) -> PrintJob:
        raise DiskFull

    monkeypatch.setattr(driver.bench.prints, "queue_document", full)

    claim(driver, BY_HAND)

    assert len(driver.bench.submissions.kept) == 1
    assert said(driver) == "The whole claim was not printed. Your claim is still saved. Ask staff for help."


def test_nothing_of_it_is_left_when_the_session_has_ended(driver: Driver) -> None:
    claim(driver, BY_HAND)

    driver.press("finish")
    driver.press("finish-without")

    assert driver.window.session.keeping is None
    assert [job.state for job in documents(driver)] == [PrintState.EXPIRED]


def test_nobody_ends_without_the_paper_they_must_sign_unless_they_say_so(driver: Driver) -> None:
    claim(driver, BY_HAND)

    driver.press("finish")
    asked = driver.place, list(driver.ended), documents(driver)[0].state
    becomes(driver, PrintState.PRINTED)
    came_back = driver.place
    driver.press("finish")

    assert asked == (Place.UNPRINTED, [], PrintState.QUEUED)
    assert came_back is Place.CONFIRMATION
    assert driver.ended == ["finished"]


def test_paper_that_did_not_come_out_is_not_forgotten_either(driver: Driver) -> None:
    claim(driver, BY_HAND)
    becomes(driver, PrintState.FAILED, "printer-out-of-paper")

    driver.press("finish")
    driver.press("continue")

    assert driver.place is Place.CONFIRMATION
    assert said(driver).startswith("The whole claim was not printed. ")


def test_a_copy_that_was_only_asked_for_keeps_nobody(driver: Driver) -> None:
    claim(driver)
    driver.touch("print-whole")

    driver.press("finish")

    assert driver.ended == ["finished"]


def test_a_page_stays_while_the_whole_claim_is_printed(driver: Driver) -> None:
    claim(driver, BY_HAND)
    receipt = next(job for job in driver.bench.prints.jobs() if job.paper is Paper.RECEIPT)
    driver.bench.prints.mark(receipt.id, PrintState.PRINTED)
    driver.wait(1)

    driver.wait(150)
    stayed = driver.place

    assert stayed is Place.CONFIRMATION
    becomes(driver, PrintState.PRINTED)
    driver.wait(95)
    assert driver.place is Place.IDLE


def test_it_is_said_in_welsh(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(language=Language.WELSH), bench())

    claim(driver, BY_HAND)

    assert said(driver).startswith("Wrthi’n argraffu’r hawliad cyfan")
