"""Printing from the status page: what is said of a copy until it is out, and when paper must wait for what the centre said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.printing import Paper, PrintState
from services.language import Language
from tests.services.samples import draft_of, visit_answers
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING, VISIT, Bench, MemoryDevice
from ui.a11y import interface_of
from ui.components.press import Pressable
from ui.components.text import TextBlock
from ui.desk.copies import MOST_COPIES
from ui.desk.places import Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]
SLOT = {"slot": "2026-11-28T09:30/11:00"}
LATER = MORNING + timedelta(minutes=1)


class ToldDevice(MemoryDevice):
    """A device that was told decisions on whatever is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, dict[str, str]]] = []

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        return [Outcome(submission_id, number, state, (), params, MORNING) for number, (state, params) in enumerate(self.told)]


@pytest.fixture
def device() -> ToldDevice:
    return ToldDevice()


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource, device: ToldDevice) -> Driver:
    return Driver(qtbot, looks, Bench(device=device))


def made_here(driver: Driver) -> str:
    return driver.bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference


def look_up(driver: Driver, reference: str) -> None:
    driver.press("reference")
    driver.fill(reference)
    assert driver.place is Place.STATUS


def centre_says(driver: Driver, reference: str, state: str, params: dict[str, str]) -> None:
    driver.bench.lookup.connected = True
    driver.bench.lookup.known[reference] = RemoteStatus(
        reference, VISIT.key, MORNING, state, (), tuple(params.items()), LATER, LATER
    )


def said(driver: Driver) -> str:
    if not driver.has("of-printing"):
        return ""
    found = driver.find("of-printing")
    assert isinstance(found, TextBlock)
    return found.text()


def can_print(driver: Driver) -> bool:
    button = driver.find("print")
    assert isinstance(button, Pressable)
    return button.is_available()


def ended(driver: Driver, state: PrintState, reason: str = "") -> None:
    driver.bench.prints.mark(driver.bench.prints.jobs()[0].id, state, reason)
    driver.wait(1)


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (PrintState.FAILED, "printer-unavailable", "The printer is not ready."),
        (PrintState.FAILED, "printer-out-of-paper", "The printer is out of paper."),
        (PrintState.UNKNOWN, "print-child-ended", "The printer stopped. Look if your receipt came out."),
        (PrintState.PRINTED, "", "Your receipt is printed. Take it with you."),
    ],
)
def test_the_page_says_what_became_of_a_copy_and_another_can_be_asked_for(
    driver: Driver, state: PrintState, reason: str, words: str
) -> None:
    look_up(driver, made_here(driver))
    driver.press("print")
    assert (said(driver), can_print(driver)) == ("Printing… Take your receipt below", False)

    ended(driver, state, reason)

    assert (said(driver), can_print(driver)) == (words, True)
    driver.press("print")
    assert said(driver) == "Printing… Take your receipt below"
    assert [job.copy for job in driver.bench.prints.jobs()] == [3, 2, 1]


def test_a_copy_that_waits_is_followed_after_the_centre_was_asked_again(driver: Driver) -> None:
    look_up(driver, made_here(driver))
    driver.press("print")

    driver.press("check-again")
    assert not can_print(driver)
    ended(driver, PrintState.FAILED, "printer-unavailable")

    assert said(driver) == "The printer is not ready."


def test_of_another_request_nothing_was_printed(driver: Driver) -> None:
    first = made_here(driver)
    driver.bench.submissions.alike.clear()  # somebody else asks for something else
    second = made_here(driver)
    look_up(driver, first)
    driver.press("print")
    ended(driver, PrintState.FAILED, "printer-unavailable")

    driver.window.session.look_up(second)
    driver.settle()

    assert (said(driver), can_print(driver)) == ("", True)


def test_a_copy_that_waits_does_not_stand_for_that_of_another_request(driver: Driver) -> None:
    first = made_here(driver)
    driver.bench.submissions.alike.clear()
    second = made_here(driver)
    look_up(driver, first)
    driver.press("print")

    driver.window.session.look_up(second)
    driver.settle()
    driver.press("print")

    asked_for = {job.submission_id for job in driver.bench.prints.jobs()[:2]}
    assert asked_for == {driver.bench.submissions.kept[each].id for each in (first, second)}


def test_whoever_comes_next_hears_nothing_of_the_last_copy(driver: Driver) -> None:
    reference = made_here(driver)
    look_up(driver, reference)
    driver.press("print")
    ended(driver, PrintState.PRINTED)

    driver.window.session.go(Place.START)
    driver.settle()
    look_up(driver, reference)

    assert said(driver) == ""


def test_when_the_last_copy_that_may_be_asked_for_fails_the_page_says_who_can_help(driver: Driver) -> None:
    look_up(driver, made_here(driver))

    for _copy in range(MOST_COPIES):
        driver.press("print")
        ended(driver, PrintState.FAILED, "printer-unavailable")

    words = "The printer is not ready. Ask a member of staff. They can print more copies."
    assert (said(driver), can_print(driver)) == (words, False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ENGLISH, "The pass can be printed in a minute. Try again then."),
        (Language.WELSH, "Gellir argraffu’r tocyn mewn munud. Rhowch gynnig arall arni bryd hynny."),
    ],
)
def test_a_pass_is_not_printed_before_this_kiosk_knows_what_the_centre_decided(
    qtbot: QtBot, look_of: LookOf, device: ToldDevice, language: Language, words: str
) -> None:
    driver = Driver(qtbot, look_of(language=language), Bench(device=device))
    reference = made_here(driver)
    centre_says(driver, reference, "booked", SLOT)
    look_up(driver, reference)
    before = len(driver.bench.prints.jobs())
    assert said(driver) == words

    driver.press("print")

    assert len(driver.bench.prints.jobs()) == before
    assert interface_of(driver.find("print")).state().disabled
    device.told = [("booked", SLOT)]
    driver.press("check-again")
    assert said(driver) == ""
    driver.press("print")
    assert driver.bench.prints.jobs()[0].paper is Paper.ADMISSION


def test_a_pass_that_the_centre_has_taken_back_is_not_printed(driver: Driver, device: ToldDevice) -> None:
    reference = made_here(driver)
    device.told = [("booked", SLOT)]
    centre_says(driver, reference, "cancelled", {})
    look_up(driver, reference)

    assert (said(driver), can_print(driver)) == ("This can be printed in a minute. Try again then.", False)


def test_a_time_that_was_moved_is_waited_for(driver: Driver, device: ToldDevice) -> None:
    reference = made_here(driver)
    device.told = [("booked", SLOT)]
    centre_says(driver, reference, "booked", {"slot": "2026-11-26T14:00/15:30"})

    look_up(driver, reference)

    assert not can_print(driver)


@pytest.mark.parametrize(("told", "state"), [([], "requested"), ([("booked", SLOT)], "booked")])
def test_paper_does_not_wait_for_what_changes_nothing(
    driver: Driver, device: ToldDevice, told: list[tuple[str, dict[str, str]]], state: str
) -> None:
    reference = made_here(driver)
    device.told = told
    centre_says(driver, reference, state, dict(told[-1][1]) if told else {})

    look_up(driver, reference)

    assert can_print(driver)
