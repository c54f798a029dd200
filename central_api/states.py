"""The states work can be in, and why it waits for a caseworker. Values are written down and never change their meaning."""

from __future__ import annotations

from enum import Enum, StrEnum


class Step(Enum):
    """What came of asking a stage of the worker for its next step."""

    DONE = "done"
    IDLE = "idle"  # nothing waits
    FAILED = "failed"  # put back; asked again in the next pass, after the others


class DeviceStanding(StrEnum):
    """Whether a device may send."""

    ACTIVE = "active"
    REVOKED = "revoked"


class EnvelopeState(StrEnum):
    """How far an envelope is."""

    RECEIVED = "received"
    PROCESSING = "processing"  # a worker has it; given back when a worker starts
    PARKED = "parked"  # kept whole, with a reason, until somebody looks
    PROCESSED = "processed"


class CaseState(StrEnum):
    """How far a case is."""

    REQUESTED = "requested"
    WAITING = "waiting"  # what it cites has not arrived: decided when it has
    WITH_STAFF = "with-staff"  # the settings leave it to staff, or no rule can decide it
    WITH_PERSON = "with-person"  # its person has to do something first: decided again when that comes
    DECIDED = "decided"
    PARKED = "parked"


class Parked(StrEnum):
    """Why something waits for a caseworker."""

    UNKNOWN_DEVICE = "unknown-device"  # sealed on a device that this centre never enrolled; brought by one it did
    REVOKED_DEVICE = "revoked-device"
    BAD_SIGNATURE = "bad-signature"  # found when the device became known after its envelope
    UNKNOWN_SEALING_KEY = "unknown-sealing-key"
    CANNOT_OPEN = "cannot-open"
    BAD_CONTENT = "bad-content"
    UNKNOWN_SERVICE = "unknown-service"
    UNKNOWN_SCHEMA_VERSION = "unknown-schema-version"
    INVALID_ANSWERS = "invalid-answers"
    REFERENCE_TAKEN = "reference-taken"
    PROCESSING_FAILED = "processing-failed"  # a fault of ours, several times
    CITED_NOT_ARRIVED = "cited-not-arrived"  # it waited long enough; decided all the same should that arrive
    CITED_WITH_STAFF = "cited-with-staff"  # what it cites is parked itself, or staff have it in hand
    WRONG_FACTS = "wrong-facts"  # too many wrong second facts came with the reference that it cites
    ATTACHMENTS_NOT_ARRIVED = "attachments-not-arrived"  # it waited long enough; decided all the same should they arrive
    BAD_ATTACHMENT = "bad-attachment"  # whole, and not what the submission says it is
    FEE_NOT_KNOWN = "fee-not-known"  # the list of fees has none for the day on which it was received
    NO_CLAIM_NUMBER = "no-claim-number"  # every number of its series is given
    STAFF_ASKED = "staff-asked"  # staff put it aside: they have asked somebody something
    STAFF_CHECK = "staff-check"  # staff put it aside: they look something up
    STAFF_OTHER = "staff-other"  # staff put it aside, for another reason


class AttachmentState(StrEnum):
    """How far an attachment is that was brought."""

    PARTIAL = "partial"  # some of its pieces are missing
    WHOLE = "whole"


class CheckState(StrEnum):
    """How far an attachment is that a submission names."""

    AWAITED = "awaited"  # not here whole, or not looked at yet
    SOUND = "sound"
    UNSOUND = "unsound"


class HoldState(StrEnum):
    """How far the hold of a place is. One whose time is up is still `held` here, and counts for nothing."""

    HELD = "held"
    RELEASED = "released"  # its kiosk gave it back
    CLAIMED = "claimed"  # the request that it was made for has come: kept for it until that is decided, whatever the time
    USED = "used"  # that request is decided


class OutcomeState(StrEnum):
    """What a kiosk is told about a submission."""

    REQUESTED = "requested"
    BOOKED = "booked"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    ISSUED = "issued"
    MATCHED = "matched"  # a payment: what it is for is known; with a sum, that money came
    REFUNDED = "refunded"
    NEEDS_ACTION = "needs-action"


class AlarmCode(StrEnum):
    """What somebody must look into."""

    AUDIT_SHRANK = "audit-shrank"
    AUDIT_FORKED = "audit-forked"
    CHAIN_FORKED = "chain-forked"  # two envelopes of one device at one place: a cloned or restored disk
