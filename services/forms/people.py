"""People already named in these answers, offered so that nobody has to be typed twice.

A page says with `Reuse` whom it may take and which fields; this module says who is there to take, and takes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.forms.answers import Answers
from services.forms.draft import Draft
from services.forms.journey import Step
from services.forms.page import Page
from services.forms.words import Words


def people_to_reuse(page: Page, answers: Answers, step: Step) -> tuple[tuple[str, Words], ...]:
    """Path and name of everybody who can be used again on `page`, asked as `step`: nobody twice, nor the person asked for."""
    reuse = page.reuse
    if reuse is None:
        return ()
    target = _target(step, page)
    offered: list[tuple[str, Words]] = []
    seen: list[list[object]] = []
    for path in _people(reuse.sources, answers):
        found = answers.value(path)
        person = Answers(found) if isinstance(found, dict) else Answers()
        known = [person.value(name) for name in reuse.fields]
        if path != target and any(known) and known not in seen:
            seen.append(known)
            offered.append((path, reuse.name(person)))
    return tuple(offered)


def use_person(draft: Draft, step: Step, source: str) -> None:
    """Copy what was typed of the person at `source` to where `step` asks; nothing happens on a page that reuses nobody."""
    page = step.page
    if isinstance(page, Page) and page.reuse:
        draft.copy(source, _target(step, page), page.reuse.fields)


def _people(sources: tuple[str, ...], answers: Answers) -> Iterator[str]:
    for source in sources:
        found = answers.value(source)
        if isinstance(found, list):
            yield from (f"{source}.{index}" for index in range(len(found)))
        else:
            yield source


def _target(step: Step, page: Page) -> str:
    """Where the person asked for stands: an item of a list, or what the page's fields have in common ("payee")."""
    inner = page.fields[0].path.rpartition(".")[0]
    return step.path(inner) if inner else step.prefix
