"""The tables as queries see them.

The migrations are what makes them (with their checks and triggers); a test holds the two together. `SCHEMA` is the revision this
program reads and writes; revisions are zero-padded numbers, so a newer one sorts after an older one.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, MetaData, String, Table

from local_store.columns import Id, Instant, Json

SCHEMA: Final = "0019"
ZEROS: Final = bytes(32)  # what stands for "the digest before the first"

metadata = MetaData()

enrolments = Table(
    "enrolments",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("device_id", Id),
    Column("device_name", String),
    Column("centre_url", String),
    Column("root_key", LargeBinary),
    Column("enrolled", Instant),
    Column("outcome_cursor", Integer),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reference", String),
    Column("service", String),
    Column("schema_version", Integer),
    Column("language", String),
    Column("created", Instant),
    Column("receipt", Json),
    Column("cites", String),
    Column("epoch", Integer),
    Column("sequence", Integer),
    Column("previous", LargeBinary),
    Column("digest", LargeBinary),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("site", String),
    Column("operator", String),
    Column("service", String),
    Column("schema_version", Integer),
    Column("language", String),
    Column("content", Json),
    Column("created", Instant),
    Column("changed", Instant),
    Column("revision", Integer),
)

likenesses = Table(
    "likenesses",
    metadata,
    Column("submission_id", Id, primary_key=True),
    Column("subject", LargeBinary),
    Column("marks", LargeBinary),
)

retention = Table(
    "retention",
    metadata,
    Column("submission_id", Id, primary_key=True),
    Column("useful_until", String),
    Column("seen", Instant),
    Column("since", Instant),
)

draft_ages = Table(
    "draft_ages",
    metadata,
    Column("draft_id", Id, primary_key=True),
    Column("revision", Integer),
    Column("seen", Instant),
    Column("since", Instant),
)

purged = Table(
    "purged",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("envelopes", Integer),
    Column("receipts", Integer),
    Column("drafts", Integer),
)

envelopes = Table(
    "envelopes",
    metadata,
    Column("submission_id", Id, primary_key=True),
    Column("wire", LargeBinary),
)

outbox = Table(
    "outbox",
    metadata,
    Column("submission_id", Id, primary_key=True),
    Column("epoch", Integer),
    Column("sequence", Integer),
    Column("custody", String),
    Column("attempts", Integer),
    Column("retry_at", Instant),
    Column("reason", String),
    Column("sent", Instant),
    Column("acknowledged", Instant),
)

dealt_with = Table(
    "dealt_with",
    metadata,
    Column("submission_id", Id, primary_key=True),
    Column("at", Instant),
    Column("operator", String),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("submission_id", Id, primary_key=True),
    Column("cursor", Integer, primary_key=True),
    Column("state", String),
    Column("codes", Json),
    Column("params", Json),
    Column("decided", Instant),
)

documents = Table(
    "documents",
    metadata,
    Column("root_key", LargeBinary, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("version", Integer),
    Column("digest", LargeBinary),
    Column("wire", LargeBinary),
    Column("received", Instant),
)

statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("epoch", Integer),
    Column("wire", LargeBinary),
    Column("received", Instant),
)

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("last_try", Instant),
    Column("last_contact", Instant),
    Column("connected", Boolean),
    Column("reason", String),
    Column("clock_skew_seconds", Float),
    Column("paused", String),
    Column("outcomes_checked", Instant),
)

print_jobs = Table(
    "print_jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", Id),
    Column("copy", Integer),
    Column("state", String),
    Column("reason", String),
    Column("queued", Instant),
    Column("session", String),
    Column("paper", String),
    Column("leaflet", String),
)

print_contents = Table(
    "print_contents",
    metadata,
    Column("job", Integer, primary_key=True),
    Column("content", String),
)

operators = Table(
    "operators",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Id),
    Column("mark", LargeBinary),
    Column("name", Json),
    Column("roles", Json),
    Column("site", String),
    Column("secret", String),
    Column("state", String),
    Column("created", Instant),
    Column("created_by", String),
    Column("renew", Boolean),
    Column("issue", Integer),
)

operator_lists = Table(
    "operator_lists",
    metadata,
    Column("root_key", LargeBinary, primary_key=True),
    Column("version", Integer),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("mark", LargeBinary, primary_key=True),
    Column("failures", Integer),
    Column("boot", String),
    Column("until", Float),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("site", String),
    Column("draft_id", Id),
    Column("submission_id", Id),
    Column("place", Integer),
    Column("kind", String),
    Column("length", Integer),
    Column("digest", LargeBinary),
    Column("manifest", LargeBinary),
    Column("sealed", LargeBinary),
    Column("secret", Json),
    Column("taken", Instant),
    Column("whole", Boolean),
)

scan_ages = Table(
    "scan_ages",
    metadata,
    Column("attachment_id", Id, primary_key=True),
    Column("seen", Instant),
    Column("since", Instant),
)

attachment_chunks = Table(
    "attachment_chunks",
    metadata,
    Column("attachment_id", Id, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sealed", LargeBinary),
)

attachment_outbox = Table(
    "attachment_outbox",
    metadata,
    Column("attachment_id", Id, primary_key=True),
    Column("epoch", Integer),
    Column("custody", String),
    Column("attempts", Integer),
    Column("retry_at", Instant),
    Column("reason", String),
    Column("sent", Instant),
    Column("acknowledged", Instant),
)

payment_events = Table(
    "payment_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("submission_id", Id),
    Column("kind", String),
    Column("pence", Integer),
    Column("happened", Instant),
)

measured_days = Table(
    "measured_days",
    metadata,
    Column("day", String, primary_key=True),
    Column("revision", Integer),
    Column("acknowledged", Integer),
)

measures = Table(
    "measures",
    metadata,
    Column("day", String, primary_key=True),
    Column("service", String, primary_key=True),
    Column("counter", String, primary_key=True),
    Column("detail", String, primary_key=True),
    Column("number", Integer),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("day", String),
    Column("sealed", LargeBinary),
)

helped = Table(
    "helped",
    metadata,
    Column("turn", Integer),
    Column("id", Id, primary_key=True),
    Column("site", String),
    Column("operator", String),
    Column("client", Json),
    Column("relationship", String),
    Column("agreed", String),
    Column("consent_at", Instant),
    Column("given", Json),
    Column("service", String),
    Column("language", String),
    Column("state", String),
    Column("draft_id", Id),
    Column("submission_id", Id),
    Column("reference", String),
    Column("done", Integer),
    Column("sections", Integer),
    Column("started", Instant),
    Column("changed", Instant),
)

helped_steps = Table(
    "helped_steps",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("helped_id", Id),
    Column("step", String),
    Column("at", Instant),
)

local_changes = Table(
    "local_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Id),
    Column("prison", String),
    Column("timetable", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("change", String),
    Column("why", String),
    Column("span", String),
    Column("made", Instant),
    Column("made_by", String),
    Column("taken_back", Instant),
    Column("taken_back_by", String),
)

copies_made = Table(
    "copies_made",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Instant),
    Column("bytes", Integer),
    Column("operator", String),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Instant),
    Column("event", String),
    Column("subject", String),
    Column("details", Json),
    Column("hash", LargeBinary),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rows", Integer),
    Column("hash", LargeBinary),
)
