"""A small centre on loopback: real HTTP, real signatures, and faults on request.

It shares only `sync.envelope` with what is tested. A fault changes one reply after the centre has done its work, which is what a
proxy, a login page or a lost connection does.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.envelope import (
    BadRequestSignature,
    BadSignature,
    EnrolmentCode,
    Envelope,
    EnvelopeError,
    KeyList,
    ListedSealingKey,
    ListedSigningKey,
    Manifest,
    Purpose,
    SealingPrivateKey,
    SignedDocument,
    base64_text,
    canonical,
    instant_text,
    read_base64,
    read_canonical,
    request_device,
    sign_document,
    sign_key_list,
    signing_key_id,
    verify,
    verify_request,
)


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"
    cut: int = 0  # bytes promised and not sent
    dropped: bool = False  # the connection closes instead


Fault = Callable[[Reply], Reply]


def replied(status: int, body: bytes = b"", content_type: str = "application/problem+json", **headers: str) -> Fault:
    """The reply is another one."""
    given = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return lambda _: Reply(status, body, given, content_type)


def dropped(reply: Reply) -> Reply:
    """The work is done and the answer is lost."""
    return replace(reply, dropped=True)


def cut_short(reply: Reply) -> Reply:
    """Half of the answer comes."""
    return replace(reply, cut=len(reply.body) // 2)


def unchanged(reply: Reply) -> Reply:
    return reply


def payload_of(reply: Reply) -> dict[str, Any]:
    """What a signed reply says."""
    payload = read_canonical(SignedDocument.from_bytes(reply.body).payload)
    assert isinstance(payload, dict)
    return payload


LOGIN_PAGE = replied(200, b"<html><body>Please sign in to the guest network</body></html>", "text/html")


@dataclass
class Asked:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


@dataclass
class FakeCentre:
    root: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    signer: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    sealing: SealingPrivateKey = field(default_factory=SealingPrivateKey.generate)
    now: datetime = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
    version: int = 1
    device_state: str = "active"
    tells: bool = False  # whether statements say what is newest, as a centre of today does
    most_in_batch: int = 200
    catalogue: dict[str, Any] | None = None
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    poison: UUID | None = None  # a submission that makes the whole request fail
    devices: dict[UUID, Ed25519PublicKey] = field(default_factory=dict)
    codes: dict[str, EnrolmentCode] = field(default_factory=dict)
    envelopes: dict[UUID, Envelope] = field(default_factory=dict)
    pieces: defaultdict[bytes, dict[int, bytes]] = field(default_factory=lambda: defaultdict(dict))  # by manifest digest
    whole: set[bytes] = field(default_factory=set)
    measured: dict[str, tuple[int, list[Any]]] = field(default_factory=dict)  # by day: revision and counts
    comments: dict[str, str] = field(default_factory=dict)
    refused_days: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    always: dict[str, Fault] = field(default_factory=dict)
    address: str = ""

    # What tests set up

    def new_code(self) -> str:
        code = EnrolmentCode.generate(self.root.public_key().public_bytes_raw())
        self.codes[code.lookup] = code
        return code.to_text()

    def fail(self, path: str, *faults: Fault) -> None:
        """The next replies on `path` go wrong, one after another."""
        self.faults[path].extend(faults)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def key_list(self) -> bytes:
        listed = KeyList(
            version=self.version,
            issued=self.now,
            signing=(ListedSigningKey(self.signer.public_key(), self.now, None),),
            sealing=(ListedSealingKey(self.sealing.public, self.now),),
        )
        return sign_key_list(listed, self.root)

    def signed(self, purpose: Purpose, payload: dict[str, Any], status: int = 200) -> Reply:
        return Reply(status, sign_document(purpose, payload, signing_key_id(self.signer.public_key()), self.signer))

    # What it does

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.faults[asked.path]:
            return self.faults[asked.path].popleft()(self._work(asked))
        return self.always.get(asked.path, unchanged)(self._work(asked))

    def _work(self, asked: Asked) -> Reply:
        match (asked.method, asked.path.split("/")[2]):
            case ("GET", "keys"):
                return Reply(200, self.key_list())
            case ("POST", "enrolments"):
                return self._enrol(json.loads(asked.body))
            case _:
                return self._for_device(asked)

    def _for_device(self, asked: Asked) -> Reply:
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        content = json.loads(asked.body) if asked.body else {}
        nonce = str(content.get("nonce", query.get("nonce", "")))
        try:
            device = request_device(asked.headers)
            verify_request(
                asked.method,
                asked.path,
                asked.query,
                asked.body,
                asked.headers,
                key=self.devices[device],
                now=self.now,
                max_age=timedelta(minutes=5),
            )
        except (BadRequestSignature, KeyError):
            return Reply(401, b'{"type":"urn:justice-kiosk:problem:bad-signature"}', (), "application/problem+json")
        common = {"device": str(device), "nonce": nonce, "time": instant_text(self.now)}
        if self.device_state != "active":
            return self.signed(Purpose.RESULTS, {**common, "device_state": self.device_state, "results": []}, 403)
        match asked.path.split("/")[2]:
            case "envelopes":
                return self._take(common, content["envelopes"], self.devices[device])
            case "attachments":
                return self._attach(common, content)
            case "measures" | "comments":
                return self._measure(common, content)
            case "statements":
                return self.signed(Purpose.STATEMENT, {**common, **self._head(device, content["epoch"])})
            case "outcomes":
                return self._outcomes(common, int(query["after"]), int(query["limit"]))
            case "status":
                return self._status(asked.path.split("/")[3], common)
            case "catalogue":
                return self._catalogue(int(query["after"]))
            case _:
                return Reply(404)

    def _take(self, common: dict[str, Any], wires: list[str], key: Ed25519PublicKey) -> Reply:
        if len(wires) > self.most_in_batch:
            return Reply(413)
        read = [self._result(read_base64(wire), key) for wire in wires]
        if self.poison is not None and any(result["id"] == str(self.poison) for result in read):
            return Reply(500)
        return self.signed(Purpose.RESULTS, {**common, "results": read})

    def _result(self, wire: bytes, key: Ed25519PublicKey) -> dict[str, str]:
        received = instant_text(self.now)
        try:
            envelope = Envelope.from_bytes(wire)
        except EnvelopeError:
            return {"id": "", "digest": "", "result": "malformed", "received": received}
        name = envelope.header.submission_id
        named = {"id": str(name), "digest": envelope.digest.hex(), "received": received}
        try:
            verify(envelope, key)
        except BadSignature:
            return {**named, "result": "bad-signature"}
        if name == self.poison:
            return {**named, "result": "never seen: the request fails"}
        known = self.envelopes.setdefault(name, envelope)
        if known is envelope:
            return {**named, "result": "accepted"}
        return {**named, "result": "already-had" if known.digest == envelope.digest else "conflict"}

    def _attach(self, common: dict[str, Any], content: dict[str, Any]) -> Reply:
        manifest = Manifest.from_bytes(read_base64(content["manifest"]))
        sealed, had = manifest.digest, self.pieces[manifest.digest]
        before = sealed in self.whole
        for chunk in content["chunks"]:
            piece = read_base64(chunk["sealed"])
            assert manifest.is_chunk(chunk["number"], piece)
            had[chunk["number"]] = piece
        missing = [number for number in range(len(manifest.chunks)) if number not in had]
        if not missing:
            self.whole.add(sealed)
        result = "already-had" if before else "wanted" if missing else "accepted"
        return self.signed(Purpose.ATTACHMENTS, {**common, "sealed": sealed.hex(), "result": result, "missing": missing})

    def _measure(self, common: dict[str, Any], content: dict[str, Any]) -> Reply:
        if "sealed" in content:
            result = "already-had" if content["id"] in self.comments else "accepted"
            self.comments[content["id"]] = content["sealed"]
            return self.signed(Purpose.MEASURES, {**common, "id": content["id"], "result": result})
        day, revision = content["day"], content["revision"]
        had = self.measured.get(day, (0, []))[0]
        if had < revision and day not in self.refused_days:
            self.measured[day] = (revision, content["counts"])
        result = "refused" if day in self.refused_days else "already-had" if had >= revision else "accepted"
        return self.signed(Purpose.MEASURES, {**common, "day": day, "revision": revision, "result": result})

    def _head(self, device: UUID, epoch: int) -> dict[str, Any]:
        chain = {
            envelope.header.sequence: envelope
            for envelope in self.envelopes.values()
            if (envelope.header.device_id, envelope.header.epoch) == (device, epoch)
        }
        highest = 0
        while highest + 1 in chain:
            highest += 1
        digest = chain[highest].digest if highest else bytes(32)
        return {
            "epoch": epoch,
            "highest_contiguous": highest,
            "head_digest": digest.hex(),
            **(self._newest() if self.tells else {}),
        }

    def _newest(self) -> dict[str, int]:
        """What there is, so that a kiosk that has it asks for nothing more."""
        return {
            "outcomes": max((outcome["cursor"] for outcome in self.outcomes), default=0),
            "catalogue": self.catalogue["version"] if self.catalogue else 0,
            "keys": self.version,
        }

    def _outcomes(self, common: dict[str, Any], after: int, limit: int) -> Reply:
        new = [outcome for outcome in self.outcomes if outcome["cursor"] > after]
        page = new[:limit]
        following = page[-1]["cursor"] if page else after
        return self.signed(Purpose.OUTCOMES, {**common, "outcomes": page, "next": following, "more": len(new) > limit})

    def _status(self, reference: str, common: dict[str, Any]) -> Reply:
        unknown = dict.fromkeys(("service", "received", "state", "codes", "params", "decided"))
        known = self.statuses.get(reference)
        payload = {"reference": reference, "nonce": common["nonce"], "time": common["time"], "known": known is not None}
        return self.signed(Purpose.STATUS, {**payload, **(known or unknown)})

    def _catalogue(self, after: int) -> Reply:
        if self.catalogue is None or self.catalogue["version"] <= after:
            return Reply(204)
        return self.signed(Purpose.CATALOGUE, self.catalogue)

    def _enrol(self, request: dict[str, Any]) -> Reply:
        refused = Reply(403, b'{"type":"urn:justice-kiosk:problem:enrolment-refused"}', (), "application/problem+json")
        proof = read_base64(request.pop("proof"))
        code = self.codes.pop(request["lookup"], None)
        if code is None or code.proof(canonical(request)) != proof:
            return refused
        device = uuid4()
        self.devices[device] = Ed25519PublicKey.from_public_bytes(read_base64(request["signing_key"]))
        payload = {
            "device_id": str(device),
            "device_name": request["device_name"],
            "root_key": base64_text(self.root.public_key().public_bytes_raw()),
            "key_list": base64_text(self.key_list()),
            "nonce": request["nonce"],
            "time": instant_text(self.now),
        }
        return self.signed(Purpose.ENROLMENT, payload, 201)
