"""What the whole of a claim says on paper, before anybody draws it."""

from __future__ import annotations

from typing import Any

import pytest

from services.forms.answers import Answers
from services.forms.check import check_answers
from services.forms.document import Box, Document, Head, LongText, Part, TableOf
from services.forms.service import Service
from services.forms.words import verbatim
from services.money_claims import SERVICE as MONEY
from services.possession_claims import SERVICE as POSSESSION
from tests.services.claim_samples import said, with_part
from tests.services.money_claims.claims import claim, company, person
from tests.services.possession_claims.claims import english, welsh
from tests.services.samples import CONTEXT

LONG = "Because the contract says so. " * 30


def document(service: Service, answers: dict[str, Any]) -> Document:
    assert service.document is not None
    return service.document(check_answers(service, answers, CONTEXT).answers, CONTEXT)


def part(content: Document, heading: str) -> Part:
    (found,) = [each for each in content.parts if said(each.heading) == heading]
    return found


def box(content: Document, label: str) -> Box:
    (found,) = [each for one in content.parts for each in one.boxes if said(each.label) == label]
    return found


def test_a_money_claim_has_the_parts_of_form_n1_in_its_order() -> None:
    content = document(MONEY, claim())

    assert content.forms == ("N1",)
    assert [said(each.heading) for each in content.parts] == [
        "Claimants", "Defendants", "Brief details of claim", "Value", "Court and hearing", "Particulars of claim",
        "Timeline and evidence",
    ]  # fmt: skip


def test_no_numbers_are_made_up_for_boxes_that_nobody_saw() -> None:
    for content in (document(MONEY, claim()), document(POSSESSION, english()), document(POSSESSION, welsh())):
        assert {each.number for one in content.parts for each in one.boxes} == {""}


def test_the_sums_are_added_up_as_the_form_does() -> None:
    table = box(document(MONEY, claim()), "Sums").table

    assert table is not None
    assert [tuple(map(said, row)) for row in table.rows] == [
        ("Amount claimed", "£5,000.00"), ("Interest up to 20 November 2026", "£800.00"), ("Court fee", "£455.00"),
    ]  # fmt: skip
    assert table.total is not None
    assert said(table.total[1]) == "£6,255.00"


def test_a_claim_of_no_fixed_amount_has_no_total() -> None:
    answers = with_part(claim(), "claim", amount_known="no", most=800_000)
    del answers["amounts"]

    content = document(MONEY, answers)

    assert "No fixed amount, up to £8,000.00" in said(box(content, "Amount claimed"))
    table = box(content, "Sums").table
    assert table is not None
    assert table.total is None


def test_reasons_are_not_cut_short() -> None:
    answers = with_part(claim(), "interest", from_reason=LONG.strip())

    assert LONG.strip() in said(box(document(MONEY, answers), "Interest"))


def test_particulars_that_follow_are_said_to_follow() -> None:
    content = document(MONEY, claim(particulars={"how": "separately"}))

    assert "within 14 days after the claim form is served" in said(box(content, "Particulars of claim"))


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        ({}, False),
        ({"signing": {"way": "paper", "by": "claimant", "name": "Ada Lovelace"}}, True),
        ({"claimants": [person(), company(name="Engines LLP")]}, True),  # two claimants go on paper
    ],
)
def test_paper_is_needed_where_somebody_signs_it_or_sends_it_in(changed: dict[str, Any], needed: bool) -> None:  # noqa: FBT001
    assert document(MONEY, claim(**changed)).needed is needed


def test_a_statement_made_here_says_the_day_and_one_by_hand_leaves_it_open() -> None:
    by_representative = {"way": "paper", "by": "representative", "name": "Bo Lee", "role": "Lee & Co"}

    here, by_hand = document(MONEY, claim()).statement, document(MONEY, claim(signing=by_representative)).statement

    assert (here.signed_on, by_hand.signed_on) == (CONTEXT.today, None)
    assert said(here.text).startswith("I believe that the facts")
    assert said(by_hand.text).startswith("The claimant believes that the facts")
    assert (by_hand.name, by_hand.role, said(by_hand.signs_as)) == ("Bo Lee", "Lee & Co", "As legal representative")


