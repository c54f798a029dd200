"""Late answers: whoever has gone to another page meanwhile is not pulled away from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_News = TypeVar("_News")


class Here:
    """Made when something is asked. `pages` counts the pages shown; an answer is heard only while none has come since."""

    def __init__(self, pages: Callable[[], int]) -> None:
        self._pages = pages
        self._asked_on = pages()

    def __call__(self, hear: Callable[[_News], None]) -> Callable[[_News], None]:
        """`hear`, unless it comes too late."""

        def answer(news: _News) -> None:
            if self._pages() == self._asked_on:
                hear(news)

        return answer
