"""Which page comes next. Knows no screen: the window asks it where to go and draws that.

A journey is a stack of walks. The lowest is the service's main line; above it lie detours that come back to where they began:
an item of a list, a row changed on the check-your-answers page, a page that turned out to be at fault. A page's Continue looks
at that page's problems only; the check-your-answers page is reached when nothing is wrong anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.forms.check import Checked, Readings, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.journey import Step, item_steps, main_line
from services.forms.page import ListPage, Page
from services.forms.problem import Problem, blocking
from services.forms.service import Service

GONE = "not-offered"  # the code of a chosen time that is not on offer


@dataclass(slots=True)
class _Walk:
    """Steps to be asked one after the other; `at` is None at the end, where the answers are checked."""

    steps: Callable[[Checked], tuple[Step, ...]]
    at: Step | None
    discard: tuple[ListPage, int] | None = None  # a new item that stays only if its questions are answered

    def neighbour(self, checked: Checked, distance: int) -> Step | None:
        """The step `distance` after (or before) the current one."""
        steps = self.steps(checked)
        keys = [step.key for step in steps]
        if self.at is None:
            position = len(steps) + distance
        elif self.at.key in keys:
            position = keys.index(self.at.key) + distance
        else:  # an answer elsewhere has removed the page
            position = 0
        return steps[position] if 0 <= position < len(steps) else None


class Navigator:
    """One person's way through one service. `draft` is what they typed; the only copy ever made of it is the one that is sent."""

    kept = False  # what was typed is kept when it is left
    resumed = False  # some of it was typed before
    stopped = False  # the person wanted to stop, and what was typed is deleted

    def __init__(self, service: Service, context: Context, cites: str = "") -> None:
        self.service = service
        self.cites = cites  # the reference of the submission this one follows
        self.context = replace(context, cites=cites)
        self.draft = Draft()
        self.renewed = False  # what is on offer has changed since it was shown
        self.shown: tuple[Problem, ...] = ()  # problems the current page shows
        self.repeated: tuple[Problem, ...] = ()  # what only the kiosk's records can ask about these answers
        self.confirmed: tuple[Problem, ...] = ()  # what the person has said yes to; of no account once it is another problem
        self._checked: tuple[tuple[object, ...], Checked] | None = None  # of which answers, and what was found
        self._readings = Readings()
        self._walks = [_Walk(_main, None)]
        self._walks[0].at = _main(self.checked())[0]

    def checked(self) -> Checked:
        """Everything typed so far, looked at as a whole; once, until something else is typed."""
        answers = (self.context, *self.draft.items())
        if self._checked is None or self._checked[0] != answers:
            self._checked = answers, check_draft(self.service, self.draft, self.context, self._readings)
        return self._checked[1]

    def finished(self) -> Draft:
        """The answers as they are now: what is typed later does not change them."""
        return Draft(dict(self.draft.items()))

    def renew(self, context: Context) -> None:
        """Check against what is on offer now."""
        self.context, self.renewed = replace(context, cites=self.cites), True

    def to_confirm(self) -> tuple[Problem, ...]:
        """What must be said yes to before the answers are kept."""
        mine = self.checked().to_confirm
        return (*mine, *(problem for problem in self.repeated if problem not in mine))

    def unconfirmed(self) -> tuple[Problem, ...]:
        """What of it the person has not said yes to."""
        return tuple(problem for problem in self.to_confirm() if problem not in self.confirmed)

    def confirm(self, problem: Problem, *, yes: bool) -> None:
        """The person says yes to a problem, or takes it back."""
        others = tuple(each for each in self.confirmed if each != problem)
        self.confirmed = (*others, problem) if yes else others

    @property
    def step(self) -> Step | None:
        """The page to show; None for the check-your-answers page."""
        return self._walks[-1].at

    @property
    def in_detour(self) -> bool:
        """Whether Continue leads back to where a detour began."""
        return len(self._walks) > 1

    def advance(self) -> bool:
        """Continue. False, with `shown` filled, when this page needs another look."""
        step = self.step
        if step is None:
            return False
        self.shown = self._problems_on(step)
        if self.shown:
            return False
        checked = self.checked()
        walk = self._walks[-1]
        following = walk.neighbour(checked, 1)
        if following is None and self.in_detour:
            self._walks.pop()
        else:
            walk.at = following
        if self.step is None:
            self._settle()
        else:
            self._arrive()
        return True

    def back(self) -> bool:
        """Go back one page. False when this was the first."""
        self.shown = ()
        walk = self._walks[-1]
        before = walk.neighbour(self.checked(), -1)
        if before is not None:
            walk.at = before
        elif self.in_detour:
            self._walks.pop()
            self._discard(walk)
        else:
            return False
        self._arrive()
        return True

    def change(self, pages: tuple[str, ...]) -> None:
        """Walk these pages again, then come back."""

        def steps(checked: Checked) -> tuple[Step, ...]:
            return tuple(step for step in _main(checked) if step.parent is None and step.page.key in pages)

        self.walk(steps)

    def walk(self, steps: Callable[[Checked], tuple[Step, ...]]) -> None:
        """Ask these steps one after the other, as they are for the answers of each moment, then come back."""
        found = steps(self.checked())
        if found:
            self._enter(_Walk(steps, found[0]))

    def change_item(self, page: ListPage, index: int) -> None:
        """Ask the pages of one item again, then come back to the list."""

        def steps(checked: Checked) -> tuple[Step, ...]:
            return item_steps(page, index, checked.answers)

        self._enter(_Walk(steps, steps(self.checked())[0]))

    def add_item(self, page: ListPage) -> None:
        """Ask the pages of one more item, then come back to the list."""
        index = self.draft.count(page.path)
        self.change_item(page, index)
        self._walks[-1].discard = (page, index)

    def remove_item(self, page: ListPage, index: int) -> None:
        """Take an item out of the list."""
        self.draft.remove(page.path, index)
        self.shown = ()

    def show_fault(self, problems: tuple[Problem, ...] = ()) -> bool:
        """Go to the first page with a problem that stops the submission, with its problems shown. False when there is none."""
        checked = self.checked()
        stopping = blocking(problems or checked.problems)
        for step in checked.steps:
            mine = tuple(problem for problem in stopping if step.owns(problem.path))
            if mine:
                self.show_step(step)
                self.shown = mine
                return True
        return False

    def show_step(self, step: Step) -> None:
        """Ask one page again, then come back."""
        self._enter(_Walk(lambda _checked: (step,), step))

    def _problems_on(self, step: Step) -> tuple[Problem, ...]:
        """What stops this page: its own problems, and for a list also those of its items."""
        checked = self.checked()
        mine = blocking((checked if step in checked.steps else self._begun(step)).on(step))
        if isinstance(step.page, ListPage):
            below = f"{step.page.path}."
            mine += tuple(problem for problem in blocking(checked.problems) if problem.path.startswith(below))
        return mine

    def _begun(self, step: Step) -> Checked:
        """The answers with the item of this step begun: of one nobody has typed anything for, the whole knows nothing."""
        draft = self.finished()
        if isinstance(step.page, Page):
            field = step.page.fields[0]
            draft.set(".".join((step.path(field.path), *field.parts[:1])), " ")
        return check_draft(self.service, draft, self.context)

    def _settle(self) -> None:
        """The check-your-answers page was reached: if something is wrong elsewhere, that page comes first."""
        self.shown = ()
        self.show_fault()

    def _arrive(self) -> None:
        """A page says at once which choices an earlier answer has taken away; everything else it says at Continue."""
        step = self.step
        self.shown = () if step is None else tuple(each for each in blocking(self.checked().on(step)) if each.code == GONE)

    def _enter(self, walk: _Walk) -> None:
        self._walks.append(walk)
        self._arrive()

    def _discard(self, walk: _Walk) -> None:
        """Whoever goes back out of adding an item has not added it, unless it was finished."""
        if walk.discard is None:
            return
        page, index = walk.discard
        prefix = f"{page.path}.{index}."
        if any(problem.path.startswith(prefix) for problem in self.checked().problems):
            self.draft.remove(page.path, index)


def _main(checked: Checked) -> tuple[Step, ...]:
    return main_line(checked.steps)
