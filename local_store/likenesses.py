"""Whether the same was asked for on this kiosk before, known by keyed hashes alone.

The key is made from the store key and never leaves the kiosk, so a hash can be compared with nothing elsewhere. Here it is found
again only by who gives the same facts again. Whoever has the store key could try facts out, as they could read all else.
"""

from __future__ import annotations

import hmac
from typing import Final, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, LargeBinary, bindparam, insert, literal_column, select

from local_store.tables import likenesses, outcomes
from services.forms.resemblance import OVER, Resemblance

_PURPOSE: Final = b"justice-kiosk likenesses 1"
_SUBJECT, _MARK = 16, 8  # bytes; the schema checks them
_NEWEST: Final = 100  # submissions that are compared: more of one person's are as much a sign


class Hashed(NamedTuple):
    """A resemblance as it is kept."""

    subject: bytes  # 16 bytes
    marks: bytes  # 8 bytes each


class Likening:
    """Hashes with a key of its own, made from the store key (32 bytes)."""

    def __init__(self, store_key: bytes) -> None:
        self._key = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(store_key)

    def hashed(self, service: str, resemblance: Resemblance) -> Hashed:
        """Subject and marks, each bound to the service, and each mark to its subject."""
        whom = f"{service}\0{resemblance.subject}"
        marks = (self._hash(f"mark\0{whom}\0{mark}")[:_MARK] for mark in resemblance.marks)
        return Hashed(self._hash(f"subject\0{whom}")[:_SUBJECT], b"".join(marks))

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), "sha256")


# Built once: a person waits for these.
_ADD: Final = insert(likenesses)
_STATE: Final = (
    select(outcomes.c.state)
    .where(outcomes.c.submission_id == likenesses.c.submission_id)
    .order_by(outcomes.c.cursor.desc())
    .limit(1)
    .scalar_subquery()
)
_OF_SUBJECT: Final = (
    select(likenesses.c.marks, _STATE.label("state"))
    .where(likenesses.c.subject == bindparam("whom", type_=LargeBinary))
    .order_by(literal_column("likenesses.rowid").desc())
    .limit(_NEWEST)
)


def add(connection: Connection, submission_id: UUID, hashed: Hashed) -> None:
    """Keep what makes a submission like another one."""
    connection.execute(_ADD, {"submission_id": submission_id, "subject": hashed.subject, "marks": hashed.marks})


def is_known(connection: Connection, hashed: Hashed) -> bool:
    """Whether a submission of the same subject that is not over shares a mark."""
    mine = _split(hashed.marks)
    rows = connection.execute(_OF_SUBJECT, {"whom": hashed.subject})
    return any(row.state not in OVER and not mine.isdisjoint(_split(row.marks)) for row in rows)


def _split(marks: bytes) -> frozenset[bytes]:
    return frozenset(marks[at : at + _MARK] for at in range(0, len(marks), _MARK))
