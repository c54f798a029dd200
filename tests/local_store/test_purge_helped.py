"""Cases of help go with what they are about: the draft, the receipt of the submission, or after a stop as a draft would."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk_app.ports.drafts import DraftClaim, NewDraft, Owner
from kiosk_app.ports.helping import Agreed, Agreement, Given, HelpedCase, HelpedState, NewHelp, Relationship
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from local_store import Store
from local_store.connection import RawConnection
from services.language import Language
from tests.local_store.purging import DAY, YEAR, Clocks, acknowledge, begin_ages, left, live

RHYS = Owner("cardiff", "rhys")


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


def help_somebody(store: Store, clock: Clocks, number: int) -> HelpedCase:
    agreement = Agreement("Dilys Rowlands", Relationship.ADVISER, "", Agreed.SAID, frozenset({Given.TYPED}), clock.now())
    draft = NewDraft(UUID(int=100 + number), "prison-visit", 1, Language.ENGLISH)
    return store.helped.start(RHYS, NewHelp(UUID(int=number), agreement, draft, 7))


def test_a_case_goes_with_its_draft(store: Store, clock: Clocks, bare: RawConnection) -> None:
    help_somebody(store, clock, 1)
    begin_ages(store, clock)

    assert live(store, clock, 61 * DAY).drafts == 1

    assert store.helped.lines(RHYS) == ()
    assert left(bare, "helped_steps") == 0


def test_a_stopped_case_goes_as_a_draft_would(store: Store, clock: Clocks) -> None:
    store.helped.stop(RHYS, help_somebody(store, clock, 1).line.id)
    begin_ages(store, clock)

    live(store, clock, 30 * DAY)
    assert [line.state for line in store.helped.lines(RHYS)] == [HelpedState.STOPPED]

    live(store, clock, 31 * DAY)
    assert store.helped.lines(RHYS) == ()


def test_a_submitted_case_goes_with_what_is_readable_of_its_submission(
    store: Store,
    clock: Clocks,
    new_enrolment: Callable[..., object],
    new_submission: Callable[..., NewSubmission],
    seal: Callable[[Position], Sealed],
) -> None:
    store.device.enrol(new_enrolment())  # type: ignore[arg-type]
    case = help_somebody(store, clock, 1)
    assert case.line.draft is not None
    new = new_submission(id=case.line.draft, draft=DraftClaim(case.line.draft, RHYS, 1))
    store.submissions.submit(new, seal)
    (line,) = store.helped.lines(RHYS)
    assert (line.state, line.submission, line.reference, line.draft) == (HelpedState.SUBMITTED, new.id, new.reference, None)
    assert [each.id for each in store.helped.of_site(RHYS.site)] == [line.id]

    acknowledge(store, clock, new)
    begin_ages(store, clock)
    live(store, clock, YEAR)

    assert store.helped.lines(RHYS) == ()
