"""Long lists and long texts of a claim: rows that come between two events, counters, amounts, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.money_claims import SERVICE
from tests.services.money_claims import claims
from tests.ui.desk_driver import Driver
from tests.ui.walk.walking import bench
from ui.a11y import install
from ui.components.counter import Counter
from ui.components.keyboard.key import Key
from ui.components.keyboard.layouts import Page
from ui.desk.area import TextArea
from ui.desk.frame import in_reading_order
from ui.theme import LookSource

AMOUNTS = 50


@pytest.fixture
def long_claim(qtbot: QtBot, looks: LookSource) -> Driver:
    """A claim with fifty amounts, at its first page."""
    driver = Driver(qtbot, looks, bench())
    driver.window.session.start(SERVICE.key)
    driver.settle()
    amounts = [{"reason": f"Invoice {number}", "amount": 12_550} for number in range(AMOUNTS)]
    for path, text in claims.typed(claims.claim(amounts=amounts)).items():
        driver.window.session.journey.draft.set(path, text)
    return driver


@pytest.fixture
def announced(qapp: QApplication) -> list[str]:
    """What is announced."""
    heard: list[str] = []
    install(qapp).announced.connect(lambda _widget, text: heard.append(text))
    return heard


def go_to(driver: Driver, key: str) -> None:
    way = driver.window.session.journey
    way.show_step(next(step for step in way.checked().steps if step.key == key))
    driver.window.session.show_step()
    driver.settle()


def rows(driver: Driver) -> Iterator[str]:
    return (each.objectName() for each in driver.visible() if each.objectName().startswith("change:amounts."))


def to_check(driver: Driver) -> Iterator[str]:
    """The boxes and links of the page, from its top."""
    body = driver.find("page")
    return (each.objectName() for each in in_reading_order(body) if each.objectName().startswith(("confirm:", "change:")))


def said_below(driver: Driver, path: str) -> tuple[str, ...]:
    counter = driver.find(f"counter:{path}")
    assert isinstance(counter, Counter)
    return counter.said()


def test_a_long_list_is_whole_a_moment_after_its_page_and_tab_goes_through_it_in_order(long_claim: Driver) -> None:
    go_to(long_claim, "amounts")

    found = list(rows(long_claim))
    long_claim.find(f"remove:amounts.{AMOUNTS - 2}").setFocus()
    long_claim.key(Qt.Key.Key_Tab)
    following = long_claim.focus().objectName()

    assert found == [f"change:amounts.{number}" for number in range(AMOUNTS)]
    assert following == f"change:amounts.{AMOUNTS - 1}"


def test_removing_a_late_row_leaves_the_focus_beside_it(long_claim: Driver) -> None:
    go_to(long_claim, "amounts")

    long_claim.find(f"remove:amounts.{AMOUNTS - 1}").setFocus()
    long_claim.key(Qt.Key.Key_Return)

    assert len(list(rows(long_claim))) == AMOUNTS - 1
    assert long_claim.focus().objectName() == f"remove:amounts.{AMOUNTS - 2}"


def test_the_answers_to_check_are_whole_a_moment_after_their_page_and_tab_goes_through_them_in_order(long_claim: Driver) -> None:
    alike = claims.sealed(claims.claim(defendants=[claims.company()] * 12))
    way = long_claim.window.session.journey
    way.draft.clear()
    for path, text in claims.typed(alike).items():
        way.draft.set(path, text)
    while way.step is not None:
        assert way.advance(), way.shown
    long_claim.window.session.show_step()
    came_with_it = len(list(to_check(long_claim)))
    long_claim.settle()

    found = list(to_check(long_claim))
    long_claim.find(found[0]).setFocus()
    tabbed = [found[0]]
    for _press in found[1:]:
        long_claim.key(Qt.Key.Key_Tab)
        tabbed.append(long_claim.focus().objectName())

    assert came_with_it < len(found)
    assert [name.split(":")[0] for name in found[:12]] == ["confirm"] * 11 + ["change"]
    assert tabbed == found


def test_a_list_of_amounts_says_what_they_come_to(long_claim: Driver) -> None:
    go_to(long_claim, "amounts")

    shown = [each.accessibleName() for each in long_claim.visible()]

    assert "£6,275.00" in shown
    assert shown.count("£125.50") == AMOUNTS


def test_a_counter_follows_the_typing_in_all_parts_of_a_name_and_says_what_becomes_of_more(long_claim: Driver) -> None:
    go_to(long_claim, "claimant-name/0")
    before = said_below(long_claim, "claimants.0.last_name")

    long_claim.tab_to("field:claimants.0.first_name")
    long_claim.key(Qt.Key.Key_End)
    long_claim.type("a" * 55)
    long_claim.settle()

    assert before == ("Money Claim Online: 48 characters left",)  # "Ada Lovelace": the systems keep one name
    assert said_below(long_claim, "claimants.0.last_name") == (
        "Money Claim Online: 7 characters too many. This is more than Money Claim Online takes, so the claim goes another way.",
        "The court’s case system: 3 characters left",
    )
    assert long_claim.window.findChild(Counter, "counter:claimants.0.first_name") is None


def test_a_counter_is_heard_once_a_person_pauses_and_only_where_it_matters(long_claim: Driver, announced: list[str]) -> None:
    go_to(long_claim, "claimant-name/0")
    long_claim.tab_to("field:claimants.0.first_name")
    long_claim.key(Qt.Key.Key_End)
    announced.clear()

    long_claim.type("a" * 10)
    long_claim.type("a" * 50)
    at_once = [each for each in announced if "Money Claim Online" in each]
    long_claim.qtbot.waitUntil(lambda: any("Money Claim Online" in each for each in announced))

    assert at_once == []
    assert sum("goes another way" in each for each in announced) == 1


def test_an_amount_is_written_out_when_a_person_goes_on(long_claim: Driver) -> None:
    go_to(long_claim, "amount-row/0")
    long_claim.tab_to("field:amounts.0.amount")
    long_claim.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    long_claim.type("1250")
    typed = long_claim.window.session.journey.draft.get("amounts.0.amount")
    long_claim.key(Qt.Key.Key_Tab)

    assert typed == "1250"
    assert long_claim.window.session.journey.draft.get("amounts.0.amount") == "1,250.00"


def test_an_amount_is_typed_with_digits_and_a_point(long_claim: Driver) -> None:
    go_to(long_claim, "amount-row/0")

    long_claim.touch("field:amounts.0.amount")

    keyboard = long_claim.window.frame.keyboard
    shown = {name for name, key in keyboard.keys.items() if isinstance(key, Key) and key.isVisible()}
    assert keyboard.page is Page.DIGITS
    assert shown == {*"1234567890."}


def test_the_end_of_a_long_text_is_in_sight_with_its_caret(long_claim: Driver) -> None:
    long_claim.window.session.journey.draft.set("particulars.text", "The kitchen was never finished.\n" * 400)
    go_to(long_claim, "particulars")
    area = long_claim.find("field:particulars.text")
    assert isinstance(area, TextArea)

    long_claim.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    long_claim.type("x")
    long_claim.settle()

    assert area.rail.isVisible()
    assert area.viewport().rect().contains(area.cursorRect())
    assert in_sight(long_claim, area)


def in_sight(driver: Driver, widget: QWidget) -> bool:
    rail = driver.window.frame.rail
    return rail.viewport().rect().contains(widget.rect().translated(widget.mapTo(rail.viewport(), widget.rect().topLeft())))
