"""Nothing that a person typed is in what a centre's process says, in a whole life of requests, right and wrong.

Each answer is a word of its own that is nowhere else, so what is found says which answer got out.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from central_api.data_folder import opened
from central_api.published import Publications
from services.catalogue import embedded_catalogue
from services.common.references import new_reference
from services.visits.slots import slots_on_offer
from sync.envelope import EnrolmentCode, Purpose, base64_text, canonical, read_document, read_key_list
from tests.central_api.conftest import Kiosk, TestClock, enrolment_body
from tests.support import central_api, until

ROOT = Path(__file__).parents[2]
PERSON = {
    "visitor's first name": "Quillonwy",
    "visitor's last name": "Zanzibarina",
    "visitor's birth": "1937-04-09",
    "prisoner's first name": "Ombersleyt",
    "prisoner's last name": "Tŷ-Fflachwen",
    "prisoner's birth": "1961-09-30",
    "prisoner's number": "A7391KX",
    "support": "Wheelybarrow ramp",
    "phone": "+447700900451",
    "wrong birth": "1938-05-11",
}


@dataclass
class Life:
    """A process, all that it said, and what must not be in it."""

    data: Path
    url: str
    said: list[Path]
    heard: list[str] = field(default_factory=list)
    secret: dict[str, str] = field(default_factory=lambda: dict(PERSON))

    def found(self) -> set[str]:
        """What is in anything that the process said, wrote beside its database, or answered unsigned."""
        logs = [*self.said, *self.data.rglob("*.log")]
        texts = [log.read_text("utf-8", errors="replace") for log in logs] + self.heard
        return {what for what, word in self.secret.items() for text in texts if hidden(word, text)}


def hidden(word: str, text: str) -> bool:
    """Whether the word is in the text, as it is or as JSON, a repr or an address writes it."""
    forms = {word, json.dumps(word)[1:-1], ascii(word)[1:-1], word.replace(" ", "+"), word.replace(" ", "%20")}
    return any(form.lower() in text.lower() for form in forms)


@contextlib.contextmanager
def living(data: Path, folder: Path, program: str = "central_api") -> Iterator[Life]:
    """A centre in a process of its own, whose every word is kept."""
    out, err = folder / "stdout", folder / "stderr"
    command = [sys.executable, "-m", program, "serve", "--data", str(data), "--port", "0"]
    with out.open("wb") as output, err.open("wb") as errors:
        with subprocess.Popen(command, stdout=output, stderr=errors, cwd=ROOT) as process:  # noqa: S603
            try:
                until(lambda: "Listening on" in out.read_text("utf-8"), seconds=60)
                life = Life(data, out.read_text("utf-8").split()[-1], [out, err])
                yield life
                life.heard.append(httpx.get(f"{life.url}/metrics", trust_env=False).text)
            finally:
                process.terminate()
        assert process.returncode == 0


def enrolled(life: Life, http: httpx.Client) -> Kiosk:
    """A kiosk that used a code up, and tried it twice."""
    code = EnrolmentCode.from_text(central_api("enrol-code", "--data", str(life.data), "--device-name", "CFI-2").strip())
    life.secret |= {"code": code.to_text(), "code's secret": code.secret.hex()}
    with opened(life.data) as centre:
        root = Ed25519PublicKey.from_public_bytes(Publications(centre.database, TestClock()).key_list().root_key)
    key, headers = Ed25519PrivateKey.generate(), {"Content-Type": "application/json"}
    answers = [http.post("/v1/enrolments", content=enrolment_body(code, key), headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 403]
    life.heard.append(answers[1].text)
    key_list = read_key_list(http.get("/v1/keys").content, root)
    document = read_document(Purpose.ENROLMENT, answers[0].content, key_list.signing_keys())
    return Kiosk(http, TestClock(datetime.now(UTC)), UUID(str(document["device_id"])), key, key_list)


def answers(**changes: Any) -> dict[str, Any]:
    """A request that breaks no rule, with a word in each answer."""
    catalogue = embedded_catalogue()
    prison = catalogue.prison("CFI")
    assert prison is not None
    visitor = {
        "first_name": PERSON["visitor's first name"],
        "last_name": PERSON["visitor's last name"],
        "date_of_birth": PERSON["visitor's birth"],
    }
    prisoner = {
        "first_name": PERSON["prisoner's first name"],
        "last_name": PERSON["prisoner's last name"],
        "date_of_birth": PERSON["prisoner's birth"],
        "number": PERSON["prisoner's number"],
    }
    return {
        "prison": "CFI",
        "prisoner": prisoner,
        "visitors": [visitor],
        "slots": [slot.value for slot in slots_on_offer(prison, datetime.now(UTC).date(), catalogue)][:3],
        "support": {"needed": "yes", "details": PERSON["support"]},
        "contact": {"method": "text", "phone": PERSON["phone"]},
        "language": "en",
    } | changes


def lives(life: Life) -> None:
    """Everything a kiosk can do to a centre, and what somebody can who is none."""
    with httpx.Client(base_url=life.url, timeout=60, trust_env=False) as http:
        kiosk = enrolled(life, http)
        references = [new_reference() for _ in range(3)]
        life.secret |= {f"reference {number}": reference for number, reference in enumerate(references)}
        kiosk.send(
            kiosk.seal(answers(), reference=references[0]),
            kiosk.seal(answers(language="cy"), reference=references[1], language="cy"),
            kiosk.seal(answers(), reference=references[2], assisted_by=PERSON["visitor's last name"]),
            kiosk.seal(answers(prisoner={"first_name": PERSON["prisoner's first name"]})),
            kiosk.seal(answers(slots=[PERSON["support"]])),
            kiosk.seal(answers(), service=PERSON["visitor's last name"]),
            kiosk.seal(answers(), schema_version=99),
            kiosk.seal(plaintext=" ".join(PERSON.values()).encode()),
        )
        until(lambda: len(kiosk.outcomes()["outcomes"]) >= 6, seconds=90)
        kiosk.send(
            kiosk.seal(fact(PERSON["wrong birth"]), service="prison-visit-withdraw", cites=references[0]),
            kiosk.seal(fact(PERSON["visitor's birth"]), service="prison-visit-withdraw", cites=references[0]),
        )
        until(lambda: len(kiosk.outcomes()["outcomes"]) >= 9, seconds=90)
        kiosk.status(references[0])
        attacks(life, kiosk)
        staff(life, http, references)


def fact(born: str) -> dict[str, Any]:
    return {"lead_visitor": {"date_of_birth": born}}


def attacks(life: Life, kiosk: Kiosk) -> None:
    """Forged, broken, oversized, and with words where none belong."""
    typed = " ".join(PERSON.values())
    forged = kiosk.seal(answers())
    stranger = Kiosk(kiosk.http, kiosk.clock, kiosk.device_id, Ed25519PrivateKey.generate(), kiosk.key_list)
    wires = [base64_text(wire) for wire in (typed.encode(), forged.to_bytes()[:-1] + b"\0", forged.to_bytes()[:200])]
    nonce = secrets.token_hex(16)
    bodies = [
        canonical({"nonce": nonce, "envelopes": [*wires, typed]}),
        canonical({"nonce": typed, "envelopes": typed, typed: typed}),
        typed.encode(),
        b'{"nonce":"' + typed.encode(),
        canonical({"nonce": nonce, "envelopes": [base64_text(typed.encode() * 9_000)] * 6}),
        typed.encode() * 60_000,
    ]
    kiosk.http.headers["X-Request-Id"] = PERSON["visitor's last name"]
    for body in bodies:
        said = [kiosk.request("POST", "/v1/envelopes", body=body), stranger.request("POST", "/v1/envelopes", body=body)]
        said.append(kiosk.http.post("/v1/enrolments", content=body, headers={"Content-Type": "application/json"}))
        said.append(kiosk.http.post("/v1/enrolments", content=body, headers={"Content-Type": "text/plain"}))
        life.heard += [answer.text + str(answer.headers) for answer in said]
    word = PERSON["visitor's last name"]
    for path in (f"/v1/status/{word}", f"/v1/{word}", f"/{word}", "/v1/outcomes"):
        life.heard.append(kiosk.http.get(f"{path}?nonce={word}&after={word}&{word}=1").text)
        life.heard.append(kiosk.http.request(word.upper(), path, headers={"Signature": word, word: word}).text)
        life.heard.append(kiosk.request("GET", path, f"nonce={word}&after={word}").text)
    del kiosk.http.headers["X-Request-Id"]


def staff(life: Life, http: httpx.Client, references: list[str]) -> None:
    """What staff do over HTTP: look, and decide wrongly. Their own answers may say names; the log may not."""
    token = central_api("staff", "add", "--data", str(life.data), "--name", "Case Worker").strip().split()[-1]
    life.secret |= {"token": token}
    headers = {"Authorization": f"Bearer {token}"}
    assert http.get("/v1/staff/cases", headers=headers).status_code == 200
    for reference in references:
        opened_case = http.get(f"/v1/staff/cases/{reference}", headers=headers)
        assert opened_case.status_code == 200
        assert hidden(PERSON["visitor's last name"], opened_case.text)
        for body in ({"decision": PERSON["support"]}, {"decision": "refuse", "reasons": [PERSON["support"]]}):
            answer = http.post(f"/v1/staff/cases/{reference}/decision", json=body, headers={**headers, "If-Match": '"0"'})
            life.heard.append(answer.text)
    life.heard.append(http.get("/v1/staff/cases", headers={"Authorization": f"Bearer {PERSON['phone']}"}).text)


def test_nothing_that_was_typed_is_in_the_logs_the_metrics_or_a_refusal(data: Path, tmp_path: Path) -> None:
    with living(data, tmp_path) as life:
        lives(life)

    said = (tmp_path / "stderr").read_text("utf-8")
    assert life.found() == set()
    assert {"intake", "opened", "decided", "answered"} <= set(said.split())


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_search_finds_what_a_centre_says_that_it_must_not(data: Path, tmp_path: Path) -> None:
    with living(data, tmp_path, "tests.central_api.blabbing_centre") as life:
        lives(life)

    assert life.found() >= PERSON.keys() - {"wrong birth"}


@pytest.mark.parametrize("word", PERSON.values())
@pytest.mark.parametrize("written", [str, json.dumps, repr, ascii, str.upper])
def test_a_word_is_found_however_it_is_written(word: str, written: Any) -> None:
    text = written(word)

    assert hidden(word, f"2026-11-22 INFO central_api request=- said {text}")
