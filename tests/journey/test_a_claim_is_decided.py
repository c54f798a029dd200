"""A claim from its kiosk to a centre and back, over HTTP, with clocks that a test moves: what the status page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from central_api.data_folder import initialise
from kiosk_app.config import Home
from kiosk_app.machine import SystemClock
from kiosk_app.main.parts import Parts
from services.forms.check import check_answers
from services.forms.words import Translator
from services.language import Language
from tests.central_api.claim_cases import ACCOUNT, matched
from tests.central_api.conftest import Centre, TestClock, serving_centre
from tests.services.money_claims import claims as money
from tests.services.possession_claims import claims as possession

FRIDAY = datetime(2026, 7, 10, 13, 0, tzinfo=UTC)
MONDAY = datetime(2026, 7, 13, 9, 0, tzinfo=UTC)  # from this day on possession costs £415
HOME: dict[str, Any] = {
    "notice": {
        "served": "yes",
        "method": "first-class-post",
        "form": "Form 3A",
        "served_on": "2026-06-01",
        "expires_on": "2026-07-01",
    },
    "account": [{"date": "2026-06-01", "due": 850_00}],
}


class WallClock(SystemClock):
    """A kiosk's clock that shows the test's time."""

    def __init__(self, clock: TestClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock()


@dataclass
class Way:
    """A kiosk, its centre, and the time they both have."""

    parts: Parts
    centre: Centre
    clock: TestClock

    def save(self, key: str, answers: dict[str, Any]) -> str:
        """A claim is saved and not sent; its reference."""
        service, context = self.parts.services[key], self.parts.catalogues.context()
        checked = check_answers(service, answers, context)
        assert not checked.blocked
        fields = service.receipt_fields(checked.answers, context)
        return self.parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=checked.to_confirm).reference

    def exchange(self) -> None:
        """What waits is sent, the centre decides, and what it decided is fetched."""
        self.parts.engine.sync_once()
        self.centre.worker().run_once()
        self.parts.engine.sync_once()

    def pay(self, reference: str, pence: int) -> None:
        with self.centre.database.write() as session:
            assert matched(session, reference, pence, self.clock())

    def said(self, reference: str, language: Language = Language.ENGLISH) -> list[str]:
        """What the status page says of the decision, with the line cut: what was fetched is enough."""
        self.parts.switch.set(False)
        found = self.parts.statuses.status(reference).outcome
        self.parts.switch.set(True)
        assert found is not None
        lines = [each for section in found.lines for each in (section.heading, *(line.text for line in section.lines))]
        return [Translator(language)(words) for words in (found.title, found.state, *found.detail, *lines)]


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Way]:
    clock, data, home = TestClock(FRIDAY), tmp_path / "centre", Home(tmp_path / "kiosk")
    assert initialise(data, clock)
    home.make()
    with ExitStack() as stack:
        centre = stack.enter_context(serving_centre(data, clock))
        parts = Parts(home, {})
        parts.clock = WallClock(clock)
        parts.prepare()
        stack.callback(parts.store.close)
        parts.enroller.enrol(centre.url, centre.issue_code().to_text(), "CFI-2")
        parts.engine.sync_once()
        yield Way(parts, centre, clock)


def test_a_claim_is_issued_and_the_status_page_says_its_number_and_days(way: Way) -> None:
    reference = way.save("possession-claim", possession.sealed(possession.english(payment=ACCOUNT, **HOME)))
    saved = way.said(reference)

    way.exchange()

    assert saved[:2] == ["Saved here", "Not sent. Not issued."]
    assert way.said(reference) == [
        "Issued",
        "Claim number 000PC001",
        "The court has started your claim. It tells the defendant.",
        "Issued on Friday 10 July 2026",
        "The claim began on this day.",
        "The court had all it needs on Friday 10 July 2026.",
        "Not heard before Friday 7 August 2026",
        "There are at least 28 days between the issue and the hearing.",
        "Mostly heard by Friday 4 September 2026",
        "The hearing is usually within 8 weeks of the issue.",
    ]
    assert way.said(reference, Language.WELSH)[:2] == ["Cyhoeddwyd", "Rhif yr hawliad: 000PC001"]


def test_what_is_needed_is_said_with_the_answer_and_a_claim_that_is_paid_is_issued(way: Way) -> None:
    answers = money.claim(
        claimants=[money.person(protected="yes")],
        interest={"basis": "none"},
        timeline=[],
    )
    reference = way.save("money-claim", money.sealed(answers))
    way.exchange()
    needed, in_welsh = way.said(reference), way.said(reference, Language.WELSH)
    unprotected = way.save("money-claim", money.sealed({**answers, "claimants": [money.person(last_name="Byron")]}))
    way.exchange()

    way.pay(unprotected, 205_00)
    way.exchange()

    assert needed == [
        "The court needs something from you",
        "Not issued yet.",
        "A litigation friend is needed, with form N235.",
        "It concerns this answer: Who signs",
        "The court fee has not been paid.",
        "It concerns this answer: Court fee",
        "Still to pay: £205.00",
    ]
    assert not set(needed) & set(in_welsh)
    assert way.said(unprotected)[:2] == ["Issued", "Claim number 000MC001"]


def test_a_fee_that_rose_while_the_kiosk_had_no_line_is_said_with_both_amounts(way: Way) -> None:
    reference = way.save("possession-claim", possession.sealed(possession.english(**HOME)))
    with way.centre.database.write() as session:
        matched(session, reference, 404_00, FRIDAY)
    way.clock.instant = MONDAY

    way.exchange()
    rose = way.said(reference)
    way.clock.advance(timedelta(days=1))
    way.pay(reference, 11_00)
    way.exchange()

    assert rose == [
        "The court needs something from you",
        "Not issued yet.",
        "The court fee has changed since the claim was saved.",
        "It concerns this answer: Court fee",
        "The court fee was £404.00 when the claim was saved. It is £415.00 now.",
        "It stands in the list of fees as possession/2026-07-13.",
        "Still to pay: £11.00",
    ]
    assert way.said(reference)[1:5] == [
        "Claim number 000PC001",
        "The court has started your claim. It tells the defendant.",
        "The court fee was £404.00 when the claim was saved. It is £415.00 now.",
        "It stands in the list of fees as possession/2026-07-13.",
    ]
    assert "Issued on Tuesday 14 July 2026" in way.said(reference)
