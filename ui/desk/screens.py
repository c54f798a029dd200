"""Which page shows a place. A page's module is imported when it is first shown, or before, between two events (`load_pages`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from kiosk_app.site import DeskKind
from services.forms.fields import RankedTimesField
from services.forms.page import ListPage
from services.forms.service import Service
from ui.desk.places import Place
from ui.desk.screen import Screen, Stage

_PAGES: Mapping[Place, str] = MappingProxyType(
    {
        Place.START: "desk.start.StartScreen",
        Place.ATTRACT: "desk.attract.AttractScreen",
        Place.INFORMATION: "desk.information.InformationScreen",
        Place.TOPIC: "desk.topic.TopicScreen",
        Place.PRISONS: "desk.prisons.PrisonsScreen",
        Place.HELP: "desk.messages.HelpScreen",
        Place.NO_SPEECH: "desk.messages.NoSpeechScreen",
        Place.HINT: "desk.messages.HintScreen",
        Place.ANSWERS: "desk.check.AnswersScreen",
        Place.CHECK: "desk.check.CheckScreen",
        Place.STOP: "desk.messages.StopScreen",
        Place.CONFIRMATION: "desk.confirmation.ConfirmationScreen",
        Place.PRINTER: "desk.confirmation.PrinterScreen",
        Place.UNPRINTED: "desk.unprinted.UnprintedScreen",
        Place.COMMENT: "desk.comment.CommentScreen",
        Place.REFERENCE: "desk.reference.ReferenceScreen",
        Place.STATUS: "desk.status.StatusScreen",
        Place.NOT_KNOWN: "desk.messages.NotKnownScreen",
        Place.NOTHING_SAVED: "desk.messages.NothingSavedScreen",
        Place.CLOSED: "desk.closed.ClosedScreen",
        Place.BROKEN: "desk.messages.BrokenScreen",
        Place.IDLE: "desk.idle_page.IdleScreen",
        Place.ADMIN: "admin_desk.readiness.AdminScreen",
        Place.QUEUE: "admin_desk.queue.QueueScreen",
        Place.PRINT_JOBS: "admin_desk.print_jobs.PrintJobsScreen",
        Place.KEYS: "desk.staff_help.StaffHelpScreen",
        Place.SIGN_IN: "desk.sign_in.SignInScreen",
        Place.LOCKED: "desk.sign_in.LockedScreen",
        Place.OWN_SECRET: "desk.own_secret.OwnSecretScreen",
        Place.PEOPLE: "desk.operator_list.OperatorListScreen",
        Place.PERSON: "desk.new_operator.NewOperatorScreen",
        Place.BATCHES: "court_desk.batch_list.BatchListScreen",
        Place.BATCH: "court_desk.batch_page.BatchScreen",
        Place.ENVELOPE: "court_desk.batch_forms.EnvelopeScreen",
        Place.PAPERS: "court_desk.papers.PapersScreen",
        Place.PAYMENT: "court_desk.batch_forms.PaymentScreen",
        Place.TOTALS: "court_desk.batch_forms.TotalsScreen",
        Place.ITEM: "court_desk.item.ItemScreen",
        Place.REJECTION: "court_desk.rejection.RejectionScreen",
        Place.SHEET: "court_desk.sheet.SheetScreen",
        Place.SCANS: "court_desk.scan_list.ScanListScreen",
        Place.AGREEMENT: "helper_desk.agreement.AgreementScreen",
        Place.TASKS: "helper_desk.tasks.TasksScreen",
        Place.CLIENT_VIEW: "helper_desk.client_view.ClientViewScreen",
        Place.CASELOAD: "helper_desk.caseload.CaseloadScreen",
        Place.DATES: "admin_desk.dates.DatesScreen",
        Place.RECORDS: "admin_desk.records.RecordsScreen",
        Place.SETTINGS: "admin_desk.settings.SettingsScreen",
        Place.BACKUPS: "admin_desk.copies.CopiesScreen",
    },
)
_LIST, _TIMES, _QUESTION = "desk.people.ListScreen", "desk.calendar.TimesScreen", "desk.question.QuestionScreen"


def screen_for(stage: Stage) -> Screen:
    """The page of the place where the session is."""
    place = stage.session.place
    if stage.site.desk is not DeskKind.PUBLIC and place in {Place.START, Place.ATTRACT}:
        place = Place.SIGN_IN  # at a desk of staff nothing else stands before it
    helping = stage.session.staff.helping
    name = helping.page(place) or (_step(stage) if place is Place.QUESTION else _PAGES[place])
    return helping.dressed(_page(name)(stage), stage)


def load_pages(services: Iterable[Service] = ()) -> Iterator[str]:
    """Import the pages that were not shown yet, one at each step, those of a service first; then what services read ahead.

    Yields what it was.
    """
    for name in (_QUESTION, _LIST, _TIMES, *_PAGES.values()):
        _page(name)
        yield name
    for service in services:
        if service.read_ahead is not None:
            service.read_ahead()
            yield service.key


def _step(stage: Stage) -> str:
    """The page of a step: a list, a choice of times, or fields."""
    step = stage.session.journey.step
    if step is None:
        return _PAGES[Place.CHECK]
    if isinstance(step.page, ListPage):
        return _LIST
    return _TIMES if any(isinstance(field, RankedTimesField) for field in step.page.fields) else _QUESTION


def _page(name: str) -> Callable[[Stage], Screen]:
    module, _, page = name.rpartition(".")
    found: Callable[[Stage], Screen] = getattr(import_module(f"ui.{module}"), page)
    return found
