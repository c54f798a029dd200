"""What came with a case as a file: shown as a list, and given out one by one to somebody who is written down to have taken it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from central_api.attaching import content_of
from central_api.clock import Clock
from central_api.db import Database
from central_api.models import CaseAttachment
from central_api.staff.acts import Act, write_down
from central_api.staff.finding import NoSuchCase, locked_case
from central_api.staff.people import Person
from central_api.states import CheckState


class NotWhole(Exception):
    """The attachment has not come whole, or is not what the submission says that it is."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One attachment of a case, as its submission describes it."""

    id: UUID
    place: int  # from 1
    kind: str  # a media type
    length: int  # bytes
    digest: str  # SHA-256 of its content, hexadecimal
    state: str  # CheckState


class Papers:
    """The attachments of cases."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def lines(self, person: Person, reference: str) -> tuple[PaperLine, ...]:
        """The attachments of a case, in their order; none where it has none.

        Raises:
            NoSuchCase: there is none, or it is another site's.
        """
        with self._database.write() as session:
            case, _envelope = locked_case(session, person, reference)
            named = select(CaseAttachment).where(CaseAttachment.submission_id == case.submission_id)
            return tuple(map(_line, session.scalars(named.order_by(CaseAttachment.place))))

    def take(self, person: Person, reference: str, attachment: UUID) -> bytes:
        """One of them in the clear. Who took it is written down, and durable, before it is given out.

        Raises:
            NoSuchCase: there is no such case, or no such attachment of it, or it is another site's.
            NotWhole: it cannot be given out yet, or is not what it should be.
        """
        with self._database.write() as session:
            case, _envelope = locked_case(session, person, reference)
            mine = (CaseAttachment.submission_id == case.submission_id, CaseAttachment.attachment_id == attachment)
            named = session.scalars(select(CaseAttachment).where(*mine)).first()
            if named is None:
                raise NoSuchCase
            if named.state != CheckState.SOUND:
                raise NotWhole
            content = content_of(session, named)
            write_down(session, person, case, Act.TOOK_FILE, self._clock(), attachment=str(attachment), digest=named.digest.hex())
        return content


def _line(named: CaseAttachment) -> PaperLine:
    return PaperLine(named.attachment_id, named.place + 1, named.kind, named.length, named.digest.hex(), named.state)
