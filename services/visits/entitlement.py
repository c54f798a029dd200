"""What is said of the visits a person in prison may have, of closed visits, and of people who may not visit.

Only the prison knows who has which left and who may come, so nothing is claimed: it "will be checked" (visit-scheduler,
`ApplicationValidationService`: visiting orders of convicted people, a weekly limit on remand). The general pages name every
possibility and say nothing about anybody.
"""

from __future__ import annotations

from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import Line, Section
from services.visits.words import _

CONVICTED, REMAND = "convicted", "remand"  # values of the answer "held", which only some prisons need

_LEFT = {
    CONVICTED: _("Does the person have a visiting order (VO or PVO) left?"),
    REMAND: _("Has the person had all their visits for that week?"),
}
_LEFT_OF_ANYBODY = _("Does the person have a visit left for that month, or that week on remand?")


def will_check(answers: Answers, _context: Context) -> Section:
    """What the prison checks of this request once it has it."""
    return Section(
        _("What the prison checks"),
        (
            Line(_("Is each visitor on the list? Is there a place?")),
            Line(_LEFT.get(answers.text("held"), _LEFT_OF_ANYBODY)),
            Line(_("This kiosk cannot see these. They will be checked.")),
        ),
    )


INFORMATION = (
    Section(
        _("How many visits there are"),
        (
            Line(_("A convicted person uses a visiting order (VO or PVO) for a visit. The prison checks that one is left.")),
            Line(_("A person on remand has a number of visits each week. The prison checks it too.")),
        ),
    ),
    Section(
        _("Closed visits"),
        (Line(_("At a closed visit there is a screen between you. If yours is closed, the prison tells you before you come.")),),
    ),
    Section(
        _("If somebody cannot visit"),
        (
            Line(_("The prison writes to anyone it does not let in. It does not say why on a kiosk.")),
            Line(_("If you have had such a letter, ask the prison before you make a request.")),
        ),
    ),
)
