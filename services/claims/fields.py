"""Fields that more than one page asks: yes or no, a name, an address, an answer on one line or in several.

`takes` are the limits of the systems that the claim can go to.
"""

from __future__ import annotations

from typing import Annotated

from services.claims.choices import MAX_LONG, MAX_MONEY, MAX_NAME, NO, YES
from services.claims.words import _
from services.common.addresses import LINE_MOST, AddressLine, PartyPersonName, ShownText
from services.common.amounts import Amount, AmountRange
from services.common.postcodes import Postcode
from services.common.types import LongText, length
from services.forms.fields import ChoiceField, InputKind, Option, TextField
from services.forms.limit import Limit
from services.forms.words import Words

YES_OR_NO = (Option(YES, _("Yes")), Option(NO, _("No")))
Name = Annotated[ShownText, length(1, MAX_NAME)]
Money = Annotated[Amount, AmountRange(0, MAX_MONEY)]
SomeMoney = Annotated[Amount, AmountRange(1, MAX_MONEY)]
PersonName = Annotated[PartyPersonName, length(1, MAX_NAME)]


def yes_no(
    path: str, label: Words, missing: Words, hint: Words | None = None, options: tuple[Option, ...] = YES_OR_NO
) -> ChoiceField:
    """A question that is answered by yes or no. Those of every claim answer a Welsh question that begins with "A yw"."""
    return ChoiceField(path=path, label=label, hint=hint, options=options, messages={"missing": missing})


def long_field(
    path: str,
    label: Words,
    *,
    missing: Words | None = None,
    hint: Words | None = None,
    most: int = MAX_LONG,
    takes: tuple[Limit, ...] = (),
) -> TextField:
    """A question that is answered in several lines; one without words for what is missing can be left out."""
    return TextField(
        path=path,
        label=label,
        hint=hint,
        value_type=Annotated[LongText, length(1, most)],
        kind=InputKind.LONG,
        width=60,
        max_length=most,
        optional=missing is None,
        limits=takes,
        messages={"missing": missing} if missing else {},
    )


def short_field(
    path: str,
    label: Words,
    most: int,
    *,
    missing: Words | None = None,
    hint: Words | None = None,
    takes: tuple[Limit, ...] = (),
) -> TextField:
    """A question that is answered on one line; one without words for what is missing can be left out."""
    return TextField(
        path=path,
        label=label,
        hint=hint,
        value_type=Annotated[ShownText, length(1, most)],
        width=min(most, 36),
        max_length=most,
        optional=missing is None,
        limits=takes,
        messages={"missing": missing} if missing else {},
    )


def person_name(
    path: str,
    label: Words,
    missing: Words | None = None,
    *,
    hint: Words | None = None,
    takes: tuple[Limit, ...] = (),
    after: tuple[str, ...] = (),
) -> TextField:
    """A person's name or part of it. Whether it may be left out is a rule: anybody may have only one name.

    `takes` limit the name with what stands in the fields `after` which it comes.
    """
    return TextField(
        path=path,
        label=label,
        hint=hint,
        value_type=PersonName,
        kind=InputKind.NAME,
        width=30,
        max_length=MAX_NAME,
        optional=True,
        limits=takes,
        counted_with=after,
        messages={"missing": missing} if missing else {},
    )


def address_fields(prefix: str, *, abroad: bool = True, takes: tuple[Limit, ...] = ()) -> tuple[TextField, ...]:
    """The fields of an address below `prefix`; `takes` limit a line.

    Where it may be `abroad` there may be no postcode, and whether one is missing is a rule.
    """

    def line(name: str, label: Words, missing: Words | None = None) -> TextField:
        return TextField(
            path=f"{prefix}.{name}",
            label=label,
            value_type=AddressLine,
            width=LINE_MOST,
            max_length=LINE_MOST * 2,  # so that what is pasted is seen, and said to be too long, not cut
            optional=missing is None,
            limits=takes,
            messages={"missing": missing} if missing else {},
        )

    missing = _("Enter the postcode, or the country if it is not in the UK") if abroad else _("Enter the postcode")
    country = (line("country", _("Country, if not in the UK")),) if abroad else ()
    return (
        line("line1", _("Building and street"), _("Enter the building and street")),
        line("line2", _("Second line of the address")),
        line("line3", _("Third line of the address")),
        line("town", _("Town or city"), _("Enter the town or city")),
        line("county", _("County")),
        TextField(
            path=f"{prefix}.postcode",
            label=_("Postcode"),
            hint=_("For example, SW1A 1AA"),
            value_type=Postcode,
            kind=InputKind.CODE,
            width=8,
            max_length=12,
            optional=abroad,
            messages={"missing": missing},
        ),
        *country,
    )
