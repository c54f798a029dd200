"""A real centre on loopback, and a kiosk that speaks to it as any kiosk would: sealed, signed, over HTTP."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from uuid6 import uuid7

from central_api.app import create_app, create_worker, enrolments
from central_api.data_folder import initialise
from central_api.db import Database
from central_api.keys import PrivateKeys
from central_api.published import Publications
from central_api.settings import Settings, load_settings
from central_api.worker import Worker
from services.catalogue import embedded_catalogue
from services.common.references import new_reference
from services.visits.slots import slots_on_offer
from sync.envelope import (
    EnrolmentCode,
    Envelope,
    Header,
    KeyList,
    Purpose,
    SealingPublicKey,
    base64_text,
    canonical,
    content_plaintext,
    read_base64,
    read_document,
    read_key_list,
    seal,
    sign_request,
)
from tests.central_api.staying_server import StayingServer
from tests.postgres import Postgres, running_postgres

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tests.central_api.visit_cases import Cases

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@dataclass
class TestClock:
    """Tells the time it was given."""

    __test__ = False
    instant: datetime = NOW

    def __call__(self) -> datetime:
        return self.instant

    def advance(self, span: timedelta) -> None:
        self.instant += span


@dataclass
class Centre:
    """A running centre and its insides."""

    data: Path
    settings: Settings
    database: Database
    keys: PrivateKeys
    clock: TestClock
    url: str = ""

    def worker(self, **parts: Any) -> Worker:
        return create_worker(self.settings, self.database, self.keys, clock=self.clock, **parts)

    def issue_code(self, name: str = "CFI-2") -> EnrolmentCode:
        root_key = Publications(self.database, self.clock).key_list().root_key
        return enrolments(self.settings, self.database, self.clock).issue_code(root_key, name)

    def revoke(self, device_id: UUID) -> None:
        assert enrolments(self.settings, self.database, self.clock).revoke(device_id)


@dataclass
class Kiosk:
    """A device: enrolled, with a key of its own and a chain of envelopes."""

    http: httpx.Client
    clock: TestClock
    device_id: UUID
    key: Ed25519PrivateKey
    key_list: KeyList
    epoch: int = 1
    chain: list[Envelope] = field(default_factory=list)

    def seal(self, answers: Mapping[str, object] | None = None, **changes: Any) -> Envelope:
        """The next envelope of the chain, for a visit unless told otherwise."""
        plaintext = changes.pop("plaintext", None)
        public: SealingPublicKey = changes.pop("public", self.key_list.newest_sealing())
        header = Header(
            sealing_key_id=public.key_id,
            device_id=changes.pop("device_id", self.device_id),
            epoch=self.epoch,
            submission_id=changes.pop("submission_id", uuid7()),
            sequence=changes.pop("sequence", len(self.chain) + 1),
            previous=changes.pop("previous", self.chain[-1].digest if self.chain else bytes(32)),
        )
        envelope = seal(header, plaintext or self.plaintext(answers, **changes), public, self.key)
        self.chain.append(envelope)
        return envelope

    def plaintext(self, answers: Mapping[str, object] | None = None, **changes: Any) -> bytes:
        said: dict[str, Any] = {
            "service": "prison-visit",
            "schema_version": 1,
            "reference": new_reference(),
            "language": "en",
            "answers": visit_answers(lead=len(self.chain)) if answers is None else answers,
            "assisted_by": None,
            "cites": "",
            "created": self.clock(),
        }
        return content_plaintext(**(said | changes))

    def send(self, *envelopes: Envelope) -> list[str]:
        """Send envelopes; the result of each."""
        return [result["result"] for result in self.results(*envelopes)]

    def results(self, *envelopes: Envelope) -> list[dict[str, Any]]:
        wires = [base64_text(envelope.to_bytes()) for envelope in envelopes]
        results: list[dict[str, Any]] = self.post("/v1/envelopes", Purpose.RESULTS, envelopes=wires)["results"]
        return results

    def statement(self, audit_count: int = 0, audit_head: str = "0" * 64) -> dict[str, Any]:
        said = {"epoch": self.epoch, "audit_count": audit_count, "audit_head": audit_head}
        return self.post("/v1/statements", Purpose.STATEMENT, **said)

    def signed_statement(self, audit_count: int, audit_head: str) -> tuple[str, str, str, bytes, dict[str, str]]:
        """A statement as it is signed now, to be sent by `send_signed` when the test likes."""
        said = {"epoch": self.epoch, "audit_count": audit_count, "audit_head": audit_head, "nonce": secrets.token_hex(16)}
        body = canonical(said)
        signed = self._signed("POST", "/v1/statements", "", body)
        return "POST", "/v1/statements", "", body, signed

    def outcomes(self, after: int = 0, limit: int = 200) -> dict[str, Any]:
        return self.get("/v1/outcomes", Purpose.OUTCOMES, after=after, limit=limit)

    def status(self, reference: str) -> dict[str, Any]:
        return self.get(f"/v1/status/{reference}", Purpose.STATUS)

    def post(self, path: str, purpose: Purpose, **said: Any) -> dict[str, Any]:
        nonce = secrets.token_hex(16)
        response = self.request("POST", path, body=canonical({"nonce": nonce, **said}))
        return self.believe(response, purpose, nonce)

    def get(self, path: str, purpose: Purpose, **said: Any) -> dict[str, Any]:
        nonce = secrets.token_hex(16)
        return self.believe(self.request("GET", path, urlencode({**said, "nonce": nonce})), purpose, nonce)

    def believe(self, response: httpx.Response, purpose: Purpose, nonce: str, status: int = 200) -> dict[str, Any]:
        """What a signed answer to our question says."""
        assert response.status_code == status, response.text
        document: dict[str, Any] = read_document(purpose, response.content, self.key_list.signing_keys())
        assert document["nonce"] == nonce
        return document

    def request(self, method: str, path: str, query: str = "", body: bytes = b"", **changes: Any) -> httpx.Response:
        return self.send_signed(method, path, query, body, self._signed(method, path, query, body, **changes))

    def _signed(self, method: str, path: str, query: str, body: bytes, **changes: Any) -> dict[str, str]:
        signed = {"device_id": self.device_id, "key": self.key, "created": self.clock(), "nonce": secrets.token_hex(16)}
        return sign_request(method, path, query, body, **(signed | changes))

    def send_signed(self, method: str, path: str, query: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        sent = {**headers, "Content-Type": "application/json"} if body else headers
        return self.http.request(method, f"{path}?{query}" if query else path, content=body, headers=sent)


def enrolment_body(code: EnrolmentCode, key: Ed25519PrivateKey, **changes: Any) -> bytes:
    """A request to be enrolled, proved with the code."""
    said = {
        "lookup": code.lookup,
        "device_name": "kiosk",
        "signing_key": base64_text(key.public_key().public_bytes_raw()),
        "recovery": None,
        "nonce": secrets.token_hex(16),
    } | changes
    return canonical({**said, "proof": base64_text(code.proof(canonical(said)))})


def visit_slots(count: int = 3) -> list[str]:
    """Sessions at HMP Cardiff that can be asked for on the test's day."""
    catalogue = embedded_catalogue()
    prison = catalogue.prison("CFI")
    assert prison is not None
    return [slot.value for slot in slots_on_offer(prison, NOW.date(), catalogue)][:count]


