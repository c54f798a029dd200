"""Which page shows a place. A page's module is imported when it is first shown, or before, between two events (`load_pages`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from services.forms.fields import RankedTimesField
from services.forms.page import ListPage
from ui.desk.places import Place
from ui.desk.screen import Screen, Stage

_PAGES: Mapping[Place, str] = MappingProxyType(
    {
        Place.START: "start.StartScreen",
        Place.ATTRACT: "attract.AttractScreen",
        Place.INFORMATION: "information.InformationScreen",
        Place.TOPIC: "topic.TopicScreen",
        Place.PRISONS: "prisons.PrisonsScreen",
        Place.HELP: "messages.HelpScreen",
        Place.NO_SPEECH: "messages.NoSpeechScreen",
        Place.HINT: "messages.HintScreen",
        Place.ANSWERS: "check.AnswersScreen",
        Place.CHECK: "check.CheckScreen",
        Place.STOP: "messages.StopScreen",
        Place.CONFIRMATION: "confirmation.ConfirmationScreen",
        Place.PRINTER: "confirmation.PrinterScreen",
        Place.UNPRINTED: "unprinted.UnprintedScreen",
        Place.COMMENT: "comment.CommentScreen",
        Place.REFERENCE: "reference.ReferenceScreen",
        Place.STATUS: "status.StatusScreen",
        Place.NOT_KNOWN: "messages.NotKnownScreen",
        Place.NOTHING_SAVED: "messages.NothingSavedScreen",
        Place.CLOSED: "closed.ClosedScreen",
        Place.BROKEN: "messages.BrokenScreen",
        Place.IDLE: "idle_page.IdleScreen",
        Place.ADMIN: "admin.AdminScreen",
        Place.SIGN_IN: "sign_in.SignInScreen",
        Place.LOCKED: "sign_in.LockedScreen",
        Place.OWN_SECRET: "own_secret.OwnSecretScreen",
        Place.PEOPLE: "operator_list.OperatorListScreen",
        Place.PERSON: "new_operator.NewOperatorScreen",
    },
)
_LIST, _TIMES, _QUESTION = "people.ListScreen", "calendar.TimesScreen", "question.QuestionScreen"


def screen_for(stage: Stage) -> Screen:
    """The page of the place where the session is."""
    place = stage.session.place
    return _page(_step(stage) if place is Place.QUESTION else _PAGES[place])(stage)


def load_pages() -> Iterator[str]:
    """Import the pages that were not shown yet, one at each step, those of a service first; yields which."""
    for name in (_QUESTION, _LIST, _TIMES, *_PAGES.values()):
        _page(name)
        yield name


def _step(stage: Stage) -> str:
    """The page of a step: a list, a choice of times, or fields."""
    step = stage.session.journey.step
    if step is None:
        return _PAGES[Place.CHECK]
    if isinstance(step.page, ListPage):
        return _LIST
    return _TIMES if any(isinstance(field, RankedTimesField) for field in step.page.fields) else _QUESTION


def _page(name: str) -> Callable[[Stage], Screen]:
    module, _, page = name.partition(".")
    found: Callable[[Stage], Screen] = getattr(import_module(f"ui.desk.{module}"), page)
    return found
