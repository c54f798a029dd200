"""A forged, altered or replayed document acknowledges, quarantines, revokes, proves and replaces nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_api.data_folder import opened
from central_api.keys import PrivateKeys, Signer
from central_api.published import Publications
from kiosk_app.ports.device import CENTRE_BEHIND, DocumentKind
from kiosk_app.ports.submissions import Custody
from sync.envelope import Purpose, SignedDocument, read_canonical
from sync.fetching import kept_key_list
from tests.faults.line_kiosk import CATALOGUE, ENVELOPES, OUTCOMES, STATEMENTS, LineKiosk, line_kiosk
from tests.faults.proxy import Exchange, Fault, body_of, with_body

Change = Callable[[dict[str, Any]], Mapping[str, Any]]


class RunningCentre(Protocol):
    url: str
    data: Path


@dataclass(frozen=True)
class Forger:
    """Signs what the centre said anew, changed: as the centre itself would, or as a stranger."""

    centre: Signer

    @property
    def stranger(self) -> Signer:
        """Another key under the name of the centre's."""
        return Signer(self.centre.key_id, Ed25519PrivateKey.generate())

    def changed(self, purpose: Purpose, change: Change, signer: Signer | None = None) -> Fault:
        def act(exchange: Exchange) -> None:
            raw = exchange.forward()
            said = read_canonical(SignedDocument.from_bytes(body_of(raw)).payload)
            assert isinstance(said, dict)
            exchange.send(with_body(raw, (signer or self.centre).sign(purpose, {**said, **change(said)})))

        return act


@pytest.fixture
def forger(real_centre: RunningCentre) -> Forger:
    with opened(real_centre.data) as centre:
        key_list = Publications(centre.database, lambda: pytest.fail("no time is needed")).key_list().key_list
    return Forger(PrivateKeys.load(real_centre.data).signer(key_list))


@pytest.fixture
def kiosk(tmp_path: Path, real_centre: RunningCentre) -> Iterator[LineKiosk]:
    with line_kiosk(tmp_path / "kiosk", real_centre.url, real_centre.data) as made:
        yield made


def replayed(exchange: Exchange) -> None:
    """The centre's first answer on this path, again."""
    exchange.forward()
    exchange.send(exchange.earlier())


def nothing(_: dict[str, Any]) -> dict[str, Any]:
    return {}


def another_device(_: dict[str, Any]) -> dict[str, Any]:
    return {"device": str(uuid4())}


def another_nonce(_: dict[str, Any]) -> dict[str, Any]:
    return {"nonce": "0" * 32}


def revoked(_: dict[str, Any]) -> dict[str, Any]:
    return {"device_state": "revoked", "results": []}


def every_result(**fields: str) -> Change:
    return lambda said: {"results": [{**result, **fields} for result in said["results"]]}


def test_a_replayed_answer_settles_nothing(kiosk: LineKiosk) -> None:
    first = kiosk.submit()
    report = kiosk.sync()
    later = kiosk.submit()
    kiosk.proxy.faults[ENVELOPES] = replayed

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.all_sent) == ("not-our-centre", 0, False)
    assert kiosk.submission(later[0]).custody is Custody.HELD
    kiosk.proxy.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(first + later)


@pytest.mark.parametrize("change", [nothing, revoked, every_result(result="conflict")], ids=["accepted", "revoked", "conflict"])
def test_a_strangers_signature_settles_nothing(kiosk: LineKiosk, forger: Forger, change: Change) -> None:
    made = kiosk.submit(2)
    kiosk.proxy.faults[ENVELOPES] = forger.changed(Purpose.RESULTS, change, forger.stranger)

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.quarantined) == ("not-our-centre", 0, 0)
    assert kiosk.parts.store.device.contact().paused == ""
    kiosk.proxy.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize("base", [every_result(result="malformed"), revoked], ids=["malformed", "revoked"])
@pytest.mark.parametrize("change", [another_device, another_nonce])
def test_the_centres_word_to_another_device_or_question_settles_nothing(
    kiosk: LineKiosk, forger: Forger, change: Change, base: Change
) -> None:
    made = kiosk.submit(2)
    kiosk.proxy.faults[ENVELOPES] = forger.changed(Purpose.RESULTS, lambda said: {**base(said), **change(said)})

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.quarantined) == ("not-our-centre", 0, 0)
    assert kiosk.parts.store.device.contact().paused == ""
    kiosk.proxy.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize(
    "fields", [{"digest": "00" * 32}, {"id": str(uuid4())}, {"digest": ""}], ids=["digest", "id", "no-digest"]
)
@pytest.mark.parametrize("result", ["accepted", "conflict"])
def test_a_result_about_something_else_settles_nothing(
    kiosk: LineKiosk, forger: Forger, fields: dict[str, str], result: str
) -> None:
    made = kiosk.submit()
    kiosk.proxy.faults[ENVELOPES] = forger.changed(Purpose.RESULTS, every_result(result=result, **fields))

    report = kiosk.sync()

    item = kiosk.submission(made[0])
    assert (item.custody, item.reason, item.attempts) == (Custody.HELD, "no-result", 1)
    assert (report.acknowledged, report.quarantined, report.all_sent) == (0, 0, False)
    kiosk.proxy.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


