"""The centre's answers that somebody carries to a kiosk on a stick: the same signed documents that come over the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Protocol


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file, or of several."""

    received: int = 0  # requests that the centre has signed for, and that were not known to be received
    put_aside: int = 0  # that it has refused, signed
    refused: int = 0  # documents that this centre did not sign for this kiosk; nothing of them was believed
    catalogues: int = 0  # newer than what was kept
    files: int = 1

    def __add__(self, other: Taken) -> Taken:
        """Both together."""
        return Taken(
            self.received + other.received,
            self.put_aside + other.put_aside,
            self.refused + other.refused,
            self.catalogues + other.catalogues,
            self.files + other.files,
        )


class CarriedAnswers(Protocol):
    """Believes what the centre has signed for this kiosk, and nothing else. Safe beside an agent that sends meanwhile."""

    def take(self, file: IO[bytes]) -> Taken:
        """Take in a file of answers; the same one twice changes nothing.

        Raises:
            AnswersRefused: it is no such file, or not whole; nothing was changed.
            NotEnrolled: no centre can have answered.
            StoreError: the local database failed.
        """
        ...
