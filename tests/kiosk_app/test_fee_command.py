"""`kioskctl fee` as a person or a script meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import Home
from kiosk_app.main.parts import Parts
from services.fees import Kind

Fee = Callable[..., tuple[int, Any]]
Said = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return Parts(Home(tmp_path_factory.mktemp("home")), {})


@pytest.fixture
def fee(parts: Parts, capsys: pytest.CaptureFixture[str]) -> Fee:
    """Ask with --json; exit status and what was said."""

    def call(*arguments: str) -> tuple[int, Any]:
        status = run(parts, ["fee", *arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def said(parts: Parts, capsys: pytest.CaptureFixture[str]) -> Said:
    """Ask in words; exit status and the lines."""

    def call(*arguments: str) -> tuple[int, list[str]]:
        status = run(parts, ["fee", *arguments])
        return status, capsys.readouterr().out.splitlines()

    return call


def test_a_claim_is_priced_with_its_row_and_its_reason(fee: Fee) -> None:
    status, answer = fee("--kind", "money-claim", "--amount", "£1,250.00", "--on", "2026-08-22")

    assert status == 0
    assert (answer["priced"], answer["fee"], answer["unit"], answer["amount"]) == (True, 8000, "pence", 125000)
    assert (answer["certainty"], answer["payable"], answer["as_of"]) == ("official", True, "2026-08-22")
    assert (answer["row"]["id"], answer["row"]["code"]) == ("money-claim/2015-03-09/100000", "FEE0205")
    assert answer["row"]["sources"][0]["address"] == "https://github.com/hmcts/ccfr-fees-register-app"
    assert answer["reason"][0] == "The fee is £80.00."


def test_the_first_line_says_what_it_is_for_and_the_second_the_fee(said: Said) -> None:
    status, lines = said("--kind", "possession", "--on", "2026-07-12")

    assert (status, lines[:2]) == (0, ["To start a possession claim in the County Court", "The fee is £404.00."])


def test_it_answers_in_welsh(said: Said) -> None:
    status, lines = said("--kind", "possession", "--on", "2026-07-13", "--lang", "cy")

    assert (status, lines[:2]) == (0, ["Dechrau hawliad meddiannu yn y Llys Sirol", "Y ffi yw £415.00."])


def test_today_is_the_day_unless_one_is_given(fee: Fee, parts: Parts) -> None:
    assert fee("--kind", "lpa")[1]["on"] == parts.clock.today().isoformat()


def test_a_tribunal_takes_no_fee(fee: Fee) -> None:
    status, answer = fee("--kind", "employment-tribunal", "--on", "2026-08-22")

    assert (status, answer["fee"], answer["payable"]) == (0, 0, False)
    assert "There is no fee." in answer["reason"]


def test_a_group_is_priced_for_a_refund(fee: Fee) -> None:
    asked = ("--kind", "tribunal-type-b-issue", "--on", "2015-01-01", "--claimants", "11", "--remitted", "8")

    status, answer = fee(*asked)

    assert (status, answer["fee"], answer["payable"]) == (0, 75000, False)


def test_what_cannot_be_priced_is_a_no_with_its_code(fee: Fee, said: Said) -> None:
    asked = ("--kind", "other-remedy", "--on", "2023-01-01")

    status, answer = fee(*asked)

    assert (status, answer["priced"], answer["code"]) == (1, False, "not-known-between")
    assert "fee" not in answer
    assert said(*asked)[1][1] == "This fee cannot be given."


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--kind", "parking"], "unknown-kind", ("There is no such kind of fee.", "Nid oes ffi o’r fath.")),
        (["--kind", "money-claim", "--amount", "lots"], "amount-format", ("Enter an amount in", "Rhowch swm mewn")),
        (["--kind", "money-claim", "--amount", "1.250"], "amount-pence", ("Write pence as two digits", "Ysgrifennwch geiniogau")),
        (["--kind", "money-claim", "--amount=-5"], "amount-negative", ("An amount cannot be less", "Ni all swm fod")),
        (["--kind", "possession", "--on", "30 February"], "not-a-date", ("Enter a date like", "Rhowch ddyddiad fel")),
        (["--kind", "possession", "--on", "2026-02-30"], "not-a-date", ("Enter a date like", "Rhowch ddyddiad fel")),
        (["--kind", "possession", "--claimants", "two"], "not-a-number", ("Enter how many people", "Rhowch nifer y bobl")),
    ],
)
def test_bad_input_is_answered_in_plain_words(
    fee: Fee, said: Said, arguments: list[str], code: str, words: tuple[str, str]
) -> None:
    status, answer = fee(*arguments)

    assert (status, answer["error"]) == (2, code)
    assert answer["message"].startswith(words[0])
    assert said(*arguments, "--lang", "cy")[1][0].startswith(words[1])


def test_a_wrong_kind_lists_them_all(said: Said) -> None:
    _status, lines = said("--kind", "parking")

    assert [line.split(":")[0].strip() for line in lines[1:]] == [kind.value for kind in Kind]


@pytest.mark.parametrize("text", ["Money Claim", "MONEY_CLAIM", " money-claim "])
def test_a_kind_is_known_however_it_is_written(fee: Fee, text: str) -> None:
    assert fee("--kind", text, "--amount", "300")[1]["kind"] == "money-claim"


def test_what_was_typed_wrongly_is_not_repeated(fee: Fee) -> None:
    _status, answer = fee("--kind", "money-claim", "--amount", "Ada Lovelace")

    assert "Ada" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("kind", "reductions", "status", "fee_of_it"),
    [
        ("lpa", [], 0, 9200),
        ("lpa", ["low-income"], 0, 4600),
        ("lpa-repeat", ["low-income"], 0, 2300),
        ("lpa", ["housing-benefit"], 0, 0),
        ("lpa", ["housing-benefit", "large-damages"], 0, 9200),
        ("lpa", ["universal-credit"], 1, None),
        ("lpa", ["savings"], 2, None),
        ("possession", ["low-income"], 2, None),
    ],
)
def test_what_lowers_the_fee_of_a_power_of_attorney_can_be_said(
    fee: Fee, kind: str, reductions: list[str], status: int, fee_of_it: int | None
) -> None:
    options = [part for each in reductions for part in ("--reduction", each)]

    found, answer = fee("--kind", kind, "--on", "2026-08-01", *options)

    assert (found, answer.get("fee")) == (status, fee_of_it)
    assert status != 2 or answer["error"] == "unknown-reduction"
