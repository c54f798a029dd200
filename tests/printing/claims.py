"""Claims on paper for the tests: ordinary ones of each kind, and the largest that anybody can make."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pypdfium2

from kiosk_app.ports.printing import DocumentPage
from printing.renderer import PageRenderer
from services.forms.check import check_answers
from services.forms.document import Document
from services.forms.service import Service
from services.language import Language
from services.money_claims import SERVICE as MONEY
from services.possession_claims import SERVICE as POSSESSION
from tests.services.money_claims import claims as of_money
from tests.services.possession_claims import claims as of_possession
from tests.services.samples import CONTEXT

REFERENCE = "7K2M9QTX4HW3"
LINK = "https://www.gov.uk/payments/county-court/money-claim"
PRINTED = datetime(2026, 11, 20, 10, 51, tzinfo=UTC)
_SITES = {
    Language.ENGLISH: ("Ministry of Justice", "Cardiff Civil and Family Justice Centre"),
    Language.WELSH: ("Y Weinyddiaeth Gyfiawnder", "Canolfan Cyfiawnder Sifil a Theulu Caerdydd"),
}


def document(service: Service, answers: Mapping[str, Any]) -> Document:
    """What a service says of answers on the day of the samples."""
    assert service.document is not None
    return service.document(check_answers(service, answers, CONTEXT).answers, CONTEXT)


def page(content: Document, language: Language = Language.ENGLISH, pay_at: str = "", copy: int = 1) -> DocumentPage:
    """A document as a print child has it."""
    organisation, site = _SITES[language]
    return DocumentPage(content, REFERENCE, pay_at, site, organisation, "CFI-2", language, PRINTED, copy)


def draw(content: Document, language: Language = Language.ENGLISH, pay_at: str = "", copy: int = 1) -> bytes:
    """The document as PDF."""
    return PageRenderer().document(page(content, language, pay_at, copy))


def texts(pdf: bytes) -> list[str]:
    """The words of each page, with one space between them."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        return [" ".join(each.get_textpage().get_text_range().replace("\ufffe", "-").split()) for each in opened]


def money(**changed: object) -> Document:
    """An ordinary money claim, with parts of its answers changed."""
    return document(MONEY, of_money.claim(**changed))


def possession(country: str = "england") -> Document:
    """An ordinary possession claim for a home in a country."""
    return document(POSSESSION, of_possession.welsh() if country == "wales" else of_possession.english())


def by_hand() -> dict[str, Any]:
    """The signing of somebody who signs on the paper for a company."""
    return {"way": "paper", "by": "claimant", "name": "Gwenllïan Ŵŷn", "role": "Cyfarwyddwraig â gofal"}


def paragraphs(characters: int = 99_000) -> list[str]:
    """Numbered paragraphs of all lengths, so many characters in all with the line ends."""
    sentence = "The parties agreed in writing that the Claimant would build a wall and the Defendant pay within 30 days. "
    found, left = [], characters
    for number in range(1, 10_000):
        text = f"({number}) {sentence * (1 + number * 7 % 11)}".strip()[: max(left, 0)].strip()
        if len(text) < len("(10000) The"):
            break
        found.append(text)
        left -= len(text) + 2
    return found


def largest() -> Document:
    """50 amounts, 20 defendants, 99,000 characters of particulars, 50 events and 50 pieces of evidence, to be signed by hand."""
    return money(
        defendants=[of_money.company(name=f"Analytical Engines {number} Ltd") for number in range(1, 21)],
        amounts=[
            {"reason": f"Invoice {1000 + number}, for work on the wall", "amount": 100_00 + number} for number in range(1, 51)
        ],
        particulars={"how": "here", "text": "\n\n".join(paragraphs())},
        timeline=[{"date": "2024-03-01", "what": f"Event {number}: we met on the site."} for number in range(1, 51)],
        evidence=[{"kind": "photo", "what": f"Photo {number} shows the wall."} for number in range(1, 51)],
        signing=by_hand(),
    )


NAMES = ("money-claim-en", "money-claim-cy", "possession-claim-en", "possession-claim-cy", "possession-wales-cy", "fee-slip-cy")


def paper(name: str) -> bytes:
    """One of each kind, by its name."""
    kind, _, language = name.rpartition("-")
    spoken = Language(language)
    if kind == "money-claim":
        return draw(money(signing=by_hand()), spoken)
    if kind == "fee-slip":
        content = money()
        return draw(Document(content.title, content.forms, (), content.statement, content.slip), spoken, LINK)
    return draw(possession("wales" if "wales" in kind else "england"), spoken)
