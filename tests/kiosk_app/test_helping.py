"""Helping a client on real records: nothing without an agreement, each client's case apart, and nothing of theirs left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from uuid6 import uuid7

from kiosk_app.events import Event
from kiosk_app.machine import SystemClock
from kiosk_app.ports.drafts import Owner
from kiosk_app.ports.helping import Agreed, Given, HelpedState, Relationship, Step
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.staff_errors import DraftGone, HelpGone, NotAgreed, NotPermitted, NotSignedIn
from kiosk_app.use_cases.helping import Helping, Wanted
from kiosk_app.use_cases.seat import Hidden, Seat
from local_store import Store, prepare
from services.forms.draft import Draft
from services.language import Language
from services.visits import SERVICE as VISIT
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import ADMIN, ADMIN_PIN, HELPER, HELPER_PIN, StaffRoom

AGREED = Wanted("Dilys Rowlands", Relationship.ADVISER, "Taff Street", Agreed.PAPER, frozenset({Given.TYPED, Given.EXPLAINED}))


class Desk:
    """One helper at one seat, over records that outlive it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.staff = StaffRoom(store)
        self.helper: Operator = self.staff.staff()[-1]
        self.seat: Seat = self.staff.seat()
        self.helping = self.at(self.seat)
        self.seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)

    def at(self, seat: Seat) -> Helping:
        return Helping(
            seat,
            helped=self.store.helped,
            drafts=self.store.drafts,
            catalogues=Bench().catalogues(),
            services={VISIT.key: VISIT},
            clock=SystemClock(),
            new_id=uuid7,
        )

    def steps(self, case: UUID) -> list[Step]:
        return [done.step for done in self.store.helped.events(self.helper.owner, case)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path, key = tmp_path / "kiosk.db", bytes(range(32))
    prepare(path, key, SystemClock())
    store = Store.open(path, key, SystemClock())
    yield Desk(store)
    store.close()


@pytest.mark.parametrize(
    ("missing", "wanted"),
    [
        ("client", Wanted("  ", Relationship.ADVISER, "", Agreed.SAID, frozenset({Given.TYPED}))),
        ("relationship", Wanted("Dilys", None, "", Agreed.SAID, frozenset({Given.TYPED}))),
        ("agreed", Wanted("Dilys", Relationship.FRIEND, "", None, frozenset({Given.TYPED}))),
        ("given", Wanted("Dilys", Relationship.FRIEND, "", Agreed.SAID)),
    ],
)
def test_nobody_is_helped_who_did_not_agree(desk: Desk, missing: str, wanted: Wanted) -> None:
    with pytest.raises(NotAgreed) as refused:
        desk.helping.start(VISIT.key, Language.ENGLISH, wanted)

    assert refused.value.details["missing"] == missing
    assert desk.store.helped.lines(desk.helper.owner) == ()
    assert not desk.store.drafts.mine(desk.helper.owner)


def test_a_case_is_found_again_as_it_was_left(desk: Desk) -> None:
    opened = desk.helping.start(VISIT.key, Language.WELSH, AGREED)
    opened = desk.helping.save(opened, Draft({"prisoner.first_name": "David"}), Language.WELSH)
    desk.helping.mark(opened, 0, 7)

    again = desk.helping.open(opened.id)

    assert dict(again.kept.content) == {"prisoner.first_name": "David"}
    agreement = again.case.agreement
    assert (agreement.client, agreement.organisation, agreement.agreed) == ("Dilys Rowlands", "Taff Street", Agreed.PAPER)
    assert (agreement.relationship, agreement.given) == (Relationship.ADVISER, AGREED.given)
    assert (again.case.line.done, again.case.line.sections, again.case.line.language) == (0, 7, Language.WELSH)


def test_a_case_is_nobody_elses(desk: Desk) -> None:
    opened = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)
    other = Owner(desk.helper.site, str(uuid7()))

    assert desk.store.helped.lines(other) == ()
    assert desk.store.helped.of_site(desk.helper.site) == ()  # a draft is not shown to the site
    with pytest.raises(HelpGone):
        desk.store.helped.find(other, opened.id)
    with pytest.raises(HelpGone):
        desk.store.helped.stop(other, opened.id)
    assert desk.store.helped.events(other, opened.id) == []


