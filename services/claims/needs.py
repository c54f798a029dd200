"""What a claim still needs before it can be issued, as far as its answers tell: codes of an outcome, each with its answer.

Total: whatever the answers are, they need something or nothing. The fee, and whether it was paid, is in `settling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from services.claims.choices import Signer, Signing
from services.claims.parties import is_protected, parties
from services.claims.signing_pages import StatementOfTruth
from services.forms.answers import Answers
from services.forms.problem import Level, Problem

SOME_ANSWER = "answer_details"
"""The code where no other says which answers are meant."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that is needed: the code of an outcome, and the path of the answer that it concerns."""

    code: str
    field: str


Asked = Callable[[Answers], Iterable[Need]]
"""What a kind of claim needs by its answers alone."""


def unsigned(answers: Answers, statement: StatementOfTruth) -> Iterator[Need]:
    """A statement of truth that is not there, or is about other answers. One on paper the court has to see first."""
    if statement.is_signed(answers):
        return
    asked = (field.path for page in statement.pages if page.when(answers) for field in page.fields)
    yield Need("signature_missing", "signing.way" if answers.text("signing.way") == Signing.PAPER else next(asked, "signing.way"))


def friendless(answers: Answers) -> Iterator[Need]:
    """A claimant who needs a litigation friend and signs without one (CPR 21.2)."""
    if answers.text("signing.by") == Signer.CLAIMANT and any(is_protected(each.party) for each in parties(answers, "claimants")):
        yield Need("friend_needed", "signing.by")


def gone_stale(before: Iterable[Problem], now: Iterable[Problem], codes: Mapping[str, str]) -> Iterator[Need]:
    """Answers that held on the day they were given and no longer do on the day the court has them.

    `before` and `now` are the problems of the two days. `codes` are those of outcomes by the path, or by its first name.
    """
    known = {(each.path, each.code) for each in before}
    for each in now:
        if each.level in {Level.BLOCK, Level.CONFIRM} and (each.path, each.code) not in known:
            yield Need(codes.get(each.path) or codes.get(each.path.partition(".")[0], SOME_ANSWER), each.path)
