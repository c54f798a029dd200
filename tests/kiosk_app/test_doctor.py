"""`kioskctl doctor` on a real kiosk: it says ready only of a kiosk that works, and each fault once."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import FILE_NAME, Home
from kiosk_app.events import Event
from kiosk_app.main.adapters import KeptCatalogue
from kiosk_app.main.parts import Parts
from kiosk_app.ports.submissions import Settled, Settlement
from kiosk_app.use_cases.catalogue import Catalogues
from services.catalogue import embedded_catalogue
from services.forms.check import check_answers
from services.forms.registry import Fault, FaultCode, Installed
from services.language import Language
from tests.support import visit_answers

Doctor = Callable[..., tuple[int, dict[str, dict[str, Any]]]]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StandingClock:
    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str]) -> Doctor:
    """What doctor finds on a kiosk as another process sees it: exit status, and findings by check."""

    def call(parts: Parts) -> tuple[int, dict[str, dict[str, Any]]]:
        status = run(parts, ["doctor", "--json"])
        return status, {each["check"]: each for each in json.loads(capsys.readouterr().out)["findings"]}

    return call


def again(parts: Parts) -> Parts:
    parts.store.close()
    return Parts(parts.home, {})


def faults(findings: dict[str, dict[str, Any]]) -> list[str]:
    return [name for name, found in findings.items() if found["state"] == "fault"]


def test_an_enrolled_kiosk_is_ready(kiosk_parts: Parts, doctor: Doctor) -> None:
    status, findings = doctor(kiosk_parts)

    assert (status, faults(findings)) == (0, [])
    assert {"store", "audit", "enrolment", "identity", "services", "printer", "network", "checked", "copies"} <= set(findings)
    assert findings["centre-keys"]["fact"].startswith("The centre’s keys are list 1, from ")


@pytest.mark.parametrize(("days", "state"), [(35, "ready"), (36, "warning")])
def test_visit_times_that_are_old_are_a_warning_with_a_next_step(
    kiosk_parts: Parts, doctor: Doctor, days: int, state: str
) -> None:
    now = datetime.combine(embedded_catalogue().as_of, time(12), UTC) + timedelta(days=days)
    kiosk_parts.catalogues = Catalogues(None, KeptCatalogue(), StandingClock(now))

    status, findings = doctor(kiosk_parts)

    found = findings["catalogue"]
    assert (status, found["state"]) == (0, state)
    assert found["fact"].startswith("Visit times are from 31 July 2026")
    assert ("36 days ago. They may have changed." in found["fact"]) is (state == "warning")
    assert ((found["next_step"] or "").startswith("Next: connect this kiosk to its centre")) is (state == "warning")


def test_a_printer_without_paper_is_a_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    kiosk_parts.printer.check()
    (kiosk_parts.home.printer_folder(kiosk_parts.settings) / "out-of-paper").touch()

    status, findings = doctor(kiosk_parts)

    assert (status, faults(findings), findings["printer"]["fact"]) == (1, ["printer"], "The printer is out of paper.")


def test_a_kiosk_that_is_not_enrolled_is_told_the_command(tmp_path: Path, doctor: Doctor) -> None:
    status, findings = doctor(Parts(Home(tmp_path / "new"), {}))

    assert (status, faults(findings)) == (1, ["enrolment"])
    assert findings["enrolment"]["next_step"] == "Next: kioskctl enrol URL CODE"


@pytest.mark.parametrize("reason", ["device-revoked", "device-unknown"])
def test_a_kiosk_that_the_centre_refuses_is_not_ready(kiosk_parts: Parts, doctor: Doctor, reason: str) -> None:
    contact = kiosk_parts.store.device.contact()
    kiosk_parts.store.device.record_contact(replace(contact, paused=reason, connected=False, reason=reason))

    status, findings = doctor(kiosk_parts)

    assert (status, faults(findings)) == (1, ["enrolment"])
    assert findings["enrolment"]["details"] == {"reason": reason}
    assert "enrol this kiosk again" in findings["enrolment"]["next_step"]


@pytest.mark.parametrize("content", [None, "!", "AAAA"], ids=["missing", "unreadable", "short"])
def test_without_its_signing_key_a_kiosk_is_not_ready(kiosk_parts: Parts, doctor: Doctor, content: str | None) -> None:
    key = kiosk_parts.home.keys / "justice-kiosk.device-signing"
    key.unlink()
    if content is not None:
        key.write_text(content)

    status, findings = doctor(kiosk_parts)

    assert (status, faults(findings)) == (1, ["identity"])
    assert "device-signing" in findings["identity"]["next_step"]


def test_a_store_key_of_the_wrong_length_is_named_once(kiosk_parts: Parts, doctor: Doctor) -> None:
    (kiosk_parts.home.keys / "justice-kiosk.store").write_text("AAAA")

    status, findings = doctor(again(kiosk_parts))

    assert (status, faults(findings)) == (1, ["store"])
    assert findings["store"]["details"] == {"code": "key-unavailable", "name": "store", "source": "file", "why": "wrong-length"}


def test_a_damaged_database_is_a_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    for _ in range(100):
        kiosk_parts.store.audit.append(Event.SESSION_ENDED, "a-session", how="finished")
    parts = again(kiosk_parts)
    content = bytearray(parts.home.database.read_bytes())
    content[-2000] ^= 0x01
    parts.home.database.write_bytes(content)

    with closing(parts.store):
        status, findings = doctor(parts)

    assert (status, faults(findings)) == (1, ["store"])
    assert findings["store"]["next_step"] == "Next: keep the file and tell the centre."


def test_a_missing_database_is_a_fault_and_is_not_made_again(kiosk_parts: Parts, doctor: Doctor) -> None:
    parts = again(kiosk_parts)
    for path in parts.home.folder.glob("kiosk.db*"):
        path.unlink()

    status, findings = doctor(parts)

    assert (status, faults(findings), findings["store"]["details"]["cause"]) == (1, ["store"], "missing")
    assert not parts.home.database.exists()


def test_a_wrong_setting_is_named_once(kiosk_parts: Parts, doctor: Doctor) -> None:
    (kiosk_parts.home.folder / FILE_NAME).write_text("[desk]\nwarn_afer_seconds = 45\n")

    status, findings = doctor(again(kiosk_parts))

    assert (status, faults(findings)) == (1, ["settings"])
    assert findings["settings"]["next_step"] == "Code: bad-input; file: kiosk.toml, setting: desk.warn_afer_seconds."


def test_a_main_service_that_is_not_installed_is_a_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    (kiosk_parts.home.folder / FILE_NAME).write_text('[site]\nmain_service = "divorce"\n')

    status, findings = doctor(again(kiosk_parts))

    assert (status, faults(findings)) == (1, ["services"])
    assert "prison-visit" in findings["services"]["details"]["installed"]


def test_a_service_to_offer_that_is_not_there_is_a_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    (kiosk_parts.home.folder / FILE_NAME).write_text('[site]\nservices = ["prison-visit", "divorce", "prison-visit-change"]\n')

    status, findings = doctor(again(kiosk_parts))

    assert (status, faults(findings)) == (1, ["services"])
    assert findings["services"]["fact"] == "There is no service to offer of the name divorce, prison-visit-change."
    assert "money-claim" in findings["services"]["next_step"]


def test_a_main_service_that_is_not_offered_is_no_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    (kiosk_parts.home.folder / FILE_NAME).write_text('[site]\nservices = ["money-claim", "possession-claim"]\n')

    _status, findings = doctor(again(kiosk_parts))

    assert findings["services"]["state"] == "warning"
    assert findings["services"]["fact"] == "The main service, prison-visit, is not offered here."


def test_a_service_that_was_left_out_is_a_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    broken = Fault("lpa", "partner-services", FaultCode.IMPORT_ERROR, "ImportError")
    kiosk_parts.installed = Installed(kiosk_parts.services, (broken,))  # what other distributions bring is not ours to install

    status, findings = doctor(kiosk_parts)

    assert (status, faults(findings)) == (1, ["services-left-out"])
    assert findings["services-left-out"]["details"] == {"lpa": "import-error ImportError partner-services"}


def test_a_printer_folder_that_cannot_be_made_is_a_fault(kiosk_parts: Parts, doctor: Doctor) -> None:
    (kiosk_parts.home.folder / "taken").touch()
    (kiosk_parts.home.folder / FILE_NAME).write_text('[printer]\nfolder = "taken/below"\n')

    status, findings = doctor(again(kiosk_parts))

    assert (status, faults(findings), findings["printer"]["details"]["code"]) == (1, ["printer"], "printer-unavailable")


def test_a_request_that_was_put_aside_is_a_warning_that_names_its_reference(kiosk_parts: Parts, doctor: Doctor) -> None:
    service, context = kiosk_parts.services["prison-visit"], kiosk_parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    made = kiosk_parts.submitting.submit(service, checked, fields, Language.ENGLISH)
    kiosk_parts.store.outbox.lease(kiosk_parts.clock.now(), 1, 1_000_000)
    kiosk_parts.store.outbox.settle([Settlement(made.id, Settled.QUARANTINED, "conflict")], NOW)

    status, findings = doctor(kiosk_parts)

    assert (status, findings["put-aside"]["state"]) == (0, "warning")
    assert made.reference[:4] in findings["put-aside"]["next_step"]


def test_requests_for_another_centre_are_a_fault_that_says_how_many(kiosk_parts: Parts, doctor: Doctor) -> None:
    service, context = kiosk_parts.services["prison-visit"], kiosk_parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    kiosk_parts.submitting.submit(service, checked, service.receipt_fields(checked.answers, context), Language.ENGLISH)
    enrolment = kiosk_parts.store.device.enrolment()
    assert enrolment is not None
    kiosk_parts.store.device.enrol(replace(enrolment, root_key=bytes(32)))

    status, findings = doctor(kiosk_parts)

    assert (status, findings["another-centre"]["state"]) == (1, "fault")
    assert findings["another-centre"]["fact"].startswith("1 request is for another centre")
    assert "enrol this kiosk with that centre again" in findings["another-centre"]["next_step"]


@pytest.mark.parametrize(
    ("reason", "fact"),
    [
        ("timed-out", "The centre did not answer in time."),
        ("certificate", "The centre’s certificate is not trusted here."),
        ("centre-busy", "The centre is busy."),
        ("some-new-code", "The connection does not work (some-new-code)."),
    ],
)
def test_each_reason_has_its_own_words(kiosk_parts: Parts, doctor: Doctor, reason: str, fact: str) -> None:
    contact = kiosk_parts.store.device.contact()
    kiosk_parts.store.device.record_contact(replace(contact, connected=False, reason=reason))

    _, findings = doctor(kiosk_parts)

    assert (findings["network"]["state"], findings["network"]["fact"]) == ("warning", fact)


def test_words_for_a_person_say_the_same(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(kiosk_parts, ["doctor", "--lang", "cy"])

    assert status == 0
    assert "ready    audit: Mae’r cofnod archwilio yn gyfan." in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("skew", "state", "said"),
    [
        (-299, "ready", "299 seconds from the centre’s clock at the last contact."),
        (-360, "warning", "This computer’s clock is 6 minutes ahead of the centre’s clock."),
        (3 * 3600 + 10, "warning", "This computer’s clock is 3 hours behind the centre’s clock."),
        (-365 * 86400, "warning", "This computer’s clock is 365 days ahead of the centre’s clock."),
    ],
)
def test_a_wrong_clock_is_said_in_plain_words_with_the_amount(
    kiosk_parts: Parts, doctor: Doctor, skew: int, state: str, said: str
) -> None:
    contact = kiosk_parts.store.device.contact()
    kiosk_parts.store.device.record_contact(replace(contact, clock_skew_seconds=float(skew)))

    status, findings = doctor(kiosk_parts)

    assert (status, findings["clock"]["state"], findings["clock"]["fact"]) == (0, state, said)
    assert findings["clock"]["next_step"] == ("" if state == "ready" else "Next: set this computer’s clock.")
