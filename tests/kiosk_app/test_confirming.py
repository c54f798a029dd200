"""Nothing that needs a yes is kept without it, whoever asks: the public desk, a staff desk, the command line."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk_app.errors import NotConfirmed
from kiosk_app.main.parts import Parts
from services.forms.check import Checked, check_answers
from services.forms.problem import Level, Problem
from services.language import Language
from tests.support import visit_answers

VISIT = "prison-visit"
SAME = Problem("visitors.1.date_of_birth", "same-visitor", Level.CONFIRM)
AGAIN = Problem("slots", "asked-already", Level.CONFIRM)


def checked(parts: Parts, *, twice: bool = False, **changed: object) -> Checked:
    context = parts.catalogues.context()
    answers: dict[str, Any] = {**visit_answers(context), **changed}
    if twice:
        answers["visitors"] = [answers["visitors"][0]] * 2
    return check_answers(parts.services[VISIT], answers, context)


def submit(parts: Parts, found: Checked, *confirmed: Problem) -> str:
    service = parts.services[VISIT]
    fields = service.receipt_fields(found.answers, parts.catalogues.context())
    return parts.submitting.submit(service, found, fields, Language.ENGLISH, confirmed=confirmed).reference


def test_nothing_is_kept_without_the_yes_that_is_needed(kiosk_parts: Parts) -> None:
    found = checked(kiosk_parts, twice=True)

    with pytest.raises(NotConfirmed) as refused:
        submit(kiosk_parts, found)

    assert refused.value.problems == (SAME,)
    assert kiosk_parts.store.submissions.recent(1) == []
    assert submit(kiosk_parts, found, SAME)


def test_a_yes_to_something_else_does_not_do(kiosk_parts: Parts) -> None:
    found = checked(kiosk_parts, twice=True)

    for other in (
        AGAIN,
        Problem(SAME.path, SAME.code, Level.CONFIRM, {"max": 1}),
        Problem("visitors.2", SAME.code, Level.CONFIRM),
    ):
        with pytest.raises(NotConfirmed):
            submit(kiosk_parts, found, other)


def test_the_same_request_again_needs_a_yes(kiosk_parts: Parts) -> None:
    found = checked(kiosk_parts)
    submit(kiosk_parts, found)

    with pytest.raises(NotConfirmed) as refused:
        submit(kiosk_parts, found)

    assert refused.value.problems == (AGAIN,)
    assert kiosk_parts.submitting.repeated(kiosk_parts.services[VISIT], found) == (AGAIN,)
    assert submit(kiosk_parts, found, AGAIN)


def test_another_time_needs_none(kiosk_parts: Parts) -> None:
    slots = visit_answers(kiosk_parts.catalogues.context())["slots"]
    assert isinstance(slots, list)
    submit(kiosk_parts, checked(kiosk_parts, slots=slots[:1]))

    assert submit(kiosk_parts, checked(kiosk_parts, slots=slots[1:2]))


def test_the_error_says_nothing_of_the_answers(kiosk_parts: Parts) -> None:
    with pytest.raises(NotConfirmed) as refused:
        submit(kiosk_parts, checked(kiosk_parts, twice=True))

    assert str(refused.value) == "not-confirmed: problems=1"