@pytest.mark.parametrize(
    ("payment", "by_link", "words"),
    [
        ({"how": "link"}, True, "Pay online"),
        ({"how": "counter"}, False, "cheque"),
        ({"how": "account", "account": "PBA0012345"}, False, "takes the fee from the account"),
        ({"how": "help", "reference": "HWF-A1B-23C"}, False, "looks at the application"),
        ({"how": "help"}, False, "form EX160"),
    ],
)
def test_the_slip_says_what_is_paid_and_how(payment: dict[str, str], by_link: bool, words: str) -> None:  # noqa: FBT001
    slip = document(MONEY, claim(payment=payment)).slip

    assert slip is not None
    assert (slip.amount, slip.by_link) == (455_00, by_link)
    assert slip.row.startswith("money-claim/")
    assert words in said(slip.to_do)


def test_a_possession_claim_is_two_forms_and_the_second_is_numbered() -> None:
    content = document(POSSESSION, english())

    assert content.forms == ("N5", "N119")
    assert {each.form for each in content.parts} == {"N5", "N119"}
    assert [(each.number, said(each.heading)) for each in content.parts if each.number] == [
        ("1", "Tenancy"), ("2", "Notice"), ("3", "Rent account"), ("4", "Facts of each ground"), ("5", "Steps before the claim"),
    ]  # fmt: skip


def test_in_wales_it_has_its_own_forms_and_words() -> None:
    content = document(POSSESSION, welsh())

    assert content.forms == ("N5 Wales", "N119 Wales")
    assert said(box(content, "Kind of occupation contract").lines) == "Standard contract\nPeriodic"
    assert "RHW20" in said(box(content, "Form of the notice"))
    assert "tenancy" not in said(part(content, "Occupation contract")).replace("Tenancy Deposit Scheme", "").lower()


def test_the_rent_account_runs_on_to_what_is_owed() -> None:
    content = document(POSSESSION, english())
    (table,) = [each.table for one in content.parts for each in one.boxes if each.table]

    assert [said(row[3]) for row in table.rows] == ["£850.00", "£1,700.00", "£2,550.00", "£2,350.00", "£3,200.00"]
    assert table.total is not None
    assert said(table.total[1]) == "£3,200.00"
    assert "£3,200.00 on 20 November 2026" in said(box(content, "Rent owed"))


def test_every_ground_has_its_facts_whole() -> None:
    answers = welsh()
    answers["grounds"] = [{**each, "facts": LONG.strip()} for each in answers["grounds"]]

    entries = box(document(POSSESSION, answers), "The facts").entries

    assert [entry.text.text for entry in entries] == [LONG.strip()] * 2


def test_nothing_is_said_of_what_was_not_answered() -> None:
    content = document(MONEY, claim(timeline=[], evidence=[]))

    assert "Timeline and evidence" not in [said(each.heading) for each in content.parts]
    assert not any(each.is_empty for one in content.parts for each in one.boxes)


@pytest.mark.parametrize("service", [MONEY, POSSESSION])
def test_answers_that_are_not_there_break_nothing(service: Service) -> None:
    assert service.document is not None

    assert service.document(Answers({}), CONTEXT).parts


def test_a_table_has_a_cell_under_each_head() -> None:
    with pytest.raises(ValueError, match="a cell under each head"):
        TableOf((Head(verbatim("a"), 1.0),), ((verbatim("1"), verbatim("2")),))


def test_a_text_is_a_paragraph_a_line_without_the_empty_ones() -> None:
    assert LongText(" one \r\n\n two\n  \nthree").paragraphs == ("one", "two", "three")
