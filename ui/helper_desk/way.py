"""A client's way through a service: the helper goes from section to section, the client from fault to fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.forms.check import Checked
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.journey import Step, main_line
from services.forms.problem import Problem, blocking
from services.forms.sections import FormSections, form_sections, is_stated
from services.forms.service import Service
from ui.desk.navigator import Navigator


class AssistedWay(Navigator):
    """Rests between sections. `by_client` while the client has the screen: then what is wrong elsewhere is asked next."""

    def __init__(self, service: Service, context: Context, content: Mapping[str, str]) -> None:
        super().__init__(service, context)
        self.by_client = False
        self.kept, self.resumed = True, bool(content)
        self.draft = Draft(content)
        self._found: tuple[Checked, FormSections] | None = None
        self.rest()

    def rest(self) -> None:
        """Stand between sections."""
        del self._walks[1:]
        self._walks[0].at = None
        self.shown = ()

    def sections(self) -> FormSections:
        """How far each section is; worked out once until something else is typed."""
        checked = self.checked()
        if self._found is None or self._found[0] is not checked:
            self._found = checked, form_sections(self.service, self.draft, checked, self.context)
        return self._found[1]

    def open_section(self, pages: tuple[str, ...]) -> None:
        """Ask the pages of a section, and those its answers bring, then rest. Of a list without items its first is asked too."""
        lists = (step.page for step in self.checked().steps if step.parent is None)
        fresh = {page.key for page in lists if page.key in pages and not self.draft.count(getattr(page, "path", ""))}

        def steps(checked: Checked) -> tuple[Step, ...]:
            now = next((each.pages for each in self.sections().sections if pages[0] in each.pages), ())
            mine = (step for step in main_line(checked.steps) if (step.parent or step.page).key in now)
            return tuple(step for step in mine if step.parent is None or step.parent.key in fresh)

        self.rest()
        self.walk(steps)

    def walk(self, steps: Callable[[Checked], tuple[Step, ...]]) -> None:
        """Ask these steps, but never a helper for what only the client can state."""
        super().walk(lambda checked: tuple(step for step in steps(checked) if self.by_client or not is_stated(step)))

    def open_problem(self) -> bool:
        """Ask the first page on which something is still to be answered; nothing is called wrong yet. False when none is."""
        problem = next(iter(blocking(self.checked().problems)), None)
        step = None if problem is None else self._step_of(problem)
        if step is None:
            return False
        self.show_step(step)
        self.shown = ()
        return True

    def _step_of(self, problem: Problem) -> Step | None:
        return next((step for step in self.checked().steps if step.owns(problem.path)), None)

    def _settle(self) -> None:
        """A helper chooses what comes next; a client is led to what is wrong."""
        if self.by_client:
            super()._settle()
        else:
            self.shown = ()
