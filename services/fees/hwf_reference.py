"""The reference of an application for Help with Fees: HWF-A1B-23C.

People copy it from a letter, an email or a screen, with or without the prefix and in every kind of spacing. It is kept in one
form. Which letters the real service gives out is not enforced: its own hint has digits that its generator never uses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from services.common.wording import PROBLEM_WORDS
from services.fees.words import _
from services.forms.words import Words

_PREFIX = "HWF"
_GROUP = 3
# What people write before it, in English and Welsh, once everything but letters and digits is gone. The reference is always
# what stands last, so that no way of reading these words makes it another.
_LABEL = r"(?:MY|FY|HELPWITHFEES|HELPIDALUFFIOEDD|HWF|REFERENCE|REF|CYFEIRNOD|CYF|NUMBER|NUM|NO|RHIF|IS|YW)*"
_REFERENCE = re.compile(rf"{_LABEL}HWF(?P<prefixed>[A-Z0-9]{{6}})|{_LABEL}(?!HWF)(?P<bare>[A-Z0-9]{{6}})")
_PAPER = re.compile(rf"{_LABEL}PA[0-9]{{2}}(?:-[0-9]*|[0-9]{{5,}})")
_TWO_GROUPS = re.compile(r"[A-Z]{3}-[A-Z]{3}$")
_MARKS = frozenset(" -_./:,;#\\|'\"()[]<>*")


class HwfProblem(StrEnum):
    """Why a text is no such reference; the value is the stable code."""

    MISSING = "hwf-reference-missing"
    FORMAT = "hwf-reference-format"
    PAPER = "hwf-reference-paper"  # PA24-000123, the court's own number of an application on paper


HWF_WORDS: Mapping[HwfProblem, Words] = MappingProxyType(
    {
        HwfProblem.MISSING: _("Enter the Help with Fees reference"),
        HwfProblem.FORMAT: PROBLEM_WORDS[HwfProblem.FORMAT],
        HwfProblem.PAPER: PROBLEM_WORDS[HwfProblem.PAPER],
    },
)


def read_hwf_reference(text: str) -> str | HwfProblem:
    """The reference as it is kept, "HWF-A1B-23C", in what a person typed or pasted."""
    folded = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(_plain(char) for char in folded)
    squeezed = "".join(char for char in plain if char not in _MARKS)
    if not squeezed:
        return HwfProblem.MISSING
    if _PAPER.fullmatch(plain.replace(" ", "")):
        return HwfProblem.PAPER
    found = _REFERENCE.fullmatch(squeezed)
    kept = (found["prefixed"] or found["bare"]) if found else ""
    if not found or (found["bare"] and kept.isalpha() and not _TWO_GROUPS.search(plain.replace(" ", ""))):
        return HwfProblem.FORMAT  # without prefix, digit or hyphen, six letters are a word: "unsure"
    return f"{_PREFIX}-{kept[:_GROUP]}-{kept[_GROUP:]}"


def _plain(char: str) -> str:
    """Nothing for what cannot be seen, a hyphen for every dash, a space for every kind of space."""
    category = unicodedata.category(char)
    if category in {"Cf", "Cc", "Mn"} and not char.isspace():
        return ""
    if category == "Pd" or char == "\u2212":
        return "-"
    return " " if char.isspace() else char
