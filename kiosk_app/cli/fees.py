"""The command that prices a fee: what is typed is read as people write it, and what cannot be read is answered in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk_app.cli.answer import Answer, Exit
from services.common.money import AMOUNT_WORDS, AmountProblem, read_pounds
from services.fees import KIND_WORDS, Benefit, Donor, Group, Kind, Priced, Prices, Quote, Row, Schedule, registration_fee
from services.forms.words import Domain, Translator, Words

_ = Domain("kiosk_app")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_POWERS = (Kind.LPA, Kind.LPA_REPEAT)
_LOW_INCOME, _DAMAGES = "low-income", "large-damages"
_REDUCTIONS = (*(each.value for each in Benefit), _LOW_INCOME, _DAMAGES)
_NO_REDUCTION = _("This does not lower that fee. A fee for a lasting power of attorney is lowered by:")
_MOST_DIGITS = 6  # no group of claimants has a million people


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: `amount` in pounds and `on` a date, "" when not given; `remitted` of the `claimants` were let off.

    `reductions` are what lowers the fee of a power of attorney.
    """

    kind: str
    amount: str = ""
    on: str = ""
    claimants: str = "1"
    remitted: str = "0"
    reductions: tuple[str, ...] = ()


def fee(prices: Prices, translate: Translator, today: date, typed: Typed) -> Answer:
    """The fee of a kind on a day, with the reason. Exit 1 when it cannot be priced, 2 when what was typed cannot be read."""
    asked = _kind(typed.kind)
    if asked is None:
        return _unreadable(translate, "unknown-kind", _("There is no such kind of fee. The kinds are:"), _kinds(translate))
    pence = read_pounds(typed.amount) if typed.amount else None
    if isinstance(pence, AmountProblem):
        return _unreadable(translate, pence.value, AMOUNT_WORDS[pence])
    day = _day(typed.on) if typed.on else today
    if day is None:
        return _unreadable(translate, "not-a-date", _("Enter a date like 2026-11-28"))
    people = _group(typed.claimants, typed.remitted)
    if people is None:
        return _unreadable(translate, "not-a-number", _("Enter how many people as a number"))
    donor = _donor(asked, typed.reductions)
    if donor is None:
        return _unreadable(translate, "unknown-reduction", _NO_REDUCTION, tuple(f"  {each}" for each in _REDUCTIONS))
    if asked in _POWERS:
        quote = registration_fee(prices, donor, on=day, repeat=asked is Kind.LPA_REPEAT)
    else:
        quote = prices.price(asked, on=day, amount=pence, group=people)
    return _answer(quote, prices.schedule, translate, people)


def _kind(text: str) -> Kind | None:
    name = "-".join(text.strip().lower().replace("_", " ").replace("-", " ").split())
    return next((kind for kind in Kind if kind.value == name), None)


def _donor(kind: Kind, reductions: tuple[str, ...]) -> Donor | None:
    """The donor whose fee it is; None where something lowers no fee, or not this one."""
    if not set(reductions) <= set(_REDUCTIONS) or (reductions and kind not in _POWERS):
        return None
    benefits = frozenset(each for each in Benefit if each in reductions)
    return Donor(benefits, _DAMAGES in reductions, 0 if _LOW_INCOME in reductions else None)


def _kinds(translate: Translator) -> tuple[str, ...]:
    return tuple(f"  {kind.value}: {translate(words)}" for kind, words in KIND_WORDS.items())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _group(claimants: str, remitted: str) -> Group | None:
    if not all(text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS for text in (claimants, remitted)):
        return None
    return Group(int(claimants), int(remitted))


def _unreadable(translate: Translator, code: str, words: Words, more: tuple[str, ...] = ()) -> Answer:
    said = translate(words)
    return Answer((said, *more), {"error": code, "message": said, "kinds": [kind.value for kind in Kind]}, Exit.USAGE)


def _answer(quote: Quote, schedule: Schedule, translate: Translator, group: Group) -> Answer:
    title = translate(KIND_WORDS[quote.kind])
    reason = [translate(words) for words in quote.reason]
    facts: dict[str, Any] = {
        "kind": quote.kind.value,
        "title": title,
        "on": quote.on.isoformat(),
        "amount": quote.amount,
        "claimants": group.claimants,
        "remitted": group.remitted,
        "unit": "pence",
        "as_of": schedule.as_of.isoformat(),
        "reason": reason,
        "row": _row(quote.row, schedule) if quote.row else None,
    }
    if isinstance(quote, Priced):
        facts |= {"priced": True, "fee": quote.fee, "certainty": quote.certainty.value, "payable": quote.payable}
        return Answer((title, *reason), facts)
    facts |= {"priced": False, "code": quote.code.value}
    return Answer((title, translate(_("This fee cannot be given.")), *reason), facts, Exit.NO)


def _row(row: Row, schedule: Schedule) -> Mapping[str, Any]:
    period, band = row.period, row.band
    sources = [schedule.sources[key] for key in period.sources]
    return {
        "id": row.id,
        "first_day": period.first_day.isoformat(),
        "first_day_known": period.first_day_known,
        "last_day": period.last_day.isoformat() if period.last_day else None,
        "last_day_known": period.last_day_known,
        "above": row.above,
        "up_to": band.up_to,
        "fee": band.fee,
        "basis_points": band.basis_points,
        "rounding": band.rounding.value,
        "code": band.code,
        "instrument": period.instrument,
        "verified": period.verified.value,
        "sources": [
            {"name": each.name, "address": each.address, "day": each.day.isoformat() if each.day else None} for each in sources
        ],
    }