def test_while_the_client_has_the_screen_only_their_own_case_can_be_worked_on(desk: Desk) -> None:
    opened = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)
    desk.helping.hand_over(opened)

    for refused in (
        lambda: desk.helping.open(opened.id),
        lambda: desk.helping.start(VISIT.key, Language.ENGLISH, AGREED),
        lambda: desk.helping.agree(opened, AGREED),
        lambda: desk.seat.require(Permission.HELP),
    ):
        with pytest.raises(NotPermitted):
            refused()
    with pytest.raises(NotSignedIn):
        desk.seat.change_secret(HELPER_PIN, "a new passphrase")
    desk.helping.save(opened, Draft({"prisoner.first_name": "David"}), Language.ENGLISH)
    desk.helping.note(opened, Step.WRONG)

    desk.seat.hide(Hidden.ASKED)
    assert desk.seat.resume(HELPER, HELPER_PIN)
    desk.helping.take_back(opened)
    assert desk.steps(opened.id) == [Step.STARTED, Step.HANDED_OVER, Step.WRONG, Step.RETURNED]


def test_another_who_signs_in_is_not_bound_by_what_was_lent(desk: Desk) -> None:
    desk.helping.hand_over(desk.helping.start(VISIT.key, Language.ENGLISH, AGREED))

    desk.seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)

    assert desk.seat.require(Permission.MANAGE_OPERATORS)


def test_stopping_deletes_the_answers_and_keeps_that_there_was_a_case(desk: Desk) -> None:
    opened = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)

    desk.helping.stop(opened)

    (line,) = desk.store.helped.lines(desk.helper.owner)
    assert (line.state, line.draft, line.client) == (HelpedState.STOPPED, None, "Dilys Rowlands")
    with pytest.raises(DraftGone):
        desk.store.drafts.find(desk.helper.owner, opened.kept.id)
    with pytest.raises(HelpGone):
        desk.helping.open(opened.id)


def test_every_step_is_audited_with_who_helped_and_no_name(desk: Desk) -> None:
    opened = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)
    opened = desk.helping.agree(opened, AGREED)
    desk.helping.hand_over(opened)
    for step in (Step.RIGHT, Step.REFUSED):
        desk.helping.note(opened, step)
    desk.seat.hide(Hidden.ASKED)
    desk.seat.resume(HELPER, HELPER_PIN)
    desk.helping.take_back(opened)
    desk.helping.stop(opened)

    rows = [row for row in desk.store.audit.rows() if row.event.startswith("help.")]
    assert [row.event for row in rows] == [
        Event.HELP_STARTED,
        Event.HELP_AGREED,
        Event.HELP_HANDED_OVER,
        Event.HELP_CHECKED,
        Event.HELP_REFUSED,
        Event.HELP_RETURNED,
        Event.HELP_STOPPED,
    ]
    assert {row.details["operator"] for row in rows} == {str(desk.helper.id)}
    assert {row.subject for row in rows} == {str(opened.id)}
    assert "Dilys" not in repr(rows)


def test_a_changed_agreement_keeps_when_the_client_first_agreed(desk: Desk) -> None:
    opened = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)

    again = desk.helping.agree(opened, Wanted("Dilys M Rowlands", Relationship.FRIEND, "", Agreed.SAID, frozenset({Given.TYPED})))

    assert (again.case.agreement.client, again.case.agreement.at) == ("Dilys M Rowlands", opened.case.agreement.at)
    assert again.case.agreement.at < datetime.now(UTC)


def test_a_list_shows_changes_newest_first_and_forgets_what_was_let_go(desk: Desk) -> None:
    first = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)
    second = desk.helping.start(VISIT.key, Language.ENGLISH, AGREED)
    owner = desk.helper.owner
    assert [line.id for line in desk.store.helped.lines(owner)] == [second.id, first.id]

    desk.helping.mark(first, 1, 7)
    assert [(line.id, line.done) for line in desk.store.helped.lines(owner)] == [(first.id, 1), (second.id, 0)]

    desk.store.drafts.discard(owner, second.kept)  # as the purge does with an old draft
    assert [line.id for line in desk.store.helped.lines(owner)] == [first.id]
