"""Every word of a possession claim in both languages, and no answers, however odd, that make checking fail."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.forms.answers import Answers
from services.forms.check import check_answers, check_draft
from services.forms.draft import Draft
from services.forms.page import ListPage
from services.possession_claims import SERVICE
from services.possession_claims.routing import routes
from tests.services.claim_samples import with_part
from tests.services.fee_samples import CY, EN
from tests.services.possession_claims.claims import checked, english, sealed, typed, welsh
from tests.services.samples import CONTEXT, TODAY, fields_of, filled, titles_of, words_in

SAME = {
    "{day:long}", "{what}: {more}", "Contract", "HWF", "Landlord", "PBA", "Protocol",
    "mydeposits", "Deposit Protection Service", "Tenancy Deposit Scheme",
}  # fmt: skip
FIELDS = list(fields_of(SERVICE))
PARAMS: dict[str, Any] = {
    "min": 1, "max": 2, "places": 4, "form": "N5B", "day": TODAY, "reform": TODAY, "last": TODAY, "claim": "N5",
    "particulars": "N119", "owed": "£1.00", "needed": "£2.00", "measure": "x",
}  # fmt: skip
TYPED = [typed(sealed(english())), typed(sealed(welsh()))]
TYPED_PATHS = sorted({path for draft in TYPED for path, _text in draft.items()})


def test_every_word_has_its_own_welsh() -> None:
    titles = [words for page in SERVICE.all_pages() for words in titles_of(page)]

    for words in [*titles, *words_in(SERVICE)]:
        if words.domain and words.msgid not in SAME:
            shown = filled(words)(**{name: value for name, value in PARAMS.items() if name not in dict(words.params)})
            assert CY(shown) != EN(shown), words.msgid


def test_wales_is_spoken_of_in_the_words_of_its_own_act() -> None:
    english_words = {EN(row.label) for row in rows(english())} | {EN(line) for row in rows(english()) for line in row.lines}
    welsh_lines = [(EN(line), CY(line)) for row in rows(welsh()) for line in (row.label, *row.lines)]

    assert ("Occupation contract", "Contract meddiannaeth") in welsh_lines
    assert ("Standard contract", "Contract safonol") in welsh_lines
    assert not any("tenan" in text.lower() for pair in welsh_lines for text in pair if "Deposit Scheme" not in text)
    assert not any("contract" in text.lower() for text in english_words)


def rows(answers: dict[str, Any]) -> tuple[Any, ...]:
    assert SERVICE.summary is not None
    return SERVICE.summary(checked(answers).answers, CONTEXT)


def test_each_row_of_the_answers_leads_back_to_its_questions() -> None:
    named = [page for row in rows(english()) for page in row.pages]

    assert len(named) == len(set(named))
    assert set(named) == {page.key for page in SERVICE.pages}


def test_lists_show_their_items_also_while_they_are_empty() -> None:
    for page in SERVICE.pages:
        if isinstance(page, ListPage):
            empty = page.describe(Answers(), 0, Answers(), CONTEXT)
            assert "{" not in EN(empty.name) + EN(empty.line)


def test_a_row_of_the_account_shows_what_was_owed_then() -> None:
    answers = checked(english()).answers
    page = next(page for page in SERVICE.pages if isinstance(page, ListPage) and page.key == "account")

    shown = [page.describe(item, index, answers, CONTEXT) for index, item in enumerate(answers.items("account"))]

    assert EN(shown[3].name) == "15 August 2026"
    assert EN(shown[3].line) == "Due £0.00, paid £200.00"
    assert shown[3].figure is not None
    assert EN(shown[3].figure) == "£2,350.00"
    assert CY(shown[3].line) == "Yn ddyledus £0.00, wedi’i dalu £200.00"


def test_what_is_shown_back_follows_the_answers() -> None:
    changed = with_part(english(), "claim", arrears="no", daily="no", costs="no", rights="yes", reasons="More.")
    told = {EN(row.label): [EN(line) for line in row.lines] for row in rows(changed)}

    assert told["Claimed"] == ["Possession of the property"]
    assert told["For the court to know"] == ["More.", "Raises an issue under the Human Rights Act 1998"]
    assert told["Tenancy"][2:] == [
        "Rent £850.00, every month", "For one day: £27.92", "The monthly rent ÷ 30.44, rounded to the nearest penny",
    ]  # fmt: skip
    no_notice = {
        EN(row.label): [EN(line) for line in row.lines] for row in rows(english(notice={"served": "no", "why_not": "X"}))
    }
    assert no_notice["Notice"] == ["No notice was given", "X"]


@given(st.sampled_from(TYPED), st.dictionaries(st.sampled_from(TYPED_PATHS), st.text(max_size=30), max_size=8))
def test_no_draft_makes_checking_fail(base: Draft, changed: dict[str, str]) -> None:
    draft = Draft(dict(base.items()))
    for path, text in changed.items():
        draft.set(path, text)

    found = check_draft(SERVICE, draft, CONTEXT)

    again = check_answers(SERVICE, found.frozen(), CONTEXT)
    assert again.frozen() == found.frozen()
    assert all(EN(SERVICE.words_for(problem)) and CY(SERVICE.words_for(problem)) for problem in found.problems)
    assert SERVICE.summary is not None
    assert SERVICE.summary(found.answers, CONTEXT)
    assert SERVICE.receipt_fields(found.answers, CONTEXT)
    assert routes(found.answers)[-1].is_open


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["0", "address", "kind", "date"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted({path.partition(".")[0] for path, _field in FIELDS})), JSON, max_size=4))
def test_no_json_makes_checking_fail(changed: dict[str, Any]) -> None:
    found = check_answers(SERVICE, {**sealed(english()), **changed}, CONTEXT, offers=False)

    assert check_answers(SERVICE, found.frozen(), CONTEXT, offers=False).frozen() == found.frozen()
    assert SERVICE.receipt_fields(found.answers, CONTEXT)
