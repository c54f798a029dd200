"""The visit request as one service: what every desk, the paper, the centre and partners read."""

from __future__ import annotations

from services.forms.page import ListPage
from services.forms.receipt import Line, Section
from services.forms.service import CheckWords, Service
from services.visits import pages
from services.visits.amendments import AMENDMENTS
from services.visits.entitlement import INFORMATION, will_check
from services.visits.following import follow_ups
from services.visits.held import HELD
from services.visits.holding import wanted_place
from services.visits.notices import NOTICES
from services.visits.outcomes import outcome
from services.visits.paper import PAPER
from services.visits.passes import appointments, visit_pass
from services.visits.receipt import about, receipt, receipt_fields
from services.visits.resemblance import resemblance
from services.visits.rules import MAX_VISITORS, RULES
from services.visits.summary import describe_visitor, summary, visitor_limits
from services.visits.the_day import BRING, TURNED_AWAY
from services.visits.usefulness import useful_until
from services.visits.words import _

VISITORS = ListPage(
    key="visitors",
    title=_("Who is going on the visit?"),
    path="visitors",
    item=(pages.VISITOR_NAME, pages.VISITOR_BIRTH),
    minimum=1,
    maximum=MAX_VISITORS,
    add=_("Add another visitor"),
    describe=describe_visitor,
    limits=visitor_limits,
    note=_("The prison checks each name against the prisoner’s visitor list. Use the name on each person’s ID."),
)

SERVICE = Service(
    key="prison-visit",
    version=1,
    title=_("Book a prison visit"),
    promise=(_("Ask to visit someone in prison."), _("Give up to 3 times that suit you.")),
    minutes=10,
    picture="visit",
    pages=(
        pages.PRISON,
        HELD,
        pages.PRISONER_NAME,
        pages.PRISONER_BIRTH,
        pages.PRISONER_NUMBER,
        VISITORS,
        pages.TIMES,
        pages.SUPPORT,
        pages.SUPPORT_DETAILS,
        pages.CONTACT,
        pages.PHONE,
        pages.EMAIL,
        pages.ADDRESS,
        pages.LANGUAGE,
    ),
    rules=(*RULES, *NOTICES),
    problem_words={
        "first-visitor-age": _("The person asking must be {min} or over"),
        "too-many-visitors": _("You can bring no more than {max} visitors"),
        "too-many-adults": _("You can bring no more than {max} visitors aged {age} or over"),
        "too-many": _("You can bring no more than {max} visitors"),
        "adult-by-visit": _(
            "A visitor who is {now} today is {age} by {day:weekday}. This prison then counts them as an adult, so bring their ID."
        ),
        "too-many-adults-by-visit": _(
            "By {day:weekday}, more than {max} of your visitors are {age} or over. The prison may say no to that day."
        ),
        "times-overlap": _("Some of your times overlap. You have a better chance with times that do not."),
        "text-to-landline": _("This phone number looks like a landline, so a text message may not reach you."),
        "same-visitor": _("Two visitors have the same name and date of birth."),
        "visitor-is-prisoner": _("A visitor has the same name and date of birth as the prisoner."),
    },
    confirm_words={
        "same-visitor": _("Yes, they are two people"),
        "visitor-is-prisoner": _("Yes, they are two people"),
    },
    resemblance=resemblance,
    wanted_place=wanted_place,
    information_line=_("ID, travel, what to bring"),
    information=(
        *BRING,
        Section(
            _("On the day"),
            (
                Line(_("Arrive 45 minutes before the visit.")),
                Line(_("Do not travel before the prison has said yes.")),
            ),
        ),
        TURNED_AWAY,
        *INFORMATION,
    ),
    summary=summary,
    check_words=CheckWords(
        save=_("Save my visit request"),
        send=_("Send my visit request"),
        not_yet=_("This does not book the visit yet."),
        checks=will_check,
        declaration=_("By saving, you say these answers are true as far as you know."),
        offline=(
            _("You can finish now. We save your request here and send it when the connection is back."),
            _("The prison can only decide after it is sent."),
        ),
    ),
    receipt_fields=receipt_fields,
    useful_until=useful_until,
    follow_ups=follow_ups,
    receipt=receipt,
    outcome=outcome,
    about=about,
    amendments=AMENDMENTS,
    granted_pass=visit_pass,
    appointments=appointments,
    paper=PAPER,
)
