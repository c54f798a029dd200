"""The tables. What each one promises stands with it; how they came to be is in `migrations/`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from central_api.model_base import Base, BigNumber
from services.catalogue.timetable import WHOLE


class Site(Base):
    """A place where devices stand."""

    __tablename__ = "sites"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)


class Device(Base):
    """An enrolled kiosk. Its key verifies envelopes for ever, also when it may no longer send."""

    __tablename__ = "devices"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_code: Mapped[str | None] = mapped_column(ForeignKey("sites.code"))
    name: Mapped[str] = mapped_column(String(64))
    signing_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    state: Mapped[str] = mapped_column(String(16))
    enrolled: Mapped[datetime]
    last_cursor: Mapped[int] = mapped_column(BigInteger)  # of its newest outcome
    last_seen: Mapped[datetime | None]  # to the minute or so


class IssuedCode(Base):
    """An enrolment code. The secret is kept so that a request made with it can be checked, and is wiped when it was used."""

    __tablename__ = "enrolment_codes"

    lookup: Mapped[str] = mapped_column(String(64), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary(64))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(64))  # of the root key it was made for
    device_name: Mapped[str] = mapped_column(String(64))
    site_code: Mapped[str | None] = mapped_column(ForeignKey("sites.code"))
    created: Mapped[datetime]
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"))


class PublishedKeyList(Base):
    """A key list as the root signed it. The newest counts."""

    __tablename__ = "key_lists"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    wire: Mapped[bytes]
    published: Mapped[datetime]


class PublishedCatalogue(Base):
    """Reference data as published. The newest counts."""

    __tablename__ = "catalogues"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    as_of: Mapped[date]
    issued: Mapped[datetime]
    catalogue: Mapped[dict[str, Any]]


class SeenNonce(Base):
    """A request that was answered; the same one again is a replay. Forgotten when its signature is too old anyway."""

    __tablename__ = "nonces"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(128), primary_key=True)
    expires: Mapped[datetime] = mapped_column(index=True)


class StoredEnvelope(Base):
    """An envelope as it arrived, whole. Its id and digest are remembered for ever."""

    __tablename__ = "envelopes"
    __table_args__ = (
        Index("ix_envelopes_work", "state", "attempts", "number"),
        Index("ix_envelopes_chain", "device_id", "epoch", "sequence"),
    )

    number: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=True)  # order of arrival
    submission_id: Mapped[UUID] = mapped_column(unique=True)
    device_id: Mapped[UUID]  # that sealed it; not always one of ours
    carrier_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))  # that brought it, and is told what was decided
    epoch: Mapped[int] = mapped_column(BigInteger)
    sequence: Mapped[int] = mapped_column(BigInteger)
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    wire: Mapped[bytes]
    received: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(64))
    attempts: Mapped[int]
    request_id: Mapped[str] = mapped_column(String(64), server_default="")  # that brought it, for the log


class ChainHead(Base):
    """How far a device's chain has arrived without a gap, in one epoch."""

    __tablename__ = "chain_heads"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class Case(Base):
    """A submission that was opened. Its answers are as the service's own model writes them, or as they came when it is parked."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_work", "state", "service", "attempts", "number"),
        Index("ix_cases_likeness", "likeness", "state"),
        Index("ix_cases_site", "site", "state", "number"),
    )

    number: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("envelopes.submission_id"), unique=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    service: Mapped[str] = mapped_column(Text)
    schema_version: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8))
    answers: Mapped[dict[str, Any]]
    answers_digest: Mapped[str] = mapped_column(String(64), index=True)
    assisted_by: Mapped[str | None] = mapped_column(Text)
    cites: Mapped[str] = mapped_column(String(16))
    created: Mapped[datetime]  # by the kiosk's clock
    received: Mapped[datetime]
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))  # that is told what was decided
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(64))
    attempts: Mapped[int]
    likeness: Mapped[str] = mapped_column(String(64), server_default="")  # a digest shared by requests of the same people
    site: Mapped[str] = mapped_column(String(32), server_default="")  # whose staff see it: the prison it is about, or its kiosk's
    # What its person confirmed, as {"path", "code"}; null where it was opened before that was kept.
    confirmed: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    request_id: Mapped[str] = mapped_column(String(64), server_default="")  # that brought its envelope, for the log
    # How somebody at a helper desk helped, as its plaintext says; null where nobody did, or before that was sent.
    assistance: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    hold: Mapped[UUID | None]  # of a place, made by its kiosk before the request was, and living when that came


class RecordedOutcome(Base):
    """What a device is told, in the order of its cursor, which has no gaps. Codes and dates, never names.

    `codes` and `params` are what may be said; `decided_as` holds the same two as they were decided, and never leaves the centre.
    """

    __tablename__ = "outcomes"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    cursor: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("cases.submission_id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    codes: Mapped[list[str]]
    params: Mapped[dict[str, Any]]
    decided_as: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    decided: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(String(80), server_default="")  # of the staff; "" is the worker. Never leaves either


class SessionRoom(Base):
    """How many places of a visit session are taken. Counted up in one statement, so never beyond what there is.

    Each part of a divided prison (the key of its timetable) has sessions of its own, also at one time.
    """

    __tablename__ = "session_room"

    prison: Mapped[str] = mapped_column(String(8), primary_key=True)
    part: Mapped[str] = mapped_column(String(40), primary_key=True, server_default=WHOLE)
    slot: Mapped[str] = mapped_column(String(32), primary_key=True)
    taken: Mapped[int]


class Booking(Base):
    """A place that is given. The row goes when the place is given back."""

    __tablename__ = "bookings"
    __table_args__ = (Index("ix_bookings_session", "prison", "slot"), Index("ix_bookings_likeness", "likeness"))

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("cases.submission_id"), primary_key=True)
    prison: Mapped[str] = mapped_column(String(8))
    part: Mapped[str] = mapped_column(String(40), server_default=WHOLE)  # of the prison
    slot: Mapped[str] = mapped_column(String(32))
    booked: Mapped[datetime]
    likeness: Mapped[str] = mapped_column(String(64), server_default="")  # of its case


class Hold(Base):
    """A place that is kept for a request that somebody is still typing. It says nothing of who that is.

    Up to `expires` its request must arrive; up to `kept_until`, a little later, nobody else gets the place, so that there is time
    to open that. Once it is opened the place is kept until it is decided. Only its id, made by the device, leads from a request
    to it.
    """

    __tablename__ = "holds"
    __table_args__ = (Index("ix_holds_session", "prison", "slot"), Index("ix_holds_device", "device_id", "kept_until"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))
    prison: Mapped[str] = mapped_column(String(8))
    part: Mapped[str] = mapped_column(String(40))  # of the prison
    slot: Mapped[str] = mapped_column(String(32))
    visitors: Mapped[int]
    renewals: Mapped[int]  # how often it was renewed
    expires: Mapped[datetime]
    kept_until: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))


class ClaimSeries(Base):
    """The last number that was given in a series of claim numbers. Counted up in one statement, and never down."""

    __tablename__ = "claim_series"

    series: Mapped[str] = mapped_column(String(2), primary_key=True)
    last: Mapped[int]


class IssuedClaim(Base):
    """A claim that was issued. When it was captured and when it was received stand with its case: three days, three fields."""

    __tablename__ = "issued_claims"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("cases.submission_id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(8), unique=True)
    issued_on: Mapped[date]  # a working day; perhaps one to come
    court: Mapped[str] = mapped_column(String(100))  # the slug of the court that hears it; "" where none is known
    fee: Mapped[int | None] = mapped_column(BigInteger)  # in pence, of the day of receipt; null where it was not known
    fee_row: Mapped[str] = mapped_column(String(100))  # of the list of fees; "" where it was not known


class PaymentEvent(Base):
    """Something that happened to a payment. Only ever added to: references, a kind, pence and an instant, and no name.

    `payment` is the reference of the submission that announced it, `claim` that of the claim it is for; "" where there is none,
    or it is not known yet. `amount` is what is due when it was announced, else the money that came or went back. `mark` is the
    same however often one thing is told, so that it is kept once.
    """

    __tablename__ = "payment_events"
    __table_args__ = (
        Index("ix_payment_events_payment", "payment", "kind"),
        Index("ix_payment_events_claim", "claim", "kind"),
    )

    number: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=True)
    payment: Mapped[str] = mapped_column(String(16))
    claim: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    way: Mapped[str] = mapped_column(String(16))
    amount: Mapped[int] = mapped_column(BigInteger)
    happened: Mapped[datetime]
    mark: Mapped[str | None] = mapped_column(String(80), unique=True)


class Attachment(Base):
    """An attachment as far as it was brought, sealed. Named by its manifest's digest; remembered for ever once it is whole."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_unfinished", "state", "touched"),)

    sealed: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    attachment_id: Mapped[UUID]
    manifest: Mapped[bytes]
    carrier_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))  # that began to bring it
    state: Mapped[str] = mapped_column(String(16))
    begun: Mapped[datetime]
    touched: Mapped[datetime]  # when the last piece came
    received: Mapped[datetime | None]  # when it was whole


