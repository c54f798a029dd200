"""Which catalogue a kiosk works with, and that staff are told when its bank holidays run out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.cli.parser import run
from kiosk_app.main.parts import Parts
from kiosk_app.ports.device import DocumentKind, KeptDocument
from services.catalogue import SNAPSHOT_VERSION, Catalogue, embedded_catalogue
from sync.envelope import Purpose, sign_document

OLD_SHAPE = {"version": 9, "prisons": [{"code": "CFI", "sessions": []}]}


def keep(parts: Parts, version: int, catalogue: object) -> None:
    """Keep a catalogue as a pass with the centre would."""
    payload = {"version": version, "as_of": "2026-08-01", "issued": "2026-08-01T12:00:00Z", "catalogue": catalogue}
    wire = sign_document(Purpose.CATALOGUE, payload, "key", Ed25519PrivateKey.generate())
    assert parts.store.device.keep_document(DocumentKind.CATALOGUE, KeptDocument(version, wire, parts.clock.now()))


def newer(**changed: object) -> Catalogue:
    return replace(embedded_catalogue(), version=SNAPSHOT_VERSION + 1, **changed)  # type: ignore[arg-type]


def test_a_newer_catalogue_that_is_kept_is_used(kiosk_parts: Parts) -> None:
    keep(kiosk_parts, SNAPSHOT_VERSION + 1, newer().to_payload())

    current = kiosk_parts.catalogues.current()

    assert current.catalogue == newer()
    assert current.received is not None


@pytest.mark.parametrize("version", [1, 9])
def test_a_kept_catalogue_of_another_shape_gives_way_to_the_program_s_own(kiosk_parts: Parts, version: int) -> None:
    keep(kiosk_parts, version, {**OLD_SHAPE, "version": version})

    current = kiosk_parts.catalogues.current()

    assert (current.catalogue, current.received) == (embedded_catalogue(), None)


def test_a_kept_catalogue_no_newer_than_the_program_s_own_gives_way_to_it(kiosk_parts: Parts) -> None:
    same = replace(embedded_catalogue(), as_of=date(2020, 1, 1))

    keep(kiosk_parts, SNAPSHOT_VERSION, same.to_payload())

    assert kiosk_parts.catalogues.current().catalogue == embedded_catalogue()


@pytest.mark.parametrize(("ahead", "state"), [(27, "warning"), (29, "ready")])
def test_doctor_warns_when_the_bank_holidays_end_within_the_booking_window(
    kiosk_parts: Parts, capsys: pytest.CaptureFixture[str], ahead: int, state: str
) -> None:
    today = kiosk_parts.clock.today()
    until = today + timedelta(days=ahead)
    keep(kiosk_parts, SNAPSHOT_VERSION + 1, newer(as_of=today, holidays_until=until, holidays=()).to_payload())

    run(kiosk_parts, ["doctor", "--json"])

    (found,) = (each for each in json.loads(capsys.readouterr().out)["findings"] if each["check"] == "catalogue")
    assert (found["state"], found["details"]["holidays_until"]) == (state, until.isoformat())
    assert found["details"]["version"] == str(SNAPSHOT_VERSION + 1)
    assert bool(found["next_step"]) is (state == "warning")
