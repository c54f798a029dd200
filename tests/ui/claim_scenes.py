"""The pages of a claim that no visit has, as the pictures show them.

A claim asks some fifty pages, so its answers are put in at once, and a page is shown as to somebody who comes back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.forms.draft import Draft
from services.forms.registry import installed_services
from tests.services.money_claims import claims as money
from tests.services.possession_claims import claims as possession
from tests.ui.desk_driver import Driver
from tests.ui.scenes import Open, bench
from ui.desk.offering import Offering
from ui.desk.places import Place

_COURT = ("money-claim", "possession-claim")
_LONG = "The builder agreed to finish the kitchen by March, was paid in full, and did not come back.\n" * 14
MONEY: Mapping[str, Any] = money.claim(
    claimants=[money.person(first_name="Siân", last_name="Thomas")],
    defendants=[money.company(name="Cegin Glyd Cyf"), money.person(first_name="Dafydd", last_name="Ellis")],
    amounts=[
        {"reason": "Invoice 1042, kitchen", "amount": 125_000},
        {"reason": "Invoice 1043, floor", "amount": 98_050},
        {"reason": "Skip hire", "amount": 18_000},
    ],
    signing={"way": "here", "by": "claimant", "name": "Siân Thomas"},
)


def claims(opened: Open) -> Iterator[tuple[str, Driver]]:
    """The start screen of a court, then a money claim, then a possession claim."""
    made = bench()
    made.services = installed_services()
    driver = opened(made)
    driver.window._offering = Offering.of(made.services, _COURT[0], _COURT)
    driver.window.session.go(Place.START)
    driver.settle()
    yield "start-court", driver
    _begin(driver, "money-claim", money.typed(money.sealed(MONEY)))
    for name, key in (
        ("claim-name", "claimant-name/0"),
        ("claim-defendants", "defendants"),
        ("claim-amount", "amount-row/0"),
        ("claim-amounts", "amounts"),
        ("claim-timeline", "timeline"),
        ("claim-particulars", "particulars"),
        ("claim-court", "hearing"),
        ("claim-statement", "statement"),
    ):
        _show(driver, key)
        yield name, driver
    driver.window.session.journey.draft.set("particulars.text", _LONG)
    _show(driver, "particulars")
    yield "claim-particulars-beyond", driver
    _show(driver, "statement")
    yield "claim-statement-again", driver
    _begin(driver, "possession-claim", possession.typed(possession.sealed(possession.english())))
    for name, key in (("claim-grounds", "grounds"), ("claim-account", "account")):
        _show(driver, key)
        yield name, driver


def _begin(driver: Driver, service: str, answers: Draft) -> None:
    driver.window.session.go(Place.START)
    driver.window.session.start(service)
    driver.settle()
    for path, text in answers.items():
        driver.window.session.journey.draft.set(path, text)


def _show(driver: Driver, key: str) -> None:
    way = driver.window.session.journey
    way.show_step(next(step for step in way.checked().steps if step.key == key))
    driver.window.session.show_step()
    driver.settle()
