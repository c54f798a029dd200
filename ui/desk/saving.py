"""Keeping the answers, as the window does it: one call off the event loop, and what each of its answers means for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk_app.errors import InvalidAnswers, KnownError, NotConfirmed
from services.forms.problem import Problem
from services.language import Language
from ui.desk.door import Door

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import Confirmation, PublicDesk
    from kiosk_app.use_cases.line import Line
    from kiosk_app.use_cases.submit import Assisted
    from services.forms.context import Context
    from ui.desk.navigator import Navigator


@dataclass(frozen=True, slots=True)
class Then:
    """What the session does with an answer."""

    kept: Callable[[Confirmation, Line | None], None]
    unconfirmed: Callable[[], None]  # the journey knows what
    faulted: Callable[[Context, tuple[Problem, ...]], None]
    failed: Callable[[KnownError], None]


def save(
    door: Door,
    way: Navigator,
    language: Language,
    then: Then,
    hold: UUID | None = None,
    *,
    assisted: Callable[[PublicDesk], Assisted] | None = None,
) -> None:
    """Keep the answers as they are now, with the id of the place that is perhaps held for them.

    `assisted` is asked on the worker who helped; None where nobody did.
    """
    draft, confirmed = way.finished(), way.confirmed

    def failed(error: KnownError) -> None:
        if isinstance(error, NotConfirmed):
            way.repeated = _problems(error)
            then.unconfirmed()
        elif isinstance(error, InvalidAnswers):
            door.ask(lambda desk: desk.context(), lambda context: then.faulted(context, _problems(error)), then.failed)
        else:
            then.failed(error)

    def keep(desk: PublicDesk) -> Confirmation:
        helped = None if assisted is None else assisted(desk)
        return desk.submit(way.service, draft, language, way.cites, confirmed, hold=hold, assisted=helped)

    door.ask(
        lambda desk: (keep(desk), _line_now(desk)),
        lambda done: then.kept(*done),
        failed,
    )


def look_for_repeats(door: Door, way: Navigator, changed: Callable[[tuple[Problem, ...]], None]) -> None:
    """Whether the same was asked for here before. The page is there already, and says so as soon as it is known."""
    if way.service.resemblance is None:
        return
    checked = way.checked()  # as the page shows it: to check anew beside it would hold the page up

    def found(problems: tuple[Problem, ...]) -> None:
        if way.repeated != problems:
            way.repeated = problems
            changed(problems)

    door.runner.run(lambda: door.desk().repeated(way.service, checked), found, lambda _error: None)


def _problems(error: InvalidAnswers) -> tuple[Problem, ...]:
    return tuple(problem for problem in error.problems if isinstance(problem, Problem))


def _line_now(desk: PublicDesk) -> Line | None:
    """The status line after a submission. That it cannot be read must not look like a submission that was not kept."""
    try:
        return desk.line()
    except KnownError:
        return None
