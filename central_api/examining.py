"""Looking into an envelope: opened, read, and its answers checked with the very models the kiosk used.

Pure but for its keys: every envelope ends as one of three things, and none of them is lost. Answers are judged on the day
they were given, not on the day they arrived: a kiosk may have been without a network for weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from central_api.states import Parked
from services.catalogue import Catalogue
from services.common.civil import local
from services.common.references import read_reference
from services.forms.check import check_answers
from services.forms.context import Context
from services.forms.marks import marks_in, with_marks
from services.forms.service import Service
from services.language import Language
from sync.envelope import BadContent, CannotOpen, Content, Envelope, SealingPrivateKey, open_envelope, read_plaintext

_LONGEST_NAME = 100  # of a service; longer ones are in no index, and nobody's


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. `content` is None when it could not be read; `parked` is None when all is well.

    `likeness` is a digest that requests of the same people for the same share, 64 hexadecimal digits; "" for none.
    """

    content: Content | None
    answers: Mapping[str, object]
    parked: Parked | None
    likeness: str = ""


class Examiner:
    """Opens and checks envelopes whose signature is known to be good."""

    def __init__(
        self,
        sealing: Mapping[bytes, SealingPrivateKey],
        services: Mapping[str, Service],
        catalogue: Callable[[Session], Catalogue],
        signed_later: Collection[str] = (),
    ) -> None:
        """`signed_later` are the services whose own decision says what becomes of a statement that is not made."""
        self._sealing = sealing
        self._services = services
        self._catalogue = catalogue
        self._signed_later = signed_later

    def examine(self, session: Session, envelope: Envelope, received: datetime) -> Examined:
        """Open an envelope and check what it holds."""
        key = self._sealing.get(envelope.header.sealing_key_id)
        if key is None:
            return Examined(None, {}, Parked.UNKNOWN_SEALING_KEY)
        try:
            content = read_plaintext(open_envelope(envelope, key))
        except CannotOpen:
            return Examined(None, {}, Parked.CANNOT_OPEN)
        except BadContent:
            return Examined(None, {}, Parked.BAD_CONTENT)
        if not _is_sound(content):
            return Examined(None, {}, Parked.BAD_CONTENT)
        return self._check(session, content, received)

    def _check(self, session: Session, content: Content, received: datetime) -> Examined:
        service = self._services.get(content.service)
        if service is None:
            return Examined(content, content.answers, Parked.UNKNOWN_SERVICE)
        if content.schema_version != service.version:
            return Examined(content, content.answers, Parked.UNKNOWN_SCHEMA_VERSION)
        given_on = local(min(content.created, received)).date()  # a kiosk's clock may run ahead
        given_on = min(given_on, content.received or given_on)  # paper counts from the day on which it came to the court
        context = Context(given_on, self._catalogue(session), content.cites)
        checked = check_answers(service, content.answers, context, offers=False)
        checked = with_marks(service, checked, marks_in(content.confirmed))
        if checked.blocked_elsewhere if service.key in self._signed_later else checked.blocked:
            return Examined(content, content.answers, Parked.INVALID_ANSWERS)
        found = service.resemblance(checked.answers) if service.resemblance else None
        likeness = sha256(f"{service.key}\n{found.subject}".encode()).hexdigest() if found else ""
        return Examined(content, checked.frozen(), None, likeness)


def _is_sound(content: Content) -> bool:
    """Whether what stands around the answers is of the right kind."""
    return (
        len(content.service) <= _LONGEST_NAME
        and read_reference(content.reference) == content.reference
        and (not content.cites or read_reference(content.cites) == content.cites)
        and content.language in {language.value for language in Language}
        and 0 < content.schema_version < 2**31
    )
