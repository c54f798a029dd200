"""The command that says what happened to a payment, and writes down that somebody says they have paid."""

from __future__ import annotations

from kiosk_app.cli.answer import Answer
from kiosk_app.cli.tools import Tools
from kiosk_app.ports.payments import PaymentEvent, PaymentKind
from services.common.civil import local
from services.common.money import format_pounds
from services.forms.words import Domain, Translator, Words

_ = Domain("kiosk_app")

_NOTHING = _("Nothing has to be paid for this request, as far as this kiosk knows.")
_WORDS: dict[PaymentKind, Words] = {
    PaymentKind.CREATED: _("{day:long}, {at:time}: saved here. To pay: {sum}"),
    PaymentKind.QR_PRINTED: _("{day:long}, {at:time}: a payment code was printed. To pay: {sum}"),
    PaymentKind.REPORTED_PAID: _("{day:long}, {at:time}: somebody said that they have paid."),
    PaymentKind.MATCHED: _("{day:long}, {at:time}: the court has matched the payment. Money received: {sum}"),
    PaymentKind.REFUNDED: _("{day:long}, {at:time}: the court has paid back {sum}"),
}
_NO_SUM = _("not known")
_FOR = _("It belongs to {number}.")


def payment(tools: Tools, translate: Translator, reference: str, *, reported_paid: bool) -> Answer:
    """What happened to the payment of a request made here, oldest first, and the number of its claim once that is told.

    `reported_paid` adds that somebody says they have paid.

    Raises:
        UnknownReference: it was not made here, or is mistyped.
        StoreError: nothing was read or written.
    """
    submission = tools.receipts.find(reference)
    record = tools.store.payments
    if reported_paid:
        record.write_down(submission.id, PaymentKind.REPORTED_PAID)
    events = record.events(submission.id)
    number = tools.receipts.context(submission).params.get("claim_number", "")
    lines = tuple(translate(_said(event)) for event in events) or (translate(_NOTHING),)
    lines += (translate(_FOR(number=number)),) if number else ()
    data = {"reference": submission.reference, "claim_number": number, "events": [_as_data(event) for event in events]}
    return Answer(lines, data)


def _said(event: PaymentEvent) -> Words:
    sum_ = format_pounds(event.pence) if event.pence is not None else _NO_SUM
    return _WORDS[event.kind](day=local(event.happened).date(), at=event.happened, sum=sum_)


def _as_data(event: PaymentEvent) -> dict[str, object]:
    return {"kind": event.kind.value, "pence": event.pence, "happened": event.happened.isoformat()}
