"""Finding the submissions of a day in the real store, and opening no more of them than needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from tests.local_store.conftest import NOW

New = Callable[..., NewSubmission]
DAY = date(2026, 11, 28)
SLOT = {"slot": "2026-11-28T09:30/11:00"}


def decide(store: Store, which: UUID, *decisions: tuple[str, dict[str, str]]) -> None:
    start = store.device.outcome_cursor()
    outcomes = [
        Outcome(which, start + number, state, (), params, NOW) for number, (state, params) in enumerate(decisions, start=1)
    ]
    store.device.record_outcomes(outcomes, start + len(outcomes))


def test_a_booked_visit_is_found_by_its_day_with_its_decision(store: Store, submit: New) -> None:
    one, other, undecided = submit(), submit(), submit()
    decide(store, one.id, ("requested", {}), ("booked", SLOT))
    decide(store, other.id, ("booked", {"slot": "2026-11-29T09:30/11:00"}))

    (found,) = store.diary.granted(DAY)

    assert found.submission.reference == one.reference
    assert found.outcome is not None
    assert (found.outcome.state, found.outcome.params) == ("booked", SLOT)
    assert [each.submission.id for each in store.diary.undecided(NOW - timedelta(days=1))] == [undecided.id]


def test_only_the_newest_decision_counts(store: Store, submit: New) -> None:
    cancelled, moved = submit(), submit()
    decide(store, cancelled.id, ("booked", SLOT), ("cancelled", {}))
    decide(store, moved.id, ("booked", SLOT), ("booked", {"slot": "2026-12-05T09:30/11:00"}))

    assert store.diary.granted(DAY) == []
    assert [each.submission.id for each in store.diary.granted(date(2026, 12, 5))] == [moved.id]
    assert list(store.diary.undecided(NOW - timedelta(days=1))) == []


def test_a_request_that_the_centre_only_has_is_undecided(store: Store, submit: New) -> None:
    new = submit()
    decide(store, new.id, ("requested", {}))

    (found,) = store.diary.undecided(NOW)

    assert found.submission.id == new.id
    assert found.outcome is not None


def test_what_was_kept_before_is_not_looked_at(store: Store, submit: New) -> None:
    submit(created=NOW - timedelta(days=61))

    assert list(store.diary.undecided(NOW - timedelta(days=60))) == []


def test_no_receipt_is_opened_that_is_not_of_the_day(store: Store, submit: New) -> None:
    other, one = submit(), submit()
    decide(store, other.id, ("booked", {"slot": "2026-11-29T09:30/11:00"}))
    decide(store, one.id, ("booked", SLOT))
    with store._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER submissions_emptied"))
        connection.execute(
            text("UPDATE submissions SET receipt = '\"AAAA\"' WHERE reference = :which"), {"which": other.reference}
        )

    assert len(store.diary.granted(DAY)) == 1
    assert list(store.diary.undecided(NOW)) == []
    with pytest.raises(StoreCorrupt):
        store.diary.granted(date(2026, 11, 29))
