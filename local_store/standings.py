"""How the submissions that somebody helped with stand, in the local database: one query for a whole site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, Row, String, bindparam, func, select, type_coerce

from kiosk_app.ports.caseload import Mark, Standing
from kiosk_app.ports.payments import PaymentKind
from local_store.diary import entry_of, select_entries
from local_store.engine import reading
from local_store.sealing import Sealing
from local_store.submissions import REASON
from local_store.tables import dealt_with, helped, outbox, outcomes, payment_events, submissions

_PAID: Final = (PaymentKind.REPORTED_PAID.value, PaymentKind.MATCHED.value)
_IS_PAID: Final = (
    select(payment_events.c.number)
    .where(payment_events.c.submission_id == submissions.c.id, payment_events.c.kind.in_(_PAID))
    .correlate(submissions)
    .exists()
    .label("paid")
)
_IS_DEALT_WITH: Final = (
    select(dealt_with.c.submission_id)
    .where(dealt_with.c.submission_id == submissions.c.id)
    .correlate(submissions)
    .exists()
    .label("dealt_with")
)

_CURSOR: Final = (
    select(func.max(outcomes.c.cursor))
    .where(outcomes.c.submission_id == submissions.c.id)
    .correlate(submissions)
    .scalar_subquery()
)
_MARKS: Final = (  # as they are kept: thousands are compared, and few have changed
    select(
        type_coerce(submissions.c.id, String).label("id"),
        type_coerce(outbox.c.custody, String).label("custody"),
        type_coerce(REASON, String).label("reason"),
        func.coalesce(_CURSOR, 0).label("cursor"),
        _IS_PAID,
        _IS_DEALT_WITH,
        (type_coerce(submissions.c.receipt, String) == "{}").label("emptied"),
    )
    .join(outbox, outbox.c.submission_id == submissions.c.id)
    .join(helped, helped.c.submission_id == submissions.c.id)
    .where(helped.c.site == bindparam("of", type_=String))
)

_STANDINGS: Final = select_entries().add_columns(_IS_PAID, _IS_DEALT_WITH)


class StoredStandings:
    """Reads them."""

    def __init__(self, engine: Engine, sealing: Sealing) -> None:
        self._engine = engine
        self._sealing = sealing

    def helped(self, site: str) -> Sequence[Standing]:
        """Of everything that was submitted with help from a site."""
        of_site = select(helped.c.submission_id).where(helped.c.site == site, helped.c.submission_id.is_not(None))
        found = _STANDINGS.where(submissions.c.id.in_(of_site))
        with reading(self._engine) as connection:
            rows = connection.execute(found).all()
        return [self._standing(row) for row in rows]

    def marks(self, site: str) -> Mapping[str, Mark]:
        """Of everything that was submitted with help from a site, by the submission's id as text."""
        with reading(self._engine) as connection:
            rows = connection.execute(_MARKS, {"of": site}).all()
        return {row.id: _mark(row) for row in rows}

    def some(self, submissions: Sequence[UUID]) -> Sequence[Standing]:
        """Of a few submissions."""
        return [found for each in submissions if (found := self.one(each)) is not None]

    def one(self, submission: UUID) -> Standing | None:
        """Of one submission; None where there is none."""
        found = _STANDINGS.where(submissions.c.id == submission)
        with reading(self._engine) as connection:
            row = connection.execute(found).one_or_none()
        return None if row is None else self._standing(row)

    def _standing(self, row: Row[Any]) -> Standing:
        return Standing(entry_of(row, self._sealing), bool(row.paid), bool(row.dealt_with))


def _mark(row: Row[Any]) -> Mark:
    return Mark(row.custody, row.reason, row.cursor, bool(row.paid), bool(row.emptied), bool(row.dealt_with))
