"""What a receipt and a pass have in common: the same places on paper, filled by each with its own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk_app.ports.printing import Paper, PassPage, ReceiptPage
from kiosk_app.ports.submissions import Custody
from printing import qr
from services.common.money import Pence
from services.forms.receipt import DatedLine, Section
from services.forms.words import Domain, Translator, Words
from services.language import Language

_ = Domain("printing")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who prints, where and when, and which copy it is."""

    organisation: str
    site: str
    kiosk: str
    language: Language
    printed: datetime
    copy: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class Paying:
    """What can be paid online, in pence, and the address of the payment link; "" where there is none."""

    amount: Pence
    at: str


@dataclass(frozen=True, slots=True)
class Content:
    """The words of one paper, not yet in its language. `headline` is large, a line each; `lead` begins in bold."""

    imprint: Imprint
    title: Words
    headline: tuple[Words, ...]
    lead: tuple[Words, ...]
    reference: str
    shape: Custody
    state: Words  # beside the shape
    steps_title: Words
    steps: tuple[DatedLine, ...]
    asked: tuple[Section, ...]
    later_title: Words
    later: tuple[Section, ...]
    keep: Words
    paying: Paying | None = None


def of_receipt(page: ReceiptPage) -> Content:
    """A receipt."""
    receipt = page.receipt
    return Content(
        imprint=_imprint(page, Paper.RECEIPT),
        title=receipt.title,
        headline=(),
        lead=(receipt.not_yet, receipt.decides, *((receipt.helped,) if receipt.helped else ())),
        reference=page.reference,
        shape=page.custody,
        state=page.custody_words,
        steps_title=_("What happens next"),
        steps=receipt.next,
        asked=receipt.asked,
        later_title=receipt.later_title,
        later=receipt.later,
        keep=receipt.keep,
        paying=None if page.pay is None else Paying(page.pay, page.pay_at),
    )


def of_pass(page: PassPage) -> Content:
    """A pass. The tick disc says "done": what was asked for is granted."""
    granted = page.granted
    return Content(
        imprint=_imprint(page, Paper.ADMISSION),
        title=granted.title,
        headline=granted.headline,
        lead=(),
        reference=page.reference,
        shape=Custody.ACKNOWLEDGED,
        state=granted.said,
        steps_title=granted.steps_title,
        steps=granted.steps,
        asked=granted.people,
        later_title=granted.rules_title,
        later=granted.rules,
        keep=granted.keep,
    )


def _imprint(page: ReceiptPage | PassPage, paper: Paper) -> Imprint:
    return Imprint(page.organisation, page.site, page.kiosk, page.language, page.printed, page.copy, paper)


@dataclass(frozen=True, slots=True)
class Sayer:
    """Words in one language, letters with their accents as one character: a font would draw w and its roof side by side."""

    language: Language
    translate: Translator = field(init=False)

    def __post_init__(self) -> None:
        """Catalogues are read once a document."""
        object.__setattr__(self, "translate", Translator(self.language))

    def __call__(self, words: Words) -> str:
        """One sentence."""
        return joined_accents(self.translate(words))


def joined_accents(text: str) -> str:
    """Letters and their accents as one character where there is one."""
    return unicodedata.normalize("NFC", text)


_COPY: Mapping[Paper, Words] = {
    Paper.RECEIPT: _("Copy {n} of the same receipt"),
    Paper.ADMISSION: _("Copy {n} of the same pass"),
    Paper.DOCUMENT: _("Copy {n} of the same document"),
}


def copy_words(imprint: Imprint) -> Words:
    """Which copy it is, said beside DUPLICATE."""
    return _COPY[imprint.paper](n=imprint.copy)


def printed_words(imprint: Imprint) -> Words:
    """When and where it was printed, and which copy it is."""
    if imprint.copy > 1:
        return _(
            "Printed on {printed:weekday-year} at {printed:time} from kiosk {kiosk}. Copy {n}, a duplicate.",
            printed=imprint.printed, kiosk=imprint.kiosk, n=imprint.copy,
        )  # fmt: skip
    return _(
        "Printed on {printed:weekday-year} at {printed:time} from kiosk {kiosk}. First copy.",
        printed=imprint.printed, kiosk=imprint.kiosk,
    )  # fmt: skip


def spoken_reference(reference: str) -> str:
    """A reference in its groups."""
    return " ".join(qr.groups(reference))


YOUR_REFERENCE = _("Your reference")
HOW_TO_USE_IT = _("What has happened? Use “I have a reference” on any kiosk.")
QR_ALT = _("QR code of the reference {reference}")
DUPLICATE = _("DUPLICATE")
