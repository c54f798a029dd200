"""The tables of a court desk's paper as queries see them; `local_store.tables` has all others."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table

from local_store.columns import Id, Instant, Json
from local_store.tables import metadata

batches = Table(
    "capture_batches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("site", String),
    Column("number", String),
    Column("classification", String),
    Column("received", String),
    Column("opened", String),
    Column("jurisdiction", String),
    Column("po_box", String),
    Column("declared", Json),
    Column("state", String),
    Column("revision", Integer),
    Column("created", Instant),
    Column("created_by", String),
    Column("file", String),
    Column("digest", String),
)

items = Table(
    "capture_items",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", Id),
    Column("position", Integer),
    Column("service", String),
    Column("received", String),
    Column("state", String),
    Column("resumes", String),
    Column("reason", String),
    Column("keyed_by", String),
    Column("second_by", String),
    Column("released_by", String),
    Column("reference", String),
    Column("revision", Integer),
)

papers = Table(
    "capture_papers",
    metadata,
    Column("batch_id", Id, primary_key=True),
    Column("number", String, primary_key=True),
    Column("item_id", Id),
    Column("scan_id", Id),
    Column("kind", String),
    Column("pence", Integer),
    Column("place", Integer),
    Column("secret", Json),
)

rounds = Table(
    "capture_rounds",
    metadata,
    Column("item_id", Id, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("operator", String),
    Column("content", Json),
    Column("revision", Integer),
    Column("finished", Boolean),
)
