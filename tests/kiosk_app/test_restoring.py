"""What an administrator asked for at the desk is done before anybody opens the records: once, or not at all, and written down."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk_app.config import Home
from kiosk_app.errors import AlreadyRunning
from kiosk_app.events import Event
from kiosk_app.main.kiosk import main
from kiosk_app.main.parts import Parts
from kiosk_app.main.restoring import KEPT_FOR, restore_as_asked
from kiosk_app.ports.restoring import RestoreWish
from kiosk_app.restoring import FileRestoreWishes

WHO = "0198-operator"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(tmp_path / "kiosk")
    made.make()
    (made.folder / "kiosk.toml").write_text('keys.source = "file"\n')
    monkeypatch.setenv("KIOSK_HOME", str(made.folder))
    return made


@pytest.fixture
def wishes(home: Home) -> FileRestoreWishes:
    """A copy waits beside the records, which have gone on since."""
    parts = Parts(home, {})
    with closing(parts.store) as store:
        store.audit.append(Event.SESSION_STARTED, "then")
        kept = FileRestoreWishes(home.folder)
        parts.copies.back_up(kept.copy)
        store.audit.append(Event.SESSION_STARTED, "since")
    return kept


def wish(home: Home, *, age: timedelta = timedelta()) -> RestoreWish:
    return RestoreWish(WHO, Parts(home, {}).clock.now() - age, leave_behind=False)


def subjects(home: Home) -> list[tuple[Event, str]]:
    with closing(Parts(home, {}).store) as store:
        return [(row.event, row.details.get("operator", row.subject)) for row in store.audit.rows()]


def test_a_start_puts_the_copy_back_that_was_asked_for_and_says_who_asked(home: Home, wishes: FileRestoreWishes) -> None:
    wishes.keep(wish(home))

    assert main(["prepare"]) == 0

    found = subjects(home)
    assert (Event.STORE_RESTORED, WHO) in found
    assert (Event.SESSION_STARTED, "since") not in found
    assert wishes.read() is None
    assert not wishes.copy.exists()
    assert (home.folder / "set-aside" / "0001" / "kiosk.db").exists()


def test_it_is_done_once(home: Home, wishes: FileRestoreWishes) -> None:
    wishes.keep(wish(home))
    main(["prepare"])

    main(["prepare"])

    assert [each.name for each in (home.folder / "set-aside").iterdir()] == ["0001"]


def test_a_copy_that_became_damaged_meanwhile_changes_nothing_and_is_written_down(home: Home, wishes: FileRestoreWishes) -> None:
    wishes.copy.write_bytes(wishes.copy.read_bytes()[:-4096])
    wishes.keep(wish(home))

    assert main(["prepare"]) == 0

    found = subjects(home)
    assert found[-1] == (Event.RESTORE_REFUSED, WHO)
    assert (Event.SESSION_STARTED, "since") in found
    assert not wishes.copy.exists()


def test_while_somebody_has_the_records_open_the_wish_waits_and_not_for_ever(home: Home, wishes: FileRestoreWishes) -> None:
    wishes.keep(wish(home))
    with closing(Parts(home, {}).store):
        with pytest.raises(AlreadyRunning):
            restore_as_asked(Parts(home, {}))
        waits = wishes.read() is not None
        wishes.keep(wish(home, age=KEPT_FOR))
        refusal = restore_as_asked(Parts(home, {}))

    assert waits
    assert refusal is not None
    assert (refusal.why, refusal.by, wishes.read()) == ("already-running", WHO, None)


@pytest.mark.parametrize("text", ["", "{", '{"by": 1}', "[]", '{"by": "x", "at": "yesterday", "leave_behind": true}'])
def test_a_wish_that_cannot_be_read_is_none_and_goes(home: Home, wishes: FileRestoreWishes, text: str) -> None:
    (home.folder / "restore-wanted").write_text(text)

    assert restore_as_asked(Parts(home, {})) is None

    assert not (home.folder / "restore-wanted").exists()
    assert not wishes.copy.exists()


def test_a_wish_is_kept_as_it_was(home: Home, wishes: FileRestoreWishes) -> None:
    asked = wish(home)

    wishes.keep(asked)

    assert wishes.read() == asked
