"""The line to the centre on which this device is known: every request signed, every answer believed only when signed.

A clock that is wrong must not lock a kiosk out for ever: the time in a request's signature is corrected by the skew last learnt
from the centre, and by the unsigned Date of a 401, once for each request. That date is used for nothing else.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk_app.errors import NoNetwork, NotEnrolled
from kiosk_app.ports.machine import Clock
from sync.envelope import NotSigned, Purpose, canonical, read_document, read_instant, sign_request
from sync.http import Answer, CentreHttp
from sync.skew import tell_of_skew
from sync.verdicts import Question, refused_device, signed_answer, unbelievable

_TOLERATED = timedelta(seconds=60)


def new_nonce() -> str:
    """128 random bits in hexadecimal."""
    return secrets.token_hex(16)


class DeviceLine:
    """Signed requests of one device. `centre_time` and `skew` are known once a fresh signed answer came."""

    def __init__(
        self,
        http: CentreHttp,
        clock: Clock,
        device_id: UUID,
        signing_key: Ed25519PrivateKey,
        skew: timedelta,
    ) -> None:
        self._http = http
        self._clock = clock
        self._device_id = device_id
        self._signing_key = signing_key
        self._correction = skew
        self._skew = skew
        self._heard: datetime | None = None

    @property
    def skew(self) -> timedelta:
        """The centre's clock minus this computer's, by the last signed time."""
        return self._skew

    @property
    def heard(self) -> datetime | None:
        """When, by this computer's clock, the last fresh signed answer came; None when none came."""
        return self._heard

    @property
    def last_request(self) -> str:
        """The name of the last request of this line, "" when there was none."""
        return self._http.last_request

    def question(self, keys: Mapping[str, Ed25519PublicKey]) -> Question:
        """A new question: a nonce that no earlier answer can name."""
        return Question(self._device_id, new_nonce(), keys)

    def note_time(self, centre_time: datetime | None) -> None:
        """A fresh answer signed by the centre came, with this time in it."""
        self._heard = self._clock.now()
        if centre_time is not None:
            skew = centre_time - self._heard
            tell_of_skew(self._skew, skew)
            self._skew = self._correction = skew

    def send(self, method: str, path: str, query: Mapping[str, str | int], body: bytes = b"") -> Answer:
        """One signed request, whatever comes back.

        Raises:
            NoNetwork, NotOurCentre: as `CentreHttp.exchange`.
        """
        answer = self._signed(method, path, urlencode(query), body)
        if answer.status != HTTPStatus.UNAUTHORIZED or answer.date is None:
            return answer
        correction = answer.date - self._clock.now()
        if abs(correction - self._correction) <= _TOLERATED:
            return answer
        self._correction = correction
        return self._signed(method, path, urlencode(query), body)

    def post(self, path: str, content: Mapping[str, object], question: Question) -> Answer:
        """A signed POST of canonical JSON with the question's nonce; raises as `send`."""
        return self.send("POST", path, {}, canonical({**content, "nonce": question.nonce}))

    def document(self, answer: Answer, purpose: Purpose, question: Question) -> dict[str, object]:
        """The answer's document, signed for this purpose and fresh.

        Raises:
            NotEnrolled: the centre says, signed, that it takes nothing from this device.
            NoNetwork: not signed, and of a kind that passes by itself.
            NotOurCentre: anything else.
        """
        found = signed_answer(answer.body, purpose, question)
        if found is None:
            raise self._failure(answer, question)
        self._note(found)
        return found

    def unaddressed(self, answer: Answer, purpose: Purpose, question: Question) -> dict[str, object]:
        """The answer's document, signed for this purpose but made for any device; raises as `document`."""
        try:
            return read_document(purpose, answer.body, question.keys)
        except NotSigned:
            raise self._failure(answer, question) from None

    def _note(self, document: Mapping[str, object]) -> None:
        try:
            self.note_time(read_instant(document.get("time")))
        except ValueError:
            self.note_time(None)

    def _failure(self, answer: Answer, question: Question) -> NoNetwork | NotEnrolled:
        refused = refused_device(answer.body, question)
        if refused:
            self.note_time(None)
            return NotEnrolled(reason=refused)
        return unbelievable(answer)

    def _signed(self, method: str, path: str, query: str, body: bytes) -> Answer:
        headers = sign_request(
            method,
            path,
            query,
            body,
            device_id=self._device_id,
            key=self._signing_key,
            created=self._clock.now() + self._correction,
            nonce=new_nonce(),
        )
        return self._http.exchange(method, path, query, body, headers)
