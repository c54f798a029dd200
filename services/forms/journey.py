"""The pages of a service in the order in which this person is asked them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.forms.answers import Answers
from services.forms.page import AnyPage, ListPage


@dataclass(frozen=True, slots=True)
class Step:
    """A page to be answered; for an item of a list, which list and which item."""

    page: AnyPage
    parent: ListPage | None = None
    index: int = 0

    @property
    def key(self) -> str:
        """A name for the step: "prisoner-number", "visitor-name/0"."""
        return f"{self.page.key}/{self.index}" if self.parent else self.page.key

    @property
    def prefix(self) -> str:
        """Where the page's fields stand in the answers: "" or "visitors.0"."""
        return f"{self.parent.path}.{self.index}" if self.parent else ""

    def path(self, field_path: str) -> str:
        """A field's path from the root of the answers."""
        return f"{self.prefix}.{field_path}" if self.prefix else field_path

    def owns(self, path: str) -> bool:
        """Whether a problem at `path` is shown on this page."""
        if isinstance(self.page, ListPage):
            return path == self.page.path
        return any(path == full or path.startswith(f"{full}.") for full in (self.path(each.path) for each in self.page.fields))


def item_steps(page: ListPage, index: int, answers: Answers) -> tuple[Step, ...]:
    """The steps that ask one item of a list."""
    item = answers.item(page.path, index)
    return tuple(Step(each, page, index) for each in page.item if each.when(item))


def steps_of(page: AnyPage, answers: Callable[[], Answers], count: int) -> Iterator[Step]:
    """The steps of one page: itself, and before a list the pages of each of its `count` items (one, unless it may be empty).

    Each step is worked out when it is asked for, with the `answers` of that moment: a page of an item may depend on the one
    before it. Of a list that is far too long one item more than allowed is asked; that is enough to say so.
    """
    if isinstance(page, ListPage):
        for index in range(min(max(count, min(page.minimum, 1)), page.maximum + 1)):
            for each in page.item:
                if each.when(answers().item(page.path, index)):
                    yield Step(each, page, index)
    yield Step(page)


def main_line(walk: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps as a person meets them: of a list only the first item and the list itself."""
    return tuple(step for step in walk if step.parent is None or step.index == 0)
