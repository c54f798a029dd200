"""Enrolling over real HTTP: both sides prove themselves with the code, or nothing is kept."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.errors import EnrolmentRefused, KeyUnavailable, NoNetwork, NotOurCentre
from kiosk_app.ports.device import DocumentKind, Enrolment, KeptDocument
from sync.device_key import DEVICE_KEY, FRESH_KEY, device_key
from sync.envelope import Purpose, base64_text
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Fault, Reply, cut_short, dropped, payload_of, replied

KEY_BYTES = 32


def test_a_code_makes_kiosk_and_centre_know_each_other(stranger: Kiosk, centre: FakeCentre) -> None:
    enrolment = stranger.enroller.enrol(centre.address, centre.new_code().lower().replace("-", " "), "CFI-2")

    key = device_key(stranger.keys, enrolment.device_id).public_key()
    kept = stranger.devices.document(DocumentKind.KEY_LIST)
    assert stranger.devices.enrolment() == enrolment
    assert centre.devices[enrolment.device_id].public_bytes_raw() == key.public_bytes_raw()
    assert (enrolment.device_name, enrolment.centre_url) == ("CFI-2", centre.address)
    assert enrolment.root_key == centre.root.public_key().public_bytes_raw()
    assert kept is not None
    assert kept.version == 1
    assert stranger.devices.contact().connected


def _nothing_is_kept(kiosk: Kiosk) -> bool:
    bound = [name for name, secret in kiosk.keys.secrets.items() if name != FRESH_KEY or len(secret) != KEY_BYTES]
    return kiosk.devices.enrolment() is None and not bound and kiosk.devices.document(DocumentKind.KEY_LIST) is None


@pytest.mark.parametrize("code", ["", "hello", "0000-0000-0000-0000-0000-0000-0000-0000-1"])
def test_a_mistyped_code_never_reaches_the_network(stranger: Kiosk, centre: FakeCentre, code: str) -> None:
    with pytest.raises(EnrolmentRefused):
        stranger.enroller.enrol(centre.address, code, "CFI-2")

    assert centre.asked == []
    assert _nothing_is_kept(stranger)


def test_a_code_works_once(stranger: Kiosk, centre: FakeCentre) -> None:
    code = centre.new_code()
    stranger.enroller.enrol(centre.address, code, "CFI-2")
    other = Kiosk(centre)

    with pytest.raises(EnrolmentRefused):
        other.enroller.enrol(centre.address, code, "CFI-3")

    assert _nothing_is_kept(other)


def test_a_centre_with_another_root_key_is_refused(stranger: Kiosk, centre: FakeCentre) -> None:
    code = centre.new_code()
    centre.root = Ed25519PrivateKey.generate()

    with pytest.raises(EnrolmentRefused, match="root-key"):
        stranger.enroller.enrol(centre.address, code, "CFI-2")

    assert _nothing_is_kept(stranger)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (LOGIN_PAGE, NotOurCentre),
        (replied(201, b"{}"), NotOurCentre),
        (replied(201, b'{"payload":"","key":"","signature":""}'), NotOurCentre),
        (replied(403, b"<html>"), NoNetwork),
        (replied(302, Location="http://127.0.0.1:1/"), NotOurCentre),
        (replied(503), NoNetwork),
        (dropped, NoNetwork),
        (cut_short, NoNetwork),
    ],
)
def test_without_a_believable_answer_nothing_is_kept(
    stranger: Kiosk, centre: FakeCentre, fault: Fault, error: type[NoNetwork]
) -> None:
    centre.fail("/v1/enrolments", fault)

    with pytest.raises(error):
        stranger.enrol()

    assert _nothing_is_kept(stranger)


@pytest.mark.parametrize("name", ["nonce", "key_list", "device_id", "time"])
def test_every_part_of_the_answer_is_checked(stranger: Kiosk, centre: FakeCentre, name: str) -> None:
    def changed(reply: Reply) -> Reply:
        payload = payload_of(reply)
        return centre.signed(Purpose.ENROLMENT, payload | {name: base64_text(b"other")}, 201)

    centre.fail("/v1/enrolments", changed)

    with pytest.raises(NotOurCentre):
        stranger.enrol()

    assert _nothing_is_kept(stranger)


def test_an_answer_signed_by_a_key_outside_the_list_is_refused(stranger: Kiosk, centre: FakeCentre) -> None:
    def resigned(reply: Reply) -> Reply:
        payload = payload_of(reply)
        centre.signer = Ed25519PrivateKey.generate()
        return centre.signed(Purpose.ENROLMENT, payload, 201)

    centre.fail("/v1/enrolments", resigned)

    with pytest.raises(NotOurCentre):
        stranger.enrol()

    assert _nothing_is_kept(stranger)


@pytest.mark.parametrize(
    "address",
    [
        "http://centre.example",
        "ftp://127.0.0.1",
        "centre.example",
        "",
        "https://",
        "https://user:word@centre.example",
        "http://[",
        "x" * 70_000,
    ],
)
def test_only_https_or_this_computer_is_talked_to(stranger: Kiosk, centre: FakeCentre, address: str) -> None:
    with pytest.raises(NotOurCentre, match="insecure-address"):
        stranger.enroller.enrol(address, centre.new_code(), "CFI-2")


def test_enrolling_again_starts_a_new_epoch_with_a_new_key(kiosk: Kiosk, centre: FakeCentre) -> None:
    before = kiosk.keys.secrets[DEVICE_KEY]

    kiosk.enrol()

    assert kiosk.devices.epoch == 2
    assert kiosk.keys.secrets[DEVICE_KEY] != before
    assert len(centre.devices) == 2


@pytest.mark.parametrize("first_form", [False, True])
@pytest.mark.parametrize("committed", [False, True])
def test_a_second_enrolment_that_is_cut_off_leaves_the_identity_its_key(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, *, committed: bool, first_form: bool
) -> None:
    enrol = kiosk.devices.enrol
    if first_form:
        kiosk.keys.secrets[DEVICE_KEY] = kiosk.keys.secrets[DEVICE_KEY][:KEY_BYTES]

    def cut_off(enrolment: Enrolment, key_list: KeptDocument) -> None:
        if committed:
            enrol(enrolment, key_list)
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(kiosk.devices, "enrol", cut_off)
        with pytest.raises(KeyboardInterrupt):
            kiosk.enrol()

    kiosk.sealer.ready()
    assert kiosk.engine.sync_once().all_sent
    assert kiosk.devices.epoch == 1 + committed


def test_an_enrolment_that_fails_after_one_that_was_cut_off_leaves_the_identity_its_key(
    kiosk: Kiosk, centre: FakeCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("sync.enroller.settle_key", cut_off_now)
        with pytest.raises(KeyboardInterrupt):
            kiosk.enrol()
    centre.fail("/v1/enrolments", dropped)

    with pytest.raises(NoNetwork):
        kiosk.enrol()

    assert kiosk.engine.sync_once().all_sent


def cut_off_now(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_key_that_cannot_be_kept_uses_no_code_up(stranger: Kiosk, centre: FakeCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    code = centre.new_code()

    def refused(name: str, secret: bytes) -> None:
        raise KeyUnavailable(name=name, size=len(secret))

    with monkeypatch.context() as read_only:
        read_only.setattr(stranger.keys, "put", refused)
        with pytest.raises(KeyUnavailable):
            stranger.enroller.enrol(centre.address, code, "CFI-2")

    assert centre.asked == []
    assert stranger.enroller.enrol(centre.address, code, "CFI-2")


def test_a_key_kept_by_the_first_version_still_signs(kiosk: Kiosk) -> None:
    kiosk.keys.secrets[DEVICE_KEY] = kiosk.keys.secrets[DEVICE_KEY][:32]

    assert kiosk.engine.sync_once().all_sent
