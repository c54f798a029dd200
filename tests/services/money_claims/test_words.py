"""Every word of a money claim in both languages, and no answers, however odd, that make checking fail."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.forms.check import check_answers, check_draft
from services.forms.draft import Draft
from services.money_claims import SERVICE
from services.money_claims.interest import interest_of
from services.money_claims.routing import routes
from tests.services.fee_samples import CY, EN
from tests.services.money_claims.claims import claim, sealed, typed
from tests.services.samples import CONTEXT, TODAY, fields_of, filled, titles_of, words_in

SAME = {"{day:long}", "{what}: {sum}", "{what}: {more}", "PBA", "HWF"}
FIELDS = list(fields_of(SERVICE))
PARAMS: dict[str, Any] = {"min": 1, "max": 2, "places": 4}
WHOLE, TYPED = sealed(claim()), typed(sealed(claim()))
TYPED_PATHS = sorted(path for path, _text in TYPED.items())


def test_every_word_has_its_own_welsh() -> None:
    titles = [words for page in SERVICE.all_pages() for words in titles_of(page)]

    for words in [*titles, *words_in(SERVICE)]:
        if words.domain and words.msgid not in SAME:
            shown = filled(words)
            assert CY(shown) != EN(shown), words.msgid


@given(st.dictionaries(st.sampled_from(TYPED_PATHS), st.text(max_size=30), max_size=8))
def test_no_draft_makes_checking_fail(changed: dict[str, str]) -> None:
    draft = Draft(dict(TYPED.items()))
    for path, text in changed.items():
        draft.set(path, text)

    found = check_draft(SERVICE, draft, CONTEXT)

    again = check_answers(SERVICE, found.frozen(), CONTEXT)
    assert again.frozen() == found.frozen()
    assert all(EN(SERVICE.words_for(problem)) and CY(SERVICE.words_for(problem)) for problem in found.problems)
    assert SERVICE.summary is not None
    assert SERVICE.summary(found.answers, CONTEXT)
    assert SERVICE.receipt_fields(found.answers, CONTEXT)
    assert routes(found.answers, TODAY)[-1].is_open
    interest = interest_of(found.answers, TODAY)
    assert interest is None or interest.accrued >= 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["amount", "kind", "address", "x"]), below, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), JSON, max_size=4))
def test_no_json_makes_checking_fail(changed: dict[str, Any]) -> None:
    found = check_answers(SERVICE, {**WHOLE, **changed}, CONTEXT)

    assert check_answers(SERVICE, found.frozen(), CONTEXT).frozen() == found.frozen()
    assert all(EN(SERVICE.words_for(problem)) for problem in found.problems)