class AttachmentChunk(Base):
    """One sealed piece of an attachment, as its manifest says it is."""

    __tablename__ = "attachment_chunks"

    sealed: Mapped[bytes] = mapped_column(LargeBinary(32), ForeignKey("attachments.sealed"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes]


class CaseAttachment(Base):
    """What a submission says of one attachment, with the key that opens it. The attachment itself may not have come yet."""

    __tablename__ = "case_attachments"
    __table_args__ = (Index("ix_case_attachments_sealed", "sealed"), Index("ix_case_attachments_state", "state"))

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("envelopes.submission_id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    attachment_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(64))  # a media type
    length: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))  # SHA-256 of its content
    sealed: Mapped[bytes] = mapped_column(LargeBinary(32))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    state: Mapped[str] = mapped_column(String(16))
    checked: Mapped[datetime | None]


class WrongFacts(Base):
    """How often a wrong second fact came with a reference. Only counted up, until staff let it be tried again."""

    __tablename__ = "wrong_facts"

    reference: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int]


class StaffAccount(Base):
    """A member of staff who may look at cases and decide on them. The token itself is kept nowhere."""

    __tablename__ = "staff"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)  # SHA-256
    added: Mapped[datetime]
    ended: Mapped[datetime | None]


class StaffSite(Base):
    """A site whose cases a member of staff sees. One who has none sees all."""

    __tablename__ = "staff_sites"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    site: Mapped[str] = mapped_column(String(32), primary_key=True)


class StaffAct(Base):
    """What somebody did with a case: opened it, decided on it, put it aside. Only added to; codes, never answers."""

    __tablename__ = "staff_acts"

    number: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=True)
    done: Mapped[datetime]
    staff: Mapped[str] = mapped_column(String(80))  # the name; "operator NAME" for who runs the machine
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("cases.submission_id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    act: Mapped[str] = mapped_column(String(16))
    detail: Mapped[dict[str, Any]]


class LookupCount(Base):
    """How often a device, or a reference, was used to look something up in one span of time."""

    __tablename__ = "lookup_counts"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    starts: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]


class AuditHead(Base):
    """The end of a device's audit chain in one epoch: the furthest it has reported, or what it reported since an alarm."""

    __tablename__ = "audit_heads"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[str] = mapped_column(String(64))
    signed: Mapped[datetime]  # when the device signed the report, by its clock
    reported: Mapped[datetime]


class Alarm(Base):
    """Something that somebody must look into."""

    __tablename__ = "alarms"

    number: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))
    code: Mapped[str] = mapped_column(String(32))
    raised: Mapped[datetime]
