"""The three claims and a lower fee through the window, by keyboard alone, in both languages, and what becomes of a statement."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.fee_payment import SERVICE as FEE
from services.forms.draft import Draft
from services.forms.service import Service
from services.language import Language
from services.money_claims import SERVICE as MONEY
from services.possession_claims import SERVICE as POSSESSION
from tests.services.fee_payment import payments as fees
from tests.services.money_claims import claims as money
from tests.services.possession_claims import claims as possession
from tests.ui.claim_play import ClaimPlay
from tests.ui.desk_driver import Driver
from tests.ui.walk.walking import bench
from ui.components.marks import CheckRow
from ui.desk.places import Place
from ui.theme import LookSource

CHANGED = "The claim has changed since it was signed. Read it again, then sign again."
SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
SEVERAL = money.claim(
    claimants=[money.person(last_name="Tŷ-Ellis")],
    defendants=[money.company(), money.person(first_name="Dafydd")],
    amounts=[{"reason": "Invoice 1042", "amount": 125_000}, {"reason": "Invoice 1043", "amount": 98_050}],
)
CLAIMS: Mapping[str, tuple[Service, Draft]] = {
    "money": (MONEY, money.typed(SEVERAL)),
    "england": (POSSESSION, possession.typed(possession.english())),
    "wales": (POSSESSION, possession.typed(possession.welsh())),
    "power": (FEE, fees.HANDS.typed(fees.power("pension-credit-guarantee", "yes-low-income"))),
}
SHORT = {
    ("money", Language.WELSH),
    ("england", Language.ENGLISH),
    ("wales", Language.WELSH),
    ("power", Language.ENGLISH),
    ("power", Language.WELSH),
}
PLAYED = [(claim, language) for claim in CLAIMS for language in Language if SOAK or (claim, language) in SHORT]


@pytest.fixture
def play(qtbot: QtBot, look_of: Callable[..., LookSource]) -> Callable[[str], ClaimPlay]:
    """A window with every installed service, and who plays a claim in it."""

    def made(claim: str) -> ClaimPlay:
        service, answers = CLAIMS[claim]
        return ClaimPlay(Driver(qtbot, look_of(), bench()), service, answers)

    return made


@pytest.mark.parametrize(("claim", "language"), PLAYED)
def test_a_claim_can_be_made_by_keyboard_alone(play: Callable[[str], ClaimPlay], claim: str, language: Language) -> None:
    played = play(claim)

    played.begin(language)
    played.answer()
    typed = played.typed()
    played.keep()

    (kept,) = played.driver.bench.submissions.kept.values()
    _service, answers = CLAIMS[claim]
    assert typed == {path: text.removeprefix("£") for path, text in answers.items()}  # the sign stands in the field already
    assert (kept.service, kept.language) == (played._service.key, language)
    assert played.driver.ended == ["finished"]


@pytest.fixture
def signed(qtbot: QtBot, looks: LookSource) -> Driver:
    """The answers of a signed claim, ready to be checked."""
    driver = Driver(qtbot, looks, bench())
    driver.window.session.start(MONEY.key)
    driver.settle()
    way = driver.window.session.journey
    for path, text in money.typed(money.sealed(SEVERAL)).items():
        way.draft.set(path, text)
    while way.step is not None:
        assert way.advance(), way.shown
    driver.window.session.show_step()
    driver.settle()
    return driver


def test_a_statement_must_be_made_again_once_an_answer_has_changed(signed: Driver) -> None:
    played = ClaimPlay(signed, MONEY, Draft())

    signed.press("change:details")
    played.write("claim.details", "A kitchen that was never finished")
    for _page in ("details", "crown", "deposit", "rights"):
        signed.press("continue")
    reopened = signed.place, signed.has("error-summary"), signed.has("statement:statement.own")
    signed.press("back")
    shown = [each.accessibleName() for each in signed.visible()]
    signed.press("continue")
    played.sign()

    assert reopened == (Place.QUESTION, True, True)
    assert {CHANGED, "Ada Lovelace", "Signed here"} <= set(shown)
    assert signed.place is Place.CHECK
    played.keep()


def test_who_comes_back_to_a_statement_that_no_longer_holds_is_told_why_its_box_is_empty(signed: Driver) -> None:
    signed.window.session.journey.draft.set("claim.details", "Something else")

    signed.window.session.change(("statement",))
    signed.settle()

    box = signed.find("statement:statement.own")
    assert signed.find("sign-again:statement.own").accessibleName() == CHANGED
    assert isinstance(box, CheckRow)
    assert not box.isChecked()


def test_a_statement_that_holds_is_ticked_and_can_be_taken_back(signed: Driver) -> None:
    signed.window.session.change(("statement",))
    signed.settle()
    held = signed.find("statement:statement.own")

    signed.tab_to("statement:statement.own")
    signed.key(Qt.Key.Key_Space)
    signed.press("continue")

    assert isinstance(held, CheckRow)
    assert not signed.has("sign-again:statement.own")
    assert signed.has("error-summary")
    assert signed.window.session.journey.draft.get("statement.own") == ""
