"""The visit request on paper: a form of our own, numbered as it is printed and typed."""

from __future__ import annotations

from datetime import date

from services.forms.paper import FULL, HALF, TWO_THIRDS, BoxKind, PaperBox, PaperForm, PaperPart, Typed
from services.language import Language
from services.visits.pages import BY_CALL, BY_EMAIL, BY_POST, COME_BACK, NO, YES
from services.visits.words import _

_NAME, _BORN = _("Name"), _("Born")


def _support(typed: Typed) -> str:
    return YES if typed.at("support.details").strip() else NO


def _reached(typed: Typed) -> str:
    ways = {"contact.phone": BY_CALL, "contact.email": BY_EMAIL, "contact.address": BY_POST}
    return next((way for path, way in ways.items() if typed.at(path).strip()), COME_BACK)


PAPER = PaperForm(
    name="Visit request",
    parts=(
        PaperPart(
            _("Prisoner"),
            (
                PaperBox("prison", _("Prison"), number="1", width=FULL),
                PaperBox("prisoner", _NAME, number="2", width=FULL, composed=BoxKind.NAME, below="prisoner", twice=True),
                PaperBox("prisoner.date_of_birth", _BORN, number="3", width=HALF, twice=True),
                PaperBox("prisoner.number", _("Number"), number="4", width=HALF, twice=True),
            ),
        ),
        PaperPart(
            _("Visitor"),
            (
                PaperBox("called", _NAME, number="5", width=TWO_THIRDS, composed=BoxKind.NAME),
                PaperBox("date_of_birth", _BORN, number="6", width=2, twice=True),
            ),
            "visitors",
        ),
        PaperPart(
            _("Visit"),
            (
                PaperBox("slots.0", _("1st choice"), number="7", width=FULL),
                PaperBox("slots.1", _("2nd choice"), number="8", width=FULL),
                PaperBox("slots.2", _("3rd choice"), number="9", width=FULL, rare=True),
                PaperBox("support.details", _("Support"), number="10", width=FULL, leads=True),
                PaperBox("support.needed", _("Support?"), number="11", width=HALF, empty=_support),
                PaperBox("held", _("Held in"), number="12", width=HALF),
            ),
        ),
        PaperPart(
            _("Answer"),
            (
                PaperBox("contact.phone", _("Phone"), number="13", width=HALF, leads=True),
                PaperBox("contact.method", _("How"), number="14", width=HALF, empty=_reached),
                PaperBox("contact.email", _("Email"), number="15", width=FULL),
                PaperBox("contact.address", _("Address"), number="16", width=FULL),
                PaperBox("language", _("Language"), number="17", width=HALF, empty=Language.ENGLISH.value),
            ),
        ),
    ),
    source="this project",
    as_of=date(2026, 11, 22),
    is_ours=True,
    may_lack=frozenset({"support.details"}),
)
