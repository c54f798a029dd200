"""Keys change under a kiosk that has envelopes waiting: all arrive, are opened and decided, and nothing old is believed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from central_api.data_folder import initialise, opened
from central_api.keys import read_root_key
from central_api.models import StoredEnvelope
from central_api.parked import take_up_again
from central_api.published import Publications
from central_api.rotation import Renewal, rotate
from central_api.states import EnvelopeState, Parked
from kiosk_app.ports.submissions import Custody
from sync.envelope import Envelope, KeyList, SignedDocument, read_key_list, signing_key_id
from sync.fetching import kept_key_list
from tests.faults.line_kiosk import ENVELOPES, KEYS, LineKiosk, line_kiosk
from tests.faults.proxy import Exchange, body_of
from tests.support import running_centre, until

NO_OVERLAP = timedelta()
OVERLAP = timedelta(days=30)
PROCESSED = (EnvelopeState.PROCESSED.value, "")
KEY_MISSING = (EnvelopeState.PARKED.value, Parked.UNKNOWN_SEALING_KEY.value)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Centre:
    """A centre whose keys a test may change. Its root key stands apart."""

    data: Path
    root: Path

    @contextmanager
    def serving(self) -> Iterator[str]:
        with running_centre(self.data) as url:
            yield url

    def rotate(self, *, signing: bool = True, sealing: bool = True, overlap: timedelta = OVERLAP) -> KeyList:
        with opened(self.data) as centre:
            renewal = Renewal(signing, sealing, overlap)
            return rotate(self.data, self.root, Publications(centre.database, utc_now), utc_now, renewal)

    def states(self) -> dict[str, tuple[str, str]]:
        with opened(self.data) as centre, centre.database.read() as session:
            rows = session.execute(select(StoredEnvelope.submission_id, StoredEnvelope.state, StoredEnvelope.reason))
            return {str(row[0]): (row[1], row[2]) for row in rows}

    def come_to(self, *states: tuple[str, str]) -> None:
        """Wait until the running centre's worker has brought everything to one of these states."""
        until(lambda: set(self.states().values()) == set(states), 60)

    def sealed_to(self) -> list[bytes]:
        with opened(self.data) as centre, centre.database.read() as session:
            wires = session.scalars(select(StoredEnvelope.wire).order_by(StoredEnvelope.sequence))
            return [Envelope.from_bytes(wire).header.sealing_key_id for wire in wires]


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    data, root = tmp_path / "centre", tmp_path / "root.key"
    initialise(data)
    (data / "root.key").rename(root)
    return Centre(data, root)


@pytest.fixture
def kiosk(tmp_path: Path, centre: Centre) -> Iterator[LineKiosk]:
    with centre.serving() as url, line_kiosk(tmp_path / "kiosk", url, centre.data) as made:
        yield made


def kept(kiosk: LineKiosk) -> KeyList:
    enrolment = kiosk.parts.store.device.enrolment()
    assert enrolment
    found = kept_key_list(kiosk.parts.store.device, enrolment)
    assert found
    return found


def centre_root(centre: Centre) -> Ed25519PublicKey:
    return read_root_key(centre.root).public_key()


def test_what_was_sealed_before_a_rotation_is_opened_and_the_next_is_sealed_to_the_new_key(
    kiosk: LineKiosk, centre: Centre
) -> None:
    old = kept(kiosk).newest_sealing().key_id
    made = kiosk.submit(2)
    new = centre.rotate().newest_sealing().key_id

    assert kiosk.sync().all_sent

    made += kiosk.submit()
    assert kiosk.sync().all_sent
    assert centre.sealed_to() == [old, old, new]
    centre.come_to(PROCESSED)
    kiosk.assert_each_lodged_once(made)
    assert kiosk.cases() == dict.fromkeys(made, 1)


def test_after_a_restart_the_centre_signs_with_the_new_key_and_the_kiosk_goes_on(tmp_path: Path, centre: Centre) -> None:
    with centre.serving() as url, line_kiosk(tmp_path / "kiosk", url, centre.data) as kiosk:
        made = kiosk.submit()
        listed = centre.rotate(overlap=NO_OVERLAP)
        stale = kiosk.sync()
        made += kiosk.submit()
        assert (stale.acknowledged, stale.reason, stale.all_sent) == (0, "not-our-centre", False)
        with centre.serving() as restarted:
            kiosk.proxy.centre_url = restarted
            kiosk.drain(stale)
            answered = kiosk.proxy.answers[ENVELOPES][-1]

        kiosk.assert_each_lodged_once(made)
        assert SignedDocument.from_bytes(body_of(answered)).key == signing_key_id(listed.signing[-1].key)


def test_an_old_key_signs_on_until_its_end_is_reached_by_a_list(tmp_path: Path, centre: Centre) -> None:
    with centre.serving() as url, line_kiosk(tmp_path / "kiosk", url, centre.data) as kiosk:
        kiosk.submit()
        centre.rotate(sealing=False)

        report = kiosk.sync()

        assert (report.reason, report.all_sent) == ("", True)


def test_a_kiosk_never_goes_back_to_an_older_key_list(kiosk: LineKiosk, centre: Centre) -> None:
    kiosk.sync()
    centre.rotate(sealing=False)
    newest = centre.rotate(signing=False)
    kiosk.sync()
    made = kiosk.submit()

    def older(exchange: Exchange) -> None:
        exchange.forward()
        exchange.send(exchange.earlier())

    kiosk.proxy.faults[KEYS] = older
    report = kiosk.sync()

    assert read_key_list(body_of(kiosk.proxy.answers[KEYS][0]), centre_root(centre)).version == 1
    assert (report.reason, report.all_sent) == ("", True)
    assert kept(kiosk) == newest
    made += kiosk.submit()
    assert kiosk.sync().all_sent
    assert centre.sealed_to()[-1] == newest.newest_sealing().key_id
    kiosk.assert_each_lodged_once(made)


def test_an_envelope_sealed_to_a_key_that_is_not_here_is_kept_parked_and_taken_up_again(
    tmp_path: Path, kiosk: LineKiosk, centre: Centre
) -> None:
    centre.rotate(signing=False)
    kiosk.sync()
    name = f"sealing-{kept(kiosk).newest_sealing().key_id.hex()}.key"
    (centre.data / "keys" / name).rename(tmp_path / name)
    (made,) = kiosk.submit()

    report = kiosk.sync()

    assert (report.acknowledged, report.all_sent) == (1, True)
    assert kiosk.submission(made).custody is Custody.ACKNOWLEDGED
    centre.come_to(KEY_MISSING)
    (tmp_path / name).rename(centre.data / "keys" / name)
    with opened(centre.data) as open_centre:
        assert take_up_again(open_centre.database, Parked.UNKNOWN_SEALING_KEY) == 1
    centre.come_to(PROCESSED)
    assert kiosk.cases() == {made: 1}
