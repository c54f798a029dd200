"""What follows an application for a toy: statements of witnesses, and the signature at the end."""

from __future__ import annotations

from typing import Annotated

from services.common.types import LongText, PersonName, length
from services.forms.fields import ChoiceField, InputKind, Option, TextField
from services.forms.page import Page
from services.forms.service import Service
from toy_service.words import CHECK_WORDS, _, about, outcome, receipt, receipt_fields

STATEMENT = Service(
    key="toy-statement",
    version=1,
    title=_("Say what you saw"),
    promise=(_("Tell the toymaker what you saw."),),
    minutes=1,
    picture="toy",
    pages=(
        Page(
            key="statement",
            title=_("What did you see?"),
            fields=(
                TextField(
                    path="statement",
                    label=_("What you saw"),
                    value_type=Annotated[LongText, length(3, 500)],
                    kind=InputKind.LONG,
                ),
            ),
        ),
    ),
    check_words=CHECK_WORDS,
    receipt_fields=receipt_fields,
    receipt=receipt,
    outcome=outcome,
    about=about,
    follows=("toy-application",),
)

SIGNATURE = Service(
    key="toy-signature",
    version=1,
    title=_("Sign for the toy"),
    promise=(_("Sign what you asked for."),),
    minutes=1,
    picture="toy",
    pages=(
        Page(
            key="signature",
            title=_("Do you sign?"),
            fields=(
                TextField(path="name", label=_("Your name"), value_type=PersonName, kind=InputKind.NAME),
                ChoiceField(path="signed", label=_("I sign"), options=(Option("yes", _("Yes")),)),
            ),
        ),
    ),
    check_words=CHECK_WORDS,
    receipt_fields=receipt_fields,
    receipt=receipt,
    outcome=outcome,
    about=about,
    follows=("toy-application",),
    starts_here=False,
)
