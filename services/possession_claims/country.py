"""Whose law a home falls under: that of England or of Wales.

A postcode mostly tells. Along the border it does not, and then a person is asked; so are those whose postcode lies on the border
with Scotland. The list of districts is wider than the border itself: it takes in every district that may have homes on the other
side, since one question too many costs a tap, and the law of the wrong country the claim. How the live service asks:
hmcts/pcs-api, the eligibility answer LEGISLATIVE_COUNTRY_REQUIRED.
"""

from __future__ import annotations

import re
from enum import StrEnum

from services.common.postcodes import Nation, nation_of
from services.forms.answers import Answers


class Country(StrEnum):
    """A country whose law a home can fall under; the value is stable."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"


_WELSH_AREAS = frozenset({"CF", "LD", "LL", "NP", "SA"})
_WELSH_DISTRICTS = frozenset({"CH6", "CH7", "CH8", "SY16", "SY17", "SY18", "SY19", "SY20", "SY23", "SY24", "SY25"})
_BORDER_DISTRICTS = frozenset(
    {
        "CH1", "CH4", "CH5", "GL15", "GL16", "HR2", "HR3", "HR5", "HR9", "LD7", "LD8", "LL12", "LL13", "LL14", "LL20", "NP7",
        "NP16", "NP25", "SY5", "SY7", "SY9", "SY10", "SY11", "SY12", "SY13", "SY14", "SY15", "SY21", "SY22",
    }
)  # fmt: skip


def countries_at(postcode: str) -> tuple[Country, ...]:
    """The countries a postcode may lie in; one where that is certain, none where courts elsewhere decide.

    Args:
        postcode: as `services.common.postcodes.read_postcode` gives it.
    """
    match nation_of(postcode):
        case Nation.ENGLAND_OR_WALES:
            return _south_of_scotland(postcode.partition(" ")[0])
        case Nation.SCOTTISH_BORDER:
            return (Country.ENGLAND, Country.SCOTLAND)
        case _elsewhere:
            return ()


def _south_of_scotland(district: str) -> tuple[Country, ...]:
    if district in _BORDER_DISTRICTS:
        return (Country.ENGLAND, Country.WALES)
    area = re.match("[A-Z]+", district)
    if district in _WELSH_DISTRICTS or (area and area.group() in _WELSH_AREAS):
        return (Country.WALES,)
    return (Country.ENGLAND,)


def must_ask(answers: Answers) -> bool:
    """Whether the property's postcode leaves open which country it lies in."""
    postcode = answers.text("property.address.postcode")
    return bool(postcode) and len(countries_at(postcode)) > 1


def country_of(answers: Answers) -> Country | None:
    """The country whose law applies; None while that is not known, or where the courts here have no say."""
    postcode = answers.text("property.address.postcode")
    possible = countries_at(postcode) if postcode else ()
    if len(possible) > 1:
        return next((each for each in possible if each == answers.text("property.country")), None)
    return possible[0] if possible else None


def in_england(answers: Answers) -> bool:
    """Whether English law is known to apply."""
    return country_of(answers) is Country.ENGLAND


def in_wales(answers: Answers) -> bool:
    """Whether Welsh law is known to apply."""
    return country_of(answers) is Country.WALES
