"""A statement that a person makes about their answers, such as a statement of truth, bound to exactly those answers.

What is kept is no tick but a seal: the SHA-256 of the statement's words and of the answers that it covers, in canonical JSON. A
desk shows the statement as a choice whose value is the seal of the answers as they are now. Whoever then changes one of them has
another seal in front of them, so the statement is no longer made, without anybody having to clear it; and the centre, which
works out the same seal from the answers that arrived, knows that they are the ones the statement was made about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import WithJsonSchema

from services.common.types import PlainText
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, Option
from services.forms.frozen import frozen
from services.forms.words import Words

CHANGED = "statement-changed"  # the code of a statement about answers that have changed since


def seal(statement: Words, covers: Sequence[str], answers: Answers) -> str:
    """The seal of a statement about the answers at the paths `covers`: 64 hexadecimal digits.

    It goes by what the answers mean, not by how they were typed. An answer that is not there counts as one.
    """
    covered = {path: frozen(answers.value(path)) for path in covers}
    text = json.dumps(
        {"statement": statement.msgid, "covers": covered}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class StatementField(ChoiceField):
    """A statement to make. Its one option is the statement, whose value is the seal of what `covers` names.

    `covers` are paths of questions, or of lists or groups of them, that stand on pages before this one.
    """

    words: Words
    covers: tuple[str, ...]

    @property
    def type(self) -> Any:  # noqa: ANN401 - a type expression for pydantic
        """The pydantic type of the parsed value."""
        return Annotated[PlainText, WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$", "$comment": _SEALED})]

    def is_made(self, answers: Answers) -> bool:
        """Whether the statement stands in `answers` and is about them."""
        return answers.text(self.path) == seal(self.words, self.covers, answers)


_SEALED = (
    "SHA-256, in hexadecimal, of canonical JSON (RFC 8785): covers (the covered answers by path, null where there is none) and "
    "statement (its English words)."
)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The statement as the one thing that can be chosen."""

    words: Words
    covers: tuple[str, ...]

    def __call__(self, answers: Answers, _context: Context) -> tuple[Option, ...]:
        return (Option(seal(self.words, self.covers, answers), self.words),)


def statement_field(
    path: str,
    *,
    label: Words,
    words: Words,
    covers: tuple[str, ...],
    hint: Words | None = None,
    messages: Mapping[str, Words] | None = None,
) -> StatementField:
    """The field of a statement."""
    return StatementField(
        path=path, label=label, hint=hint, words=words, covers=covers, options=_Sealed(words, covers), messages=messages or {}
    )
