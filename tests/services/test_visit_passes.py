"""Which visits have a pass, when to be there, and that a decision nobody knows yet grants nothing."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from services.common.civil import TimeRange
from services.forms.check import check_answers
from services.forms.receipt import OutcomeFacts, Place, ReceiptContext
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.passes import appointments, visit_pass
from services.visits.slots import Slot
from services.visits.the_day import arrive_by
from tests.services.samples import CONTEXT, TIME, TODAY, visit_answers

EN = Translator(Language.ENGLISH)
FIELDS = SERVICE.receipt_fields(check_answers(SERVICE, visit_answers(), CONTEXT).answers, CONTEXT)


def context(state: str, *, days: int = 0) -> ReceiptContext:
    """A decision for a visit that is `days` after the day it is looked at."""
    return ReceiptContext(date(2026, 11, 28) - timedelta(days=days), TODAY, Place.RECEIVED, state=state, params={"slot": TIME})


@pytest.mark.parametrize(("days", "has_one"), [(8, True), (1, True), (0, True), (-1, False)])
def test_a_visit_has_a_pass_until_its_day_is_over(days: int, has_one: bool) -> None:  # noqa: FBT001
    assert (visit_pass(FIELDS, context("booked", days=days)) is not None) is has_one


@pytest.mark.parametrize(
    ("start", "arrive"),
    [
        (time(14), time(13, 15)),
        (time(0, 46), time(0, 1)),
        (time(0, 45), time(0)),
        (time(0, 30), time(0)),  # not a quarter to midnight, which would be read as after the visit
        (time(0), time(0)),
    ],
)
def test_the_time_to_be_there_is_on_the_day_of_the_visit(start: time, arrive: time) -> None:
    assert arrive_by(Slot(TODAY, TimeRange(start, time(15)))) == arrive


@pytest.mark.parametrize("state", ["approved", "issued", "BOOKED", "booked-provisionally"])
def test_a_state_that_is_not_known_is_not_read_as_booked_even_with_a_time(state: str) -> None:
    facts = OutcomeFacts(state, (), {"slot": TIME}, Place.RECEIVED, TODAY)

    outcome, receipt = SERVICE.outcome(facts, FIELDS), SERVICE.receipt(FIELDS, context(state))

    assert visit_pass(FIELDS, context(state)) is None
    assert appointments(FIELDS, context(state)) == ()
    assert [each.offer(facts) for each in SERVICE.amendments] == [None, None]
    assert (EN(outcome.title), EN(outcome.state)) == ("The prison needs to speak to you", "Not booked.")
    assert EN(receipt.not_yet) == "The prison needs to speak to you."
    assert receipt.later == ()
