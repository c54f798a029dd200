"""A restored database may be of an identity whose key is gone: then nothing is saved, rather than sealed to be refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.errors import KeyUnavailable
from tests.faults.outbox_model import Model, check_all_sent, check_centre
from tests.faults.outbox_sides import NAME, URL, Sides, prepare


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[Sides]:
    with closing(Sides(prepare(tmp_path / "prepared"))) as made:
        yield made


def enrol_again(sides: Sides) -> None:
    sides.kiosk.parts.enroller.enrol(URL, sides.centre.code(), NAME)


def test_a_kiosk_restored_to_an_earlier_identity_saves_nothing_until_it_is_enrolled_again(sides: Sides, tmp_path: Path) -> None:
    kiosk, copy, model = sides.kiosk, tmp_path / "copy.db", Model(sides.kiosk.device)
    kiosk.submit(0)
    kiosk.parts.copies.back_up(copy)
    (kept,) = kiosk.store.submissions.recent(2)
    model.commit(kept, kiosk.device)
    enrol_again(sides)
    kiosk.while_stopped(lambda parts: parts.copies.restore(copy, leave_behind=False))

    with pytest.raises(KeyUnavailable, match="another-device"):
        kiosk.submit(1)
    assert kiosk.parts.engine.sync_once().reason == KeyUnavailable.code

    enrol_again(sides)
    kiosk.submit(1)
    (new, _) = kiosk.store.submissions.recent(2)
    model.commit(new, kiosk.device)
    report = kiosk.parts.engine.sync_once()
    assert (report.acknowledged, report.quarantined, report.all_sent) == (2, 0, True)
    check_all_sent(model, check_centre(model, sides.centre))
