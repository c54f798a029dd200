"""The agent's third line lets go of what is old: after the first check, once a day, and never from damaged records."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest

from kiosk_app.config import Settings
from kiosk_app.errors import StoreLocked
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog, Integrity, Slice
from kiosk_app.ports.device import Contact
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.purge import Purged, Retention
from kiosk_app.processes.keeping import Keeping, KeepingPorts
from kiosk_app.purge_rounds import FilePurgeRounds
from kiosk_app.room import DiskRoom, FileDamageMark
from services.language import Language
from tests.support import kiosk_at, until

DAY = timedelta(days=1)


class Watched:
    """Checks and lets go as a test says, and notes the order."""

    def __init__(self, faults: tuple[str, ...] = ()) -> None:
        self._faults = faults
        self.done: list[str] = []
        self.fails = False

    def slices(self, digest: object) -> Iterator[Slice]:
        del digest
        self.done.append("checked")
        yield Slice(1, self._faults)

    def audit_tail(self, rows: int) -> int | None:
        del rows
        return None

    def append(self, event: Event, subject: str = "", **details: str) -> None:
        del subject, details
        self.done.append(event.value)

    def let_go(self) -> Iterator[Purged]:
        self.done.append("began")
        yield Purged(envelopes=1)
        if self.fails:
            raise StoreLocked
        self.done.append("ended")


def keeping(folder: Path, watched: Watched, every: timedelta = DAY) -> Keeping:
    room, mark = DiskRoom(folder, close_below=1, size=0), FileDamageMark(folder / "damaged")
    integrity, audit = cast("Integrity", watched), cast("AuditLog", watched)
    rounds = FilePurgeRounds(folder)
    return Keeping(KeepingPorts(room, mark, integrity, audit, lambda _wire: None, watched.let_go, rounds), every, rest=0.0)


@contextmanager
def running(keeper: Keeping, came_round: Callable[[], None] = lambda: None) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=keeper.run, args=(stop, came_round))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_old_things_go_after_the_first_check_and_not_with_every_one(tmp_path: Path) -> None:
    watched = Watched()

    with running(keeping(tmp_path, watched, every=timedelta(milliseconds=1))):
        until(lambda: watched.done.count("checked") > 3)

    assert watched.done[:4] == ["checked", "store.checked", "began", "ended"]
    assert watched.done.count("began") == 1


def test_nothing_goes_from_records_that_are_damaged(tmp_path: Path) -> None:
    watched = Watched(("envelopes:digest",))

    with running(keeping(tmp_path, watched, every=timedelta(milliseconds=1))):
        until(lambda: watched.done.count("checked") > 3)

    assert "began" not in watched.done


def test_a_round_that_fails_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("kiosk_app.processes.keeping.AGAIN_SECONDS", 0.01)
    watched = Watched()
    watched.fails = True

    with running(keeping(tmp_path, watched)):
        until(lambda: watched.done.count("began") > 1)
        watched.fails = False
        until(lambda: "ended" in watched.done)

    assert "not everything that is old has gone: store-locked" in caplog.text


def test_the_settings_say_for_how_long() -> None:
    settings = Settings.model_validate({"retention": {"envelope_days": 7, "receipt_days": 365}})

    assert settings.retention.kept() == Retention(envelope=7 * DAY, receipt=365 * DAY, draft=60 * DAY)


@pytest.mark.parametrize("name", ["envelope_days", "receipt_days", "draft_days"])
@pytest.mark.parametrize("days", [0, -1, 3661, 1.5])
def test_a_time_that_is_none_or_for_ever_is_refused(name: str, days: float) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.model_validate({"retention": {name: days}})


def test_a_kiosk_s_own_third_line_lets_go_by_its_settings(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[retention]\ndraft_days = 1\n", encoding="utf-8")
    parts, owner = kiosk_at(tmp_path), Owner("cardiff", "mair")
    with closing(parts.store) as store:
        store.drafts.start(owner, NewDraft(UUID(int=1), "prison-visit", 1, Language.WELSH))
        now = parts.clock.now()
        for heard in (now - 3 * DAY, now - 2 * DAY):
            store.device.record_contact(Contact(heard, heard, connected=True))
            assert not any(map(any, store.purge.round(parts.settings.retention.kept())))
        store.device.record_contact(Contact(now, now, connected=True))

        with running(parts.keeper):
            until(lambda: Event.STORE_PURGED in [row.event for row in store.audit.rows()])

        assert store.drafts.mine(owner) == []


def test_the_desk_asks_for_a_round_and_hears_what_went_in_it(tmp_path: Path) -> None:
    watched, rounds = Watched(), FilePurgeRounds(tmp_path)
    with running(keeping(tmp_path, watched)):
        until(lambda: rounds.last() is not None)
        first = rounds.last()

        rounds.ask()

        until(lambda: rounds.last() != first)
    last = rounds.last()
    assert first is not None
    assert last is not None
    assert (watched.done.count("ended"), rounds.is_asked()) == (2, False)
    assert last.went == Purged(envelopes=1)
    assert last.due == last.ended + DAY


@pytest.mark.parametrize("content", ["", "{", "[]", '{"ended": "now", "due": "now", "went": {}}', '{"ended": 1}'])
def test_what_is_not_known_of_the_last_round_is_not_made_up(tmp_path: Path, content: str) -> None:
    (tmp_path / "purge-last.json").write_text(content, encoding="utf-8")

    assert FilePurgeRounds(tmp_path).last() is None
