"""The catalogue of words of the toy service, and what its three forms say alike."""

from __future__ import annotations

from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import (
    DatedLine,
    Line,
    OutcomeFacts,
    OutcomeWords,
    Place,
    Receipt,
    ReceiptContext,
    ReceiptFields,
    Section,
)
from services.forms.service import CheckWords
from services.forms.words import Domain, Words, verbatim

_ = Domain("toy_service")
_n = _.plural

CHECK_WORDS = CheckWords(
    save=_("Save my toy"),
    send=_("Send my toy"),
    not_yet=_("This does not give you the toy yet."),
    checks=Section(_("What the toymaker checks"), (Line(_("Is there a toy left?")),)),
    declaration=_("By saving, you say these answers are true."),
    offline=(_("We send it when the connection is back."),),
)


def receipt_fields(answers: Answers, _context: Context) -> ReceiptFields:
    """What stays readable: nobody's whole name."""
    name = f"{answers.text('applicant.first_name')} {answers.text('applicant.last_name')[:1]}".strip()
    return {"applicant": name, "witnesses": len(answers.items("witnesses"))}


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The receipt of each form; one that is printed after the decision says what was decided."""
    given = context.state == "issued"
    lines = (Line(verbatim(str(fields["applicant"]))),) if fields["applicant"] else ()
    return Receipt(
        title=_("Your toy request"),
        saved=_("Your toy request is saved"),
        not_yet=_("The toy is yours.") if given else _("You do not have the toy yet."),
        decides=_("The toymaker decides."),
        next=(
            DatedLine(
                _("{day:weekday}", day=context.today if given else context.saved_on),
                _("Come and get it.") if given else _("The toymaker looks at it."),
            ),
        ),
        asked=(Section(_("Who asked"), lines),),
        later_title=_("If the toymaker says yes"),
        later=(),
        keep=_("Keep the reference safe."),
    )


def outcome(facts: OutcomeFacts, _fields: ReceiptFields | None) -> OutcomeWords:
    """What the toymaker decided; anything that is not a yes claims nothing, and nothing is asked for before it has arrived."""
    if facts.state == "issued":
        return OutcomeWords(_("Toy given"), _("The toy is yours."), (_("Come and get it."),))
    if facts.place is not Place.RECEIVED:
        return OutcomeWords(_("Saved here"), _("Not given."), (_("The toymaker does not have your request yet."),))
    return OutcomeWords(_("Nothing yet"), _("Asked for. Not given."), (_("The toymaker has not answered yet."),))


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What it was, without names."""
    witnesses = fields["witnesses"]
    return _("A toy"), _n("{n} witness", "{n} witnesses", witnesses if isinstance(witnesses, int) else 0)
