"""A service whose parts could not be told apart cannot be made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.forms.fields import TextField
from services.forms.page import ListPage, Page
from services.forms.words import verbatim
from services.visits import SERVICE


def page(key: str, *paths: str) -> Page:
    return Page(key=key, title=verbatim(key), fields=tuple(TextField(path=path, label=verbatim(path)) for path in paths))


def people(*item: Page) -> ListPage:
    visitors = SERVICE.page("visitors")
    assert isinstance(visitors, ListPage)
    return replace(visitors, key="people", path="people", item=item)


@pytest.mark.parametrize(
    "pages",
    [
        (page("a", "x"), page("a", "y")),
        (page("a", "x"), people(page("a", "y"))),
        (page("a", "x"), people(page("people", "y"))),
    ],
)
def test_two_pages_with_one_key_are_refused(pages: tuple[Page, ...]) -> None:
    with pytest.raises(ValueError, match="two pages with one key"):
        replace(SERVICE, pages=pages)


@pytest.mark.parametrize(
    "pages",
    [
        (page("a", "x", "x"),),
        (page("a", "x"), page("b", "x")),
        (page("a", "x"), page("b", "x.y")),
        (page("a", "x.y.z"), page("b", "x.y")),
        (page("a", "people.0.name"), people(page("b", "name"))),
        (page("a", "people"), people(page("b", "name"))),
        (people(page("a", "name"), page("b", "name")),),
    ],
)
def test_two_questions_for_one_place_are_refused(pages: tuple[Page, ...]) -> None:
    with pytest.raises(ValueError, match="two questions for one place"):
        replace(SERVICE, pages=pages)


def test_places_that_only_look_alike_are_taken() -> None:
    pages = (page("a", "x", "x_y", "xy", "z.x", "z.y", "name"), people(page("b", "name", "x.y")))

    assert replace(SERVICE, pages=pages).pages == pages
