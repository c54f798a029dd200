"""Finding out about a reference: what was typed, what is wrong with it, what is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk_app.errors import KnownError, UnknownReference
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.reprint import Reprint

if TYPE_CHECKING:
    from kiosk_app.use_cases.status import Status


class Lookup:
    """`known`, `mistyped` and `unknown` are called with the news, while the page that asked is shown. The words are theirs."""

    def __init__(
        self,
        door: Door,
        known: Callable[[], None],
        mistyped: Callable[[], None],
        unknown: Callable[[KnownError], None],
        here: Callable[[], Here],
        *,
        copy: Reprint,
    ) -> None:
        self.typed = ""
        self.error = ""  # a code: what was typed cannot be a reference
        self.status: Status | None = None
        self.copy = copy  # the last one of its paper that was asked for
        self._door = door
        self._known, self._mistyped, self._unknown = known, mistyped, unknown
        self._here = here

    def ask(self, typed: str) -> None:
        """Find out about what was typed or scanned."""
        self.typed = typed
        here = self._here()
        self._door.ask(lambda desk: desk.status(typed), here(self._found), here(self._failed))

    def forget(self) -> None:
        """Nothing was asked."""
        self.typed, self.error, self.status = "", "", None
        self.copy.forget()

    def _found(self, status: Status) -> None:
        self.status, self.error = status, ""
        self._known()

    def _failed(self, error: KnownError) -> None:
        if isinstance(error, UnknownReference) and error.details.get("why") == "mistyped":
            self.error = error.code
            self._mistyped()
        else:
            self.error = ""
            self._unknown(error)
