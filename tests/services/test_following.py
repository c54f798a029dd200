"""When a helper is reminded of what: the days are those of the rules, and each says why it is this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.catalogue.prison import MAX_WINDOW
from services.claims.following import ANSWER_DAYS, served_on
from services.common.court_days import ACKNOWLEDGED_DAYS, RESPONSE_DAYS, SERVICE_DAYS, CourtCalendar
from services.forms.follow_up import FollowUp
from services.forms.receipt import Place, ReceiptContext
from services.forms.words import Translator
from services.language import Language
from services.money_claims.outcomes import issue_params
from services.money_claims.service import SERVICE as CLAIM
from services.possession_claims.outcomes import issue_params as possession_params
from services.possession_claims.service import SERVICE as POSSESSION
from services.visits.service import SERVICE as VISIT

TODAY = date(2026, 11, 20)
NEVER_CLOSED = CourtCalendar((), date(2027, 12, 31))
WAITING = ReceiptContext(TODAY, TODAY)
ASKED: Mapping[str, object] = {"answer_by": "2026-11-25"}


def issued(params: Mapping[str, str]) -> ReceiptContext:
    return replace(WAITING, place=Place.RECEIVED, state="issued", params=params)


def of_claim(context: ReceiptContext, **fields: object) -> tuple[FollowUp, ...]:
    assert CLAIM.follow_ups is not None
    return CLAIM.follow_ups(fields, context)


def of_visit(context: ReceiptContext, fields: Mapping[str, object] = ASKED) -> tuple[FollowUp, ...]:
    assert VISIT.follow_ups is not None
    return VISIT.follow_ups(fields, context)


def test_the_clock_of_the_answer_runs_fourteen_days_from_deemed_service() -> None:
    day = date(2026, 11, 23)

    first, longer = of_claim(issued(issue_params(day, "000MC001", NEVER_CLOSED)))

    served = day + timedelta(days=SERVICE_DAYS)
    assert RESPONSE_DAYS == SERVICE_DAYS + ANSWER_DAYS
    assert first.day == NEVER_CLOSED.working_day(served + timedelta(days=ANSWER_DAYS))
    assert longer.day == NEVER_CLOSED.working_day(day + timedelta(days=ACKNOWLEDGED_DAYS))


def test_without_the_courts_own_day_the_clock_is_counted_from_the_issue() -> None:
    first, longer = of_claim(issued({"issued_on": "2026-11-23"}))

    assert (first.day, longer.day) == (date(2026, 12, 12), date(2026, 12, 26))


def test_the_courts_own_day_goes_before_a_counted_one() -> None:
    first, _longer = of_claim(issued({"issued_on": "2026-11-23", "answer_by": "2026-12-14"}))

    assert first.day == date(2026, 12, 14)


def test_particulars_that_go_apart_are_due_fourteen_days_after_service() -> None:
    particulars, *_rest = of_claim(issued({"served_on": "2026-11-28"}), separately=True)

    assert particulars.day == date(2026, 12, 12)


@pytest.mark.parametrize("state", ["", "requested", "needs-action", "rejected"])
def test_a_claim_that_is_not_issued_has_no_clock(state: str) -> None:
    assert of_claim(replace(WAITING, state=state)) == ()


@pytest.mark.parametrize("told", [{}, {"issued_on": "soon"}, {"served_on": "2026-02-30"}])
def test_a_decision_that_tells_no_day_that_can_be_read_reminds_of_nothing(told: Mapping[str, str]) -> None:
    assert served_on(told) is None
    assert of_claim(issued(told)) == ()


def test_the_last_day_of_the_calendar_breaks_nothing() -> None:
    first, longer = of_claim(issued({"issued_on": "9999-12-31"}))

    assert first.day == longer.day == date.max


def test_a_possession_claim_reminds_of_serving_it_and_of_the_hearing() -> None:
    assert POSSESSION.follow_ups is not None
    hearing = date(2027, 1, 20)

    serve, heard = POSSESSION.follow_ups({}, issued(possession_params(TODAY, "1", hearing=hearing)))

    assert heard.day == hearing
    assert serve.day <= hearing - timedelta(days=21)


def test_until_a_hearing_has_a_day_the_last_likely_one_is_watched() -> None:
    assert POSSESSION.follow_ups is not None

    (only,) = POSSESSION.follow_ups({}, issued(possession_params(TODAY, "1")))

    assert only.day == TODAY + timedelta(weeks=8)


def test_a_prison_that_has_not_answered_is_asked_on_the_day_that_the_receipt_names() -> None:
    answer, _again = of_visit(WAITING)

    assert answer.day == date(2026, 11, 25)


def test_no_answer_is_expected_by_a_day_counted_from_saving_where_the_request_went_later() -> None:
    late = replace(WAITING, place=Place.RECEIVED, sent_on=TODAY + timedelta(days=3))

    assert len(of_visit(late)) == 1


@pytest.mark.parametrize("state", ["", "requested", "rejected", "cancelled"])
def test_after_the_window_of_28_days_what_is_not_booked_has_to_be_asked_for_again(state: str) -> None:
    *_rest, again = of_visit(replace(WAITING, state=state))

    assert MAX_WINDOW == 28
    assert again.day == TODAY + timedelta(days=28)
    assert "28 days ahead" in Translator(Language.ENGLISH)(again.why)


@pytest.mark.parametrize("state", ["booked", "withdrawn", "needs-action", "something-new"])
def test_of_a_visit_that_is_booked_or_not_wanted_nobody_is_reminded(state: str) -> None:
    assert of_visit(replace(WAITING, state=state)) == ()


def test_a_request_whose_fields_are_gone_names_no_day_of_an_answer() -> None:
    assert len(of_visit(WAITING, {})) == 1


def test_a_reminder_ends_on_its_last_day() -> None:
    answer, _again = of_visit(WAITING)

    assert answer.until is not None
    assert answer.stands(answer.until)
    assert not answer.stands(answer.until + timedelta(days=1))
