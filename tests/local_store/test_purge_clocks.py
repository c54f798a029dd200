"""Clocks that are wrong, were wrong, or say nothing of the centre: what is kept is kept longer, and never goes early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk_app.ports.device import CENTRE_BEHIND
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.purge import Purged
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from services.language import Language
from tests.local_store.purging import DAY, YEAR, Clocks, acknowledge, begin_ages, hear, let_go, live

MAIR = Owner("cardiff", "mair")
Submit = Callable[..., NewSubmission]


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


def test_a_clock_a_year_ahead_makes_nothing_old(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, submit())
    begin_ages(store, clock)
    clock.ahead = YEAR

    at_once, later = let_go(store), live(store, clock, 29 * DAY)
    due = live(store, clock, DAY)

    assert (at_once, later, due) == (Purged(), Purged(), Purged(envelopes=1))


def test_a_clock_a_year_behind_when_something_was_kept_does_not_make_it_old_when_it_is_put_right(
    store: Store, submit: Submit, clock: Clocks
) -> None:
    clock.ahead = -YEAR
    acknowledge(store, clock, submit())
    store.drafts.start(MAIR, NewDraft(UUID(int=1), "prison-visit", 1, Language.WELSH))
    begin_ages(store, clock)
    clock.ahead = timedelta()

    assert live(store, clock, 29 * DAY) == Purged()
    assert live(store, clock, DAY) == Purged(envelopes=1)


def test_nothing_goes_while_this_computer_s_clock_is_behind(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, submit())
    begin_ages(store, clock)
    clock.ahead = -YEAR

    behind = live(store, clock, 100 * DAY)
    clock.ahead = timedelta()

    assert (behind, live(store, clock, DAY)) == (Purged(), Purged(envelopes=1, receipts=1))


def test_a_request_that_is_acknowledged_after_a_long_silence_is_not_old(store: Store, submit: Submit, clock: Clocks) -> None:
    hear(store, clock)
    clock.real += YEAR
    acknowledge(store, clock, submit())  # in a pass that has not ended: when the centre was last heard is a year ago
    assert (let_go(store), let_go(store)) == (Purged(), Purged())

    hear(store, clock)

    assert (let_go(store), live(store, clock, 29 * DAY), live(store, clock, DAY)) == (Purged(), Purged(), Purged(envelopes=1))


def test_a_kiosk_that_heard_nothing_from_the_centre_keeps_everything(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, submit())
    never = let_go(store)
    begin_ages(store, clock)

    clock.real += YEAR

    assert (never, let_go(store)) == (Purged(), Purged())


@pytest.mark.parametrize("trouble", [{"paused": "device-revoked"}, {"reason": CENTRE_BEHIND}])
def test_nothing_goes_by_the_time_of_a_centre_that_refused_this_kiosk_or_lacks_what_it_had(
    store: Store, submit: Submit, clock: Clocks, trouble: dict[str, str]
) -> None:
    acknowledge(store, clock, submit())
    begin_ages(store, clock)
    clock.real += YEAR
    hear(store, clock)

    store.device.record_contact(replace(store.device.contact(), **trouble))  # type: ignore[arg-type] # texts, both

    assert let_go(store) == Purged()
