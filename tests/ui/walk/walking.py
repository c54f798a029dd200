"""The walk: every screen there is, each measured while it is shown.

Whoever has a language, a size or a screen of their own hands in a way to open a window, and gets every finding:

    for finding in walk(opened, (1280, 1024)): ...
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from services.forms.registry import installed_services
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.sample_catalogue import sample_catalogue
from tests.ui.walk import focus, page, places
from tests.ui.walk.batch_places import batches
from tests.ui.walk.case_places import caseload
from tests.ui.walk.finding import Finding
from tests.ui.walk.help_places import helped
from tests.ui.walk.journeys import Journeys
from tests.ui.walk.look_after import copies, visit_times
from tests.ui.walk.queue_places import queued
from tests.ui.walk.scan_places import scanned
from tests.ui.walk.services import ServiceWalk, in_order
from tests.ui.walk.sheet_places import typed
from tests.ui.walk.staff_places import staffed
from ui.desk.places import Place

Opened = Callable[[Bench], Driver]
"""Opens a window on a bench; where the records are damaged it does not wait for the desk to open."""


def bench() -> Bench:
    """A desk with every installed service and the guidance that ships; the other reference data stays as it is."""
    return Bench(catalogue=replace(sample_catalogue(), guidance=None), services=installed_services())


def walk(
    opened: Opened,
    screen: tuple[int, int],
    journeys: Journeys | None = None,
    *,
    thorough: bool = True,
    only: Collection[str] = (),
    visited: Callable[[str, Place], None] = lambda _name, _place: None,
) -> Iterator[Finding]:
    """Every finding on every screen; `visited` is told each screen's name, and where the session is.

    `thorough` False leaves out what differs only in a sentence, as one error from another. With `only`, of the services these.
    """
    made = _Walker(opened, screen)
    for name, driver in screens(made.open, journeys or Journeys(), all_alike=thorough, only=only):
        visited(name, driver.place)
        yield from made.measured(name, driver)


def screens(
    opened: Opened, journeys: Journeys, *, all_alike: bool = True, only: Collection[str] = (), desks: bool = True
) -> places.Shown:
    """Show one screen after the other; the name of each, and the window that shows it. Without `desks`, few of staff."""
    driver = opened(bench())
    yield from places.before_anybody(driver)
    yield from places.to_read(driver, places.Many.ALL if all_alike else places.Many.SOME)
    references: dict[str, str] = {}
    walked = (each for each in in_order(driver.bench.services) if not only or each.key in only)
    for number, service in enumerate(walked):
        cites = next((references[key] for key in service.follows if key in references), "")
        way = ServiceWalk(driver, service, journeys, cites, thorough=all_alike)
        for name in way.pages():
            yield f"{service.key}/{name}", driver
        if not number:
            yield from places.over_a_question(driver, all_errors=all_alike)
        reference = references[service.key] = way.finish()
        many = places.Many.ALL if all_alike else places.Many.ONE if number else places.Many.SOME
        for name, shown in places.after_saving(driver, many):
            yield f"{service.key}/{name}", shown
        for name, shown in places.status(driver, reference, many):
            yield f"{service.key}/{name}", shown
    yield from places.held(driver, journeys)
    yield from places.broken(driver)
    yield from places.closed(opened, bench)
    if desks:
        yield from desks_of_staff(opened, all_alike=all_alike)
    else:
        yield from staffed(opened, bench)


def desks_of_staff(opened: Opened, *, all_alike: bool = True) -> places.Shown:
    """Show one page of staff after the other."""
    yield from staffed(opened, bench)
    yield from queued(opened, bench, all_alike=all_alike)
    yield from caseload(opened)
    yield from helped(opened)
    yield from visit_times(opened, bench)
    yield from copies(opened, bench)
    yield from scanned(opened, bench)
    yield from batches(opened, bench)
    yield from typed(opened, bench)


class _Walker:
    """Opens windows one at a time, and measures what they show."""

    def __init__(self, opened: Opened, screen: tuple[int, int]) -> None:
        self._opened, self._screen = opened, screen
        self._driver: Driver | None = None
        self._focused: set[tuple[str, ...]] = set()
        self._drawn = page.Drawn()

    def open(self, made: Bench) -> Driver:
        """Another window in the place of the one there is: a window hears every press of its process."""
        if self._driver is not None:
            self._driver.window.session.finish("stopped")
        self._driver = self._opened(made)
        return self._driver

    def measured(self, name: str, driver: Driver) -> Iterator[Finding]:
        """What is wrong with the screen that is shown."""
        window = driver.window
        for fault in page.faults_of(window, self._screen, self._drawn):
            yield Finding(name, fault.rule, fault.said)
        had = window.focusWidget()
        for widget in self._not_focused_yet(window.findChildren(QWidget), driver):
            for fault in focus.faults_of(window, widget, window._looks.theme):
                yield Finding(name, fault.rule, fault.said)
        if had is not None:
            had.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_focused_yet(self, widgets: list[QWidget], driver: Driver) -> Iterator[QWidget]:
        """What takes the focus, in sight, of each kind once in a walk."""
        window = driver.window
        for widget in widgets:
            reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.hasFocus()
            if not reached or not widget.isVisibleTo(window) or not page.is_seen(window, widget):
                continue
            kind: tuple[str, ...] = (type(widget).__name__, str(getattr(widget, "_kind", "")), str(getattr(widget, "_scale", "")))
            if isinstance(widget, QAbstractButton):
                kind = (*kind, str(widget.isChecked()), str(getattr(widget, "_available", "")))
            if kind not in self._focused:
                self._focused.add(kind)
                yield widget