BORN = date(1985, 3, 27).isoformat()


def visit_answers(*, lead: int = 0, **changes: Any) -> dict[str, Any]:
    """A visit request that breaks no rule; `lead` makes it another lead visitor's, so that it is no duplicate."""
    ada = {"first_name": "Ada", "last_name": "Lovelace", "date_of_birth": BORN}
    return {
        "prison": "CFI",
        "prisoner": {**ada, "first_name": "Sam", "number": "A1234BC"},
        "visitors": [{**ada, "last_name": "Lovelace" + "".join(chr(ord("a") + digit) for digit in divmod(lead, 26) if lead)}],
        "slots": visit_slots(),
        "support": {"needed": "no"},
        "contact": {"method": "return"},
        "language": "en",
    } | changes


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def settings_file() -> str:
    """What stands in the centre's own settings; a test module may say otherwise."""
    return ""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `init` leaves it, to be copied."""
    data = tmp_path_factory.mktemp("prepared") / "centre"
    assert initialise(data, TestClock())
    return data


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for this test process."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def prepared_on_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder as `init` leaves it, and the database it filled, both to be copied."""
    data, template = tmp_path_factory.mktemp("prepared") / "centre", postgres.create()
    data.mkdir()
    (data / "centre.toml").write_text(f'database_url = "{postgres.url(template)}"\n', "utf-8")
    assert initialise(data, TestClock())
    return data, template


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The database of the centre; whatever is tested with a centre is tested on each."""
    return str(request.param)


@pytest.fixture
def data(kind: str, tmp_path: Path, settings_file: str, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A data folder of one's own, with a database of its own, set up."""
    data = tmp_path / "centre"
    if kind == "sqlite":
        shutil.copytree(request.getfixturevalue("prepared"), data)
        (data / "centre.toml").write_text(settings_file, "utf-8")
        yield data
        return
    prepared, template = request.getfixturevalue("prepared_on_postgres")
    shutil.copytree(prepared, data)
    with request.getfixturevalue("postgres").database(template) as url:
        (data / "centre.toml").write_text(f'database_url = "{url}"\n{settings_file}', "utf-8")
        yield data


