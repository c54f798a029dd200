"""What the tests of every claim do with its answers: sign, check, type and change them, and read what is said of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.forms.answers import Answers
from services.forms.check import Checked, check_answers, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, Receipt, ReceiptContext
from services.forms.service import Service
from services.forms.statement import StatementField
from tests.services.fee_samples import EN
from tests.services.samples import CONTEXT, TODAY, draft_of, words_in


def with_part(answers: Mapping[str, Any], group: str, **changed: object) -> dict[str, Any]:
    """The answers with some of one group changed; what is None is left out."""
    merged = {**answers[group], **changed}
    return {**answers, group: {key: value for key, value in merged.items() if value is not None}}


def codes(found: Checked) -> set[tuple[str, str]]:
    """Path and code of every problem."""
    return {(problem.path, problem.code) for problem in found.problems}


def stopping(found: Checked) -> set[tuple[str, str]]:
    """Path and code of every problem that is more than a note."""
    return {(problem.path, problem.code) for problem in found.problems if problem.level != "note"}


STATES = ("", "requested", "issued", "needs-action", "rejected", "withdrawn", "cancelled", "tomorrow")


@dataclass(frozen=True)
class Hands:
    """Those of somebody who makes a claim."""

    service: Service

    def sealed(self, answers: Mapping[str, Any], context: Context = CONTEXT) -> dict[str, Any]:
        """The answers with the statement that is asked made about them."""
        unsigned = {key: value for key, value in answers.items() if key != "statement"}
        checked = check_answers(self.service, unsigned, context)
        fields = [field for step in checked.steps for field in getattr(step.page, "fields", ())]
        made = next((made for field in fields if (made := _made(field, checked.answers, context))), None)
        return {**unsigned, "statement": made} if made else unsigned

    def checked(self, answers: Mapping[str, Any], context: Context = CONTEXT) -> Checked:
        """The claim, signed and looked at as a whole."""
        return check_answers(self.service, self.sealed(answers, context), context)

    def typed(self, answers: Mapping[str, Any]) -> Draft:
        """The same answers as a person types them."""
        return draft_of(answers, self.service)

    def checked_as_typed(self, answers: Mapping[str, Any]) -> Checked:
        """The same as `checked`, from a draft; the statement is made about what was typed."""
        return check_draft(self.service, self.typed(self.sealed(answers)), CONTEXT)

    def kept(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What stays readable on the kiosk, as it is stored."""
        kept: dict[str, Any] = json.loads(json.dumps(self.service.receipt_fields(self.checked(answers).answers, CONTEXT)))
        return kept

    def receipt(
        self,
        answers: Mapping[str, Any],
        state: str = "",
        place: Place = Place.HERE,
        params: Mapping[str, str] | None = None,
        **changed: object,
    ) -> Receipt:
        """The receipt of a claim in a state, with some of what was kept changed."""
        context = ReceiptContext(TODAY, TODAY, place, state=state, params=params or {})
        return self.service.receipt({**self.kept(answers), **changed}, context)

    def outcome(
        self,
        answers: Mapping[str, Any],
        state: str,
        *codes: str,
        place: Place = Place.RECEIVED,
        params: Mapping[str, str] | None = None,
    ) -> OutcomeWords:
        """The decision on a claim in words."""
        return self.service.outcome(OutcomeFacts(state, codes, params or {}, place, TODAY), self.kept(answers))


def said(*values: object) -> str:
    """All the words in what is shown, in English, a line each."""
    return "\n".join(EN(words) for words in words_in(values))


def _made(field: object, answers: Answers, context: Context) -> dict[str, str] | None:
    if not isinstance(field, StatementField):
        return None
    (option,) = field.choices(answers, context)
    return {field.path.rpartition(".")[2]: option.value}
