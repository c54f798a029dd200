"""A lower fee for a lasting power of attorney: asked in plain words, shown as an estimate, and never decided here."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fee_payment import SERVICE
from services.fee_payment.choices import EXEMPT, LOW_INCOME, LPA, NO_REDUCTION, Damages
from services.fee_payment.fee import amount_due, fee_change, fees_of, quote_of
from services.fee_payment.numbers import CaseNumber, Numbered, NumberProblem, read_case_number
from services.fee_payment.outcomes import NEEDED
from services.fee_payment.reduction import relief
from services.fees import EXEMPT_BENEFITS, Benefit, Donor, Kind, NotPriced, Priced, registration_fee
from services.forms.answers import Answers
from services.forms.check import check_answers
from services.forms.receipt import Due, Place, ReceiptContext
from tests.services.claim_samples import codes, said
from tests.services.fee_payment.payments import CLAIM, HANDS, POWER, asked, listed, power
from tests.services.fee_samples import CY, EN, PRICES
from tests.services.samples import CONTEXT, TODAY

CREDIT, PENSION_CREDIT = Benefit.UNIVERSAL_CREDIT.value, Benefit.PENSION_CREDIT_GUARANTEE.value
CASES: list[tuple[str, str, int | None, int | None, str]] = [  # what the donor gets, damages, the fee, that of a repeat, the note
    (NO_REDUCTION, "", 92_00, 46_00, ""),
    (LOW_INCOME, "", 46_00, 23_00, "reduced-to-half"),
    (CREDIT, "", None, None, "reduction-decided-later"),
    (PENSION_CREDIT, "no", 0, 0, "reduced-to-nothing"),
    (PENSION_CREDIT, "yes", 92_00, 46_00, ""),
    (PENSION_CREDIT, "yes-low-income", 46_00, 23_00, "reduced-to-half"),
    (PENSION_CREDIT, "yes-universal-credit", None, None, "reduction-decided-later"),
]
ANY = st.tuples(
    st.sampled_from([*EXEMPT, CREDIT, LOW_INCOME, NO_REDUCTION]),
    st.sampled_from(Damages),
    st.sampled_from(LPA),
    st.dates(date(2017, 4, 1), date(2026, 12, 31)),
)


@pytest.mark.parametrize(("got", "damages", "fee", "repeat", "note"), CASES)
def test_the_fee_is_the_whole_half_a_quarter_nothing_or_decided_later(
    got: str, damages: str, fee: int | None, repeat: int | None, note: str
) -> None:
    for kind, expected in zip(LPA, (fee, repeat), strict=True):
        found = HANDS.checked(power(got, damages, kind))

        assert not found.blocked
        assert amount_due(found.answers, TODAY) == expected
        assert codes(found) == ({("fee.reduction", note)} if note else set())


@pytest.mark.parametrize(("got", "damages"), [(got, damages) for got, damages, *_rest, note in CASES if note])
def test_a_lower_fee_is_an_estimate_with_its_reason_and_the_proof_that_is_needed(got: str, damages: str) -> None:
    answers = power(got, damages)
    found = HANDS.checked(answers)

    assert SERVICE.summary is not None
    rows = SERVICE.summary(found.answers, CONTEXT)
    shown = "\n".join(EN(line) for row in rows for line in row.lines)
    paper = said(HANDS.receipt(answers))

    assert "The Office of the Public Guardian decides" in shown
    assert "LPA120A" in shown
    assert "LPA120A" in paper
    assert all(CY(line) for row in rows for line in row.lines)


def test_no_benefit_stays_readable_and_nothing_is_said_to_be_due_that_may_not_be_taken() -> None:
    assert SERVICE.due is not None
    for got, damages, fee, *_rest in CASES:
        kept = HANDS.kept(power(got, damages))
        due = SERVICE.due(kept, ReceiptContext(TODAY, TODAY, Place.RECEIVED))

        assert due == (Due(fee, by_link=False) if fee else None)
        assert not any(name in json.dumps(kept) for name in Benefit)
        if not fee:
            assert "not paid yet" not in said(HANDS.outcome(power(got, damages), "matched"))


@pytest.mark.parametrize(
    ("fee", "asked"),
    [
        ({"kind": "lpa", "reduction": NO_REDUCTION, "damages": "no"}, ("fee.damages", "not-asked")),
        ({"kind": "lpa", "reduction": PENSION_CREDIT}, ("fee.damages", "missing")),
        ({"kind": "lpa"}, ("fee.reduction", "missing")),
        ({"kind": "possession"}, ("fee.kind", "not-an-option")),
    ],
)
def test_only_what_matters_is_asked(fee: dict[str, Any], asked: tuple[str, str]) -> None:
    answers = {**power(), "fee": {"from": "list", **fee}}

    assert asked in codes(HANDS.checked(answers))


def test_a_fee_of_a_power_is_offered_for_its_reference_alone_and_help_with_fees_never() -> None:
    assert fees_of(Answers(power())) == LPA
    assert not set(fees_of(Answers(listed()))) & set(LPA)
    assert set(EXEMPT) == {benefit.value for benefit in EXEMPT_BENEFITS}
    assert HANDS.checked({**power(), "paid_for": {"number": CLAIM}}).blocked
    assert HANDS.checked({**power(), "payment": {"how": "help"}}).problems


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("A510 7295 5715", POWER, "A510 7295 5715"),
        ("lpa a5lO7295571S".replace("S", "5"), POWER, "A510 7295 5715"),
        ("7000-1234-5678", "700012345678", "7000 1234 5678"),
        ("7000 0000 0005", "700000000005", "7000 0000 0005"),  # with a check digit like a card's, as old ones have
        ("m 3779 9919 9529", "M377999199529", "M-3779-9919-9529"),
    ],
)
def test_the_reference_of_a_power_is_read_as_people_write_it(text: str, kept: str, shown: str) -> None:
    found = read_case_number(text)

    assert found == CaseNumber(Numbered.LPA, kept)
    assert isinstance(found, CaseNumber)
    assert found.shown == shown
    assert read_case_number(found.text) == found


def test_a_digital_number_with_a_wrong_check_digit_or_a_card_in_it_is_refused() -> None:
    assert read_case_number("M-3779-9919-9520") is NumberProblem.FORMAT
    assert read_case_number("7000 0000 0005 4111 1111 1111 1111") is NumberProblem.CARD


def test_what_the_office_asked_for_in_a_letter_goes_to_the_office_by_cheque_and_never_to_the_courts_link() -> None:
    answers = asked(46_00, paid_for={"number": POWER})
    del answers["payment"]
    kept = HANDS.kept(answers)

    paper = said(HANDS.receipt(answers))

    assert not HANDS.checked(answers).blocked
    assert ("payment.how", "not-asked") in codes(HANDS.checked({**answers, "payment": {"how": "link"}}))
    assert SERVICE.due is not None
    assert SERVICE.due(kept, ReceiptContext(TODAY, TODAY, Place.RECEIVED)) == Due(46_00, by_link=False)
    assert "Send a cheque to the Office of the Public Guardian. Write the reference" in paper
    assert "with the application" not in paper


@pytest.mark.parametrize("state", ["", "matched", "refunded", "needs-action", "rejected", "tomorrow"])
def test_of_a_power_of_attorney_nothing_is_said_of_a_court(state: str) -> None:
    told = {"paid": "4600", "refunded": "4600"}
    for place in Place:
        words = said(HANDS.receipt(power(), state, place, told), HANDS.outcome(power(), state, *NEEDED, place=place, params=told))

        assert "court" not in words.lower()


@given(ANY)
def test_what_is_due_is_what_the_rules_of_the_fee_say_and_never_more_than_the_whole(case: tuple[str, Damages, str, date]) -> None:
    got, damages, kind, day = case
    asked = damages.value if got in EXEMPT else ""
    answers = Answers(power(got, asked, kind))
    benefits = {each for each in Benefit if each == got}
    if asked == Damages.CREDIT:
        benefits.add(Benefit.UNIVERSAL_CREDIT)
    low = got == LOW_INCOME or asked == Damages.LOW_INCOME
    donor = Donor(frozenset(benefits), asked not in {"", Damages.NO}, 0 if low else None)
    whole = PRICES.price(Kind(kind), on=day)

    quote = quote_of(answers, day)

    expected = registration_fee(PRICES, donor, on=day, repeat=kind == "lpa-repeat")
    assert (quote.code if isinstance(quote, NotPriced) else quote and quote.fee) == (
        expected.code if isinstance(expected, NotPriced) else expected.fee
    )
    if isinstance(quote, Priced) and isinstance(whole, Priced):
        assert quote.fee in {0, whole.fee // 2, whole.fee}
        assert (quote.fee < whole.fee) == (relief(answers) is not None)


def test_a_lowered_fee_that_changed_on_the_way_is_told_with_both_sums() -> None:
    change = fee_change(Answers(power(LOW_INCOME)), date(2025, 11, 16), date(2025, 11, 17))

    assert change is not None
    assert (change.captured, change.received) == (41_00, 46_00)


def test_at_the_centre_what_no_kiosk_offers_lowers_nothing_and_another_number_is_refused() -> None:
    odd = check_answers(SERVICE, power("a-benefit-of-tomorrow"), CONTEXT, offers=False)
    other = check_answers(SERVICE, {**power(), "paid_for": {"number": CLAIM}}, CONTEXT, offers=False)

    assert (relief(odd.answers), amount_due(odd.answers, TODAY)) == (None, 92_00)
    assert ("fee.kind", "fee-of-another-number") in codes(other)
