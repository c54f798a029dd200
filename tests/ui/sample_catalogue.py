"""Reference data that no change of the real data moves: one prison as in the pictures, among 130, and its busiest form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from services.catalogue import Catalogue, Prison, WeeklySession, embedded_catalogue
from services.catalogue.timetable import WHOLE, Timetable
from tests.services.guidance_samples import guidance

PRISON = "CFI"
SPLIT = "WCI"  # Winchester, convicted and on remand
OTHERS = 129
_VERSION, _NEVER_OLD = 1_000_000, "2999-01-01"  # newer than any that ships
_AFTERNOON, _MORNING, _EVENING = (time(14), time(15, 30)), (time(9, 30), time(11)), (time(18), time(18, 45))
_USUAL = (*((day, _AFTERNOON) for day in range(7)), (5, _MORNING), (1, _EVENING))


def sample_catalogue() -> Catalogue:
    """HMP Cardiff with a time on every day, more prisons than there are, and a split one."""
    made = _with_timetable(tuple(WeeklySession(day, *span) for day, span in _USUAL))
    return replace(made, prisons=(*made.prisons, *(each for each in embedded_catalogue().prisons if each.code == SPLIT)))


def busiest_catalogue() -> Catalogue:
    """Eight sessions a day at HMP Cardiff, every day of four weeks: twice as many a day as any prison has."""
    spans = [(time(hour), time(hour, 45)) for hour in range(9, 17)]
    return _with_timetable(tuple(WeeklySession(day, *span) for day in range(7) for span in spans))


def _with_timetable(sessions: tuple[WeeklySession, ...]) -> Catalogue:
    given = embedded_catalogue()
    cardiff = next(each for each in given.prisons if each.code == PRISON)
    table = Timetable(WHOLE, "", "", sessions, {}, ())
    cardiff = replace(cardiff, phone="0300 303 2301", adult_age=16, lead_days=3, booking_window=28, timetables=(table,))
    prisons = (cardiff, *_others(cardiff))
    return replace(given, version=_VERSION, as_of=date(2026, 11, 19), prisons=prisons, guidance=guidance(as_of=_NEVER_OLD))


def _others(like: Prison) -> Iterator[Prison]:
    for number in range(OTHERS):
        letters = f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"
        name = f"Sample {number + 1:03}"
        yield replace(like, code=letters, name_en=f"HMP {name}", name_cy=f"Carchar {name}", other_names=())
