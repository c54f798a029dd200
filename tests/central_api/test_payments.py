"""A payment is matched with its claim, money is written down once, and a claim that waited for it is issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from central_api.decisions.fee_payments import FeePayments
from central_api.models import Case
from central_api.payments import PaymentLedger, Way
from central_api.staff.fee_payments import StaffFeePayments
from central_api.staff.finding import NoSuchCase
from central_api.staff.obstacles import CannotDo
from central_api.staff.people import Person, Role
from central_api.staff.steps import Acceptance, Refusal
from central_api.staff.takings import Money
from central_api.states import OutcomeState
from central_api.telling import Decision
from services.common.references import new_reference
from services.fee_payment.choices import SERVICE_KEY
from tests.central_api.payment_cases import FEE, NIA, PaymentCases
from tests.services.fee_payment.payments import listed

ELSEWHERE = Person("Rhys", Role.SUPERVISOR, frozenset({"LEI"}))


@pytest.fixture
def cases(new_database: Callable[[], str]) -> Iterator[PaymentCases]:
    made = PaymentCases(new_database())
    yield made
    made.close()


def test_a_claim_that_waits_for_its_fee_is_issued_when_the_money_of_its_payment_is_written_down(cases: PaymentCases) -> None:
    claim = cases.claim()
    before = cases.last(claim)
    payment = cases.pay(claim)
    matched = cases.last(payment)

    balance = cases.received(payment)

    assert before[0] == "needs-action"
    assert matched == ("matched", {"claim": claim})
    assert (balance.claim, balance.paid) == (claim, FEE)
    state, params = cases.last(claim)
    assert state == "issued"
    assert params["claim_number"].endswith("MC001")
    assert cases.told(payment)[-2:] == [
        ("matched", [], {"claim": claim, "paid": str(FEE)}),
        ("matched", [], {"claim": claim, "paid": str(FEE), "claim_number": params["claim_number"]}),
    ]
    assert cases.events() == [
        ("created", payment, "", FEE),
        ("matched", payment, claim, 0),
        ("matched", payment, claim, FEE),
    ]


def test_money_may_come_before_the_payment_is_matched_and_before_the_claim_arrives(cases: PaymentCases) -> None:
    reference = new_reference()
    payment = cases.pay(reference)
    cases.decide()
    waiting = cases.standing(payment)
    cases.received(payment)

    cases.claim(reference)

    assert waiting == ("waiting", "")
    assert cases.last(reference)[0] == "issued"
    number = cases.last(reference)[1]["claim_number"]
    assert cases.last(payment) == ("matched", {"claim": reference, "paid": str(FEE), "claim_number": number})


def test_money_for_the_reference_of_a_claim_needs_no_announcement(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.decide()

    cases.received(claim, way=Way.CHEQUE)

    assert cases.last(claim)[0] == "issued"


def test_the_kiosk_of_the_only_payment_of_a_claim_hears_of_money_for_the_claim(cases: PaymentCases) -> None:
    claim = cases.claim()
    payment = cases.pay(claim)
    cases.decide()

    balance = cases.received(claim)

    assert balance.payment == payment
    assert cases.last(payment)[1]["paid"] == str(FEE)


def test_too_little_money_leaves_the_claim_waiting(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.decide()

    cases.received(claim, FEE - 1)
    short = cases.last(claim)[0]
    cases.received(claim, 1)

    assert short == "needs-action"
    assert cases.last(claim)[0] == "issued"


def test_a_claim_is_found_by_the_number_it_was_issued_with(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.received(claim)
    number = cases.last(claim)[1]["claim_number"]

    payment = cases.pay(number, 12_300)

    assert cases.last(payment) == ("matched", {"claim_number": number})  # the reference is for who has it


def test_the_same_money_written_down_twice_counts_once(cases: PaymentCases) -> None:
    claim = cases.claim()

    first = cases.received(claim, mark="slip 17")
    again = cases.received(claim, mark="slip 17")

    assert (first.again, again.again) == (False, True)
    assert again.paid == FEE
    assert len(cases.events()) == len(cases.acts()) == 1


def test_who_wrote_money_down_stands_with_the_case_and_no_name_stands_with_the_event(cases: PaymentCases) -> None:
    claim = cases.claim()

    cases.received(claim, mark="slip 17")

    assert cases.acts() == [("received", "Nia", {"way": "cash", "amount": FEE, "mark": "slip 17"})]
    assert "Nia" not in str(cases.events())


def test_money_that_goes_back_is_told_and_no_more_goes_back_than_came(cases: PaymentCases) -> None:
    claim = cases.claim()
    payment = cases.pay(claim)
    cases.decide()
    cases.received(payment)

    with pytest.raises(CannotDo):
        cases.takings.refunded(NIA, payment, Money(Way.CASH, FEE + 1))
    balance = cases.takings.refunded(NIA, payment, Money(Way.CASH, FEE))

    assert balance.paid == 0
    assert cases.told(payment)[-1][::2] == ("refunded", {"claim": claim, "refunded": str(FEE)})
    with pytest.raises(CannotDo):
        cases.takings.refunded(NIA, payment, Money(Way.CASH, 1))


def test_a_mark_that_stands_with_other_money_is_refused(cases: PaymentCases) -> None:
    claim, another = cases.claim(), cases.claim()
    cases.received(claim, mark="slip 17")

    for number, pence in ((another, FEE), (claim, FEE + 1)):
        with pytest.raises(CannotDo):
            cases.received(number, pence, mark="slip 17")

    assert len(cases.events()) == 1


def test_a_refund_that_is_written_down_again_counts_once_also_when_nothing_is_left(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.received(claim)
    back = Money(Way.CASH, FEE, "slip 18")
    cases.takings.refunded(NIA, claim, back)

    again = cases.takings.refunded(NIA, claim, back)

    assert (again.again, again.paid) == (True, 0)


def test_what_went_back_from_a_claim_does_not_go_back_once_more_from_a_payment_for_it(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.decide()
    payments = [cases.pay(claim, FEE), cases.pay(claim, FEE)]
    cases.decide()
    for payment in payments:
        cases.received(payment)
    cases.takings.refunded(NIA, claim, Money(Way.CASH, 2 * FEE))

    with pytest.raises(CannotDo):
        cases.takings.refunded(NIA, payments[0], Money(Way.CASH, FEE))


def test_money_that_came_for_a_claim_goes_back_also_once_a_payment_is_announced(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.received(claim)
    payment = cases.pay(claim)
    cases.decide()

    balance = cases.takings.refunded(NIA, claim, Money(Way.CASH, FEE))

    assert balance.paid == 0
    assert [state for state, *_ in cases.told(payment)] == ["matched"]  # nothing came by it, and nothing went back


def test_a_payment_for_what_is_no_claim_or_is_over_asks_for_another_number(cases: PaymentCases) -> None:
    visit, claim = cases.request(), cases.claim()
    cases.decide()
    cases.staff(claim, Decision(OutcomeState.REJECTED))
    payments = {code: cases.pay(number) for code, number in {"not_a_claim": visit, "claim_over": claim}.items()}
    cases.decide()

    for code, payment in payments.items():
        assert cases.told(payment) == [("needs-action", [code], {"field": "paid_for.number"})]


def test_a_number_that_is_not_known_here_waits_for_staff_who_match_it_or_ask(cases: PaymentCases) -> None:
    payment = cases.pay("A1BC2D34")
    cases.decide()

    assert cases.standing(payment) == ("with-staff", "")
    assert cases.told(payment) == []
    step = StaffFeePayments(FeePayments(PaymentLedger()))
    with cases.database.write() as session:
        case = session.scalars(select(Case).where(Case.reference == payment)).one()
        accepted = step.accept(session, case, Acceptance(), cases.clock(), "Nia")
        refused = step.refuse(case, Refusal(("number_not_known",)))
        for wrong in (Refusal(()), Refusal(("no_such_reason",)), Refusal(("number_not_known",), not_listed=(1,))):
            with pytest.raises(CannotDo):
                step.refuse(case, wrong)
        with pytest.raises(CannotDo):
            step.accept(session, case, Acceptance(closed=True), cases.clock(), "Nia")
    assert accepted == Decision(OutcomeState.MATCHED, params={"claim_number": "A1BC2D34"})
    assert refused == Decision(OutcomeState.NEEDS_ACTION, ("number_not_known",), {"field": "paid_for.number"})


def test_a_payment_whose_claim_never_comes_is_parked(cases: PaymentCases) -> None:
    payment = cases.pay(new_reference())
    cases.decide()

    cases.clock.instant += timedelta(days=29)
    cases.decide()

    assert cases.standing(payment) == ("parked", "cited-not-arrived")


def test_the_fee_is_priced_again_on_the_day_it_is_received(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.clock.instant = datetime(2026, 7, 13, 9, tzinfo=UTC)
    answers = listed(paid_for={"number": claim}, fee={"from": "list", "kind": "possession"})
    payment = cases.case(SERVICE_KEY, answers, created=datetime(2026, 7, 10, 9, tzinfo=UTC))

    _state, params = cases.last(payment)

    assert params == {"claim": claim, "fee_captured": "40400", "fee_received": "41500", "fee_row": "possession/2026-07-13"}
    assert ("created", payment, "", 41_500) in cases.events()


def test_what_is_not_here_or_is_another_sites_takes_no_money(cases: PaymentCases) -> None:
    claim, visit = cases.claim(), cases.request()

    for number, person, error in ((new_reference(), NIA, NoSuchCase), (claim, ELSEWHERE, NoSuchCase), (visit, NIA, CannotDo)):
        with pytest.raises(error):
            cases.received(number, person=person)
    for pence in (0, -1):
        with pytest.raises(CannotDo):
            cases.received(claim, pence)

    assert cases.events() == []


def test_a_centre_without_the_claim_still_shows_what_happened(cases: PaymentCases) -> None:
    payment = cases.pay(new_reference())
    cases.decide()
    cases.received(payment, 100, Way.CHEQUE)

    shown = cases.takings.events(NIA, payment)

    assert [(line.kind, line.way, line.amount) for line in shown] == [("created", "link", FEE), ("matched", "cheque", 100)]
    with pytest.raises(NoSuchCase):
        cases.takings.events(ELSEWHERE, payment)
