"""Which place of a visit request can be held while it is typed: the best of its times, once there is one."""

from __future__ import annotations

from services.forms.answers import Answers
from services.forms.holding import WantedPlace
from services.visits.rules import MAX_VISITORS


def wanted_place(answers: Answers) -> WantedPlace | None:
    """The place of the first choice; None while there is none."""
    prison, slots = answers.text("prison"), answers.texts("slots")
    if not prison or not slots:
        return None
    people = len(answers.items("visitors"))
    return WantedPlace(prison, answers.text("held"), slots[0], min(max(people, 1), MAX_VISITORS))
