"""Every page of every installed service, in the real window: empty, answered, wrong, with the keyboard, and what lies over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from services.forms.draft import Draft
from services.forms.fields import ChoiceField, RankedTimesField
from services.forms.journey import Step
from services.forms.page import ListPage, Page
from services.forms.service import Service
from tests.ui.desk_driver import Driver
from tests.ui.walk.journeys import Journeys
from ui.components.fields import TextField
from ui.components.times import DayButton, TimeButton
from ui.desk.area import TextArea
from ui.desk.places import Place

NOWHERE = "zzzz"  # found by no entry of any list


def in_order(services: Mapping[str, Service]) -> list[Service]:
    """The services in an order in which each comes after those that it follows."""
    waiting, ordered = dict(services), []
    while waiting:
        ready = [each for each in waiting.values() if not any(key in waiting for key in each.follows)] or [*waiting.values()]
        ordered += ready
        for each in ready:
            del waiting[each.key]
    return ordered


class ServiceWalk:
    """The pages of one service in one window."""

    def __init__(self, driver: Driver, service: Service, journeys: Journeys, cites: str = "", *, thorough: bool = True) -> None:
        self._driver, self._service, self._journeys, self._cites = driver, service, journeys, cites
        self._thorough = thorough
        self._seen: set[str] = set()
        self._typed: set[object] = set()
        self._lengths: set[int] = set()
        self._shapes: set[tuple[object, ...]] = set()  # of pages that were seen wrong

    def pages(self) -> Iterator[str]:
        """Show one page after the other, and name each while it is there. Ends on the check-your-answers page."""
        session = self._driver.window.session
        session.start(self._service.key, self._cites)
        self._driver.settle()
        yield "begun"
        way = session.journey
        for draft in self._journeys.of(self._service, way.context):
            self._take(draft)
            for step in way.checked().steps:
                yield from self._states_of(step)
            yield from self._checking(draft)
        self._take(self._journeys.of(self._service, way.context)[0])
        assert not way.checked().blocked, f"{self._service.key} cannot be answered: {way.checked().problems}"
        self._show(None)

    def finish(self) -> str:
        """Keep the answers, and return the reference."""
        way = self._driver.window.session.journey
        for problem in way.to_confirm():
            way.confirm(problem, yes=True)
        self._driver.window.session.submit()
        self._driver.settle()
        assert self._driver.place is Place.CONFIRMATION, f"{self._service.key} was not kept"
        return next(reversed(self._driver.bench.submissions.kept))

    def _checking(self, draft: Draft) -> Iterator[str]:
        """The answers of a draft before they are kept, with what must be confirmed, and those given so far."""
        session = self._driver.window.session
        way, number = session.journey, len(list(draft.items()))
        if number in self._lengths or way.checked().blocked:
            return
        self._lengths.add(number)
        self._show(None)
        yield f"check/{number}"
        if way.unconfirmed():
            session.submit()
            self._driver.settle()
            yield f"check/{number}/not-confirmed"
        session.over(Place.ANSWERS)
        self._driver.settle()
        yield f"answers/{number}"
        session.leave()
        self._driver.settle()

    def _take(self, draft: Draft) -> None:
        own = self._driver.window.session.journey.draft
        own.clear()
        for path, text in draft.items():
            own.set(path, text)

    def _show(self, step: Step | None) -> None:
        """Go there as somebody does who was there before."""
        way = self._driver.window.session.journey
        del way._walks[1:]
        way._walks[0].at = step
        way.shown = ()
        self._driver.window.session.show_step()
        self._driver.settle()

    def _states_of(self, step: Step) -> Iterator[str]:
        length = self._driver.window.session.journey.draft.count(step.page.path) if isinstance(step.page, ListPage) else 0
        name = f"{step.key}/{length}" if isinstance(step.page, ListPage) else step.key
        if name in self._seen or step.index > 1:
            return
        self._seen.add(name)
        self._show(step)
        yield name
        if isinstance(step.page, ListPage):
            return
        if any(isinstance(each, RankedTimesField) for each in step.page.fields):
            yield from self._times(step, name)
        yield from self._typing(step, name)
        if self._thorough or _shape(step.page) not in self._shapes:
            self._shapes.add(_shape(step.page))
            yield from self._wrong(step, step.page, name)
        if step.page.help is not None:
            self._driver.window.session.over(Place.HINT)
            self._driver.settle()
            yield f"{name}/help"
            self._driver.window.session.leave()
            self._driver.settle()

    def _times(self, step: Step, name: str) -> Iterator[str]:
        """Another day, and a choice taken out."""
        days = [each for each in self._driver.visible() if isinstance(each, DayButton)]
        if len(days) > 1:
            days[-1].click()
            self._driver.settle()
            yield f"{name}/other-day"
        chosen = [each for each in self._driver.visible() if isinstance(each, TimeButton) and each.isChecked()]
        for each in chosen[:1]:
            each_name = each.objectName()
            each.click()
            self._driver.settle()
            yield f"{name}/fewer"
            again = self._driver.find(each_name)  # whoever looks may have shown the page anew
            if isinstance(again, TimeButton):
                again.click()
        self._show(step)

    def _typing(self, step: Step, name: str) -> Iterator[str]:
        """With the keyboard open, for the first field; in a list that is searched, also with nothing found."""
        fields = self._fields()
        kinds = {getattr(each, "keyboard", None) for each in fields}
        if not fields or (not self._thorough and kinds <= self._typed):  # the same with an error is seen on every page
            return
        self._typed |= kinds
        self._touch(fields[0])
        yield f"{name}/keyboard"
        searched = isinstance(step.page, Page) and any(isinstance(each, ChoiceField) and each.search for each in step.page.fields)
        first = next(iter(self._fields()), None)  # whoever looks may have shown the page anew
        if searched and isinstance(first, TextField):
            first.setText(NOWHERE)
            self._driver.settle()
            yield f"{name}/keyboard/nothing-found"
        self._driver.window.frame.keyboard.hidden.emit()
        self._show(step)

    def _wrong(self, step: Step, page: Page, name: str) -> Iterator[str]:
        """After Continue with nothing answered, and with the keyboard open then."""
        session = self._driver.window.session
        kept = Draft(dict(session.journey.draft.items()))
        for each in page.fields:
            session.journey.draft.clear(step.path(each.path))
        session.advance()
        self._driver.settle()
        if session.journey.shown:
            yield f"{name}/error"
            fields = self._fields()
            if fields:
                self._touch(fields[0])
                yield f"{name}/error/keyboard"
                self._driver.window.frame.keyboard.hidden.emit()
        self._take(kept)
        self._show(step)

    def _fields(self) -> list[QWidget]:
        body = self._driver.window.frame.rail.widget()
        assert body is not None
        return [each for kind in (TextField, TextArea) for each in body.findChildren(kind) if each.isVisibleTo(body)]

    def _touch(self, field: QWidget) -> None:
        """With a finger, so that the keyboard comes."""
        self._driver.look_at_the_page()
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        self._driver.window.frame.rail.show_part(field)
        self._driver.click(field, QPoint(field.width() // 2, field.height() // 2))
        self._driver.settle()


def _shape(page: Page) -> tuple[object, ...]:
    """What a page is made of, but for its words."""
    fields = tuple((type(each), getattr(each, "kind", None), each.hint is None, each.optional) for each in page.fields)
    return fields, page.lead is None, page.aside is None, page.help is None