def test_a_document_signed_for_something_else_proves_nothing(kiosk: LineKiosk, forger: Forger) -> None:
    kiosk.submit()
    kiosk.proxy.faults[STATEMENTS] = forger.changed(Purpose.OUTCOMES, nothing)

    report = kiosk.sync()

    assert (report.reason, report.all_sent) == ("not-our-centre", False)


@pytest.mark.parametrize("by", ["stranger", "device", "nonce"])
def test_a_forged_statement_never_says_that_everything_is_sent(kiosk: LineKiosk, forger: Forger, by: str) -> None:
    made = kiosk.submit(2)
    changes = {"stranger": nothing, "device": another_device, "nonce": another_nonce}
    signer = forger.stranger if by == "stranger" else None
    kiosk.proxy.faults[STATEMENTS] = forger.changed(Purpose.STATEMENT, changes[by], signer)

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.all_sent) == ("not-our-centre", 2, False)
    assert kiosk.parts.store.device.contact().all_sent is None
    kiosk.proxy.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"epoch": 2}, ""),
        ({"highest_contiguous": 1}, CENTRE_BEHIND),
        ({"highest_contiguous": 3}, ""),
        ({"head_digest": "00" * 32}, CENTRE_BEHIND),
    ],
    ids=["epoch", "fewer", "more", "digest"],
)
def test_a_statement_about_another_chain_never_says_that_everything_is_sent(
    kiosk: LineKiosk, forger: Forger, change: dict[str, Any], reason: str
) -> None:
    kiosk.submit(2)
    kiosk.proxy.faults[STATEMENTS] = forger.changed(Purpose.STATEMENT, lambda _: change)

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.all_sent) == (reason, 2, False)
    assert kiosk.parts.store.device.contact().all_sent is None


def test_a_statement_of_yesterday_does_not_speak_of_today(kiosk: LineKiosk) -> None:
    kiosk.submit()
    assert kiosk.sync().all_sent
    said = kiosk.parts.store.device.contact().all_sent
    kiosk.clock.offset += timedelta(hours=1)
    kiosk.submit()
    kiosk.proxy.faults[STATEMENTS] = replayed

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.all_sent) == ("not-our-centre", 1, False)
    assert kiosk.parts.store.device.contact().all_sent == said


def test_replayed_or_forged_outcomes_are_not_recorded(kiosk: LineKiosk, forger: Forger) -> None:
    made = kiosk.leave_outcomes_waiting()[0]
    assert kiosk.sync().outcomes
    kiosk.leave_outcomes_waiting()
    outcome = {
        "cursor": 2**40,
        "submission_id": str(made),
        "reference": "",
        "state": "rejected",
        "codes": [],
        "params": {},
        "decided": "2026-11-22T00:00:00Z",
    }
    forged: Change = lambda _: {"outcomes": [outcome], "next": 2**40, "more": False}  # noqa: E731 - one more change
    before = kiosk.parts.store.device.outcome_cursor(), kiosk.parts.store.device.outcomes(made)

    for fault in (
        replayed,
        forger.changed(Purpose.OUTCOMES, forged, forger.stranger),
        forger.changed(Purpose.OUTCOMES, lambda said: {**forged(said), **another_device(said)}),
    ):
        kiosk.proxy.faults[OUTCOMES] = fault
        report = kiosk.sync()

        assert (report.reason, report.outcomes) == ("not-our-centre", 0)

    assert (kiosk.parts.store.device.outcome_cursor(), kiosk.parts.store.device.outcomes(made)) == before


def test_a_catalogue_never_goes_back_nor_comes_from_a_stranger(kiosk: LineKiosk, forger: Forger) -> None:
    payload = {"version": 1000, "as_of": "2026-11-22", "issued": "2026-11-22T00:00:00Z", "catalogue": {}}

    def serving(version: int, signer: Signer) -> Fault:
        return lambda exchange: exchange.send(
            with_body(
                exchange.forward().replace(b" 204 ", b" 200 "), signer.sign(Purpose.CATALOGUE, {**payload, "version": version})
            )
        )

    kiosk.sync()
    kept = kiosk.parts.store.device.document(DocumentKind.CATALOGUE)
    assert kept
    kiosk.publish_newer_catalogue()

    for version, signer, reason in (
        (1000, forger.stranger, "not-our-centre"),
        (0, forger.centre, ""),
        (kept.version, forger.centre, ""),
    ):
        kiosk.proxy.faults[CATALOGUE] = serving(version, signer)
        assert kiosk.sync().reason == reason

    after = kiosk.parts.store.device.document(DocumentKind.CATALOGUE)
    assert after is not None
    assert (after.version, after.wire) == (kept.version, kept.wire)


def test_a_key_list_of_another_root_is_not_believed(kiosk: LineKiosk, forger: Forger) -> None:
    enrolment = kiosk.parts.store.device.enrolment()
    assert enrolment
    before = kept_key_list(kiosk.parts.store.device, enrolment)
    kiosk.submit()
    kiosk.proxy.faults["/v1/keys"] = forger.changed(Purpose.KEY_LIST, lambda said: {"version": said["version"] + 1})

    report = kiosk.sync()

    assert (report.reason, report.sent) == ("not-our-centre", 0)
    assert kept_key_list(kiosk.parts.store.device, enrolment) == before
