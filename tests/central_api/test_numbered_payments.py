"""The kiosks of payments hear the number that their claim is issued with: each once, with what it knew already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy import update

from central_api import outcomes
from central_api.decisions.claim_kinds import MONEY
from central_api.decisions.claim_reading import ClaimReader
from central_api.decisions.fee_payments import FeePayments, find_claim
from central_api.decisions.payments import reconsider
from central_api.metrics import Metrics
from central_api.models import Case
from central_api.payments import Way
from central_api.staff.claims import StaffClaims
from central_api.staff.fee_payments import StaffFeePayments
from central_api.staff.obstacles import CannotDo
from central_api.staff.rulings import Rulings
from central_api.staff.steps import Acceptance, Refusal
from central_api.staff.takings import Money
from central_api.states import CaseState
from services.catalogue import embedded_catalogue
from services.fee_payment.choices import SERVICE_KEY
from tests.central_api.payment_cases import FEE, NIA, PaymentCases
from tests.services.fee_payment.payments import asked, listed, power


@pytest.fixture
def cases(new_database: Callable[[], str]) -> Iterator[PaymentCases]:
    made = PaymentCases(new_database())
    yield made
    made.close()


def accept(cases: PaymentCases, reference: str) -> str:
    """Staff issue a claim; its number."""
    step = StaffClaims(ClaimReader(MONEY, lambda _session: embedded_catalogue(), cases.ledger))
    Rulings(cases.database, {"money-claim": step}, cases.clock, Metrics()).accept(NIA, reference, Acceptance())
    return cases.told(reference)[-1][2]["claim_number"]


def test_every_payment_hears_the_number_once_in_the_order_of_its_own_kiosk(cases: PaymentCases) -> None:
    claim, elsewhere = cases.claim(), cases.kiosk()
    mine = cases.pay(claim, FEE - 100)
    theirs = cases.case(SERVICE_KEY, asked(100, paid_for={"number": claim}), device=elsewhere)
    cases.decide()
    cases.received(mine, FEE - 100)
    cases.received(theirs, 100)

    number = cases.last(claim)[1]["claim_number"]

    for payment, pence in ((mine, FEE - 100), (theirs, 100)):
        known = {"claim": claim, "paid": str(pence)}
        assert [params for _state, _codes, params in cases.told(payment)][1:] == [known, known | {"claim_number": number}]
    with cases.database.read() as session:
        assert outcomes.newest(session, elsewhere) == 4


def test_a_claim_that_staff_issue_tells_its_payments_and_who_decided(cases: PaymentCases) -> None:
    claim = cases.claim()
    payment = cases.pay(claim)
    cases.decide()

    number = accept(cases, claim)

    assert cases.told(payment) == [
        ("matched", [], {"claim": claim}),
        ("matched", [], {"claim": claim, "claim_number": number}),
    ]


def test_money_that_comes_after_the_number_is_told_with_it_and_the_number_not_again(cases: PaymentCases) -> None:
    claim = cases.claim()
    payment = cases.pay(claim)
    cases.decide()
    number = accept(cases, claim)

    cases.received(payment)

    assert cases.last(payment) == ("matched", {"claim": claim, "claim_number": number, "paid": str(FEE)})
    assert len(cases.told(payment)) == 3


def test_what_was_paid_back_stays_paid_back_when_the_number_is_told(cases: PaymentCases) -> None:
    claim = cases.claim()
    payment = cases.pay(claim)
    cases.decide()
    cases.received(payment, 100)
    cases.takings.refunded(NIA, payment, Money(Way.CASH, 100))

    number = accept(cases, claim)

    assert cases.told(payment)[-1] == ("refunded", [], {"claim": claim, "refunded": "100", "claim_number": number})


def test_a_payment_that_asks_for_another_number_hears_nothing_more(cases: PaymentCases) -> None:
    claim = cases.claim()
    wrong = cases.pay(cases.request())
    cases.received(claim)

    issued = cases.last(claim)[0]

    assert issued == "issued"
    assert cases.states(wrong) == ["needs-action"]


def test_a_fee_that_changed_stays_said_when_the_number_is_told(cases: PaymentCases) -> None:
    claim = cases.claim()
    cases.clock.instant = datetime(2026, 7, 13, 9, tzinfo=UTC)
    answers = listed(paid_for={"number": claim}, fee={"from": "list", "kind": "possession"})
    payment = cases.case(SERVICE_KEY, answers, created=datetime(2026, 7, 10, 9, tzinfo=UTC))
    changed = cases.last(payment)[1]

    number = accept(cases, claim)

    assert changed["fee_row"] == "possession/2026-07-13"
    assert cases.told(payment)[-1][2] == changed | {"claim_number": number}


def test_a_number_is_told_with_its_claim_or_not_at_all(cases: PaymentCases, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = cases.claim()
    payment = cases.pay(claim)
    cases.decide()

    def lost(*_arguments: object, **_named: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken, suppress(ConnectionError):
        broken.setattr("central_api.staff.rulings.settle", lost)
        accept(cases, claim)

    assert cases.states(payment) == ["matched"]
    assert accept(cases, claim) == cases.told(payment)[-1][2]["claim_number"]


def test_a_lower_fee_of_a_power_of_attorney_is_left_to_staff_who_match_it_or_ask_for_its_proof(cases: PaymentCases) -> None:
    nothing, half = (
        cases.case(SERVICE_KEY, power(got, damages)) for got, damages in (("housing-benefit", "no"), ("low-income", ""))
    )
    cases.decide()
    rulings = Rulings(cases.database, {SERVICE_KEY: StaffFeePayments(FeePayments(cases.ledger))}, cases.clock, Metrics())

    rulings.accept(NIA, nothing, Acceptance())
    rulings.refuse(NIA, half, Refusal(("reduction_proof",)))

    assert cases.told(nothing) == [("matched", [], {"claim_number": "A510 7295 5715"})]
    assert cases.told(half) == [("needs-action", ["reduction_proof"], {"field": "fee.reduction"})]
    assert cases.events() == [("created", nothing, "", 0), ("created", half, "", 46_00)]


def test_a_claim_that_was_put_off_after_it_was_looked_up_is_woken_all_the_same(cases: PaymentCases) -> None:
    claim = cases.claim()
    with cases.database.write() as session:
        found = find_claim(session, claim)
        put_off = update(Case).where(Case.reference == claim).values(state=CaseState.WITH_PERSON)
        session.execute(put_off, execution_options={"synchronize_session": False})  # as a worker does that had it meanwhile

        woken = reconsider(session, claim)

    assert found is not None
    assert woken
    assert cases.standing(claim) == (CaseState.REQUESTED, "")


def test_staff_cannot_match_a_payment_with_a_claim_that_has_not_come(cases: PaymentCases) -> None:
    early = cases.pay("7K2M9QTX4HW3")
    cases.decide()
    rulings = Rulings(cases.database, {SERVICE_KEY: StaffFeePayments(FeePayments(cases.ledger))}, cases.clock, Metrics())

    with pytest.raises(CannotDo):
        rulings.accept(NIA, early, Acceptance())


def test_a_payment_that_is_matched_while_its_claim_is_issued_and_paid_hears_the_number_once(cases: PaymentCases) -> None:
    for _round in range(4):
        claim = cases.claim()
        cases.decide()
        payment = cases.case(SERVICE_KEY, asked(FEE, paid_for={"number": claim}), device=cases.kiosk())
        together = Barrier(3)

        def at_once(do: Callable[[], object], together: Barrier = together) -> None:
            together.wait(30)
            with suppress(CannotDo):  # the worker may have issued it before staff do
                do()

        with ThreadPoolExecutor(3) as pool:
            doing: list[Callable[[], object]] = [partial(accept, cases, claim), cases.decide, partial(cases.received, payment)]
            for done in [pool.submit(at_once, each) for each in doing]:
                done.result()
        cases.decide()  # what was in other hands then is decided now

        told = [params for _state, _codes, params in cases.told(payment)]
        number = cases.told(claim)[-1][2]["claim_number"]
        assert told[-1].get("claim_number") == number, cases.told(payment)
        assert told[-1]["paid"] == str(FEE)
        assert not any(before == after for before, after in pairwise(told))
