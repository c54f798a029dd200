"""A toy service of another distribution goes the whole way, and no room of this project knows it.

It is installed with real entry points and run in processes of its own: kiosk, store, envelope, HTTP, centre, outcome, receipt.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk_app.main.embedded_centre import READY
from tests.support import until
from tests.toy.install import install_toy

ROOT = Path(__file__).parents[2]
Ctl = Callable[..., Any]
APPLICATION = {
    "applicant": {"first_name": "Ada", "last_name": "Lovelace", "date_of_birth": "1990-12-10"},
    "toy": "T123",
    "witnesses": [{"first_name": "Ben", "last_name": "Ali", "date_of_birth": "2000-01-01", "played": "yes", "minutes": "10"}],
}
STATEMENT = {"statement": "It fell off the table."}
SIGNATURE = {"name": "Ada Lovelace", "signed": "yes"}


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    site = install_toy(tmp_path / "site")
    return {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "KIOSK_HOME": str(tmp_path / "kiosk")}


def run(environment: Mapping[str, str], module: str, *arguments: str, given: str = "") -> str:
    command = [*CALL, f"import sys, {module} as m; sys.exit(m.{ENTRY[module]}())", *arguments]
    done = subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


CALL = (sys.executable, "-c")
ENTRY = {"kiosk_app.main": "kioskctl", "central_api.cli": "main"}


@pytest.fixture
def centre(environment: Mapping[str, str], tmp_path: Path) -> Iterator[str]:
    data = str(tmp_path / "centre")
    run(environment, "central_api.cli", "init", "--data", data)
    command = [sys.executable, "-m", "central_api", "serve", "--data", data, "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:  # noqa: S603 - our own
        assert server.stdout is not None
        yield server.stdout.readline().removeprefix(READY).strip()
        server.terminate()


@pytest.fixture
def ctl(environment: Mapping[str, str], centre: str, tmp_path: Path) -> Ctl:
    def call(*arguments: str, given: object = None) -> Any:
        return json.loads(run(environment, "kiosk_app.main", *arguments, "--json", given=json.dumps(given)))

    code = run(environment, "central_api.cli", "enrol-code", "--data", str(tmp_path / "centre"), "--device-name", "TOY-1").strip()
    call("enrol", centre, code, "--name", "TOY-1")
    return call


def test_an_application_its_statement_and_its_signature_reach_the_centre(ctl: Ctl, tmp_path: Path) -> None:
    schema = ctl("schema", "toy-application")
    assert schema["$id"] == "urn:justice-kiosk:schema:toy-application:1"

    application = ctl("submit", "toy-application", "-", given=APPLICATION)["reference"]
    statement = ctl("submit", "toy-statement", "-", "--cites", application, given=STATEMENT)["reference"]
    signature = ctl("submit", "toy-signature", "-", "--cites", application, given=SIGNATURE)["reference"]
    synced = ctl("sync")

    assert (synced["acknowledged"], synced["all_sent"]) == (3, True)
    for reference in application, statement, signature:
        until(lambda reference=reference: ctl("status", reference)["outcome"] == "requested")
    ctl("receipt", application, "--to", str(tmp_path / "receipt.pdf"))
    assert application[:4] in PdfReader(tmp_path / "receipt.pdf").pages[0].extract_text()


def test_what_follows_another_submission_must_cite_it(environment: Mapping[str, str], ctl: Ctl) -> None:
    command = [*CALL, "import sys, kiosk_app.main as m; sys.exit(m.kioskctl())", "submit", "toy-statement", "-", "--json"]

    refused = subprocess.run(  # noqa: S603 - our own program
        command,
        env=environment,
        input=json.dumps(STATEMENT),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (refused.returncode, json.loads(refused.stdout)["error"]) == (3, "bad-input")
    assert ctl("sync")["sent"] == 0


def test_no_room_names_the_toy_or_any_service() -> None:
    named = re.compile(r"\btoy|prison-visit|services\.visits")
    rooms = ("ui", "sync", "local_store", "printing")

    sources = [path for room in rooms for path in (ROOT / room).rglob("*.py")]

    assert [str(path) for path in sources if named.search(path.read_text(encoding="utf-8"))] == []