@pytest.fixture
def database(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty one."""
    with contextlib.ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'centre.sqlite3'}"
        if kind == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgres").database())
        made = Database(url)
        stack.callback(made.close)
        yield made


@pytest.fixture
def new_database(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes databases as `init` leaves them; gives the address of each."""
    if kind == "sqlite":
        source, numbers = request.getfixturevalue("prepared") / "centre.sqlite3", count(1)
        yield lambda: f"sqlite:///{shutil.copyfile(source, tmp_path / f'{next(numbers)}.sqlite3')}"
        return
    _, template = request.getfixturevalue("prepared_on_postgres")
    server: Postgres = request.getfixturevalue("postgres")
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(server.database(template))


@pytest.fixture
def new_cases(new_database: Callable[[], str]) -> Iterator[Callable[..., Cases]]:
    """Cases of visits without envelopes and HTTP, each on a database of its own; with `places` for every session."""
    from tests.central_api.visit_cases import Cases

    with contextlib.ExitStack() as stack:

        def new(places: int = 1) -> Cases:
            made = Cases(new_database(), places)
            stack.callback(made.close)
            return made

        yield new


@pytest.fixture
def cases(new_cases: Callable[..., Cases]) -> Cases:
    """With one place in each session."""
    return new_cases()


@contextlib.contextmanager
def insides_of(data: Path, clock: TestClock) -> Iterator[tuple[Centre, FastAPI]]:
    """The centre of a data folder, and its application, which somebody is to serve."""
    settings = load_settings(data)
    with contextlib.closing(Database(settings.database_url)) as database:
        made = Centre(data, settings, database, PrivateKeys.load(data), clock)
        yield made, create_app(settings, database, made.keys, clock)


@contextlib.contextmanager
def serving_centre(data: Path, clock: TestClock) -> Iterator[Centre]:
    """The centre of a data folder, on a server that begins and ends with it."""
    with insides_of(data, clock) as (made, app), contextlib.closing(StayingServer()) as server, server.lent_to(app) as made.url:
        yield made


@pytest.fixture(scope="session")
def staying_server() -> Iterator[StayingServer]:
    """One server for this test process."""
    with contextlib.closing(StayingServer()) as server:
        yield server


@pytest.fixture
def centre(data: Path, clock: TestClock, staying_server: StayingServer) -> Iterator[Centre]:
    with insides_of(data, clock) as (made, app), staying_server.lent_to(app) as made.url:
        yield made


@pytest.fixture
def http(centre: Centre) -> Iterator[httpx.Client]:
    no_certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # httpx would read all of the computer's, for a line without any
    with httpx.Client(base_url=centre.url, timeout=30, trust_env=False, verify=no_certificates) as client:
        yield client


@pytest.fixture
def enrol(centre: Centre, http: httpx.Client, clock: TestClock) -> Callable[[], Kiosk]:
    """Enrols one more kiosk."""
    return enrolment_at(centre, http, clock)


def enrolment_at(centre: Centre, http: httpx.Client, clock: TestClock) -> Callable[[], Kiosk]:
    """Enrols kiosks over HTTP."""

    def enrolled() -> Kiosk:
        code, key = centre.issue_code(), Ed25519PrivateKey.generate()
        response = http.post("/v1/enrolments", content=enrolment_body(code, key), headers={"Content-Type": "application/json"})
        assert response.status_code == 201, response.text
        root = Ed25519PublicKey.from_public_bytes(Publications(centre.database, clock).key_list().root_key)
        key_list = read_key_list(http.get("/v1/keys").content, root)
        document = read_document(Purpose.ENROLMENT, response.content, key_list.signing_keys())
        assert code.matches(read_base64(document["root_key"]))
        return Kiosk(http, clock, UUID(str(document["device_id"])), key, key_list)

    return enrolled


@pytest.fixture
def kiosk(enrol: Callable[[], Kiosk]) -> Kiosk:
    return enrol()
