"""A fee that comes with a letter: a slip of our own, numbered as it is typed."""

from __future__ import annotations

from datetime import date

from services.fee_payment.choices import LPA, NUMBER, How, Source
from services.fee_payment.numbers import is_of_a_power
from services.fee_payment.words import _
from services.forms.paper import FULL, HALF, BoxKind, PaperBox, PaperForm, PaperPart, Typed


def _from(typed: Typed) -> str:
    return Source.LETTER if typed.at("fee.asked").strip() else Source.LIST


def _how(typed: Typed) -> str:
    if is_of_a_power(typed.at(NUMBER)) or (typed.at("fee.kind").strip() in LPA and _from(typed) == Source.LIST):
        return ""  # not asked: a cheque comes by post
    if typed.at("payment.account").strip():
        return How.ACCOUNT
    return How.HELP if typed.at("payment.reference").strip() else How.POST


PAPER = PaperForm(
    name="Fee",
    parts=(
        PaperPart(
            _("Fee"),
            (
                PaperBox(NUMBER, _("Number"), number="1", width=FULL, twice=True),
                PaperBox("fee.asked", _("Amount £"), number="2", width=HALF, twice=True),
                PaperBox("payer", _("Who pays"), number="3", width=FULL, composed=BoxKind.NAME, below="payer"),
                PaperBox("fee.from", _("Known from"), number="4", width=HALF, empty=_from),
                PaperBox("fee.kind", _("What for"), number="5", width=HALF),
                PaperBox("fee.claimed", _("Claimed £"), number="6", width=HALF, twice=True),
                PaperBox("payment.how", _("Paid"), number="7", width=HALF, empty=_how),
                PaperBox("payment.account", _("PBA"), number="8", width=HALF),
                PaperBox("payment.reference", _("HWF"), number="9", width=HALF),
                PaperBox("fee.reduction", _("Lower fee"), number="10", width=HALF),
                PaperBox("fee.damages", _("Damages"), number="11", width=HALF),
            ),
        ),
    ),
    source="this project",
    as_of=date(2026, 11, 22),
    is_ours=True,
)
