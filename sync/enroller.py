"""Makes this device known to a centre, once, with a code that staff type.

The code authenticates both ways: its secret proves the request to the centre, and its fingerprint names the root key that the
answer must be signed under. No identity is kept until the whole answer has been checked. The new key is kept first of all, in a
place of its own, so that no code is used up for a key that cannot be kept.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk_app.errors import EnrolmentRefused, KeyUnavailable, NoNetwork, NotOurCentre
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.device import Contact, DeviceState, Enrolment, KeptDocument
from kiosk_app.ports.machine import Clock, KeySource
from sync.device_key import bind_fresh_key, keep_fresh_key, settle_key
from sync.device_line import new_nonce
from sync.envelope import (
    BadEnrolmentCode,
    EnrolmentCode,
    NotSigned,
    Purpose,
    SignedDocument,
    base64_text,
    canonical,
    read_base64,
    read_canonical,
    read_document,
    read_instant,
    read_json,
    read_key_list,
)
from sync.http import Answer, CentreHttp
from sync.skew import tell_of_skew
from sync.verdicts import unbelievable

_REFUSAL = "urn:justice-kiosk:problem:enrolment-refused"


class CentreEnroller:
    """The enroller (`kiosk_app.ports.centre.Enroller`)."""

    def __init__(
        self,
        devices: DeviceState,
        keys: KeySource,
        clock: Clock,
        open_http: Callable[[str], CentreHttp],
        checkpoints: Checkpoints = UNWATCHED,
    ) -> None:
        self._devices = devices
        self._keys = keys
        self._clock = clock
        self._open_http = open_http
        self._checkpoints = checkpoints

    def enrol(self, centre_url: str, code: str, device_name: str) -> Enrolment:
        """Use a code.

        Raises:
            EnrolmentRefused: mistyped, wrong, used or expired, or the root key is not the one the code was made for.
            NoNetwork, NotOurCentre: no believable answer; nothing was changed here.
            KeyUnavailable: the device's key cannot be kept; the code can still be used.
        """
        try:
            entered = EnrolmentCode.from_text(code)
        except BadEnrolmentCode as mistyped:
            raise EnrolmentRefused(reason=f"code-{mistyped.code}") from None
        present = self._devices.enrolment()
        signing_key = Ed25519PrivateKey.generate()
        keep_fresh_key(self._keys, signing_key, present.device_id if present else None)  # before the code is used up
        nonce = new_nonce()
        with self._open_http(centre_url) as http:
            answer = http.exchange("POST", "/v1/enrolments", "", _request(entered, device_name, signing_key, nonce))
        if answer.status != HTTPStatus.CREATED:
            raise _refusal(answer)
        self._checkpoints.reached(Point.ENROL_ANSWERED)
        try:
            enrolment, key_list, centre_time = self._believe(answer.body, entered, centre_url, nonce)
        except (NotSigned, KeyError, ValueError):
            raise NotOurCentre(reason="not-our-centre") from None
        bind_fresh_key(self._keys, signing_key, enrolment.device_id)
        self._devices.enrol(enrolment, key_list)
        with suppress(KeyUnavailable):  # then it is found where it is
            settle_key(self._keys, enrolment.device_id)
        now = enrolment.enrolled
        tell_of_skew(timedelta(), centre_time - now)
        skew = (centre_time - now).total_seconds()
        self._devices.record_contact(Contact(last_try=now, last_contact=now, connected=True, clock_skew_seconds=skew))
        return enrolment

    def _believe(
        self,
        body: bytes,
        code: EnrolmentCode,
        centre_url: str,
        nonce: str,
    ) -> tuple[Enrolment, KeptDocument, datetime]:
        """Check from the fingerprint upwards; NotSigned, KeyError or ValueError for anything that does not hold."""
        claimed = read_canonical(SignedDocument.from_bytes(body).payload)
        if not isinstance(claimed, dict):
            raise NotSigned("payload")
        root_key = read_base64(claimed["root_key"])
        if not code.matches(root_key):
            raise EnrolmentRefused(reason="root-key")
        wire = read_base64(claimed["key_list"])
        key_list = read_key_list(wire, Ed25519PublicKey.from_public_bytes(root_key))
        document = read_document(Purpose.ENROLMENT, body, key_list.signing_keys())
        if document["nonce"] != nonce:
            raise NotSigned("nonce")
        now = self._clock.now()
        enrolment = Enrolment(
            device_id=UUID(str(document["device_id"])),
            device_name=str(document["device_name"]),
            centre_url=centre_url,
            root_key=root_key,
            enrolled=now,
        )
        return enrolment, KeptDocument(key_list.version, wire, now), read_instant(document["time"])


def _request(code: EnrolmentCode, device_name: str, signing_key: Ed25519PrivateKey, nonce: str) -> bytes:
    fields: dict[str, object] = {
        "lookup": code.lookup,
        "device_name": device_name,
        "signing_key": base64_text(signing_key.public_key().public_bytes_raw()),
        "recovery": None,
        "nonce": nonce,
    }
    return canonical({**fields, "proof": base64_text(code.proof(canonical(fields)))})


def _refusal(answer: Answer) -> EnrolmentRefused | NoNetwork:
    if answer.status == HTTPStatus.FORBIDDEN and _problem(answer.body) == _REFUSAL:
        return EnrolmentRefused(reason="code-refused")
    return unbelievable(answer)


def _problem(body: bytes) -> str:
    """The type of a problem document, "" when it is none."""
    try:
        problem = read_json(body)
    except ValueError:
        return ""
    return str(problem.get("type", "")) if isinstance(problem, dict) else ""
