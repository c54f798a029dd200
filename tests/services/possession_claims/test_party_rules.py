"""The rules about parties, occupiers, who signs and how the fee is paid."""

from __future__ import annotations

from typing import Any

import pytest

from services.claims.choices import MAX_PARTIES
from services.forms.problem import Level
from services.possession_claims import SERVICE
from tests.services.claim_samples import codes, stopping, with_part
from tests.services.fee_samples import EN
from tests.services.possession_claims.claims import OFFICE, checked, english, landlord, organisation, renter


def without(mapping: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name not in names}


UNKNOWN = {"kind": "unknown", "known": "The occupier of the top floor flat", "at_property": "yes"}
ABROAD = {"line1": "3 Rue X", "town": "Paris"}
DIRECTOR = {"way": "here", "by": "claimant", "name": "Ada Lovelace", "role": "Director"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (english(claimants=[without(landlord(), "first_name")]), {("claimants.0.first_name", "one-name")}),
        (
            english(defendants=[without(renter(), "first_name", "last_name")]),
            {("defendants.0.first_name", "missing"), ("defendants.0.last_name", "missing")},
        ),
        (english(claimants=[landlord(first_name="Ada2")]), {("claimants.0.first_name", "name-characters")}),
        (english(claimants=[landlord(email="jo@smith.solicitors", phone="+441632960001")]), set()),
        (english(claimants=[landlord(email="jo@smith")]), {("claimants.0.email", "email-format")}),
        (english(claimants=[landlord(first_name="A\u200bda")]), set()),
        # addresses
        (
            english(claimants=[landlord(address={**OFFICE, "postcode": "M1AAA"})]),
            {("claimants.0.address.postcode", "postcode-format")},
        ),
        (english(claimants=[landlord(address=ABROAD)]), {("claimants.0.address.postcode", "missing")}),
        (english(claimants=[landlord(address={**ABROAD, "country": "France"})]), set()),
        (english(defendants=[renter(at_property="no", address=dict(OFFICE))]), set()),
        (
            english(defendants=[renter(at_property="no")]),
            {("defendants.0.address.line1", "missing"), ("defendants.0.address.town", "missing")},
        ),
        (
            english(documents={"elsewhere": "yes", "name": "Smith", "address": ABROAD}),
            {("documents.address.postcode", "missing")},
        ),
        (english(documents={"elsewhere": "yes", "name": "Smith", "address": dict(OFFICE)}), set()),
        # persons unknown
        (english(defendants=[renter(), UNKNOWN]), set()),
        (english(defendants=[UNKNOWN]), {("defendants", "persons-unknown")}),
        (english(defendants=[renter(), without(UNKNOWN, "known")]), {("defendants.1.known", "missing")}),
        (english(claimants=[{**landlord(), "kind": "unknown"}]), {("claimants.0.kind", "not-an-option")}),
        # the same party twice
        (english(defendants=[renter(), renter()]), {("defendants.1.kind", "same-party")}),
        (english(defendants=[renter(), renter(first_name="Ann")]), set()),
        (english(claimants=[landlord(first_name="Tom", last_name="Jones")]), set()),  # a landlord of the same name
        # occupiers
        (english(occupiers=[{"name": "Mary Jones"}, {"who": "A lodger"}]), set()),
        (english(occupiers=[{}]), {("occupiers.0.who", "missing")}),
        # who signs
        (english(claimants=[organisation()]), {("signing.role", "missing")}),
        (english(claimants=[organisation()], signing=DIRECTOR), set()),
        (with_part(english(), "signing", by="representative"), {("signing.role", "missing")}),
        (english(claimants=[landlord(protected="yes")]), {("signing.by", "friend-signs")}),
        (english(claimants=[landlord(protected="yes", friend="Mary Tom")], signing={**DIRECTOR, "by": "friend"}), set()),
        # how the fee is paid
        (english(payment={"how": "help"}), set()),
        (english(payment={"how": "help", "reference": "hwf a1b 23c"}), set()),
        (english(payment={"how": "help", "reference": "PA24-000123"}), {("payment.reference", "hwf-reference-paper")}),
        (english(payment={"how": "help", "reference": "unsure"}), {("payment.reference", "hwf-reference-format")}),
        (english(payment={"how": "account", "account": "pba 0012345"}), set()),
        (english(payment={"how": "account", "account": "PBA001234"}), {("payment.account", "fee-account-format")}),
    ],
)  # fmt: skip
def test_the_rules_hold_on_both_sides_of_each_limit(answers: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert stopping(checked(answers)) == expected


def test_what_concerns_only_the_fee_is_noted() -> None:
    assert ("payment.reference", "help-to-ask-for") in codes(checked(english(payment={"how": "help"})))


def test_representatives_are_told_that_they_go_online_where_the_claim_would_go_on_paper() -> None:
    by = {"by": "representative", "name": "Sam Smith", "role": "Smith Solicitors"}

    online, paper = (checked(english(signing={"way": way, **by})) for way in ("here", "paper"))

    assert "representatives-online" not in {problem.code for problem in online.problems}
    (note,) = [problem for problem in paper.problems if problem.code == "representatives-online"]
    assert (note.path, note.level) == ("signing.way", Level.NOTE)
    assert "7 September 2026" in EN(SERVICE.words_for(note))
    assert not paper.blocked


def test_as_many_parties_as_paper_allows_are_taken_and_more_are_said_to_be_too_many() -> None:
    many = [renter(first_name=f"Tom{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}") for number in range(MAX_PARTIES + 1)]

    assert not checked(english(defendants=many[:MAX_PARTIES])).blocked
    assert ("defendants", "too-many") in codes(checked(english(defendants=many)))
