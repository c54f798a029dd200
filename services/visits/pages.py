"""The questions of a visit request, in the order they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from services.catalogue import Booking, Prison
from services.common.phones import Phone
from services.common.types import Email, LongText, PersonName, PrisonNumber, length
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, DateField, InputKind, Option, RankedTimesField, TextField, TimedOption
from services.forms.page import Aside, Help, Page
from services.forms.words import Words, bilingual, verbatim
from services.language import Language
from services.visits.rules import prison_of, timetable_of
from services.visits.slots import SlotValue, slots_on_offer
from services.visits.words import _

MAX_CHOICES = 3  # prison-visits-public, slots_step.rb: option_0 to option_2
SUPPORT_MIN, SUPPORT_MAX = 3, 200  # hmpps visits UI, additionalSupportController.ts
ADDRESS_MAX = 400

YES, NO = "yes", "no"
BY_TEXT, BY_CALL, BY_EMAIL, BY_POST, COME_BACK = "text", "call", "email", "post", "return"


def prisons(_answers: Answers, context: Context) -> Sequence[Option]:
    """Every prison, by its English name; those whose visits cannot be asked for here with what to do instead."""
    return [
        Option(each.code, bilingual(each.name_en, each.name_cy), also=each.other_names, instead=_instead_of(each))
        for each in context.catalogue.prisons
    ]


def takes_requests(code: str, _answers: Answers, context: Context) -> bool:
    """Whether a visit to the prison with this code can be asked for here."""
    prison = context.catalogue.prison(code)
    return prison is not None and prison.is_open


def _instead_of(prison: Prison) -> Words | None:
    name = bilingual(prison.name_en, prison.name_cy)
    if prison.is_open:
        return None
    if prison.booking is Booking.CLOSED:
        return _("{prison} is closed. It takes no visits now.", prison=name)
    if prison.phone:
        return _("Visits to {prison} are not asked for here. Phone {phone}.", prison=name, phone=prison.phone)
    return _(
        "Visits to {prison} are not asked for here. Look at the visits information, or go to www.gov.uk/prison-visits.",
        prison=name,
    )


def times(answers: Answers, context: Context) -> Sequence[TimedOption]:
    """Every time that can be asked for today at the chosen prison."""
    prison = prison_of(answers, context)
    slots = slots_on_offer(prison, context.today, context.catalogue, timetable_of(answers, context)) if prison else ()
    return [TimedOption(slot.value, slot.day, slot.span) for slot in slots]


PRISON = Page(
    key="prison",
    title=_("Which prison is the person in?"),
    fields=(
        ChoiceField(
            path="prison",
            label=_("Prison name"),
            options=prisons,
            search=True,
            personal=False,
            takes=takes_requests,
            messages={"missing": _("Select a prison"), "not-an-option": _("Select a prison from the list")},
        ),
    ),
    help=Help(
        _("I cannot find the prison"),
        _("If you cannot find the prison"),
        (
            _("Letters from the prison show its name at the top."),
            _("Staff at the desk can tell you who to ask."),
            _("Some prisons book their visits in another way. Type their name to see how."),
            _("For those, phone the prison or go to www.gov.uk/prison-visits."),
        ),
    ),
)

_ONE_NAME_OF_PRISONER = _("You gave only one name for the prisoner.")
_ONE_NAME_OF_VISITOR = _("You gave only one name for a visitor.")
ONE_NAME = Help(  # rules.everybody_has_a_name takes it in either box
    _("Only one name?"),
    _("People with only one name"),
    (
        _("Type the name in either box and leave the other one empty."),
        _("Before you save, we ask you to say that it is the whole name."),
    ),
)

PRISONER_NAME = Page(
    key="prisoner-name",
    title=_("Who are you visiting?"),
    fields=(
        TextField(
            path="prisoner.first_name",
            label=_("First name"),
            value_type=PersonName,
            kind=InputKind.NAME,
            optional=True,
            messages={"missing": _("Enter their first name"), "one-name": _ONE_NAME_OF_PRISONER},
        ),
        TextField(
            path="prisoner.last_name",
            label=_("Last name"),
            value_type=PersonName,
            kind=InputKind.NAME,
            optional=True,
            messages={"missing": _("Enter their last name"), "one-name": _ONE_NAME_OF_PRISONER},
        ),
    ),
    help=ONE_NAME,
)

PRISONER_BIRTH = Page(
    key="prisoner-birth",
    title=_("What is their date of birth?"),
    fields=(
        DateField(
            path="prisoner.date_of_birth",
            label=_("Date of birth"),
            hint=_("For example, 27 3 1985"),
            messages={"missing": _("Enter their date of birth")},
        ),
    ),
)

PRISONER_NUMBER = Page(
    key="prisoner-number",
    title=_("What is their prison number?"),
    fields=(
        TextField(
            path="prisoner.number",
            label=_("Prison number"),
            hint=_("1 letter, 4 numbers, then 2 letters. For example, A1234BC"),
            value_type=PrisonNumber,
            kind=InputKind.CODE,
            width=7,
            messages={"missing": _("Enter the prison number")},
        ),
    ),
    aside=Aside("letter", _("Where to find it"), _("On letters from the prison, next to the person’s name.")),
    help=Help(
        _("I do not know the number"),
        _("Finding the prison number"),
        (
            _("It is on every letter from the prison, next to the person’s name."),
            _("The person can tell you when they phone or write."),
            _("Staff cannot look it up for you, but they can tell you who to ask."),
        ),
    ),
)

VISITOR_NAME = Page(
    key="visitor-name",
    title=lambda _answers, _context, index: _("What is this visitor’s name?") if index else _("What is your name?"),
    lead=_("Use the name on the ID that will be shown at the prison."),
    fields=(
        TextField(
            path="first_name",
            label=_("First name"),
            value_type=PersonName,
            kind=InputKind.NAME,
            optional=True,
            messages={"missing": _("Enter a first name"), "one-name": _ONE_NAME_OF_VISITOR},
        ),
        TextField(
            path="last_name",
            label=_("Last name"),
            value_type=PersonName,
            kind=InputKind.NAME,
            optional=True,
            messages={"missing": _("Enter a last name"), "one-name": _ONE_NAME_OF_VISITOR},
        ),
    ),
    help=ONE_NAME,
)

VISITOR_BIRTH = Page(
    key="visitor-birth",
    title=lambda _answers, _context, index: (
        _("What is this visitor’s date of birth?") if index else _("What is your date of birth?")
    ),
    fields=(
        DateField(
            path="date_of_birth",
            label=_("Date of birth"),
            hint=_("For example, 27 3 1985"),
            messages={"missing": _("Enter a date of birth")},
        ),
    ),
)

TIMES = Page(
    key="times",
    title=_("When would you like to visit?"),
    lead=_("Choose up to 3 times, best first. The prison tries them in order."),
    fields=(
        RankedTimesField(
            path="slots",
            label=_("Visit times"),
            options=times,
            maximum=MAX_CHOICES,
            value_type=SlotValue,
            as_of=lambda context: context.catalogue.as_of,
            stale=(
                _("If a time has changed since then, the prison tries your next choice."),
                _("If none of them work, they tell you and you can ask again."),
            ),
            messages={
                "missing": _("Choose at least one time"),
                "too-many": _("Choose no more than {max} times"),
                "chosen-twice": _("Choose different times"),
                "not-offered": _("A time you chose cannot be asked for any more. Choose another one."),
            },
        ),
    ),
)

SUPPORT = Page(
    key="support",
    title=_("Does anyone need extra support?"),
    fields=(
        ChoiceField(
            path="support.needed",
            label=_("Extra support"),
            hint=_("For example, a step-free way in or a hearing loop"),
            options=(Option(YES, _("Yes")), Option(NO, _("No"))),
            messages={"missing": _("Select yes if anyone needs extra support")},
        ),
    ),
)

SUPPORT_DETAILS = Page(
    key="support-details",
    title=_("What support is needed?"),
    when=lambda answers: answers.text("support.needed") == YES,
    fields=(
        TextField(
            path="support.details",
            label=_("Support needed"),
            hint=_("For example, a step-free way in for one visitor"),
            value_type=Annotated[LongText, length(SUPPORT_MIN, SUPPORT_MAX)],
            kind=InputKind.LONG,
            width=40,
            max_length=SUPPORT_MAX,
            messages={"missing": _("Enter what support is needed")},
        ),
    ),
)

CONTACT = Page(
    key="contact",
    title=_("How should the prison tell you its answer?"),
    fields=(
        ChoiceField(
            path="contact.method",
            label=_("How we reach you"),
            options=(
                Option(BY_TEXT, _("Text message")),
                Option(BY_CALL, _("Phone call")),
                Option(BY_EMAIL, _("Email")),
                Option(BY_POST, _("Letter")),
                Option(COME_BACK, _("I will come back to a kiosk")),
            ),
            messages={"missing": _("Select how the prison should tell you")},
        ),
    ),
)

PHONE = Page(
    key="phone",
    title=_("What is your phone number?"),
    when=lambda answers: answers.text("contact.method") in {BY_TEXT, BY_CALL},
    fields=(
        TextField(
            path="contact.phone",
            label=_("Phone number"),
            hint=_("For example, 07700 900 982"),
            value_type=Phone,
            kind=InputKind.PHONE,
            messages={"missing": _("Enter a phone number")},
        ),
    ),
)

EMAIL = Page(
    key="email",
    title=_("What is your email address?"),
    when=lambda answers: answers.text("contact.method") == BY_EMAIL,
    fields=(
        TextField(
            path="contact.email",
            label=_("Email address"),
            value_type=Email,
            kind=InputKind.EMAIL,
            width=30,
            messages={"missing": _("Enter an email address")},
        ),
    ),
)

ADDRESS = Page(
    key="address",
    title=_("Where should the letter go?"),
    when=lambda answers: answers.text("contact.method") == BY_POST,
    fields=(
        TextField(
            path="contact.address",
            label=_("Address"),
            hint=_("Include the postcode"),
            value_type=Annotated[LongText, length(SUPPORT_MIN, ADDRESS_MAX)],
            kind=InputKind.LONG,
            width=40,
            max_length=ADDRESS_MAX,
            messages={"missing": _("Enter the address")},
        ),
    ),
)

LANGUAGE = Page(
    key="language",
    title=_("Which language should the answer be in?"),
    fields=(
        ChoiceField(
            path="language",
            label=_("Language"),
            options=tuple(Option(each.value, verbatim(each.own_name)) for each in Language),
            personal=False,
            messages={"missing": _("Select a language")},
        ),
    ),
)
