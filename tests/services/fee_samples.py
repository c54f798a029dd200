"""Asking for fees in tests: one place that reads the schedule and takes the answers apart."""

from __future__ import annotations

from datetime import date

from services.fees import Group, Kind, Priced, Prices, Quote, Unpriced, embedded_schedule
from services.forms.words import Translator
from services.language import Language

PRICES = Prices(embedded_schedule())
NOW = date(2026, 8, 22)
EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)


def priced(kind: Kind, on: date = NOW, amount: int | None = None, group: Group | None = None) -> Priced:
    quote = PRICES.price(kind, on=on, amount=amount, group=group)
    assert isinstance(quote, Priced), quote
    return quote


def fee(kind: Kind, on: date = NOW, amount: int | None = None, group: Group | None = None) -> int:
    return priced(kind, on, amount, group).fee


def refused(kind: Kind, on: date = NOW, amount: int | None = None, group: Group | None = None) -> Unpriced:
    quote = PRICES.price(kind, on=on, amount=amount, group=group)
    assert not isinstance(quote, Priced), quote
    return quote.code


def said(quote: Quote) -> str:
    return " ".join(map(EN, quote.reason))
