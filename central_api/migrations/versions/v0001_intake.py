"""The first schema: devices and codes, envelopes and cases, outcomes and bookings, and what is published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central_api.db import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_AT = UtcDateTime(timezone=True)
_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table."""
    _publications()
    _devices()
    _envelopes()
    _cases()
    _visits()
    _watch()


def downgrade() -> None:
    """Drop every table, those that others refer to last."""
    watch = ("alarms", "audit_reports", "lookup_counts")
    visits = ("bookings", "session_room")
    cases = ("outcomes", "cases")
    envelopes = ("chain_heads", "envelopes")
    devices = ("nonces", "enrolment_codes", "devices", "sites")
    for table in (*watch, *visits, *cases, *envelopes, *devices, "catalogues", "key_lists"):
        op.drop_table(table)


def _publications() -> None:
    op.create_table(
        "key_lists",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.LargeBinary(32), nullable=False),
        sa.Column("wire", sa.LargeBinary(), nullable=False),
        sa.Column("published", _AT, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_key_lists"),
    )
    op.create_table(
        "catalogues",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("issued", _AT, nullable=False),
        sa.Column("catalogue", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_catalogues"),
    )


def _devices() -> None:
    op.create_table("sites", sa.Column("code", sa.String(32), nullable=False), sa.PrimaryKeyConstraint("code", name="pk_sites"))
    op.create_table(
        "devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_code", sa.String(32), nullable=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("signing_key", sa.LargeBinary(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("enrolled", _AT, nullable=False),
        sa.Column("last_cursor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site_code"], ["sites.code"], name="fk_devices_site_code"),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
    )
    op.create_table(
        "enrolment_codes",
        sa.Column("lookup", sa.String(64), nullable=False),
        sa.Column("secret", sa.LargeBinary(64), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(64), nullable=False),
        sa.Column("device_name", sa.String(64), nullable=False),
        sa.Column("site_code", sa.String(32), nullable=True),
        sa.Column("created", _AT, nullable=False),
        sa.Column("expires", _AT, nullable=False),
        sa.Column("used", _AT, nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_enrolment_codes_device_id"),
        sa.ForeignKeyConstraint(["site_code"], ["sites.code"], name="fk_enrolment_codes_site_code"),
        sa.PrimaryKeyConstraint("lookup", name="pk_enrolment_codes"),
    )
    op.create_table(
        "nonces",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("nonce", sa.String(128), nullable=False),
        sa.Column("expires", _AT, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_nonces_device_id"),
        sa.PrimaryKeyConstraint("device_id", "nonce", name="pk_nonces"),
    )
    op.create_index("ix_nonces_expires", "nonces", ["expires"])


def _envelopes() -> None:
    op.create_table(
        "envelopes",
        sa.Column("number", _COUNTED, autoincrement=True, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("wire", sa.LargeBinary(), nullable=False),
        sa.Column("received", _AT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["devices.id"], name="fk_envelopes_carrier_id"),
        sa.PrimaryKeyConstraint("number", name="pk_envelopes"),
        sa.UniqueConstraint("submission_id", name="uq_envelopes_submission_id"),
    )
    op.create_index("ix_envelopes_work", "envelopes", ["state", "attempts", "number"])
    op.create_index("ix_envelopes_chain", "envelopes", ["device_id", "epoch", "sequence"])
    op.create_table(
        "chain_heads",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "epoch", name="pk_chain_heads"),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("number", _COUNTED, autoincrement=True, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answers_digest", sa.String(64), nullable=False),
        sa.Column("assisted_by", sa.Text(), nullable=True),
        sa.Column("cites", sa.String(16), nullable=False),
        sa.Column("created", _AT, nullable=False),
        sa.Column("received", _AT, nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_cases_device_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["envelopes.submission_id"], name="fk_cases_submission_id"),
        sa.PrimaryKeyConstraint("number", name="pk_cases"),
        sa.UniqueConstraint("reference", name="uq_cases_reference"),
        sa.UniqueConstraint("submission_id", name="uq_cases_submission_id"),
    )
    op.create_index("ix_cases_work", "cases", ["state", "service", "attempts", "number"])
    op.create_index("ix_cases_answers_digest", "cases", ["answers_digest"])
    op.create_table(
        "outcomes",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("decided", _AT, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_outcomes_device_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["cases.submission_id"], name="fk_outcomes_submission_id"),
        sa.PrimaryKeyConstraint("device_id", "cursor", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_submission_id", "outcomes", ["submission_id"])


def _visits() -> None:
    op.create_table(
        "session_room",
        sa.Column("prison", sa.String(8), nullable=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prison", "slot", name="pk_session_room"),
    )
    op.create_table(
        "bookings",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("prison", sa.String(8), nullable=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("booked", _AT, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["cases.submission_id"], name="fk_bookings_submission_id"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_bookings"),
    )
    op.create_index("ix_bookings_session", "bookings", ["prison", "slot"])


def _watch() -> None:
    op.create_table(
        "lookup_counts",
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("starts", _AT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "starts", name="pk_lookup_counts"),
    )
    op.create_table(
        "audit_reports",
        sa.Column("number", _COUNTED, autoincrement=True, nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("reported", _AT, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_audit_reports_device_id"),
        sa.PrimaryKeyConstraint("number", name="pk_audit_reports"),
    )
    op.create_index("ix_audit_reports_history", "audit_reports", ["device_id", "count"])
    op.create_table(
        "alarms",
        sa.Column("number", _COUNTED, autoincrement=True, nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("raised", _AT, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_alarms_device_id"),
        sa.PrimaryKeyConstraint("number", name="pk_alarms"),
    )
