"""Who signs, and the statement of truth: by the claimant or a litigation friend, or by a legal representative for the claimant.

The words are those of Practice Direction 22, paragraphs 2.1 and 3.8. Each statement covers every other answer, so changing any
of them takes the statement back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from services.claims.choices import Signer, Signing
from services.claims.words import _
from services.common.addresses import PartyPersonName, ShownText
from services.common.types import length
from services.forms.answers import Answers
from services.forms.fields import ChoiceField, InputKind, Option, TextField
from services.forms.limit import Limit
from services.forms.page import Page
from services.forms.statement import StatementField, statement_field
from services.forms.words import Words

SIGNING = Page(
    key="signing",
    title=_("How will the statement of truth be signed?"),
    fields=(
        ChoiceField(
            path="signing.way",
            label=_("Signature"),
            options=(
                Option(Signing.HERE, _("Here, by typing a name")),
                Option(Signing.PAPER, _("By hand, on the printed claim"), _("Then the paper goes to the court")),
            ),
            messages={"missing": _("Select how it will be signed")},
        ),
    ),
)


def signer(*, name_most: int, role_most: int, limits: tuple[Limit, ...] = ()) -> Page:
    """Who signs: as what, the name of up to `name_most` characters, and the position or firm of up to `role_most`."""
    return Page(
        key="signer",
        title=_("Who signs?"),
        fields=(
            ChoiceField(
                path="signing.by",
                label=_("Who signs"),
                options=(
                    Option(
                        Signer.CLAIMANT, _("The claimant"), _("For a company or organisation: somebody with a position in it")
                    ),
                    Option(Signer.FRIEND, _("A litigation friend")),
                    Option(Signer.REPRESENTATIVE, _("The claimant’s legal representative")),
                ),
                messages={"missing": _("Select who signs")},
            ),
            TextField(
                path="signing.name",
                label=_("Full name of who signs"),
                value_type=Annotated[PartyPersonName, length(1, name_most)],
                kind=InputKind.NAME,
                width=35,
                max_length=name_most,
                limits=limits,
                messages={"missing": _("Enter the full name of who signs")},
            ),
            TextField(
                path="signing.role",
                label=_("Position, or name of the firm"),
                hint=_("If they sign for a company or organisation, or as a legal representative"),
                value_type=Annotated[ShownText, length(1, role_most)],
                width=35,
                max_length=role_most,
                optional=True,
                messages={"missing": _("Enter the position, or the name of the firm, of who signs")},
            ),
        ),
    )


_CHANGED = _("The claim has changed since it was signed. Read it again, then sign again.")
_MISSING = _("Select the statement if the facts in the claim are true")
_OWN = _(
    "I believe that the facts stated in this claim are true. I understand that proceedings for contempt of court may be brought "
    "against anyone who makes, or causes to be made, a false statement in a document verified by a statement of truth without an "
    "honest belief in its truth."
)
_FOR_CLAIMANT = _(
    "The claimant believes that the facts stated in this claim are true. I am authorised by the claimant to sign this statement. "
    "The claimant understands that proceedings for contempt of court may be brought against anyone who makes, or causes to be "
    "made, a false statement in a document verified by a statement of truth without an honest belief in its truth."
)


def statement_words(answers: Answers) -> Words:
    """The statement that who signs makes, however it is signed."""
    return _FOR_CLAIMANT if answers.text("signing.by") == Signer.REPRESENTATIVE else _OWN


@dataclass(frozen=True, slots=True)
class StatementOfTruth:
    """The pages of the statement, of which one is asked."""

    own: Page
    for_claimant: Page

    @property
    def pages(self) -> tuple[Page, Page]:
        """Both pages."""
        return self.own, self.for_claimant

    @property
    def fields(self) -> tuple[StatementField, ...]:
        """Both statements."""
        return tuple(field for page in self.pages for field in page.fields if isinstance(field, StatementField))

    def is_signed(self, answers: Answers) -> bool:
        """Whether a statement stands in the answers and is about them as they are."""
        return any(field.is_made(answers) for field in self.fields)


def statement_of_truth(covers: tuple[str, ...]) -> StatementOfTruth:
    """The statement about the answers below the paths that it `covers`."""
    return StatementOfTruth(
        Page(
            key="statement",
            title=_("Statement of truth"),
            lead=_("Read your answers once more before you sign. Changing any of them takes the signature back."),
            when=lambda answers: _signs(answers, representative=False),
            fields=(_field("statement.own", _OWN, covers),),
        ),
        Page(
            key="statement-for-claimant",
            title=_("Statement of truth"),
            lead=_("Read the answers once more before you sign. Changing any of them takes the signature back."),
            when=lambda answers: _signs(answers, representative=True),
            fields=(_field("statement.for_claimant", _FOR_CLAIMANT, covers),),
        ),
    )


def _field(path: str, words: Words, covers: tuple[str, ...]) -> StatementField:
    messages = {"missing": _MISSING, "statement-changed": _CHANGED}
    return statement_field(path, label=_("Statement of truth"), words=words, covers=covers, messages=messages)


def _signs(answers: Answers, *, representative: bool) -> bool:
    by = answers.text("signing.by")
    return answers.text("signing.way") == Signing.HERE and bool(by) and (by == Signer.REPRESENTATIVE) is representative
