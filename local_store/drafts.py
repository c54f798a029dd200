"""Drafts of staff desks, each one JSON text sealed inside its row. When a draft goes, its bytes are overwritten.

Every question names the owner, so that a draft of somebody else looks like one that never was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, delete, insert, select, update

from kiosk_app.events import Event
from kiosk_app.ports.drafts import DraftClaim, DraftLine, KeptDraft, NewDraft, Owner
from kiosk_app.ports.machine import Clock
from kiosk_app.staff_errors import DraftChanged, DraftGone, DraftNotText, DraftTooLarge
from local_store.audit import Entry, append
from local_store.columns import compact_json
from local_store.engine import reading
from local_store.sealing import Column, Sealing
from local_store.tables import drafts
from services.language import Language

MAX_BYTES: Final = 256 * 1024  # of the JSON text: far above what a form can hold, far below what would hold up a submission

_LINE: Final = tuple(drafts.c[name] for name in DraftLine.__dataclass_fields__)


class StoredDrafts:
    """The drafts in the local database."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing

    def start(self, owner: Owner, new: NewDraft) -> KeptDraft:
        """Keep a new draft.

        Raises:
            DraftTooLarge, DraftNotText: it was not kept.
        """
        check_content(new.content)
        with self._engine.begin() as connection:
            return begin(connection, self._sealing, owner, new, self._clock.now())

    def save(self, owner: Owner, draft: KeptDraft) -> KeptDraft:
        """Keep the text, language and schema version of `draft` over those of its revision.

        Raises:
            DraftChanged, DraftGone, DraftTooLarge, DraftNotText: what was kept before stands.
        """
        check_content(draft.content)
        claim = DraftClaim(draft.id, owner, draft.revision)
        values = {
            "schema_version": draft.schema_version,
            "language": draft.language,
            "content": self._sealing.seal(Column.DRAFT, draft.id, draft.content),
            "changed": self._clock.now(),
            "revision": draft.revision + 1,
        }
        with self._engine.begin() as connection:
            if connection.execute(update(drafts).where(_claimed(claim)).values(**values)).rowcount == 0:
                raise _refusal(connection, claim)
            return self._whole(connection.execute(select(drafts).where(_named(owner, draft.id))).one())

    def find(self, owner: Owner, draft_id: UUID) -> KeptDraft:
        """One draft.

        Raises:
            DraftGone: this owner has no such draft (any more).
        """
        with reading(self._engine) as connection:
            row = connection.execute(select(drafts).where(_named(owner, draft_id))).one_or_none()
        if row is None:
            raise DraftGone(draft=draft_id)
        return self._whole(row)

    def mine(self, owner: Owner) -> Sequence[DraftLine]:
        """The owner's drafts, the one changed last first."""
        newest_first = (drafts.c.changed.desc(), drafts.c.id.desc())
        with reading(self._engine) as connection:
            rows = connection.execute(select(*_LINE).where(_owned(owner)).order_by(*newest_first)).all()
        return [DraftLine(**_values(row)) for row in rows]

    def discard(self, owner: Owner, draft: DraftLine) -> None:
        """Delete a draft for ever.

        Raises:
            DraftChanged, DraftGone: nothing was deleted.
        """
        with self._engine.begin() as connection:
            take(connection, DraftClaim(draft.id, owner, draft.revision))
            append(connection, self._clock.now(), _entry(Event.DRAFT_DISCARDED, owner, draft))

    def _whole(self, row: Row[Any]) -> KeptDraft:
        values = _values(row)
        values["content"] = self._sealing.unseal(Column.DRAFT, row.id, row.content)
        return KeptDraft(**{name: values[name] for name in KeptDraft.__dataclass_fields__})


def begin(connection: Connection, sealing: Sealing, owner: Owner, new: NewDraft, now: datetime) -> KeptDraft:
    """Keep a new draft, whose content was checked, within the caller's write transaction."""
    kept = KeptDraft(
        id=new.id,
        service=new.service,
        schema_version=new.schema_version,
        language=new.language,
        created=now,
        changed=now,
        revision=1,
        content=dict(new.content),
    )
    sealed = sealing.seal(Column.DRAFT, kept.id, kept.content)
    connection.execute(insert(drafts).values(**asdict(kept) | {"content": sealed}, **owner._asdict()))
    append(connection, now, _entry(Event.DRAFT_STARTED, owner, kept))
    return kept


def drop(connection: Connection, owner: Owner, draft: UUID, now: datetime) -> None:
    """Delete a draft for ever, however it is now, within the caller's write transaction; nothing where there is none."""
    row = connection.execute(delete(drafts).where(_named(owner, draft)).returning(*_LINE)).one_or_none()
    if row is not None:
        append(connection, now, _entry(Event.DRAFT_DISCARDED, owner, DraftLine(**_values(row))))


def take(connection: Connection, claim: DraftClaim) -> None:
    """Delete the claimed draft within the caller's write transaction: of several who try, one succeeds.

    Raises:
        DraftChanged: it was saved since.
        DraftGone: this owner has no such draft (any more).
    """
    if connection.execute(delete(drafts).where(_claimed(claim))).rowcount == 0:
        raise _refusal(connection, claim)


def check_content(content: Mapping[str, str]) -> None:
    """Refuse what cannot be kept as typed.

    Raises:
        DraftNotText: half of a character, which no file can hold.
        DraftTooLarge: more than `MAX_BYTES`.
    """
    encoded = _encoded(compact_json(dict(content)))
    if encoded is None:
        raise DraftNotText
    if len(encoded) > MAX_BYTES:
        raise DraftTooLarge(bytes=len(encoded), limit=MAX_BYTES)


def _entry(event: Event, owner: Owner, draft: DraftLine) -> Entry:
    return Entry(event, str(draft.id), {"service": draft.service, **owner._asdict()})


def _encoded(text: str) -> bytes | None:
    """UTF-8, None for a lone surrogate. Python's own error would carry the text about."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def _owned(owner: Owner) -> ColumnElement[bool]:
    return and_(drafts.c.site == owner.site, drafts.c.operator == owner.operator)


def _named(owner: Owner, draft_id: UUID) -> ColumnElement[bool]:
    return and_(drafts.c.id == draft_id, _owned(owner))


def _claimed(claim: DraftClaim) -> ColumnElement[bool]:
    return and_(_named(claim.owner, claim.id), drafts.c.revision == claim.revision)


def _refusal(connection: Connection, claim: DraftClaim) -> DraftChanged | DraftGone:
    found = connection.execute(select(drafts.c.revision).where(_named(claim.owner, claim.id))).scalar_one_or_none()
    return DraftGone(draft=claim.id) if found is None else DraftChanged(draft=claim.id, revision=found)


def _values(row: Row[Any]) -> dict[str, Any]:
    values = dict(row._mapping)  # noqa: SLF001 - the public way to a row's names in SQLAlchemy
    return {**values, "language": Language(row.language)}
