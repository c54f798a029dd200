"""How a visit request is shown back: the list of visitors with the prison's rule beside it, and the answers to check."""

from __future__ import annotations

from services.common import names
from services.common.civil import age_on
from services.common.phones import national_phone
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.page import ItemWords, Limits, Meter
from services.forms.service import SummaryRow
from services.forms.words import Words, bilingual, verbatim
from services.language import Language
from services.visits import pages
from services.visits.held import held_words
from services.visits.rules import adults, prison_of
from services.visits.slots import read_slots
from services.visits.words import _, _n, slot_words


def full_name(person: Answers) -> str:
    """First and last name as given, or the only one."""
    return names.full_name(person.text("first_name"), person.text("last_name"))


def describe_visitor(person: Answers, index: int, answers: Answers, context: Context) -> ItemWords:
    """One visitor: the name, the age, and what the age means at this prison."""
    name = verbatim(full_name(person))
    born, prison = person.date("date_of_birth"), prison_of(answers, context)
    if born is None or born > context.today:
        needed = _("Date of birth needed")
        return ItemWords(name, needed, aloud=needed)
    age = age_on(context.today, born)
    if prison is None or age >= prison.adult_age:
        you = _("You. Aged {age}, counts as an adult", age=age)
        line = _("Aged {age}, counts as an adult here", age=age) if index else you
        return ItemWords(name, line, aloud=_("Counts as an adult"))
    return ItemWords(name, _("Aged {age}, counts as a child", age=age), small=True, aloud=_("Counts as a child"))


def visitor_limits(answers: Answers, context: Context) -> Limits | None:
    """The prison's rule drawn as seats, and who can still be added."""
    prison = prison_of(answers, context)
    if prison is None:
        return None
    grown, everybody = adults(answers, prison, context.today), len(answers.items("visitors"))
    room, adult_room = prison.max_visitors - everybody, prison.max_adults - grown
    return Limits(
        title=_("The rule at {prison}", prison=bilingual(prison.name_en, prison.name_cy)),
        meters=(
            Meter(
                grown,
                prison.max_adults,
                _("{taken} of {limit} adults", taken=grown, limit=prison.max_adults),
                _("Anyone aged {age} or over", age=prison.adult_age),
            ),
            Meter(
                everybody,
                prison.max_visitors,
                _("{taken} of {limit} visitors", taken=everybody, limit=prison.max_visitors),
                _("Adults and children together"),
            ),
        ),
        sentence=_room(room, adult_room),
        room=room > 0 and adult_room >= 0,
    )


def _room(room: int, adult_room: int) -> Words:
    if room < 0 or adult_room < 0:
        return _("There are too many people. Remove someone to carry on.")
    if room == 0:
        return _("You cannot bring anyone else.")
    bring = _n("You can bring {n} more person.", "You can bring {n} more people.", room)
    if adult_room == 0:
        return _("{bring}\nThey must all be children.", bring=bring)
    if adult_room >= room:
        return bring
    grown = _n("Only {n} of them can be an adult.", "Only {n} of them can be adults.", adult_room)
    return _("{bring}\n{adults}", bring=bring, adults=grown)


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """The answers as they will be sent, a row a question."""
    prison = prison_of(answers, context)
    prisoner = Answers(found) if isinstance(found := answers.value("prisoner"), dict) else Answers()
    born = prisoner.date("date_of_birth")
    return (
        SummaryRow(
            _("Prison"),
            (bilingual(prison.name_en, prison.name_cy), *held_words(answers, context)) if prison else (),
            ("prison", "held"),
        ),
        SummaryRow(
            _("Prisoner"),
            (
                _("{name}, {number}", name=full_name(prisoner), number=prisoner.text("number")),
                *((_("Born {day:long}", day=born),) if born else ()),
            ),
            ("prisoner-name", "prisoner-birth", "prisoner-number"),
        ),
        SummaryRow(_("Visitors"), _visitors(answers, context), ("visitors",)),
        SummaryRow(_("Times"), tuple(map(slot_words, read_slots(answers.texts("slots")))), ("times",), ranked=True),
        SummaryRow(
            _("Extra support"),
            (verbatim(answers.text("support.details")) if answers.text("support.needed") == pages.YES else _("None needed"),),
            ("support", "support-details"),
        ),
        SummaryRow(_("How we reach you"), (contact_words(answers),), ("contact", "phone", "email", "address")),
        SummaryRow(_("Language"), (verbatim(Language(answers.text("language") or "en").own_name),), ("language",)),
    )


def _visitors(answers: Answers, context: Context) -> tuple[Words, ...]:
    lines = []
    for index, person in enumerate(answers.items("visitors")):
        born = person.date("date_of_birth")
        age = age_on(context.today, born) if born else 0
        name = full_name(person)
        lines.append(_("{name}, {age}", name=name, age=age) if index else _("{name} (you), {age}", name=name, age=age))
    return tuple(lines)


def contact_words(answers: Answers) -> Words:
    """How the answer reaches the person, with the address it goes to."""
    match answers.text("contact.method"):
        case pages.BY_TEXT if phone := answers.text("contact.phone"):
            return _("Text message to {phone}", phone=national_phone(phone))
        case pages.BY_CALL if phone := answers.text("contact.phone"):
            return _("Phone call to {phone}", phone=national_phone(phone))
        case pages.BY_EMAIL if email := answers.text("contact.email"):
            return _("Email to {email}", email=email)
        case pages.BY_POST if address := answers.text("contact.address"):
            return _("Letter to {address}", address=", ".join(line for line in address.splitlines() if line))
        case _other:
            return _("You come back to a kiosk")
