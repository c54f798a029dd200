"""The number of what a fee is paid for, in every form in which people write it: read, told apart, and kept in one form.

The formats are those of the systems that give the numbers out: Online Money Claims (cmc-claim-store, `isClaimReferenceNumber`),
CaseMan and the County Court Business Centre (hmcts/poss, UC001 CreateUpdateCase.js), Core Case Data, bulk claims (civil-sdt),
lasting powers of attorney (opg-data-lpa; cases of the Office of the Public Guardian), and this kiosk's own references.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from services.common.card_numbers import has_card_number
from services.common.references import grouped, read_reference


class Numbered(StrEnum):
    """What a number is the number of."""

    REFERENCE = "reference"  # what a kiosk gave: of a claim that may not be issued yet
    CLAIM = "claim"  # of the County Court
    WARRANT = "warrant"
    CASE = "case"  # sixteen digits, of Core Case Data
    BULK = "bulk"  # of a claim that was sent in bulk
    LPA = "lpa"  # of a lasting power of attorney


class NumberProblem(StrEnum):
    """Why a text is no such number; the value is the stable code."""

    FORMAT = "case-number-format"
    CARD = "card-number"  # it may be the number of a payment card
    TRIBUNAL = "tribunal-no-fee"  # of an employment tribunal, where there is no fee


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A number that was read: `text` is its one form, without spaces except those in a bulk number's hyphens."""

    kind: Numbered
    text: str

    @property
    def shown(self) -> str:
        """As people read it aloud: in groups of four where it is long."""
        match self.kind:
            case Numbered.LPA if self.text.startswith("M"):
                return "-".join(("M", self.text[1:5], self.text[5:9], self.text[9:]))
            case Numbered.REFERENCE | Numbered.LPA:
                return grouped(self.text)
            case Numbered.CASE:
                return "-".join(self.text[start : start + 4] for start in range(0, len(self.text), 4))
            case _short:
                return self.text


_LABEL = re.compile(  # what people write before it, in English and Welsh; always parted from the number
    r"^(?:(?:MY|FY|THE|YR|CLAIM|CASE|REFERENCE|REF|NUMBER|NUM|NO|CCD|LPA|HAWLIAD|ACHOS|CYFEIRNOD|CYF|RHIF|WARRANT|WARANT|ATWRNEIAETH)\b[\s.:#]*)+"
)
_ONLINE = re.compile(r"([0-9OIL]{3})(MC|LR|DC)([0-9OIL]{3})")
_CASE = re.compile(r"[0-9]{16}")
_LPA = re.compile(r"A([0-9OIL]{11})")  # of the online service (opg-data-lpa)
_LPA_CASE = re.compile(r"7[0-9OIL]{11}")  # of the case at its office, old ones with a check digit like a card's
_LPA_DIGITAL = re.compile(r"M([0-9OIL]{12})")  # made without paper (opg-data-lpa-uid)
_INSTANT = r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
_BULK = re.compile(rf"([MP]COL)({_INSTANT})([0-9]{{9}})")  # of the instant it was sent: no card's number begins so
_WARRANT = re.compile(r"[A-Z][0-9]{7}|[0-9][A-Z][0-9]{6}|FW[A-Z][0-9]{5}")
_CLAIM = re.compile(r"(?=.*[0-9])(?=.*[A-Z/])[A-Z0-9]{2}[A-Z0-9/][A-Z0-9]{5}")  # eight digits may be a day
_TRIBUNAL = re.compile(r"[0-9]{7}/(?:19|20)[0-9]{2}|UKEATS?/?[0-9]{4}/.*")
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_DIGITS = str.maketrans("OIL", "011")
_LIKE_A_HYPHEN = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_IGNORED = re.compile(r"[\s\-._:#]")


def read_case_number(text: str) -> CaseNumber | NumberProblem:
    """The number in what a person typed or pasted, or why there is none.

    Spaces, hyphens, dots and capitals do not matter, nor a word for it written before; a letter O, I or L where only a digit can
    stand is the digit. Sixteen digits that begin with 1 are a case, for no card has such a number (ISO/IEC 7812-1: 1 is for
    airlines, whose cards have fifteen digits). Twelve that begin with 7 are a power of attorney's: those that pay by card have
    more digits or another beginning. Any others that may be a card's number are taken for one.
    """
    plain = _plain(text)
    squeezed = _IGNORED.sub("", plain)
    whole = _read(squeezed)
    bare = _read(_IGNORED.sub("", _LABEL.sub("", plain)))  # second, for two letters may be a word or begin a number
    found = whole if isinstance(whole, CaseNumber) else bare
    if isinstance(found, CaseNumber):
        return found
    return NumberProblem.CARD if has_card_number(plain) else found


def _read(squeezed: str) -> CaseNumber | NumberProblem:
    if power := _LPA.fullmatch(squeezed):  # first: hardly ever has a reference of a kiosk this form
        return CaseNumber(Numbered.LPA, f"A{power.group(1).translate(_DIGITS)}")
    if digital := _LPA_DIGITAL.fullmatch(squeezed):
        digits = digital.group(1).translate(_DIGITS)
        return CaseNumber(Numbered.LPA, f"M{digits}") if _is_whole(digits) else NumberProblem.FORMAT
    if _LPA_CASE.fullmatch(squeezed):
        return CaseNumber(Numbered.LPA, squeezed.translate(_DIGITS))
    reference = read_reference(squeezed)
    if reference and not has_card_number(reference):
        return CaseNumber(Numbered.REFERENCE, reference)
    if _CASE.fullmatch(squeezed) and (squeezed.startswith("1") or not has_card_number(squeezed)):
        return CaseNumber(Numbered.CASE, squeezed)
    if bulk := _BULK.fullmatch(squeezed):
        return CaseNumber(Numbered.BULK, "-".join(bulk.groups()))
    if _TRIBUNAL.fullmatch(squeezed):
        return NumberProblem.TRIBUNAL
    return _of_a_court(squeezed)


def is_of_a_power(text: str) -> bool:
    """Whether a text is the number of a lasting power of attorney."""
    found = read_case_number(text)
    return isinstance(found, CaseNumber) and found.kind is Numbered.LPA


def _is_whole(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (Damm, 2004)."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim == 0


def _of_a_court(squeezed: str) -> CaseNumber | NumberProblem:
    if online := _ONLINE.fullmatch(squeezed):
        first, service, last = online.groups()
        return CaseNumber(Numbered.CLAIM, f"{first.translate(_DIGITS)}{service}{last.translate(_DIGITS)}")
    if _WARRANT.fullmatch(squeezed):
        return CaseNumber(Numbered.WARRANT, squeezed)
    if _CLAIM.fullmatch(squeezed):
        return CaseNumber(Numbered.CLAIM, squeezed)
    return NumberProblem.FORMAT


def _plain(text: str) -> str:
    """In capitals, every space a space, every dash a hyphen, nothing that cannot be seen."""
    folded = unicodedata.normalize("NFKC", text).upper()
    seen = (" " if char.isspace() else char for char in folded if char.isspace() or unicodedata.category(char)[0] not in "CM")
    return "".join("-" if char in _LIKE_A_HYPHEN else char for char in seen).strip()
