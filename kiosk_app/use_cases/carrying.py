"""The centre's answers on a stick: found there, taken in, and written down.

Only what the centre has signed for this kiosk is believed, as over the network; who plugged the stick in does not matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.courier import CarriedAnswers, Taken
from kiosk_app.staff_errors import AnswersRefused, MediumGone

MOST_FILES: Final = 50  # of a stick that are looked at, the newest names first


class Carrying:
    """Methods block."""

    def __init__(self, answers: CarriedAnswers, audit: AuditLog) -> None:
        self._answers = answers
        self._audit = audit

    def take(self, where: Path, **by: str) -> Taken:
        """Take in a file of answers, or every such file in a folder. `by` may name an operator.

        A file that is not whole keeps none of the others from being taken.

        Raises:
            AnswersRefused: none of them is one; nothing was changed.
            MediumGone: it cannot be read.
            NotEnrolled, StoreError: and nothing more was taken.
        """
        try:
            files = _answers_in(where)
        except OSError:
            raise MediumGone from None
        taken, refusal = Taken(files=0), AnswersRefused(why="none")
        for file in files:
            try:
                with file.open("rb") as opened:
                    taken += self._answers.take(opened)
            except AnswersRefused as wrong:
                refusal = wrong
            except OSError:
                raise MediumGone from None
        if not taken.files:
            raise refusal
        counts = {"received": taken.received, "aside": taken.put_aside, "refused": taken.refused, "catalogues": taken.catalogues}
        self._audit.append(Event.QUEUE_ANSWERED, "", **{name: str(number) for name, number in counts.items()}, **by)
        return taken


def _answers_in(where: Path) -> list[Path]:
    """Files, and no links to what is elsewhere."""
    if not where.is_dir():
        return [where]
    found = [each for each in where.iterdir() if each.name.startswith("answers-") and each.suffix == ".txt"]
    return sorted((each for each in found if each.is_file() and not each.is_symlink()), reverse=True)[:MOST_FILES]
