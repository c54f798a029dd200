"""One day's submissions in the local database: those granted for it, and those that may ask for it.

A slot of an outcome begins with its day ("2026-11-28T09:30/11:00"), so what was granted is picked by SQL, and only the receipts
of hits are unsealed. Of what is not decided, every receipt since a given instant is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, Row, Select, String, func, or_, select

from kiosk_app.ports.device import Outcome
from kiosk_app.ports.diary import Entry
from local_store.engine import reading
from local_store.sealing import Sealing
from local_store.submissions import select_submissions, submission_of
from local_store.tables import outcomes, submissions

_BOOKED: Final = "booked"
_UNDECIDED: Final = ("requested",)

_LATER: Final = outcomes.alias("later")
_NEWEST: Final = ~(
    select(_LATER.c.cursor)
    .where(_LATER.c.submission_id == outcomes.c.submission_id, _LATER.c.cursor > outcomes.c.cursor)
    .correlate(outcomes)
    .exists()
)


class StoredDiary:
    """The diary in the local database."""

    def __init__(self, engine: Engine, sealing: Sealing) -> None:
        self._engine = engine
        self._sealing = sealing

    def granted(self, day: date) -> Sequence[Entry]:
        """Every submission whose newest decision grants a slot of `day`."""
        of_day = func.json_extract(outcomes.c.params, "$.slot", type_=String).startswith(f"{day.isoformat()}T")
        with reading(self._engine) as connection:
            rows = connection.execute(select_entries().where(outcomes.c.state == _BOOKED, of_day)).all()
        return [self._entry(row) for row in rows]

    def undecided(self, since: datetime) -> Iterator[Entry]:
        """Submissions kept since then on which nothing is decided."""
        nothing: ColumnElement[bool] = or_(outcomes.c.state.is_(None), outcomes.c.state.in_(_UNDECIDED))
        with reading(self._engine) as connection:
            rows = connection.execute(select_entries().where(submissions.c.created >= since, nothing)).all()
        return map(self._entry, rows)

    def _entry(self, row: Row[Any]) -> Entry:
        return entry_of(row, self._sealing)


def entry_of(row: Row[Any], sealing: Sealing) -> Entry:
    """One row of `select_entries`."""
    submission = submission_of(row, sealing)
    if row.state is None:
        return Entry(submission, None)
    return Entry(submission, Outcome(submission.id, row.cursor, row.state, tuple(row.codes), row.params, row.decided))


def select_entries() -> Select[Any]:
    """Submissions, each with its newest outcome or none."""
    newest = (outcomes.c.submission_id == submissions.c.id) & _NEWEST
    decision = (outcomes.c.cursor, outcomes.c.state, outcomes.c.codes, outcomes.c.params, outcomes.c.decided)
    return select_submissions().outerjoin(outcomes, newest).add_columns(*decision)
