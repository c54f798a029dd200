"""`kioskctl` as a person or a script meets it: real parts, real files, a real centre."""

from __future__ import annotations

import base64
import io
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk_app.cli.parser import run
from kiosk_app.config import Home
from kiosk_app.main.parts import Parts
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Settled, Settlement
from tests.conftest import Centre
from tests.support import enrolment_code, visit_answers

Ctl = Callable[..., tuple[int, Any]]


@pytest.fixture
def ctl(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> Ctl:
    """Run a command with --json; exit status and what it said."""

    def call(*arguments: str) -> tuple[int, Any]:
        status = run(kiosk_parts, [*arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def answers(kiosk_parts: Parts) -> dict[str, Any]:
    return visit_answers(kiosk_parts.catalogues.context())


@pytest.fixture
def file(tmp_path: Path, answers: dict[str, Any]) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    return path


def test_services_are_listed(ctl: Ctl) -> None:
    status, said = ctl("services")

    assert status == 0
    assert {"key": "prison-visit", "version": 1, "title": "Book a prison visit"} in said["services"]


def test_a_schema_is_printed(ctl: Ctl) -> None:
    status, said = ctl("schema", "prison-visit")

    assert (status, said["$id"]) == (0, "urn:justice-kiosk:schema:prison-visit:1")


def test_good_answers_have_no_problems(ctl: Ctl, file: Path) -> None:
    assert ctl("check", "prison-visit", str(file)) == (0, {"ok": True, "problems": [], "service": "prison-visit"})


def test_blocking_answers_exit_with_one_and_name_each_field(ctl: Ctl, file: Path, answers: dict[str, Any]) -> None:
    answers["prisoner"]["number"] = "A12"
    answers["surprise"] = 1
    file.write_text(json.dumps(answers))

    status, said = ctl("check", "prison-visit", str(file))

    assert (status, said["ok"]) == (1, False)
    assert {(each["path"], each["code"]) for each in said["problems"]} == {
        ("prisoner.number", "prison-number-format"),
        ("surprise", "unknown-field"),
    }


def test_check_needs_no_local_store(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = Home(tmp_path / "fresh")
    home.make()

    assert run(Parts(home, {}), ["check", "prison-visit", str(file)]) == 0
    assert list(home.folder.iterdir()) == []
    assert capsys.readouterr().out == "No problems.\n"


def test_today_decides_what_is_on_offer(ctl: Ctl, file: Path, kiosk_parts: Parts) -> None:
    later = (kiosk_parts.clock.today() + timedelta(days=60)).isoformat()

    status, said = ctl("check", "prison-visit", str(file), "--today", later)

    assert status == 1
    assert [each["code"] for each in said["problems"]] == ["not-offered"]


def test_check_goes_on_without_a_store_that_cannot_be_opened(
    kiosk_parts: Parts, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kiosk_parts.home.keys / "justice-kiosk.store").write_text(base64.b64encode(bytes(32)).decode())
    parts = Parts(kiosk_parts.home, {})

    assert run(parts, ["check", "prison-visit", str(file)]) == 0
    assert run(parts, ["submit", "prison-visit", str(file)]) == 3
    assert "store-unreadable" in capsys.readouterr().err


def test_problems_are_shown_without_control_characters_and_not_without_end(
    kiosk_parts: Parts, file: Path, answers: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    strange = {f"\x1b[2J\u202e{number}": number for number in range(103)}
    file.write_text(json.dumps({**answers, **strange}))

    status = run(kiosk_parts, ["check", "prison-visit", str(file)])

    shown = capsys.readouterr().out
    lines = shown.splitlines()
    assert (status, len(lines), lines[-1]) == (1, 101, "And 3 more problems.")
    assert "[2J" in lines[0]
    assert shown.replace("\n", "").isprintable()


def test_blocked_answers_from_standard_input_are_answered_with_their_problems(
    ctl: Ctl, answers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    del answers["language"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(answers).encode())))

    status, said = ctl("submit", "prison-visit", "-")

    assert (status, said["problems"][0]["code"]) == (1, "missing")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a":1,"a":2}',
        b"\xff\xfe",
        b'"text"',
        b"[" * 100_000,
        b"{}" + b" " * 1_100_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
    ],
    ids=["empty", "list", "torn", "nan", "inf", "twice", "not-utf8", "text", "deep", "huge", "digits", "half", "half-name"],
)
def test_a_file_that_is_not_answers_is_refused_without_being_repeated(ctl: Ctl, file: Path, content: bytes) -> None:
    file.write_bytes(content)

    status, said = ctl("check", "prison-visit", str(file))

    assert (status, said["error"]) == (3, "bad-input")
    assert ctl("submit", "prison-visit", str(file))[1]["error"] == "bad-input"


def test_a_missing_file_and_an_unknown_service_say_so(ctl: Ctl, tmp_path: Path, file: Path) -> None:
    assert ctl("check", "prison-visit", str(tmp_path / "nothing.json"))[1]["error"] == "bad-input"
    assert ctl("check", "divorce", str(file))[1]["error"] == "unknown-service"


def test_the_whole_way_by_command(ctl: Ctl, file: Path, tmp_path: Path) -> None:
    status, submitted = ctl("submit", "prison-visit", str(file), "--lang", "cy")
    assert (status, submitted["custody"]) == (0, "held")
    reference = submitted["reference"]

    assert ctl("status", reference)[1]["custody"] in {"held", "sending"}
    status, synced = ctl("sync", "--once")
    assert (status, synced["acknowledged"], synced["waiting"], synced["all_sent"]) == (0, 1, 0, True)
    assert ctl("status", f"{reference[:4]} {reference[4:8].lower()}-{reference[8:]}")[1]["custody"] == "acknowledged"

    status, written = ctl("receipt", reference, "--to", str(tmp_path / "receipt.pdf"))
    assert (status, written["copy"]) == (0, 1)
    text = PdfReader(io.BytesIO((tmp_path / "receipt.pdf").read_bytes())).pages[0].extract_text()
    assert reference[:4] in text
    assert "DUPLICATE" not in text


def test_a_second_receipt_says_duplicate(ctl: Ctl, file: Path, tmp_path: Path) -> None:
    reference = ctl("submit", "prison-visit", str(file))[1]["reference"]

    ctl("receipt", reference, "--to", str(tmp_path / "one.pdf"))
    status, second = ctl("receipt", reference, "--to", str(tmp_path / "two.pdf"))

    assert (status, second["copy"]) == (0, 2)
    assert "DUPLICATE" in PdfReader(tmp_path / "two.pdf").pages[0].extract_text()


def test_a_receipt_that_cannot_be_written_is_no_copy(ctl: Ctl, file: Path, tmp_path: Path, kiosk_parts: Parts) -> None:
    reference = ctl("submit", "prison-visit", str(file))[1]["reference"]

    status, said = ctl("receipt", reference, "--to", str(tmp_path / "no" / "folder.pdf"))

    assert (status, said["error"], said["details"]["file"]) == (3, "cannot-write", "folder.pdf")
    assert kiosk_parts.store.prints.jobs()[0].state is PrintState.QUEUED
    assert ctl("receipt", reference, "--to", str(tmp_path / "folder.pdf"))[1]["copy"] == 1


def test_a_receipt_that_could_not_be_finished_is_not_counted_as_a_copy(
    ctl: Ctl, file: Path, tmp_path: Path, kiosk_parts: Parts
) -> None:
    reference = ctl("submit", "prison-visit", str(file))[1]["reference"]
    failed = ctl("receipt", reference, "--to", "/dev/full")
    after = kiosk_parts.store.prints.jobs()[0]

    status, said = ctl("receipt", reference, "--to", str(tmp_path / "one.pdf"))

    assert (failed[0], failed[1]["error"], after.state) == (3, "cannot-write", PrintState.FAILED)
    assert (status, said["copy"]) == (0, 1)
    assert [path.name for path in tmp_path.iterdir() if "one.pdf" in path.name] == ["one.pdf"]


def test_a_receipt_can_go_to_a_device_and_never_takes_its_place(ctl: Ctl, file: Path) -> None:
    reference = ctl("submit", "prison-visit", str(file))[1]["reference"]

    assert ctl("receipt", reference, "--to", os.devnull)[0] == 0
    assert Path(os.devnull).is_char_device()


def test_blocking_answers_are_not_submitted(ctl: Ctl, file: Path, answers: dict[str, Any], kiosk_parts: Parts) -> None:
    del answers["language"]
    file.write_text(json.dumps(answers))

    status, said = ctl("submit", "prison-visit", str(file))

    assert (status, said["problems"][0]["code"]) == (1, "missing")
    assert kiosk_parts.store.submissions.counts().waiting == 0


def test_a_mistyped_reference_and_an_unknown_one_are_told_apart(ctl: Ctl) -> None:
    assert ctl("status", "7K2M9QTX4HW4")[1]["details"] == {"why": "mistyped"}
    assert ctl("status", "000000000000")[1]["details"] == {"why": "not-known"}


def test_sync_while_an_agent_runs_says_so(ctl: Ctl, kiosk_parts: Parts) -> None:
    from kiosk_app.processes.lock import FileLock

    with FileLock(kiosk_parts.home.agent_lock):
        assert ctl("sync")[1]["error"] == "already-running"


def test_a_kiosk_is_not_enrolled_again_while_an_agent_runs(ctl: Ctl, kiosk_parts: Parts, real_centre: Centre) -> None:
    from kiosk_app.processes.lock import FileLock

    code = enrolment_code(real_centre.data, "CFI-7")
    before = kiosk_parts.store.device.enrolment()

    with FileLock(kiosk_parts.home.agent_lock):
        refused = ctl("enrol", real_centre.url, code)

    assert (refused[0], refused[1]["error"]) == (3, "already-running")
    assert kiosk_parts.store.device.enrolment() == before
    assert ctl("enrol", real_centre.url, code)[0] == 0


def test_sync_does_not_say_that_nothing_waits_while_a_request_is_put_aside(
    kiosk_parts: Parts, ctl: Ctl, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ctl("submit", "prison-visit", str(file))
    (made,) = kiosk_parts.store.submissions.recent(1)
    kiosk_parts.store.outbox.settle([Settlement(made.id, Settled.QUARANTINED, "malformed")], kiosk_parts.clock.now())

    run(kiosk_parts, ["sync"])

    assert capsys.readouterr().out.splitlines()[-1] == "1 request needs staff."
    assert ctl("sync")[1]["needing_staff"] == 1


def test_with_the_network_off_sync_sends_nothing_and_says_why(ctl: Ctl, file: Path) -> None:
    ctl("submit", "prison-visit", str(file))
    assert ctl("network", "off") == (0, {"network": "off"})

    status, said = ctl("sync")

    assert (status, said["sent"], said["waiting"], said["reason"]) == (1, 0, 1, "network-off")
    assert ctl("network", "on") == (0, {"network": "on"})


def test_a_kiosk_needs_no_name_of_its_own_to_be_enrolled(ctl: Ctl, real_centre: Centre) -> None:
    code = enrolment_code(real_centre.data, "CFI-7")

    status, said = ctl("enrol", real_centre.url, code)

    assert (status, said["device_name"], said["asked_name"]) == (0, "CFI-7", "")


def test_another_name_than_the_centre_s_is_remarked_on(
    real_centre: Centre, kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    code = enrolment_code(real_centre.data, "CFI-7")

    status = run(kiosk_parts, ["enrol", real_centre.url, code, "--name", "CFI-8"])

    assert status == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["The centre calls this kiosk CFI-7, not CFI-8."]


@pytest.mark.parametrize("name", ["x" * 65, "a\nb", "\udcff"])
def test_a_name_that_no_label_could_show_is_refused(ctl: Ctl, real_centre: Centre, name: str) -> None:
    status, said = ctl("enrol", real_centre.url, "0000-0000-0000-0000", "--name", name)

    assert (status, said["error"], said["details"]) == (3, "bad-input", {"field": "name"})


def test_an_enrolment_code_works_once(ctl: Ctl, kiosk_parts: Parts) -> None:
    enrolment = kiosk_parts.store.device.enrolment()
    assert enrolment is not None

    status, said = ctl("enrol", enrolment.centre_url, "0000-0000-0000-0000", "--name", "CFI-3")

    assert (status, said["error"]) == (3, "enrolment-refused")


def test_words_come_in_the_language_asked_for(kiosk_parts: Parts, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(kiosk_parts, ["submit", "prison-visit", str(file), "--lang", "cy"])

    assert "ciosg" in capsys.readouterr().out
