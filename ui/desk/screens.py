"""Which page shows a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from services.forms.fields import RankedTimesField
from services.forms.page import ListPage
from ui.desk.admin import AdminScreen
from ui.desk.attract import AttractScreen
from ui.desk.calendar import TimesScreen
from ui.desk.check import AnswersScreen, CheckScreen
from ui.desk.closed import ClosedScreen
from ui.desk.confirmation import ConfirmationScreen, PrinterScreen
from ui.desk.idle_page import IdleScreen
from ui.desk.messages import (
    BrokenScreen,
    HelpScreen,
    HintScreen,
    InformationScreen,
    NoSpeechScreen,
    NothingSavedScreen,
    NotKnownScreen,
    StopScreen,
)
from ui.desk.people import ListScreen
from ui.desk.places import Place
from ui.desk.question import QuestionScreen
from ui.desk.reference import ReferenceScreen, StatusScreen
from ui.desk.screen import Screen, Stage
from ui.desk.start import StartScreen


def question(stage: Stage) -> Screen:
    """The page of a step: a list, a choice of times, or fields."""
    step = stage.session.journey.step
    if step is None:
        return CheckScreen(stage)
    if isinstance(step.page, ListPage):
        return ListScreen(stage)
    if any(isinstance(field, RankedTimesField) for field in step.page.fields):
        return TimesScreen(stage)
    return QuestionScreen(stage)


SCREENS: Mapping[Place, Callable[[Stage], Screen]] = MappingProxyType(
    {
        Place.START: StartScreen,
        Place.ATTRACT: AttractScreen,
        Place.INFORMATION: InformationScreen,
        Place.HELP: HelpScreen,
        Place.NO_SPEECH: NoSpeechScreen,
        Place.QUESTION: question,
        Place.HINT: HintScreen,
        Place.ANSWERS: AnswersScreen,
        Place.CHECK: CheckScreen,
        Place.STOP: StopScreen,
        Place.CONFIRMATION: ConfirmationScreen,
        Place.PRINTER: PrinterScreen,
        Place.REFERENCE: ReferenceScreen,
        Place.STATUS: StatusScreen,
        Place.NOT_KNOWN: NotKnownScreen,
        Place.NOTHING_SAVED: NothingSavedScreen,
        Place.CLOSED: ClosedScreen,
        Place.BROKEN: BrokenScreen,
        Place.IDLE: IdleScreen,
        Place.ADMIN: AdminScreen,
    },
)


def screen_for(stage: Stage) -> Screen:
    """The page of the place where the session is."""
    return SCREENS[stage.session.place](stage)
