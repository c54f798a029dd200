"""What the audit log can say happened. Written from events.toml by scripts/generate_events.py; change it there."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """One kind of audited event."""

    STORE_CREATED = "store.created"
    STORE_MIGRATED = "store.migrated"
    STORE_BACKED_UP = "store.backed-up"
    STORE_RESTORED = "store.restored"
    STORE_SET_ASIDE = "store.set-aside"
    STORE_CHECKED = "store.checked"
    STORE_DAMAGED = "store.damaged"
    ROOM_SHORT = "room.short"
    ROOM_BACK = "room.back"
    BALLAST_RELEASED = "ballast.released"
    DRAFT_STARTED = "draft.started"
    DRAFT_DISCARDED = "draft.discarded"
    DEVICE_ENROLLED = "device.enrolled"
    SUBMISSION_SAVED = "submission.saved"
    SUBMISSION_ACKNOWLEDGED = "submission.acknowledged"
    SUBMISSION_QUARANTINED = "submission.quarantined"
    OUTCOME_RECEIVED = "outcome.received"
    DOCUMENT_ACCEPTED = "document.accepted"
    PRINT_QUEUED = "print.queued"
    PRINT_DONE = "print.done"
    PRINT_FAILED = "print.failed"
    PRINT_UNKNOWN = "print.unknown"
    PRINT_EXPIRED = "print.expired"
    SESSION_STARTED = "session.started"
    SESSION_ENDED = "session.ended"
    NETWORK_SWITCHED = "network.switched"
    RATING_GIVEN = "rating.given"
    DAY_PRINTED = "day.printed"
    STORE_PURGED = "store.purged"
