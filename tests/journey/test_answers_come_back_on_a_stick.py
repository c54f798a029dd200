"""A kiosk without a network learns what became of its requests from a stick, and believes only what the centre signed for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_api.app import enrolments
from central_api.cli import main
from central_api.data_folder import opened
from central_api.keys import Signer
from central_api.published import Publications
from kiosk_app.cli.parser import run
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.ports.courier import Taken
from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.queue import Queued, Shelf
from kiosk_app.ports.submissions import Custody
from kiosk_app.staff_errors import AnswersRefused
from services.forms.check import check_answers
from services.language import Language
from sync.envelope import Purpose
from sync.envelope.courier import ANSWERS, CARRIED, write_bundle
from tests.support import ONCE_MORE, kiosk_at, new_centre, running_centre, visit_answers


@dataclass
class Away:
    """A kiosk that a centre knows and cannot be reached from, and a stick."""

    parts: Parts
    data: Path
    stick: Path

    def submit(self) -> Queued:
        service, context = self.parts.services["prison-visit"], self.parts.catalogues.context()
        checked = check_answers(service, visit_answers(context), context)
        fields = service.receipt_fields(checked.answers, context)
        self.parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE)
        return self.parts.store.queue.rows(Shelf.OPEN, 1)[0]

    def carry(self) -> int:
        """To the centre, and its answers onto the stick."""
        there = self.stick / "envelopes.txt"
        with there.open("wb") as file:
            write_bundle(file, [each.wire for each in self.parts.store.queue.sealed()])
        return main(["intake", "--data", str(self.data), "--answers", str(self.stick), str(there)])

    def centre_signs(self, **said: Any) -> bytes:
        """Results as the centre would sign them for this kiosk, but for what a test says otherwise."""
        with opened(self.data) as centre:
            signer = centre.keys.signer(Publications(centre.database, self.parts.clock.now).key_list().key_list)
        return self.signed(signer, **said)

    def signed(self, signer: Signer, purpose: Purpose = Purpose.RESULTS, **said: Any) -> bytes:
        enrolment = self.parts.store.device.enrolment()
        assert enrolment is not None
        plain = {"device": str(enrolment.device_id), "nonce": CARRIED, "time": "2026-11-21T22:00:00.000000Z", "results": []}
        return signer.sign(purpose, plain | said)

    def result(self, which: Queued, result: str = "accepted", **said: str) -> dict[str, str]:
        digest = self.parts.store.queue.unsettled([which.id])[which.id].digest.hex()
        return {"id": str(which.id), "digest": digest, "result": result, "received": "2026-11-21T22:00:00.000000Z"} | said

    def take(self, *wires: bytes) -> Taken:
        with (self.stick / "answers-made-up.txt").open("wb") as file:
            write_bundle(file, wires, ANSWERS)
        return self.parts.carrying.take(self.stick)

    def custody(self, which: Queued) -> Custody:
        found = self.parts.store.queue.find(which.id)
        assert found is not None
        return found.custody


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Away]:
    data, stick = tmp_path / "centre", tmp_path / "stick"
    stick.mkdir()
    new_centre(data)
    parts = kiosk_at(tmp_path / "kiosk")
    with running_centre(data) as url, opened(data) as centre:
        root_key = Publications(centre.database, parts.clock.now).key_list().root_key
        code = enrolments(centre.settings, centre.database).issue_code(root_key, "CFI-2", "CFI")
        parts.enroller.enrol(url, code.to_text(), "CFI-2")
    yield Away(parts, data, stick)
    parts.store.close()


def test_what_was_carried_is_received_once_answers_come(away: Away, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = away.submit(), away.submit()

    assert away.carry() == 0
    capsys.readouterr()
    status = run(away.parts, ["courier", "take", str(away.stick), "--json"])
    facts = json.loads(capsys.readouterr().out)
    again = run(away.parts, ["courier", "take", str(away.stick)])

    assert (status, facts["received"], facts["refused"], again) == (0, 2, 0, 0)
    assert "says nothing that is new" in capsys.readouterr().out
    assert {away.custody(first), away.custody(second)} == {Custody.ACKNOWLEDGED}
    kept = away.parts.store.device.document(DocumentKind.CATALOGUE)
    assert kept is not None
    assert away.take(away.centre_signs(purpose=Purpose.CATALOGUE, version=kept.version - 1)).catalogues == 0
    assert away.parts.store.device.document(DocumentKind.CATALOGUE) == kept
    events = [row.event for row in away.parts.store.audit.rows()]
    assert (events.count(Event.SUBMISSION_ACKNOWLEDGED), events.count(Event.QUEUE_ANSWERED)) == (2, 3)


FORGED: dict[str, Callable[[Away, Queued], bytes]] = {
    "another's key": lambda away, which: away.signed(
        Signer("made-up", Ed25519PrivateKey.generate()), results=[away.result(which)]
    ),
    "another device": lambda away, which: away.centre_signs(device=str(uuid4()), results=[away.result(which)]),
    "of a pass": lambda away, which: away.centre_signs(nonce="ab" * 16, results=[away.result(which)]),
    "another purpose": lambda away, which: away.centre_signs(purpose=Purpose.OUTCOMES, results=[away.result(which)]),
    "no document": lambda _away, _which: b"accepted",
}
BESIDE: dict[str, Callable[[Away, Queued], bytes]] = {
    "another digest": lambda away, which: away.centre_signs(results=[away.result(which, digest="00" * 32)]),
    "another id": lambda away, which: away.centre_signs(results=[away.result(which, id=str(uuid4()))]),
    "a contradiction": lambda away, which: away.centre_signs(results=[away.result(which), away.result(which, "conflict")]),
    "a device state": lambda away, _which: away.centre_signs(device_state="revoked"),
}


def test_what_the_centre_did_not_sign_for_exactly_this_kiosk_stick_and_envelope_is_not_believed(away: Away) -> None:
    which = away.submit()

    for how, forge in FORGED.items():
        assert away.take(forge(away, which)) == Taken(refused=1), how
    for how, said in BESIDE.items():
        assert away.take(said(away, which)) == Taken(), how

    assert away.custody(which) is Custody.HELD
    assert away.parts.store.device.contact().paused == ""


def test_the_audit_log_is_handed_out_with_the_signature_of_the_key_that_the_centre_knows(
    away: Away, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(away.parts, ["audit", "export", str(away.stick)]) == 0
    (file,) = away.stick.iterdir()
    whole = file.read_bytes()
    capsys.readouterr()
    assert main(["devices", "list", "--data", str(away.data), "--json"]) == 0
    (device,) = json.loads(capsys.readouterr().out)

    assert run(away.parts, ["audit", "verify", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["signed_by"] == device["key"]
    file.write_bytes(whole[:-5] + (b"0" if whole[-5:-4] != b"0" else b"1") + whole[-4:])
    assert run(away.parts, ["audit", "verify", str(file), "--json"]) == 1

    assert json.loads(capsys.readouterr().out)["fault"] == "signature"


def test_a_file_that_is_not_whole_changes_nothing_and_an_empty_stick_says_so(away: Away) -> None:
    which = away.submit()
    with pytest.raises(AnswersRefused):
        away.parts.carrying.take(away.stick)
    file = away.stick / "answers-cut-off.txt"
    with file.open("wb") as opened_file:
        write_bundle(opened_file, [away.centre_signs(results=[away.result(which)])], ANSWERS)
    file.write_bytes(file.read_bytes()[:-20])

    with pytest.raises(AnswersRefused):
        away.parts.carrying.take(file)

    assert away.custody(which) is Custody.HELD
    assert away.take(away.centre_signs(results=[away.result(which, "conflict")])).put_aside == 1
    assert away.custody(which) is Custody.QUARANTINED
    assert away.take(away.centre_signs(results=[away.result(which)])).received == 1
    assert away.custody(which) is Custody.ACKNOWLEDGED
