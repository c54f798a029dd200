"""A day's counters and a comment go from a real kiosk to a real centre and out to who runs the service, and nothing else does."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from central_api.cli import main
from central_api.data_folder import opened
from central_api.measured import Comment, MeasuredDay
from kiosk_app.cli.parser import run
from kiosk_app.main.measuring import let_go, measuring_of
from kiosk_app.main.parts import Parts
from kiosk_app.use_cases.measuring import Measuring
from services.language import Language
from services.measuring import Counter, Key
from sync.comment_sealing import CentreCommentSealer
from tests.conftest import Centre

MINE = Key("prison-visit", Counter.REACHED, "counted-once")
TYPED = "Tell Siân that A1234BC is here. Ring 07700 900982 or sian@example.org."
MASKED = "Tell Siân that … is here. Ring … … or …"


class Yesterday:
    def now(self) -> datetime:
        return datetime.now(UTC) - timedelta(days=1)

    def today(self) -> date:
        return self.now().date() - timedelta(days=1)


def told(capsys: pytest.CaptureFixture[str], real_centre: Centre, command: str) -> list[dict[str, object]]:
    between = ["--from", (Yesterday().today() - timedelta(days=1)).isoformat(), "--to", date.today().isoformat()]  # noqa: DTZ011 - a whole span
    small_too = ["--small-too"] if command == "measures" else []
    capsys.readouterr()
    assert main([command, "--data", str(real_centre.data), *between, "--json", *small_too]) == 0
    said = json.loads(capsys.readouterr().out)
    return list(said["counts"] if command == "measures" else said)


def test_counters_and_a_masked_comment_arrive_once_and_are_let_go(
    kiosk_parts: Parts, real_centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    store = kiosk_parts.store
    measuring = Measuring(store.measures, CentreCommentSealer(store.device), Yesterday(), uuid4)
    measuring.count({MINE: 2})
    measuring.count({MINE: 1})
    measuring.comment("prison-visit", Language.ENGLISH, TYPED)
    waiting = store.measures.comment_to_send(date.max)

    reports = [kiosk_parts.engine.sync_once() for _ in range(3)]

    device = store.device.enrolment()
    assert device is not None
    with opened(real_centre.data) as centre, centre.database.read() as session:
        days = session.query(MeasuredDay).where(MeasuredDay.device_id == device.device_id).all()
        comments = session.query(Comment).where(Comment.device_id == device.device_id).all()
        kept = [(row.revision, row.counts) for row in days]
        sealed = [row.sealed for row in comments]
    assert [report.reason for report in reports] == [""] * 3
    assert kept == [(2, [[*MINE, 3]])]
    assert waiting is not None
    assert sealed == [waiting.sealed]
    assert not [word for word in ("Siân", "A1234BC", "here") if word.encode() in sealed[0]]
    assert next(each for each in told(capsys, real_centre, "measures") if each["detail"] == MINE.detail)["count"] == 3
    assert [each["comment"] for each in told(capsys, real_centre, "comments") if "Tell" in str(each["comment"])] == [MASKED]
    assert store.measures.comment_to_send(date.max) is None
    assert [each.acknowledged for each in store.measures.days()] == [True]


def test_what_is_counted_is_shown_and_goes_after_its_time(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    old = kiosk_parts.clock.today() - timedelta(days=91)
    kiosk_parts.store.measures.add(old, {MINE: 2})
    kiosk_parts.store.measures.add(old - timedelta(days=1), {MINE: 4})
    kiosk_parts.store.measures.sent(old, 1)
    assert run(kiosk_parts, ["measures", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["days"]
    assert run(kiosk_parts, ["measures"]) == 0
    lines = capsys.readouterr().out

    for _ in let_go(kiosk_parts):
        pass

    assert [(day["day"], day["acknowledged"]) for day in shown] == [
        ((old - timedelta(days=1)).isoformat(), False),
        (old.isoformat(), True),
    ]
    assert shown[1]["counts"] == [{"service": "prison-visit", "counter": "reached", "detail": "counted-once", "count": 2}]
    assert "prison-visit reached counted-once 4" in lines
    assert [each.day for each in kiosk_parts.store.measures.days()] == [old - timedelta(days=1)]


@pytest.mark.parametrize(("setting", "counts", "comments"), [("count = false", False, False), ("comments = false", True, False)])
def test_a_site_can_turn_it_off(kiosk_parts: Parts, setting: str, counts: bool, comments: bool) -> None:  # noqa: FBT001 - what is expected
    (kiosk_parts.home.folder / "kiosk.toml").write_text(f"[measuring]\n{setting}\n", "utf-8")
    made = measuring_of(Parts(kiosk_parts.home, {}))

    assert (made is not None) is counts
    assert (made is not None and made.takes_comments) is comments
