"""Every event of the audit log's catalogue is written by the program, and a test that runs it finds it in a log.

Whoever declares an event names here the test in which it happens. The tests that are named run with all the others: one that
does not find its event any more fails by itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from kiosk_app.events import Event

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("kiosk_app", "local_store", "sync", "printing", "ui")
_DAY: Final = "kiosk_app/test_a_day_of_events.py::test_every_row_of_a_day_has_the_details_that_are_declared"
_STAFF: Final = "kiosk_app/test_a_staff_day_of_events.py::test_all_that_an_administrator_does_is_in_the_log_with_who_did_it"
_COURT: Final = "kiosk_app/test_court_batches.py::test_every_step_is_in_the_audit_log_with_who_did_it"
_RARER: Final = (
    "kiosk_app/test_court_events.py::test_what_is_changed_taken_away_decided_and_ended_is_in_the_audit_log_with_who_did_it"
)
_HELP: Final = "kiosk_app/test_helping.py::test_every_step_is_audited_with_who_helped_and_no_name"
_FULL_DISK: Final = (
    "kiosk_app/test_full_disk.py::test_when_there_is_room_again_services_open_the_ballast_is_laid_and_the_log_says_all_of_it"
)

HAPPENS: Final[Mapping[Event, str]] = {
    Event.STORE_CREATED: _DAY,
    Event.STORE_MIGRATED: "local_store/test_migrate.py::test_a_migration_is_audited_and_the_chain_stays_whole",
    Event.STORE_BACKED_UP: _DAY,
    Event.STORE_RESTORED: _DAY,
    Event.STORE_SET_ASIDE: _DAY,
    Event.STORE_CHECKED: "kiosk_app/test_keeping.py::test_whole_records_are_said_to_be_whole_and_nothing_is_closed",
    Event.STORE_DAMAGED: "kiosk_app/test_keeping.py::test_a_broken_tail_of_the_log_closes_the_kiosk_before_the_first_round",
    Event.ROOM_SHORT: _FULL_DISK,
    Event.ROOM_BACK: _FULL_DISK,
    Event.BALLAST_RELEASED: _FULL_DISK,
    Event.DRAFT_STARTED: "local_store/test_drafts.py::test_the_audit_log_tells_who_and_which_and_nothing_that_was_typed",
    Event.DRAFT_DISCARDED: "local_store/test_drafts.py::test_the_audit_log_tells_who_and_which_and_nothing_that_was_typed",
    Event.DEVICE_ENROLLED: _DAY,
    Event.SUBMISSION_SAVED: _DAY,
    Event.SUBMISSION_ACKNOWLEDGED: _DAY,
    Event.SUBMISSION_QUARANTINED: (
        "local_store/test_outbox.py::test_a_quarantined_submission_keeps_its_reason_and_is_not_tried_again"
    ),
    Event.OUTCOME_RECEIVED: "local_store/test_device.py::test_outcomes_and_cursor_are_kept_together",
    Event.DOCUMENT_ACCEPTED: "local_store/test_device.py::test_a_document_is_kept_as_received",
    Event.PRINT_QUEUED: _DAY,
    Event.PRINT_DONE: _DAY,
    Event.PRINT_FAILED: _DAY,
    Event.PRINT_UNKNOWN: "local_store/test_prints.py::test_after_an_interruption_what_was_printing_is_unknown",
    Event.PRINT_EXPIRED: (
        "local_store/test_prints.py::test_when_another_session_begins_only_its_own_jobs_and_those_of_nobody_are_still_printed"
    ),
    Event.SESSION_STARTED: "ui/test_desk_journey.py::test_the_session_begins_once_and_ends_with_the_way_it_ended",
    Event.SESSION_ENDED: _DAY,
    Event.NETWORK_SWITCHED: (
        "kiosk_app/test_operators.py::"
        "test_what_needs_a_role_is_refused_at_the_desk_itself_and_what_is_done_carries_the_operator_s_id"
    ),
    Event.DAY_PRINTED: "kiosk_app/test_day_list.py::test_the_log_says_how_many_and_never_who",
    Event.STORE_PURGED: "local_store/test_purge.py::test_a_round_is_audited_once_as_counts",
    Event.OPERATOR_CREATED: _STAFF,
    Event.OPERATOR_SIGNED_IN: _STAFF,
    Event.OPERATOR_REFUSED: _STAFF,
    Event.OPERATOR_SIGNED_OUT: _STAFF,
    Event.OPERATOR_HIDDEN: _STAFF,
    Event.OPERATOR_RESUMED: _STAFF,
    Event.OPERATOR_LOCKED: _STAFF,
    Event.OPERATOR_UNLOCKED: _STAFF,
    Event.OPERATOR_SIGN_IN_CHANGED: _STAFF,
    Event.OPERATOR_ROLES_CHANGED: _STAFF,
    Event.OPERATOR_REMOVED: _STAFF,
    Event.SCAN_TAKEN: "ui/court_desk/test_scan_list.py::test_a_file_from_a_stick_is_taken_and_stays_on_the_stick",
    Event.SCAN_DISCARDED: "local_store/test_attachments.py::test_who_discards_a_scan_is_written_down_and_it_is_gone",
    Event.SCAN_PURGED: (
        "local_store/test_scan_purge.py::test_a_scan_that_nobody_laid_beside_anything_goes_after_its_time_and_not_before"
    ),
    Event.ATTACHMENT_ACKNOWLEDGED: (
        "local_store/test_attachments.py::test_what_is_acknowledged_stays_so_and_is_written_down_once"
    ),
    Event.ATTACHMENT_QUARANTINED: (
        "local_store/test_attachments.py::"
        "test_a_submission_waits_until_its_attachments_are_acknowledged_and_needs_staff_where_one_is_refused"
    ),
    Event.RECORDS_READ: _STAFF,
    Event.RECORDS_CHECKED: _STAFF,
    Event.RECORDS_EXPORTED: _STAFF,
    Event.SETTING_CHANGED: _STAFF,
    Event.PURGE_ASKED: _STAFF,
    Event.DATES_CHANGED: "kiosk_app/test_local_dates.py::test_every_change_is_in_the_audit_log_with_who_made_it",
    Event.DATES_TAKEN_BACK: "kiosk_app/test_local_dates.py::test_what_is_taken_back_is_as_the_signed_catalogue_has_it",
    Event.STORE_COPIED: "kiosk_app/test_copying.py::test_a_copy_is_whole_has_its_name_and_is_written_down",
    Event.RESTORE_ASKED: "kiosk_app/test_copying.py::test_putting_a_copy_back_needs_the_pin_of_whoever_asks",
    Event.RESTORE_REFUSED: (
        "kiosk_app/test_restoring.py::test_a_copy_that_became_damaged_meanwhile_changes_nothing_and_is_written_down"
    ),
    Event.BATCH_OPENED: _COURT,
    Event.BATCH_CHANGED: _RARER,
    Event.BATCH_REMOVED: _RARER,
    Event.BATCH_CLOSED: _RARER,
    Event.ITEM_MADE: _COURT,
    Event.ITEM_REMOVED: _RARER,
    Event.ITEM_DATED: _COURT,
    Event.ITEM_KEYING: _COURT,
    Event.ITEM_KEYED: _COURT,
    Event.ITEM_DECIDED: _RARER,
    Event.ITEM_MOVED: _COURT,
    Event.HELP_STARTED: _HELP,
    Event.HELP_AGREED: _HELP,
    Event.HELP_HANDED_OVER: _HELP,
    Event.HELP_CHECKED: _HELP,
    Event.HELP_REFUSED: _HELP,
    Event.HELP_RETURNED: _HELP,
    Event.HELP_SUBMITTED: (
        "ui/helper_desk/test_helping_a_client.py::test_a_visit_is_asked_for_with_help_from_the_agreement_to_the_next_client"
    ),
    Event.HELP_STOPPED: _HELP,
    Event.QUEUE_TRIED: "kiosk_app/test_queue_desk.py::test_trying_now_makes_it_due_for_the_agent_and_says_who_asked",
    Event.QUEUE_ANSWERED: "journey/test_answers_come_back_on_a_stick.py::test_what_was_carried_is_received_once_answers_come",
    Event.QUEUE_EXPORTED: "kiosk_app/test_queue_desk.py::test_sealed_copies_go_on_a_stick_whole_and_nothing_here_changes",
    Event.QUEUE_RELEASED: (
        "kiosk_app/test_put_aside.py::test_what_was_put_aside_is_sent_once_more_for_who_asked_and_only_where_that_can_help"
    ),
    Event.QUEUE_DEALT_WITH: "kiosk_app/test_put_aside.py::test_what_is_dealt_with_names_who_did_it_and_needs_nobody_any_more",
    Event.QUEUE_TAKEN_UP: "kiosk_app/test_put_aside.py::test_what_is_dealt_with_names_who_did_it_and_needs_nobody_any_more",
    Event.QUEUE_NOTED: "kiosk_app/test_put_aside.py::test_a_note_about_what_was_put_aside_is_one_page_and_names_nobody",
    Event.PRINT_ASKED: (
        "kiosk_app/test_queue_desk.py::test_what_did_not_come_out_is_printed_again_as_a_first_copy_and_who_asked_is_written_down"
    ),
    Event.PRINT_CANCELLED: (
        "kiosk_app/test_queue_desk.py::test_what_waits_can_be_taken_out_of_the_queue_and_what_is_being_printed_cannot"
    ),
    Event.READINESS_PRINTED: ("kiosk_app/test_readiness.py::test_the_list_is_printed_on_the_paper_there_is_and_names_nobody"),
    Event.CASELOAD_PRINTED: (
        "kiosk_app/test_caseload.py::test_the_list_of_a_day_has_what_is_due_and_what_was_submitted_and_the_log_counts_them"
    ),
    Event.RECEIPT_ASKED_AGAIN: "kiosk_app/test_caseload.py::test_one_more_copy_says_so_and_the_log_says_who_asked",
    Event.DELIVERY_NAME_TAKEN: "kiosk_app/test_delivered_operators.py::test_somebody_s_name_is_not_given_to_another",
    Event.DELIVERY_LAST_REMOVED: (
        "kiosk_app/test_delivered_operators.py::"
        "test_whom_the_centre_removes_is_removed_at_once_and_the_last_administrator_is_said"
    ),
}
"""Where each event happens: a test below `tests`, whose source names the event."""


@cache
def sources(file: str) -> Mapping[str, str]:
    """The source of each test of a module, by its name."""
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    functions = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    return {each.name: ast.get_source_segment(text, each) or "" for each in functions}


def test_every_event_of_the_catalogue_has_its_test() -> None:
    assert sorted(event.value for event in set(Event) - set(HAPPENS)) == []


@pytest.mark.parametrize("event", list(HAPPENS), ids=str)
def test_the_test_of_an_event_is_there_and_looks_for_it(event: Event) -> None:
    file, _, name = HAPPENS[event].partition("::")

    source = sources(file).get(name, "")

    assert re.search(rf"\bEvent\.{event.name}\b|\"{event.value}\"", source), f"tests/{HAPPENS[event]}"


def test_every_event_is_written_somewhere_in_the_program() -> None:
    generated = {"events.py", "event_words.py"}
    written = "".join(
        path.read_text(encoding="utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py") if path.name not in generated
    )

    assert [event.value for event in Event if not re.search(rf"\bEvent\.{event.name}\b", written)] == []
