"""The caseload of a helper desk on real records: what is listed, found, followed up, and what one never learns of another's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.operators import Operator, Permission, Role
from kiosk_app.ports.printing import PrintState
from kiosk_app.staff_errors import HelpGone, NotPermitted, NotSignedIn
from kiosk_app.use_cases.case_index import CaseIndex, CaseLine, CaseState, Show
from kiosk_app.use_cases.caseload import Caseload
from kiosk_app.use_cases.operators import Wanted
from kiosk_app.use_cases.seat import Hidden
from services.forms.words import Translator
from services.language import Language
from services.visits.service import SERVICE as VISIT
from tests.case_room import CaseRoom, case_room
from tests.ui.staff_room import ADMIN, ADMIN_PIN, HELPER, HELPER_PIN

OTHER, OTHER_PIN = "Mair Evans", "628415"
ENGLISH = Translator(Language.ENGLISH)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[CaseRoom]:
    with case_room(tmp_path) as made:
        yield made


@pytest.fixture
def rhys(room: CaseRoom) -> Operator:
    return room.staff.staff()[2]


@pytest.fixture
def mair(room: CaseRoom, rhys: Operator) -> Operator:
    del rhys
    return room.staff.managing.create(Wanted(OTHER, OTHER_PIN, frozenset({Role.HELPER})), "machine")


@pytest.fixture
def caseload(room: CaseRoom, rhys: Operator) -> Caseload:
    """Of Rhys, who sits there."""
    del rhys
    seat = room.staff.seat()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
    return room.caseload(seat)


def names(index: CaseIndex, show: Show, typed: str = "") -> list[str]:
    return [index.lines[place].client or index.lines[place].reference for place in index.find(show, typed)]


def test_drafts_and_submissions_stand_together_the_one_changed_last_first(
    room: CaseRoom, rhys: Operator, caseload: Caseload
) -> None:
    room.client(rhys, "Dilys Rowlands")
    room.later(minutes=5)
    room.submitted(rhys, "Amina Hussain", VISIT)

    index = caseload.load()

    assert names(index, Show.MINE) == ["Amina Hussain", "Dilys Rowlands"]
    assert [line.state for line in index.lines] == [CaseState.HELD, CaseState.DRAFT]
    assert names(index, Show.SITE) == ["Amina Hussain"]


def test_of_another_helper_only_what_was_submitted_is_seen_and_never_a_name(
    room: CaseRoom, mair: Operator, caseload: Caseload
) -> None:
    room.client(mair, "Mary O’Sullivan")
    reference = room.submitted(mair, "Owen Pritchard")
    room.received(reference)
    room.decided(reference, "needs-action", "fee_unpaid")

    index = caseload.load()
    (line,) = index.lines

    assert "Owen" not in repr(line)
    assert (line.client, line.reference, line.follow_ups) == ("", reference, ())
    assert line.state is CaseState.NEEDS_ACTION
    assert [index.count(show) for show in Show] == [0, 1, 1, 0]
    assert not index.find(Show.SITE, "owen")


def test_what_was_put_aside_needs_action_until_staff_have_dealt_with_it_and_stays_on_the_list(
    room: CaseRoom, rhys: Operator, caseload: Caseload
) -> None:
    which = room.put_aside(room.submitted(rhys, "Owen Pritchard"))
    before = caseload.load()

    room.store.queue.deal_with("somebody", which)
    after = caseload.load()
    room.store.queue.release("somebody", which)

    assert [index.count(Show.NEEDS_ACTION) for index in (before, after, caseload.load())] == [1, 0, 0]
    assert [index.lines[0].state for index in (before, after, caseload.load())] == [
        CaseState.STUCK,
        CaseState.DEALT_WITH,
        CaseState.HELD,
    ]
    assert names(after, Show.MINE) == names(after, Show.SITE) == ["Owen Pritchard"]
    assert ENGLISH(after.lines[0].said) == "Put aside. Dealt with"
    assert [ENGLISH(each.what) for each in before.lines[0].follow_ups] == ["It cannot be sent"]
    assert not after.lines[0].follow_ups


def test_the_detail_of_anothers_case_says_what_became_of_it_and_no_more(
    room: CaseRoom, mair: Operator, caseload: Caseload
) -> None:
    room.submitted(mair, "Owen Pritchard")

    detail = caseload.detail(caseload.load().lines[0])

    assert (detail.agreement, detail.done, detail.sections) == (None, (), None)
    assert detail.custody is not None


@pytest.mark.parametrize("typed", ["20 Nov", "20/11", "20 Tachwedd 2026", "2026-11-20"])
def test_a_case_is_found_by_the_day_it_changed_last(room: CaseRoom, rhys: Operator, caseload: Caseload, typed: str) -> None:
    now = room.clock.at
    room.clock.at = now.replace(year=2026, month=11, day=20)
    room.client(rhys, "Dilys Rowlands")
    room.clock.at = now.replace(year=2026, month=11, day=21)
    room.client(rhys, "Amina Hussain")

    assert names(caseload.load(), Show.MINE, typed) == ["Dilys Rowlands"]


def test_a_decision_names_people_to_their_own_helper_alone(
    room: CaseRoom, rhys: Operator, mair: Operator, caseload: Caseload
) -> None:
    for helper in (rhys, mair):
        reference = room.submitted(helper, "Owen Pritchard", VISIT, visitors=["Siân P", "Ifan P"])
        room.received(reference)
        room.decided(reference, "rejected", "visitor_not_on_list", visitors="1")

    told = {line.mine: words_of(caseload, line) for line in caseload.load().lines}

    assert "Siân P" in told[True]
    assert "Siân P" not in told[False]


def words_of(caseload: Caseload, line: CaseLine) -> str:
    """All that is said of a decision."""
    outcome = caseload.detail(line).outcome
    assert outcome is not None
    return "\n".join(map(ENGLISH, (line.said, outcome.state, outcome.title, *outcome.detail)))


def test_nobody_has_another_copy_printed_of_what_another_helper_submitted(
    room: CaseRoom, mair: Operator, caseload: Caseload
) -> None:
    room.submitted(mair, "Owen Pritchard")
    line = caseload.load().lines[0]

    with pytest.raises(HelpGone):
        caseload.print_again(line)

    assert room.store.prints.jobs() == []


def test_another_helpers_draft_cannot_be_asked_for(room: CaseRoom, mair: Operator, rhys: Operator, caseload: Caseload) -> None:
    room.client(rhys, "Dilys Rowlands")
    hers = room.client(mair, "Mary O’Sullivan")
    line = caseload.load().lines[0]
    forged = type(line)(**{name: getattr(line, name) for name in line.__slots__} | {"key": str(hers.line.id)})

    with pytest.raises(HelpGone):
        caseload.detail(forged)


def test_a_draft_says_how_far_it_is_section_by_section(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    room.client(rhys, "Dilys Rowlands")

    line = caseload.load().lines[0]
    detail = caseload.detail(line)

    assert ENGLISH(line.said) == "In progress, 0 of 10"
    assert detail.sections is not None
    assert len(detail.sections.sections) > 5
    assert detail.agreement is not None
    assert [done.step.value for done in detail.done] == ["started"]


@pytest.mark.parametrize("typed", ["zieli", "Zieliński", "tomasz z", "ZIELINSKI  tom"])
def test_a_client_is_found_by_any_part_of_their_name_however_it_is_typed(
    room: CaseRoom, rhys: Operator, caseload: Caseload, typed: str
) -> None:
    room.client(rhys, "Tomasz Zieliński")
    room.client(rhys, "Dilys Rowlands")

    assert names(caseload.load(), Show.MINE, typed) == ["Tomasz Zieliński"]


def test_a_submission_is_found_by_its_reference_typed_in_any_way(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    reference = room.submitted(rhys, "Amina Hussain", VISIT)
    room.submitted(rhys, "Owen Pritchard", VISIT)
    index = caseload.load()

    for typed in (reference, reference.lower(), f"{reference[:4]}-{reference[4:8]}-{reference[8:]}", reference[4:10]):
        assert names(index, Show.MINE, typed) == ["Amina Hussain"]


def test_what_is_to_be_done_is_listed_by_its_day_overdue_first(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    visit = room.submitted(rhys, "Amina Hussain", VISIT)
    room.received(visit)
    claim = room.submitted(rhys, "Owen Pritchard", payment="account")
    room.received(claim)
    room.decided(claim, "issued", issued_on="2026-11-20", served_on="2026-11-25", answer_by="2026-12-09")
    unpaid = room.submitted(rhys, "Idris Bowen")
    room.later(days=2)

    index = caseload.load()
    todo = [index.lines[place] for place in index.find(Show.TO_DO)]

    assert [line.client for line in todo] == ["Idris Bowen", "Amina Hussain", "Owen Pritchard"]
    assert [line.reference for line in todo] == [unpaid, visit, claim]
    assert [line.follow_ups[0].day for line in todo] == [date(2026, 11, 20), date(2026, 11, 25), date(2026, 12, 9)]


def test_a_fee_that_somebody_says_they_paid_is_no_reminder_any_more(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    from kiosk_app.ports.payments import PaymentKind

    reference = room.submitted(rhys, "Idris Bowen")
    before = caseload.load().count(Show.TO_DO)
    submission = room.store.submissions.find(reference)
    assert submission is not None
    room.store.payments.write_down(submission.id, PaymentKind.REPORTED_PAID)

    assert (before, caseload.load().count(Show.TO_DO)) == (1, 0)


def test_what_has_not_changed_is_not_read_again(
    room: CaseRoom, rhys: Operator, caseload: Caseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (room.submitted(rhys, name) for name in ("Idris Bowen", "Owen Pritchard"))
    before = caseload.load()
    read: list[int] = []
    some = room.store.standings.some
    monkeypatch.setattr(room.store.standings, "some", lambda ids: read.append(len(ids)) or some(ids))

    room.received(second)
    after = caseload.load()
    caseload.load()

    assert read == [1, 0]
    lines = {each.reference: each for index in (before, after) for each in index.lines}
    assert lines[first] is next(each for each in before.lines if each.reference == first)
    assert lines[second].state is CaseState.WAITING


def test_the_next_day_everything_is_worked_out_anew(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    room.received(room.submitted(rhys, "Amina Hussain", VISIT))
    before = caseload.load().count(Show.TO_DO)

    room.later(days=60)

    assert (before, caseload.load().count(Show.TO_DO)) == (1, 0)


def test_one_more_copy_says_so_and_the_log_says_who_asked(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    room.submitted(rhys, "Amina Hussain", VISIT)
    line = caseload.load().lines[0]
    room.store.prints.mark(caseload.print_again(line).id, PrintState.PRINTED)

    again = caseload.print_again(line)

    row = [row for row in room.store.audit.rows() if row.event is Event.RECEIPT_ASKED_AGAIN][-1]
    assert again.copy == 2
    assert row.details["operator"] == str(rhys.id)
    assert UUID(row.subject) == again.submission_id


def test_nothing_is_read_while_the_screen_is_locked(room: CaseRoom, rhys: Operator) -> None:
    del rhys
    seat = room.staff.seat()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
    caseload = room.caseload(seat)
    seat.hide(Hidden.ASKED)

    for ask in (caseload.load, lambda: caseload.print_day(Language.ENGLISH)):
        with pytest.raises(NotSignedIn):
            ask()
    assert room.printed == []


def test_an_administrator_who_helps_nobody_sees_no_clients(room: CaseRoom, rhys: Operator) -> None:
    room.client(rhys, "Dilys Rowlands")
    seat = room.staff.seat()
    seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)

    with pytest.raises(NotPermitted):
        room.caseload(seat).load()


def test_the_list_of_a_day_has_what_is_due_and_what_was_submitted_and_the_log_counts_them(
    room: CaseRoom, rhys: Operator, mair: Operator
) -> None:
    room.submitted(rhys, "Idris Bowen")
    room.submitted(mair, "Owen Pritchard")
    room.client(rhys, "Dilys Rowlands")
    lists = room.lists()

    found = lists.find(rhys.owner)
    lists.record(found, str(rhys.id))

    row = room.store.audit.rows()[-1]
    assert [(line.client, ENGLISH(line.what)) for line in found.to_do] == [("Idris Bowen", "Pay £115.00")]
    assert [line.client for line in found.submitted] == ["Idris Bowen"]
    assert (row.event, row.details["to_do"], row.details["submitted"]) == (Event.CASELOAD_PRINTED, "1", "1")
    assert "Idris" not in str(row)


def test_the_day_list_is_asked_for_by_who_is_signed_in(room: CaseRoom, rhys: Operator, caseload: Caseload) -> None:
    caseload.print_day(Language.WELSH)

    assert room.printed == [(Language.WELSH, str(rhys.id))]
