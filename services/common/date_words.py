"""What each language calls days, months and hours, and how it puts them into a sentence: data, and nothing of a calendar.

English follows the GOV.UK style guide. Welsh: days, months and "tan" are those of the visits services of the Ministry of Justice;
"yb" and "yp" those of the services of the Office of the Public Guardian (both read in July 2026). "Hanner dydd" and "hanner nos"
begin with a letter that no word before them changes, so "am", "o" and "tan" can stand before every time.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of one language. Days begin with Monday.

    `named` is what stands before the name of a day: at the beginning of a sentence, within one, and after a word that softens.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    morning: str  # after a time before midday: "am"
    later: str  # after a time from midday on: "pm"
    midday: str
    midnight: str
    until: str  # between the two ends of a span: "to"
    named: tuple[str, str, str] = ("", "", "")


ENGLISH = DateWords(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short_days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    morning="am",
    later="pm",
    midday="midday",
    midnight="midnight",
    until="to",
)  # fmt: skip

WELSH = DateWords(
    months=(
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
    short_months=("Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"),
    days=("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"),
    short_days=("Llun", "Maw", "Mer", "Iau", "Gwen", "Sad", "Sul"),
    morning="yb",
    later="yp",
    midday="hanner dydd",
    midnight="hanner nos",
    until="tan",
    named=("Dydd ", "dydd ", "ddydd "),
)  # fmt: skip
