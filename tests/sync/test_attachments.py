"""Attachments over real HTTP: only what is missing travels, never in an envelope's way, and only a signed answer acknowledges."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.submissions import Custody
from sync.envelope import CHUNK_BYTES, Purpose, open_chunks
from sync.http import Answer
from sync.verdicts import Question, Verdict, judge_attachment
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Fault, Reply, dropped, payload_of, replied

PATH = "/v1/attachments"
CONTENT = b"page " * (2 * CHUNK_BYTES // 5 + 9)  # 3 pieces


def _sent(centre: FakeCentre) -> list[list[int]]:
    """The numbers of the pieces in each request."""
    asked = [json.loads(each.body) for each in centre.asked if each.path == PATH]
    return [[chunk["number"] for chunk in content["chunks"]] for content in asked]


def _custody(kiosk: Kiosk, scan: UUID) -> str:
    return kiosk.attachments.items[scan].custody


def test_every_piece_travels_once_and_what_arrived_is_what_was_scanned(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit()
    scan = kiosk.attachments.add(CONTENT)

    report = kiosk.engine.sync_once()

    assert (report.attachments, report.all_sent, report.next_due) == (1, True, None)
    assert _sent(centre) == [[], [0], [1], [2]]
    attached = kiosk.attachments.items[scan].attached
    pieces = centre.pieces[attached.sealed]
    assert open_chunks(attached, [pieces[number] for number in range(3)]) == CONTENT


def test_nothing_is_called_sent_before_the_attachments_are(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit()
    scan = kiosk.attachments.add(CONTENT)
    centre.always[PATH] = replied(503)

    before = kiosk.engine.sync_once()
    del centre.always[PATH]
    kiosk.wait()
    after = kiosk.engine.sync_once()

    assert (before.acknowledged, before.all_sent, before.next_due is not None) == (1, False, True)
    assert kiosk.devices.contact().all_sent == kiosk.clock.now()
    assert (after.attachments, after.all_sent, _custody(kiosk, scan)) == (1, True, "acknowledged")


@pytest.mark.parametrize("lost", range(4))
def test_a_lost_answer_at_any_piece_sends_only_what_is_missing(kiosk: Kiosk, centre: FakeCentre, lost: int) -> None:
    scan = kiosk.attachments.add(CONTENT)
    centre.fail(PATH, *[_unchanged] * lost, dropped)

    kiosk.engine.sync_once()
    kiosk.wait()
    kiosk.engine.sync_once()

    assert _custody(kiosk, scan) == "acknowledged"
    assert sorted(number for numbers in _sent(centre) for number in numbers) == [0, 1, 2]


def _unchanged(reply: Reply) -> Reply:
    return reply


def test_an_envelope_that_is_saved_meanwhile_goes_before_the_next_piece(kiosk: Kiosk, centre: FakeCentre) -> None:
    scan = kiosk.attachments.add(CONTENT)
    saved: list[UUID] = []

    def save(reply: Reply) -> Reply:
        saved.extend(kiosk.submit())
        return reply

    centre.fail(PATH, _unchanged, save)

    first = kiosk.engine.sync_once()
    second = kiosk.engine.sync_once()

    assert (first.attachments, first.reason) == (0, "")
    assert first.next_due is not None
    assert first.next_due <= kiosk.clock.now()
    assert (second.acknowledged, second.attachments, _custody(kiosk, scan)) == (1, 1, "acknowledged")
    assert kiosk.custody(saved[0]) is Custody.ACKNOWLEDGED
    assert kiosk.attachments.items[scan].attempts == 1  # giving way counts for nothing
    paths = [path for path in centre.paths() if path in {PATH, "/v1/envelopes"}]
    assert paths == [PATH, PATH, "/v1/envelopes", PATH, PATH, PATH]


def test_trouble_with_one_attachment_does_not_keep_the_others(kiosk: Kiosk) -> None:
    bad, good = kiosk.attachments.add(CONTENT), kiosk.attachments.add(b"short")
    item = kiosk.attachments.items[bad]
    kiosk.attachments.items[bad] = replace(item, chunks=(item.chunks[1], *item.chunks[1:]))

    report = kiosk.engine.sync_once()

    assert (report.attachments, report.reason) == (1, "")
    assert _custody(kiosk, good) == "acknowledged"
    assert (_custody(kiosk, bad), kiosk.attachments.items[bad].reason) == ("held", "unreadable")


def test_a_piece_that_the_disk_does_not_give_back_waits_and_keeps_nothing_else(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = kiosk.attachments.add(CONTENT)

    def damaged(*_: object) -> bytes:
        raise StoreCorrupt

    monkeypatch.setattr(kiosk.attachments, "chunk", damaged)

    report = kiosk.engine.sync_once()

    assert (report.reason, kiosk.attachments.items[scan].reason) == ("", "unreadable")


def _says(**changes: object) -> Callable[[FakeCentre], Fault]:
    return lambda centre: lambda reply: centre.signed(Purpose.ATTACHMENTS, {**payload_of(reply), **changes})


FORGED: list[tuple[Callable[[FakeCentre], Fault], str]] = [
    (lambda _: LOGIN_PAGE, "held"),
    (lambda _: replied(200, b"{}", "application/json"), "held"),
    (lambda _: replied(413), "held"),
    (lambda _: replied(429), "held"),
    (lambda _: replied(403), "held"),
    (_says(result="accepted", sealed="00" * 32), "held"),
    (_says(result="accepted", nonce="00" * 16), "held"),
    (_says(result="accepted", device="somebody else"), "held"),
    (_says(result="surprise"), "held"),
    (_says(result="wanted", missing=["0"]), "held"),
    (_says(result="wanted", missing=[4000]), "held"),
    (_says(result="wanted", missing=[0]), "held"),  # again and again
    (_says(result="accepted"), "acknowledged"),
    (_says(result="already-had"), "acknowledged"),
    (_says(result="too-large"), "quarantined"),
    (_says(result="malformed", sealed=""), "quarantined"),
]


@pytest.mark.parametrize(("fault", "custody"), FORGED, ids=[str(number) for number in range(len(FORGED))])
def test_only_a_signed_answer_that_names_the_digest_settles(
    kiosk: Kiosk, centre: FakeCentre, fault: Callable[[FakeCentre], Fault], custody: str
) -> None:
    scan = kiosk.attachments.add(CONTENT)
    centre.always[PATH] = fault(centre)

    kiosk.engine.sync_once()

    assert _custody(kiosk, scan) == custody


def test_a_device_that_was_revoked_pauses_and_counts_no_attempt(kiosk: Kiosk, centre: FakeCentre) -> None:
    scan = kiosk.attachments.add(CONTENT)
    common = {"results": [], "device_state": "revoked"}
    centre.fail(
        PATH,
        lambda reply: centre.signed(
            Purpose.RESULTS, {**{n: payload_of(reply)[n] for n in ("device", "nonce", "time")}, **common}, 403
        ),
    )

    report = kiosk.engine.sync_once()

    assert report.reason == "device-revoked"
    assert (_custody(kiosk, scan), kiosk.attachments.items[scan].attempts) == ("held", 0)


@given(
    st.integers(100, 599),
    st.binary(max_size=50)
    | st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text()).map(lambda v: json.dumps(v).encode()),
)
def test_any_unsigned_answer_has_a_verdict_and_none_settles(status: int, body: bytes) -> None:
    judged, missing, is_signed = judge_attachment(Answer(status, body), bytes(32), Question(UUID(int=1), "00" * 16, {}))

    assert judged.verdict not in {Verdict.ACKNOWLEDGED, Verdict.QUARANTINED, Verdict.ENROLMENT_NEEDED}
    assert (missing, is_signed) == (None, False)
