"""Which way a claim goes: every reason for paper, and no claim without a way."""

from __future__ import annotations

from typing import Any

import pytest

from services.claims.choices import MAX_LONG
from services.forms.answers import Answers
from services.forms.problem import Level
from services.possession_claims import SERVICE, limits
from services.possession_claims.limits import LONG, REASON, SHORT
from services.possession_claims.routing import WAY_WORDS, Way, routes, way_of
from services.possession_claims.summary import ways
from tests.services.claim_samples import with_part
from tests.services.fee_samples import CY, EN
from tests.services.possession_claims.claims import checked, english, landlord, organisation, renter, welsh
from tests.services.samples import CONTEXT

UNKNOWN = {"kind": "unknown", "known": "Somebody upstairs", "at_property": "yes"}


def ground(facts: str) -> dict[str, Any]:
    return {"grounds": [{"ground": "assured-8", "facts": facts}]}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (english(), Way.ONLINE),
        (welsh(), Way.ONLINE),
        (with_part(english(), "landlord", type="other"), Way.PAPER),
        (english(defendants=[renter(), UNKNOWN]), Way.ONLINE),
        (english(defendants=[UNKNOWN]), Way.PAPER),
        (english(defendants=[renter(protected="yes")]), Way.PAPER),
        (english(claimants=[landlord(protected="yes")]), Way.PAPER),
        (with_part(english(), "signing", way="paper"), Way.PAPER),
        (with_part(english(), "signing", by="representative", role="Smith"), Way.ONLINE),
        (english(payment={"how": "counter"}), Way.PAPER),
        (english(payment={"how": "account", "account": "PBA0012345"}), Way.ONLINE),
        (english(payment={"how": "help"}), Way.PAPER),
        (english(payment={"how": "help", "reference": "HWF-A1B-23C"}), Way.ONLINE),
        (english(defendants=[organisation(name="x" * 60, at_property="yes")]), Way.ONLINE),
        (english(defendants=[organisation(name="x" * 61, at_property="yes")]), Way.PAPER),
        (english(**ground("x" * 500)), Way.ONLINE),
        (english(**ground("x" * 501)), Way.PAPER),
        (english(circumstances={"defendant": "x" * 6400}), Way.ONLINE),
        (english(circumstances={"defendant": "x" * 6401}), Way.PAPER),
        (english(hearing={"vulnerable": "yes", "vulnerable_details": "x" * 250}), Way.ONLINE),
        (english(hearing={"vulnerable": "yes", "vulnerable_details": "x" * 251}), Way.PAPER),
        (english(defendants=[renter(), {**UNKNOWN, "known": "x" * 251}]), Way.PAPER),
    ],
)
def test_a_claim_goes_the_quickest_way_that_takes_it(answers: dict[str, Any], expected: Way) -> None:
    found = checked(answers)

    assert way_of(found.answers) is expected
    assert not found.blocked


def test_paper_takes_every_claim_and_each_reason_is_said_in_both_languages() -> None:
    worst = checked(
        english(
            landlord={"type": "other"},
            claimants=[landlord(protected="yes")],
            defendants=[{**UNKNOWN, "known": "x" * 300}],
            payment={"how": "counter"},
            signing={"way": "paper", "by": "friend", "name": "Mary Tom"},
        )
    ).answers

    online, paper = routes(worst)

    assert paper.is_open
    assert len(online.why_not) == 6
    for words in (*online.why_not, *WAY_WORDS.values()):
        assert EN(words) != CY(words)
        assert "{" not in EN(words) + CY(words)


def test_the_page_of_answers_says_the_way_and_the_forms() -> None:
    for answers, forms in ((english(), "N5 and N119"), (welsh(), "N5 Wales and N119 Wales")):
        section = ways(checked(answers).answers, CONTEXT)
        said = [EN(line.text) for line in section.lines]
        assert said == ["It can go this way: The online possession service.", f"The claim stands for forms {forms}."]
    refused = [EN(line.text) for line in ways(checked(with_part(english(), "signing", way="paper")).answers, CONTEXT).lines]
    assert refused[:2] == ["Not this way: The online possession service.", "The statement of truth is signed by hand."]
    assert ways(Answers({}), CONTEXT).lines


@pytest.mark.parametrize(
    ("answers", "path", "code"),
    [
        (english(defendants=[organisation(name="x" * 61, at_property="yes")]), "defendants.0.name", "beyond-online"),
        (english(defendants=[organisation(name="x" * 71, at_property="yes")]), "defendants.0.name", "beyond-case-system"),
        (english(**ground("x" * 501)), "grounds.0.facts", "beyond-online"),
        (english(claimants=[landlord(email=f"{'x' * 60}@{'y' * 20}.org")]), "claimants.0.email", "beyond-case-system"),
        (with_part(english(), "claim", own_reference="x" * 25), "claim.own_reference", "beyond-case-system"),
    ],
)
def test_more_than_a_system_takes_is_noted_and_not_refused(answers: dict[str, Any], path: str, code: str) -> None:
    found = checked(answers)

    (note,) = [problem for problem in found.problems if (problem.path, problem.code) == (path, code)]
    assert note.level is Level.NOTE
    assert not found.blocked
    assert EN(SERVICE.words_for(note)) != CY(SERVICE.words_for(note))


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        (english(defendants=[organisation(name="x" * 256, at_property="yes")]), "defendants.0.name"),
        (english(**ground("x" * (MAX_LONG + 1))), "grounds.0.facts"),
        (with_part(english(), "signing", name="x" * 101), "signing.name"),
        (with_part(english(), "signing", role="x" * 101), "signing.role"),
        (with_part(english(), "claim", own_reference="x" * 26), "claim.own_reference"),
    ],
)
def test_more_than_paper_is_asked_to_take_is_refused(answers: dict[str, Any], path: str) -> None:
    assert {(each.path, each.code) for each in checked(answers).problems if each.level == "block"} == {(path, "too-long")}


def test_every_question_that_the_online_service_limits_is_looked_at() -> None:
    from services.forms.fields import TextField
    from tests.services.samples import fields_of

    limited = [
        path for path, field in fields_of(SERVICE)
        if isinstance(field, TextField) and field.limits in (SHORT, REASON, LONG)
    ]  # fmt: skip

    for path in limited:
        nested: object = "x" * (limits.LONG[0].most + 1)
        for step in reversed(path.split(".")):
            nested = [nested] if step == "0" else {step: nested}
        assert isinstance(nested, dict)
        assert not routes(Answers(nested))[0].is_open, path
    assert len(limited) == 17
