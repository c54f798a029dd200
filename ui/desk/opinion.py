"""How it was to use this kiosk, as the person in front of it says: one of five faces, and a comment if they want to add one.

Nothing of it is asked where the site counts nothing. A comment lives here while it is typed, and is forgotten once it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk_app.errors import KnownError
from services.language import Language
from services.measuring import Tally
from ui.desk.door import Door

if TYPE_CHECKING:
    from kiosk_app.use_cases.measuring import Measuring


class Opinion:
    """Of one session. `changed` is called on the GUI thread when there is something new to say."""

    def __init__(self, door: Door, changed: Callable[[], None]) -> None:
        self.score = 0  # 5 very satisfied to 1 very dissatisfied; 0 while nothing was said
        self.comment = ""  # as typed
        self.commented = False
        self.failed = ""  # why a comment could not be kept, as a code
        self._door = door
        self._changed = changed

    @property
    def asked(self) -> bool:
        """Whether people are asked."""
        return self._measuring is not None

    @property
    def may_comment(self) -> bool:
        """Whether somebody who has said how it was may say more."""
        measuring = self._measuring
        return bool(self.score) and not self.commented and measuring is not None and measuring.takes_comments

    def rate(self, score: int) -> None:
        """An answer to "How was it to use this kiosk?" Only the first counts."""
        if self.asked:
            self.score = self.score or score
            self._changed()

    def send(self, service: str, language: Language, kept: Callable[[], None]) -> None:
        """Keep the comment; `kept` is called when it is, or there is none."""
        measuring, text = self._measuring, self.comment
        if measuring is None or not text.strip():
            kept()
            return

        def done(_nothing: None) -> None:
            self.comment, self.failed, self.commented = "", "", True
            kept()

        def failed(error: KnownError) -> None:
            self.failed = error.code
            self._changed()

        self._door.ask(lambda _desk: measuring.comment(service, language, text), done, failed)

    def count(self, tally: Tally) -> None:
        """Have something counted. Nobody waits for it, and nobody hears whether it was."""
        measuring = self._measuring
        if measuring is not None and tally:
            self._door.tell(lambda _desk: measuring.count(tally), lambda _error: None)

    def forget(self) -> None:
        """Whoever is there next has said nothing."""
        self.score, self.comment, self.commented, self.failed = 0, "", False, ""

    @property
    def _measuring(self) -> Measuring | None:
        return self._door.desk().measuring if self._door.is_open else None
