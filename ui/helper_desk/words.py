"""Words of the helper desk that depend on a case, a state or a code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from kiosk_app.ports.helping import Agreed, Agreement, Given, Relationship
from services.forms.sections import SectionState
from services.forms.words import Domain, Words
from ui.components.status import Status
from ui.desk.words import instant_words

_ = Domain("ui")
_n = _.plural

STATES: Final[Mapping[SectionState, tuple[Status, Words]]] = MappingProxyType(
    {
        SectionState.COMPLETED: (Status.DONE, _("Completed")),
        SectionState.IN_PROGRESS: (Status.UNDER_WAY, _("In progress")),
        SectionState.NOT_STARTED: (Status.NOT_STARTED, _("Not yet started")),
        SectionState.CANNOT_START: (Status.CANNOT_START, _("Cannot start yet")),
    }
)
RELATIONSHIPS: Final[Mapping[Relationship, Words]] = MappingProxyType(
    {
        Relationship.ADVISER: _("Adviser: I help people as part of my work"),
        Relationship.SUPPORT_WORKER: _("Support worker or carer"),
        Relationship.VOLUNTEER: _("Volunteer"),
        Relationship.INTERPRETER: _("Interpreter"),
        Relationship.FAMILY: _("Family"),
        Relationship.FRIEND: _("Friend"),
        Relationship.OTHER: _("Something else"),
    }
)
WAYS_TO_AGREE: Final[Mapping[Agreed, tuple[Words, Words]]] = MappingProxyType(
    {
        Agreed.PAPER: (_("On paper"), _("They signed a form that is kept here")),
        Agreed.SAID: (_("They said so"), _("You told them what you will do, and they said yes")),
        Agreed.TICKED: (_("On this screen"), _("They ticked the box below themselves")),
    }
)
KINDS: Final[Mapping[Given, Words]] = MappingProxyType(
    {
        Given.EXPLAINED: _("Explain the questions"),
        Given.TYPED: _("Type for them"),
        Given.READ_ALOUD: _("Read aloud to them"),
    }
)
MISSING: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "service": _("Select what they need help with"),
        "client": _("Enter your client’s name"),
        "relationship": _("Select who you are to your client"),
        "agreed": _("Select how your client agreed. Nobody can be helped without that"),
        "given": _("Select what help your client agreed to"),
    }
)
_HOW: Final[Mapping[Agreed, Words]] = MappingProxyType(
    {
        Agreed.PAPER: _("Agreed {when}, on paper."),
        Agreed.SAID: _("Agreed {when}, by saying so."),
        Agreed.TICKED: _("Agreed {when}, on this screen."),
    }
)


def first_name(client: str) -> str:
    """What somebody is called on the screen they share."""
    return client.split(maxsplit=1)[0] if client.split() else client


def agreed_words(agreement: Agreement, today: date) -> Words:
    """When and how a client agreed."""
    return _HOW[agreement.agreed](when=instant_words(agreement.at, today))


def done_words(done: int, of: int) -> Words:
    """How far an application is."""
    return _n("{done} of {n} section completed", "{done} of {n} sections completed", of, done=done)
