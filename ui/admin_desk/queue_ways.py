"""What can be done with one request of the queue, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from kiosk_app.ports.operators import Permission
from kiosk_app.ports.queue import Queued
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody
from kiosk_app.site import DeskKind
from services.forms.words import Words
from ui.admin_desk.parts import button
from ui.components.buttons import Button, Kind
from ui.desk.places import Place
from ui.desk.words import _
from ui.theme import LookSource

if TYPE_CHECKING:
    from ui.admin_desk.queue_asking import QueueAsking
    from ui.desk.screen import Stage


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done."""

    words: Words
    key: str
    name: str
    act: Callable[[], object] = field(repr=False)
    kind: Kind = Kind.SECONDARY

    def button(self, looks: LookSource) -> Button:
        """What is pressed for it."""
        return button(looks, self.words, self.name, self.act, self.kind, key=self.key)


def ways_with(stage: Stage, asking: QueueAsking, each: Queued) -> Sequence[Way]:
    """What can be done with one, the first thing first."""
    receipt = Way(_("Print its receipt"), "R", "print-again", partial(asking.print_again, each.reference))
    match each.custody:
        case Custody.QUARANTINED:
            return (*_ways_on(stage, each), *_ways_aside(stage, asking, each), receipt)
        case Custody.HELD if each.reason != ANOTHER_CENTRE and each.retry_at is not None:
            return (Way(_("Try this one now"), "T", "try-one", partial(asking.try_now, each.id)), receipt)
        case _other:
            return (receipt,)


def _ways_on(stage: Stage, each: Queued) -> Sequence[Way]:
    """A new request, where this is a desk at which whoever is signed in begins them."""
    session = stage.session
    service = session.services.get(each.service)
    helps = stage.site.desk is DeskKind.HELPER and session.staff.operators.may(Permission.HELP)
    if not helps or service is None or not service.starts_here or each.dealt_with is not None:
        return ()

    def begin() -> None:
        from ui.helper_desk.agreement import FOLLOWS

        session.over(Place.AGREEMENT, {"service": each.service, FOLLOWS: each.reference})

    return (Way(_("Start a new request"), "Enter", "start-new", begin, Kind.PRIMARY),)


def _ways_aside(stage: Stage, asking: QueueAsking, each: Queued) -> Sequence[Way]:
    found = []
    if each.may_be_released:
        found.append(Way(_("Send it once more"), "A", "release", partial(asking.ask_to_release, each.id)))
    found.append(Way(_("Print a note"), "P", "print-note", partial(asking.print_note, each.id, stage.session.language)))
    if each.dealt_with is None:
        found.append(Way(_("Mark as dealt with"), "D", "deal-with", partial(asking.deal_with, each.id)))
    else:
        found.append(Way(_("Not dealt with after all"), "D", "take-up", partial(asking.take_up, each.id)))
    return found
