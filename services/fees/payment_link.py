"""The link with which a fee is paid online: a payment link of GOV.UK Pay that already has the reference and the amount.

Who opens it pays there, with whatever card; the kiosk has no card's number and asks for none. A link holds a reference and an
amount and nothing else, and a reference that may be a card's number, or says something of a person, is never put in one.

GOV.UK Pay takes `reference` (letters and digits; an underscore becomes a space) and `amount` (pence) as query parameters
(alphagov/pay-tech-docs, `prefill_payment_links`, 18 July 2023). The language is the link's own and no parameter of it
(alphagov/pay-products-ui, `resolve-language.js`): who wants both languages makes two links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from services.common.card_numbers import has_long_number
from services.common.money import Pence
from services.common.postcodes import read_postcode
from services.common.references import read_reference
from services.language import Language

LEAST, MOST = (
    1,
    100_000_00,
)  # pence: what GOV.UK Pay takes in one payment (pay-publicapi, openapi 1.0.3; nothing is refused there)
LONGEST_REFERENCE = 40  # characters; GOV.UK Pay takes 255, no reference of a court has more than 29

_REFERENCE = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_BASE = re.compile(r"[A-Za-z0-9/._~-]+")
_PERSONAL = re.compile(
    r"[A-Z]{5,}"  # a word, such as a name
    r"|(?:^|[ -])[A-Z]{2}[ -]?(?:[0-9]{2}[ -]?){3}[A-D](?:$|[ -])"  # a National Insurance number
    r"|^[A-Z][0-9]{4}[A-Z]{2}$"  # a prisoner number
    r"|(?:^|[ -])(?:0|44)[ -]?[1-9](?:[ -]?[0-9]){8,9}$"  # a phone number
    r"|(?:^|[ -])(?:[0-9]{1,2}[ -][0-9]{1,2}[ -][0-9]{2,4}|[0-9]{4}[ -][0-9]{2}[ -][0-9]{2})(?:$|[ -])",  # a day
    re.IGNORECASE,
)


class UnsafeReference(ValueError):
    """The reference cannot be put in a link. The text never says what it was."""


class AmountOutOfRange(ValueError):
    """The amount is one that cannot be paid by a link."""


@dataclass(frozen=True, slots=True)
class PaymentLinks:
    """The addresses of a court's payment links, one in each language; without a Welsh one, the English one is used for both.

    Raises:
        ValueError: an address is not https, or has more than a host and a path.
    """

    english: str
    welsh: str = ""

    def __post_init__(self) -> None:
        """Refuse what no parameters can be added to."""
        if not _is_plain(self.english) or (self.welsh and not _is_plain(self.welsh)):
            raise ValueError("a payment link is https, with a host and a path and nothing else")

    def base(self, language: Language) -> str:
        """The address for a language."""
        return self.welsh if language is Language.WELSH and self.welsh else self.english


def payment_link(links: PaymentLinks, *, amount: Pence, reference: str, language: Language) -> str:
    """The address at which this amount is paid against this reference, in this language.

    Raises:
        UnsafeReference: the reference may be a card's number, says something of a person, or has other characters than letters,
            digits, single spaces and hyphens.
        AmountOutOfRange: nothing, or more than one payment can be.
    """
    if not LEAST <= amount <= MOST:
        raise AmountOutOfRange("an amount that no payment link takes")
    if not is_safe(reference):
        raise UnsafeReference("a reference that must not be in a link")
    # The reference has nothing that needs quoting once its spaces are underscores.
    query = urlencode({"reference": reference.replace(" ", "_"), "amount": amount})
    return f"{links.base(language)}?{query}"


def is_safe(reference: str) -> bool:
    """Whether a reference may be put in a link."""
    if len(reference) > LONGEST_REFERENCE or not reference.isascii() or not _REFERENCE.fullmatch(reference):
        return False
    if has_long_number(reference):
        return False  # also one whose check digit is wrong: it may be a card's number with a slip of the finger
    if read_reference(reference) is not None:
        return True  # random, with a check character: it says nothing of anybody, whatever word its letters make
    personal = _PERSONAL.search(reference) or read_postcode(reference)
    return not personal and any(char.isdigit() for char in reference)


def _is_plain(address: str) -> bool:
    parts = urlsplit(address)
    plain = address == f"https://{parts.netloc}{parts.path}" and "@" not in parts.netloc
    return plain and bool(parts.hostname) and len(parts.path) > 1 and bool(_BASE.fullmatch(parts.path))
