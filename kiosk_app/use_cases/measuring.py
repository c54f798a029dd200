"""Counting how the kiosk is used, and taking comments on it. Neither ever stands in the way of what somebody came for.

Counters go to the day on which they are written down. What cannot be written is not counted: the log says so, and no more.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Final
from uuid import UUID

from kiosk_app.errors import KnownError
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.measuring import CommentSealer, Measures, SealedComment
from services.common.masking import masked
from services.language import Language
from services.measuring import Tally

log = logging.getLogger(__name__)

LONGEST_COMMENT: Final = 500  # characters


class Measuring:
    """Counts into the local store. `sealer` is None where no comments are taken; `new_id` gives random ids."""

    def __init__(self, measures: Measures, sealer: CommentSealer | None, clock: Clock, new_id: Callable[[], UUID]) -> None:
        self._measures = measures
        self._sealer = sealer
        self._clock = clock
        self._new_id = new_id

    @property
    def takes_comments(self) -> bool:
        """Whether comments are asked for."""
        return self._sealer is not None

    def count(self, tally: Tally) -> None:
        """Add to today. Never raises for the store."""
        if not tally:
            return
        try:
            self._measures.add(self._clock.today(), tally)
        except KnownError as trouble:
            log.warning("not counted: %s", trouble.code)

    def comment(self, service: str, language: Language, text: str) -> None:
        """Keep a comment, without what looks like personal data, sealed to the centre. Nothing is kept of an empty one.

        Raises:
            NotEnrolled, StoreError: nothing was kept.
        """
        said = masked(text[:LONGEST_COMMENT]).strip()
        if self._sealer is None or not said:
            return
        name = self._new_id()
        content = {"comment": said, "language": language.value, "service": service}
        wire = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
        self._measures.add_comment(SealedComment(name, self._clock.today(), self._sealer.seal(name, wire)))
