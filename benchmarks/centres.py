"""Centres on SQLite and on PostgreSQL, both as durable as in earnest, and devices they know with envelopes ready to be sent."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from uuid6 import uuid7

from central_api.data_folder import Opened, initialise, opened
from central_api.models import Device
from central_api.published import Publications
from central_api.states import DeviceStanding
from services.catalogue import embedded_catalogue
from services.common.references import new_reference
from services.forms.context import Context
from sync.envelope import Header, SealingPublicKey, base64_text, canonical, content_plaintext, seal, sign_request
from tests.postgres import running_postgres
from tests.support import visit_answers

KINDS = ("SQLite", "PostgreSQL")
PATH = "/v1/envelopes"


@contextlib.contextmanager
def prepared_centre(folder: Path, kind: str) -> Iterator[Opened]:
    """A centre in `folder` with the default settings. A PostgreSQL of its own stands among the temporary files."""
    with contextlib.ExitStack() as stack:
        url = None
        if kind == "PostgreSQL":
            url = stack.enter_context(stack.enter_context(running_postgres(durable=True)).database())
        initialise(folder, database_url=url)
        yield stack.enter_context(opened(folder))


@dataclass(frozen=True, slots=True)
class Post:
    """A request, signed and ready."""

    body: bytes
    headers: Mapping[str, str]
    envelopes: int


@dataclass
class Sender:
    """A device, and its chain."""

    key: Ed25519PrivateKey
    sealing: SealingPublicKey
    answers: Mapping[str, object]
    device_id: UUID = field(default_factory=uuid7)
    sequence: int = 0
    previous: bytes = bytes(32)

    def wire(self) -> bytes:
        """The next envelope: a visit request."""
        self.sequence += 1
        header = Header(
            sealing_key_id=self.sealing.key_id,
            device_id=self.device_id,
            epoch=1,
            submission_id=uuid7(),
            sequence=self.sequence,
            previous=self.previous,
        )
        plaintext = content_plaintext(
            service="prison-visit",
            schema_version=1,
            reference=new_reference(),
            language="cy",
            answers=self.answers,
            assisted_by=None,
            cites="",
            created=datetime.now(UTC),
        )
        envelope = seal(header, plaintext, self.sealing, self.key)
        self.previous = envelope.digest
        return envelope.to_bytes()

    def post(self, many: int) -> Post:
        """A request with the next `many` envelopes."""
        nonce = secrets.token_hex(16)
        body = canonical({"nonce": nonce, "envelopes": [base64_text(self.wire()) for _ in range(many)]})
        signed = sign_request(
            "POST",
            PATH,
            "",
            body,
            device_id=self.device_id,
            key=self.key,
            created=datetime.now(UTC),
            nonce=nonce,
        )
        return Post(body, {**signed, "Content-Type": "application/json"}, many)


def known_senders(centre: Opened, many: int) -> list[Sender]:
    """Devices that the centre knows, without their enrolments."""
    now = datetime.now(UTC)
    sealing = Publications(centre.database, lambda: now).key_list().key_list.newest_sealing()
    answers = visit_answers(Context(now.date(), embedded_catalogue()))
    senders = [Sender(Ed25519PrivateKey.generate(), sealing, answers) for _ in range(many)]
    with centre.database.write() as session:
        session.add_all(
            Device(
                id=sender.device_id,
                name="bench",
                signing_key=sender.key.public_key().public_bytes_raw(),
                state=DeviceStanding.ACTIVE,
                enrolled=now,
                last_cursor=0,
            )
            for sender in senders
        )
    return senders
