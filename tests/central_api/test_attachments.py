"""Attachments at the centre: any piece in any order, once; no case decided before its own are whole; none beside another case."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from central_api.models import Attachment, AttachmentChunk, Case, CaseAttachment
from central_api.parked import take_up_again
from central_api.staff.obstacles import CannotDo, Obstacle
from central_api.states import CaseState, CheckState, Parked
from sync.envelope import (
    Attached,
    Envelope,
    Manifest,
    Purpose,
    base64_text,
    manifest_of,
    seal_chunks,
)
from tests.central_api.conftest import Centre, Kiosk, TestClock
from tests.services.scans.files import pdf, png

SQLITE = pytest.mark.parametrize("kind", ["sqlite"])  # where the database makes no difference
PAGES = pdf(stream=b"0 0 1 1 re f\n" * 45_000)  # 3 pieces


class Scan:
    """An attachment as a kiosk holds it."""

    def __init__(self, content: bytes = PAGES, kind: str = "application/pdf") -> None:
        name, key = uuid4(), secrets.token_bytes(32)
        self.chunks = list(seal_chunks(name, key, content))
        self.manifest = manifest_of(name, self.chunks)
        self.attached = Attached(name, kind, len(content), sha256(content).digest(), self.manifest.digest, key)

    def bring(self, kiosk: Kiosk, *numbers: int, **changes: Any) -> tuple[str, list[int]]:
        """Bring these pieces; the result and what is missing."""
        said = {
            "manifest": base64_text(self.manifest.to_bytes()),
            "chunks": [{"number": number, "sealed": base64_text(self.chunks[number])} for number in numbers],
        }
        answer = kiosk.post("/v1/attachments", Purpose.ATTACHMENTS, **(said | changes))
        assert answer["sealed"] in {self.manifest.digest.hex(), ""}
        return answer["result"], answer["missing"]

    def bring_all(self, kiosk: Kiosk) -> None:
        assert self.bring(kiosk, *range(len(self.chunks)))[0] in {"accepted", "already-had"}


def _sealed_with(kiosk: Kiosk, *attached: Attached) -> Envelope:
    envelope = kiosk.seal(attachments=attached)
    assert kiosk.send(envelope) == ["accepted"]
    return envelope


def _case(centre: Centre, submission_id: UUID) -> tuple[str, str]:
    with centre.database.read() as session:
        case = session.scalars(select(Case).where(Case.submission_id == submission_id)).one()
        return case.state, case.reason


def _checks(centre: Centre) -> Sequence[str]:
    with centre.database.read() as session:
        return session.scalars(select(CaseAttachment.state).order_by(CaseAttachment.place)).all()


@pytest.fixture
def work(centre: Centre) -> Callable[[], int]:
    return lambda: centre.worker().run_once()


def test_pieces_come_in_any_order_and_each_answer_says_what_is_missing(kiosk: Kiosk) -> None:
    scan = Scan()

    assert scan.bring(kiosk) == ("wanted", [0, 1, 2])
    assert scan.bring(kiosk, 2) == ("wanted", [0, 1])
    assert scan.bring(kiosk, 2, 0) == ("wanted", [1])
    assert scan.bring(kiosk, 1) == ("accepted", [])
    assert scan.bring(kiosk, 1) == ("already-had", [])
    assert scan.bring(kiosk) == ("already-had", [])


@SQLITE
def test_a_piece_that_is_not_the_manifest_s_own_is_not_taken(kiosk: Kiosk, centre: Centre) -> None:
    scan, other = Scan(), Scan()
    wrong = [
        {"number": 0, "sealed": base64_text(other.chunks[0])},
        {"number": 1, "sealed": base64_text(scan.chunks[0])},
        {"number": 2, "sealed": "not base64"},
        {"number": 4000, "sealed": base64_text(scan.chunks[0])},
    ]

    assert scan.bring(kiosk, chunks=wrong) == ("wanted", [0, 1, 2])
    with centre.database.read() as session:
        assert session.scalar(select(func.count()).select_from(AttachmentChunk)) == 0


def test_two_devices_bring_one_attachment_together(enrol: Callable[[], Kiosk]) -> None:
    one, other, scan = enrol(), enrol(), Scan()

    scan.bring(one, 0)

    assert scan.bring(other, 1) == ("wanted", [2])
    assert scan.bring(one, 2) == ("accepted", [])


@SQLITE
def test_what_is_no_manifest_or_too_large_is_refused_for_ever(kiosk: Kiosk, centre: Centre) -> None:
    scan = Scan()
    sealed = 262_144 + 16
    large = Manifest(uuid4(), 200 * sealed, tuple([bytes(32)] * 200))
    scan.manifest = large

    assert scan.bring(kiosk) == ("too-large", [])
    assert scan.bring(kiosk, manifest="AAAA") == ("malformed", [])
    with centre.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 0


@SQLITE
def test_a_device_that_is_not_enrolled_any_more_brings_nothing(kiosk: Kiosk, centre: Centre) -> None:
    centre.revoke(kiosk.device_id)
    body = b'{"chunks":[],"manifest":"","nonce":"0123456789abcdef"}'

    response = kiosk.request("POST", "/v1/attachments", body=body)

    said = kiosk.believe(response, Purpose.RESULTS, "0123456789abcdef", 403)
    assert said["device_state"] == "revoked"


@pytest.mark.parametrize(("first", "kind"), [("envelope", "postgresql"), ("half", "sqlite"), ("attachment", "sqlite")])
def test_a_case_is_decided_only_once_its_attachments_are_whole_whatever_comes_first(
    kiosk: Kiosk, centre: Centre, work: Callable[[], int], first: str
) -> None:
    scan, other = Scan(), Scan(png(), "image/png")
    if first == "attachment":
        scan.bring_all(kiosk)
        other.bring_all(kiosk)
    elif first == "half":
        scan.bring(kiosk, 1)
    submission = _sealed_with(kiosk, scan.attached, other.attached).header.submission_id
    work()
    before = _case(centre, submission)

    scan.bring_all(kiosk)
    work()
    between = _case(centre, submission)
    other.bring_all(kiosk)
    work()

    assert before == between == (("decided", "") if first == "attachment" else (CaseState.WAITING, "attachments"))
    assert _case(centre, submission)[0] == CaseState.DECIDED
    assert _checks(centre) == [CheckState.SOUND, CheckState.SOUND]


@SQLITE
def test_other_cases_are_decided_meanwhile(kiosk: Kiosk, centre: Centre, work: Callable[[], int]) -> None:
    waiting = _sealed_with(kiosk, Scan().attached)
    free = kiosk.seal()
    kiosk.send(free)

    work()

    assert _case(centre, waiting.header.submission_id)[0] == CaseState.WAITING
    assert _case(centre, free.header.submission_id)[0] == CaseState.DECIDED


@SQLITE
def test_an_attachment_that_is_not_what_its_submission_says_parks_the_case_and_never_decides_it(
    kiosk: Kiosk, centre: Centre, work: Callable[[], int]
) -> None:
    scan, other = Scan(), Scan(png(), "image/png")
    scan.bring_all(kiosk)
    other.bring_all(kiosk)
    said = scan.attached
    wrong = [
        replace(said, digest=bytes(32)),
        replace(said, length=said.length - 1),
        replace(said, kind="image/png"),
        replace(said, key=bytes(32)),
        replace(said, sealed=other.attached.sealed),
        replace(said, id=other.attached.id),
    ]
    submissions = [_sealed_with(kiosk, each).header.submission_id for each in wrong]

    work()
    first = [_case(centre, each) for each in submissions]
    released = take_up_again(centre.database, Parked.BAD_ATTACHMENT)
    work()

    assert released == len(wrong)
    assert first == [_case(centre, each) for each in submissions] == [(CaseState.PARKED, Parked.BAD_ATTACHMENT)] * len(wrong)


@SQLITE
def test_a_file_that_is_no_scan_parks_the_case(kiosk: Kiosk, centre: Centre, work: Callable[[], int]) -> None:
    scan = Scan(pdf(b"<</S/JavaScript>>"))
    scan.bring_all(kiosk)
    submission = _sealed_with(kiosk, scan.attached).header.submission_id

    work()

    assert _case(centre, submission) == (CaseState.PARKED, Parked.BAD_ATTACHMENT)


def test_what_has_waited_long_is_parked_and_goes_on_by_itself_when_the_rest_comes(
    kiosk: Kiosk, centre: Centre, clock: TestClock, work: Callable[[], int]
) -> None:
    scan = Scan()
    scan.bring(kiosk, 0)
    submission = _sealed_with(kiosk, scan.attached).header.submission_id
    work()
    clock.advance(timedelta(days=29))

    work()
    parked = _case(centre, submission)
    asked_again = scan.bring(kiosk)
    released = take_up_again(centre.database, Parked.ATTACHMENTS_NOT_ARRIVED)
    work()
    still = _case(centre, submission)
    scan.bring_all(kiosk)
    work()

    assert parked == (CaseState.PARKED, Parked.ATTACHMENTS_NOT_ARRIVED)
    assert asked_again == ("wanted", [0, 1, 2])  # what nobody went on bringing was forgotten
    assert released == 1
    assert still == (CaseState.PARKED, Parked.ATTACHMENTS_NOT_ARRIVED)
    assert _case(centre, submission)[0] == CaseState.DECIDED


@SQLITE
def test_an_attachment_that_is_whole_is_never_forgotten(
    kiosk: Kiosk, centre: Centre, clock: TestClock, work: Callable[[], int]
) -> None:
    scan = Scan()
    scan.bring_all(kiosk)
    clock.advance(timedelta(days=400))

    work()

    with centre.database.read() as session:
        assert session.scalar(select(func.count()).select_from(AttachmentChunk)) == len(scan.chunks)


@SQLITE
def test_staff_cannot_accept_a_case_whose_attachments_are_missing_and_can_refuse_it(
    kiosk: Kiosk, centre: Centre, work: Callable[[], int]
) -> None:
    from central_api.app import staff_desk
    from central_api.staff.people import operator
    from central_api.staff.steps import Acceptance, Refusal

    submission = _sealed_with(kiosk, Scan().attached).header.submission_id
    work()
    with centre.database.read() as session:
        reference = session.scalars(select(Case.reference).where(Case.submission_id == submission)).one()
    desk = staff_desk(centre.settings, centre.database, centre.clock)

    with pytest.raises(CannotDo) as refusal:
        desk.rulings.accept(operator("mair"), reference, Acceptance())
    desk.rulings.refuse(operator("mair"), reference, Refusal(("slot_unavailable",)))

    assert refusal.value.obstacle is Obstacle.ATTACHMENTS
    assert _case(centre, submission)[0] == CaseState.DECIDED


@SQLITE
def test_no_key_and_no_page_is_in_the_log(kiosk: Kiosk, work: Callable[[], int], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    scan = Scan(PAGES)
    _sealed_with(kiosk, scan.attached)
    scan.bring_all(kiosk)

    work()

    assert scan.attached.key.hex() not in caplog.text
    assert "re f" not in caplog.text
    assert "sound" in caplog.text
