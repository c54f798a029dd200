"""The status page: where the request is and what was decided, told apart, and how it is taken back or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.errors import NoNetwork
from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody
from services.common.references import grouped, new_reference
from services.forms.words import Translator
from services.language import Language
from services.visits.amendments import AMENDMENTS, CANCELLATION, CHANGE
from tests.services.samples import draft_of, visit_answers
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING, VISIT, Bench, MemoryDevice
from ui.desk.places import Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]
BOTH = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
SLOT = "2026-11-28T09:30/11:00"
OFFERS = (f"offer:{CANCELLATION}", f"offer:{CHANGE}")


class DecidedDevice(MemoryDevice):
    """A device that was told decisions."""

    def __init__(self) -> None:
        super().__init__()
        self.decided: dict[UUID, str] = {}

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        state = self.decided.get(submission_id)
        codes = ("not_matched",) if state == "needs-action" else ()
        return [Outcome(submission_id, 1, state, codes, {}, MORNING)] if state else []


@pytest.fixture
def device() -> DecidedDevice:
    return DecidedDevice()


@pytest.fixture
def opened(qtbot: QtBot, look_of: LookOf, device: DecidedDevice) -> Callable[[Language], Driver]:
    return lambda language: Driver(qtbot, look_of(language=language), Bench(device=device))


@pytest.fixture
def driver(opened: Callable[[Language], Driver]) -> Driver:
    return opened(Language.ENGLISH)


def made_here(driver: Driver) -> str:
    return driver.bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference


def made_elsewhere(driver: Driver, state: str, **params: str) -> str:
    reference = new_reference()
    driver.bench.lookup.connected = True
    driver.bench.lookup.known[reference] = RemoteStatus(
        reference, VISIT.key, MORNING, state, (), tuple(params.items()), MORNING, MORNING
    )
    return reference


def look_up(driver: Driver, reference: str) -> str:
    """Everything that can be read on its status page, reached by keyboard."""
    driver.press("reference")
    driver.fill(reference)
    assert driver.place is Place.STATUS
    return "\n".join(each.accessibleName() for each in driver.visible() if each.accessibleName())


def offered(driver: Driver) -> list[str]:
    return [name for name in OFFERS if driver.has(name)]


@BOTH
def test_a_request_is_cancelled_by_keyboard_with_the_second_fact_and_the_page_says_so_afterwards(
    opened: Callable[[Language], Driver], language: Language
) -> None:
    driver, say = opened(language), Translator(language)
    reference = made_here(driver)
    look_up(driver, reference)

    driver.press(f"offer:{CANCELLATION}")
    driver.fill("5", "6", "1990")

    assert driver.place is Place.CHECK
    assert grouped(reference) in "\n".join(each.accessibleName() for each in driver.visible())
    driver.press("continue")
    assert driver.place is Place.CONFIRMATION
    (kept,) = driver.bench.submissions.citing(reference)
    assert (kept.service, kept.receipt) == (CANCELLATION, {"cites": reference})
    until = "Your visit is not cancelled until the booking centre has confirmed it."
    if language is Language.WELSH:
        until = "Nid yw eich ymweliad wedi’i ganslo nes bydd y ganolfan archebu wedi cadarnhau hynny."
    assert until in "\n".join(each.accessibleName() for each in driver.visible())
    driver.window.session.go(Place.START)
    driver.settle()
    assert say(AMENDMENTS[0].kept(saved=kept.created)) in look_up(driver, reference)


@BOTH
def test_other_times_are_asked_for_by_keyboard_and_the_prison_is_asked_again(
    opened: Callable[[Language], Driver], language: Language
) -> None:
    driver = opened(language)
    reference = made_here(driver)
    look_up(driver, reference)

    driver.press(f"offer:{CHANGE}")
    driver.fill("Cardiff" if language is Language.ENGLISH else "Caerdydd")
    driver.press("time:2026-11-26T14:00/15:30")
    driver.press("continue")
    driver.fill("5", "6", "1990")
    driver.press("continue")

    assert driver.place is Place.CONFIRMATION
    (kept,) = driver.bench.submissions.citing(reference)
    assert (kept.service, kept.receipt["slots"]) == (CHANGE, ["2026-11-26T14:00/15:30"])
    assert kept.receipt["cites"] == reference


@pytest.mark.parametrize("born", [("5", "6", "1990"), ("1", "1", "1950")])
def test_the_kiosk_says_the_same_whether_the_date_is_right_or_wrong(driver: Driver, born: tuple[str, str, str]) -> None:
    look_up(driver, made_here(driver))
    driver.press(f"offer:{CANCELLATION}")

    driver.fill(*born)
    driver.press("continue")

    assert driver.place is Place.CONFIRMATION


@pytest.mark.parametrize(
    ("state", "params", "names"),
    [
        ("requested", {}, ["Cancel the request", "Ask for other times"]),
        ("booked", {"slot": SLOT}, ["Cancel the visit", "Ask for other times"]),
        ("booked", {"slot": "2026-11-19T09:30/11:00"}, []),
        ("rejected", {}, []),
        ("withdrawn", {}, []),
        ("cancelled", {}, []),
    ],
)
def test_a_request_made_elsewhere_can_be_taken_back_here_while_the_centre_would_do_it(
    driver: Driver, state: str, params: dict[str, str], names: list[str]
) -> None:
    look_up(driver, made_elsewhere(driver, state, **params))

    assert [driver.find(name).accessibleName() for name in offered(driver)] == names


def test_a_cancellation_of_a_request_made_elsewhere_is_remembered_here(driver: Driver) -> None:
    reference = made_elsewhere(driver, "booked", slot=SLOT)
    look_up(driver, reference)
    driver.press(f"offer:{CANCELLATION}")
    driver.fill("5", "6", "1990")
    driver.press("continue")
    driver.window.session.go(Place.START)
    driver.settle()

    said = look_up(driver, reference)

    assert "You asked at this kiosk to cancel it: Friday 20 November, 10:42am." in said
    assert "Booked" in said


@pytest.mark.parametrize("state", ["withdrawn", "cancelled", "rejected", "needs-action"])
def test_what_was_asked_and_is_decided_is_not_said_any_more(driver: Driver, device: DecidedDevice, state: str) -> None:
    reference = made_here(driver)
    look_up(driver, reference)
    driver.press(f"offer:{CANCELLATION}")
    driver.fill("5", "6", "1990")
    driver.press("continue")
    (kept,) = driver.bench.submissions.citing(reference)
    device.decided[kept.id] = state
    driver.window.session.go(Place.START)
    driver.settle()

    assert "You asked at this kiosk" not in look_up(driver, reference)


def test_a_cancellation_that_was_not_matched_is_asked_for_again_from_its_own_page(driver: Driver, device: DecidedDevice) -> None:
    reference = made_here(driver)
    look_up(driver, reference)
    driver.press(f"offer:{CANCELLATION}")
    driver.fill("5", "6", "1991")
    driver.press("continue")
    (failed,) = driver.bench.submissions.citing(reference)
    device.decided[failed.id] = "needs-action"
    driver.window.session.go(Place.START)
    driver.settle()

    look_up(driver, failed.reference)
    driver.press(f"offer:{CANCELLATION}")
    driver.fill("5", "6", "1990")
    driver.press("continue")

    assert driver.place is Place.CONFIRMATION
    assert [each.cites for each in driver.bench.submissions.citing(reference)] == [reference, reference]


@pytest.mark.parametrize("changes", [{"custody": Custody.QUARANTINED}, {"reason": ANOTHER_CENTRE}])
def test_what_staff_must_look_at_first_cannot_be_taken_back_here(driver: Driver, changes: dict[str, object]) -> None:
    reference = made_here(driver)
    driver.bench.submissions.change(reference, **changes)

    look_up(driver, reference)

    assert offered(driver) == []


def test_where_it_is_and_what_was_decided_stand_apart(driver: Driver) -> None:
    said = look_up(driver, made_elsewhere(driver, "booked", slot=SLOT))

    custody, decided = said.index("The booking centre has it"), said.index("Saturday 28 November, 9:30am to 11am")
    assert said.index("Where is the request?") < custody < said.index("What was decided?") < decided


def test_without_a_connection_a_request_made_here_can_still_be_taken_back(driver: Driver) -> None:
    reference = made_here(driver)
    with pytest.raises(NoNetwork):
        driver.bench.lookup.look_up(reference)

    look_up(driver, reference)

    assert offered(driver) == list(OFFERS)
