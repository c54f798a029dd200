"""Staff change a few settings at the desk: laid over the owner's file, written down, and never able to stop the kiosk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import FILE_NAME, Home
from kiosk_app.errors import CannotWrite
from kiosk_app.events import Event
from kiosk_app.local_settings import ASIDE, CHANGEABLE, NAME
from kiosk_app.machine import SystemClock
from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from kiosk_app.ports.operators import Permission
from kiosk_app.staff_errors import NotPermitted, NotSignedIn, SettingRefused
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.settings_desk import Setting, SettingsDesk, Source
from services.language import Language
from tests.ui.staff_room import ADMIN, ADMIN_PIN, SITE, SUPERVISOR, SUPERVISOR_PHRASE, StaffRoom, staff_room

REFUSED = (
    ("desk.warn_after_seconds", "19"),
    ("desk.warn_after_seconds", "601"),
    ("desk.warn_after_seconds", "soon"),
    ("desk.warn_after_seconds", ""),
    ("desk.lock_after_seconds", "3601"),
    ("desk.first_language", "fr"),
    ("speech.volume", "4.5"),
    ("desk.kind", "court"),
    ("site.code", "OTHER"),
    ("no.such", "1"),
)
UNREADABLE = (
    b"",
    b"{",
    b"[]",
    b"\xff",
    b'{"version": 2, "settings": {}}',
    b'{"version": 1, "settings": {"site.code": {"value": "X", "by": "", "at": "2026-11-20T10:00:00+00:00"}}}',
    b'{"version": 1, "settings": {"speech.volume": {"value": 9, "by": "", "at": "2026-11-20T10:00:00+00:00"}}}',
    b'{"version": 1, "settings": {"speech.volume": {"value": 3, "by": "", "at": "yesterday"}}}',
    b'{"version": 1, "settings": {"speech.volume": {"value": null, "by": "", "at": "2026-11-20T10:00:00+00:00"}}}',
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        made.staff()
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def desk(room: StaffRoom, home: Home) -> SettingsDesk:
    """An administrator's."""
    seat = room.seat()
    seat.sign_in(ADMIN, ADMIN_PIN, Permission.SETTINGS)
    return of(seat, home, room, {"desk.staff_may_switch_network": "true"})


def of(seat: Seat, home: Home, room: StaffRoom, environment: Mapping[str, str]) -> SettingsDesk:
    audit, operators = room.store.audit, room.store.operators
    return SettingsDesk(
        seat, home, audit=audit, clock=SystemClock(), everyone=lambda: operators.everyone(SITE), environment=environment
    )


def found(desk: SettingsDesk, name: str) -> Setting:
    return next(each for each in desk.everything() if each.name == name)


def owners(home: Home, text: str) -> None:
    (home.folder / FILE_NAME).write_text(text, encoding="utf-8")


def test_each_setting_says_where_its_value_comes_from(desk: SettingsDesk, home: Home) -> None:
    owners(home, "[desk]\nwarn_after_seconds = 45\n")
    desk.change("printer.paper", "80mm")

    sources = {each.name: (each.value, each.source) for each in desk.everything()}

    assert sources["desk.warn_after_seconds"] == ("45", Source.FILE)
    assert sources["printer.paper"] == ("80mm", Source.HERE)
    assert sources["desk.staff_may_switch_network"] == ("true", Source.ENVIRONMENT)
    assert sources["speech.volume"] == ("4", Source.BUILT_IN)
    assert found(desk, "desk.warn_after_seconds").default == "90"


def test_a_change_wins_over_the_owner_s_file_and_is_written_down_with_both_values(
    desk: SettingsDesk, home: Home, room: StaffRoom
) -> None:
    owners(home, "[desk]\nwarn_after_seconds = 45\n")

    desk.change("desk.warn_after_seconds", " 120 ")

    row = room.store.audit.rows()[-1]
    who = str(room.store.operators.everyone("CFI")[0].id)
    assert home.settings().desk.warn_after_seconds == 120
    assert (row.event, row.subject) == (Event.SETTING_CHANGED, "desk.warn_after_seconds")
    assert dict(row.details) == {"from": "45", "to": "120", "source": "file", "operator": who}
    change = found(desk, "desk.warn_after_seconds").change
    assert change is not None
    assert change.by == who


def test_a_change_that_is_taken_back_leaves_the_owner_s_value(desk: SettingsDesk, home: Home) -> None:
    owners(home, '[desk]\nfirst_language = "cy"\n')
    desk.change("desk.first_language", "en")

    desk.take_back("desk.first_language")

    assert found(desk, "desk.first_language").source is Source.FILE
    assert home.settings().desk.first_language is Language.WELSH


def test_what_staff_may_change_takes_each_of_its_choices_or_its_limits(desk: SettingsDesk, home: Home) -> None:
    for name in CHANGEABLE:
        setting = found(desk, name)
        for value in setting.choices or (str(setting.least), str(setting.most)):
            desk.change(name, value)
            assert found(desk, name).value == value, name

    assert set(home.layers().changes) == set(CHANGEABLE)


def test_a_value_that_cannot_be_or_a_setting_of_the_owner_s_is_refused(desk: SettingsDesk, home: Home, room: StaffRoom) -> None:
    before, events = home.settings(), room.events()

    for name, value in REFUSED:
        with pytest.raises(SettingRefused):
            desk.change(name, value)

    assert home.settings() == before
    assert room.events() == events
    assert not (home.folder / NAME).exists()


def test_what_the_owner_has_locked_is_not_changed_here_and_an_older_change_does_not_hold(desk: SettingsDesk, home: Home) -> None:
    desk.change("printer.paper", "80mm")
    owners(home, 'locked = ["printer.paper"]\n')

    with pytest.raises(SettingRefused):
        desk.change("printer.paper", "a4")

    assert home.settings().printer.paper.value == "a4"
    assert found(desk, "printer.paper").locked


@pytest.mark.parametrize("content", UNREADABLE)
def test_changes_that_cannot_be_read_are_put_aside_and_the_kiosk_goes_on(home: Home, content: bytes) -> None:
    owners(home, "[speech]\nvolume = 2\n")
    (home.folder / NAME).write_bytes(content)

    settings = home.settings()

    assert settings.speech.volume == 2
    assert home.local_settings.was_put_aside()
    assert not (home.folder / NAME).exists()
    assert (home.folder / ASIDE).read_bytes() == content


def test_what_was_put_aside_is_spoken_of_until_somebody_has_read_it(desk: SettingsDesk, home: Home) -> None:
    (home.folder / NAME).write_bytes(b"{")
    desk.everything()
    before = desk.put_aside()

    desk.seen()

    assert (before, desk.put_aside()) == (True, False)


def test_a_change_that_cannot_be_written_is_not_and_the_log_says_so(desk: SettingsDesk, home: Home, room: StaffRoom) -> None:
    (home.folder / f".{NAME}.{os.getpid()}.part").mkdir()  # where it would be written first

    with pytest.raises(CannotWrite):
        desk.change("speech.volume", "1")

    said = [(row.details["from"], row.details["to"]) for row in room.store.audit.rows()[-2:]]
    assert said == [("4", "1"), ("1", "4")]
    assert home.settings().speech.volume == 4


def test_only_administrators_see_and_change_settings(room: StaffRoom, home: Home) -> None:
    seat = room.seat()
    desk = of(seat, home, room, {})

    with pytest.raises(NotSignedIn):
        desk.everything()
    seat.sign_in(SUPERVISOR, SUPERVISOR_PHRASE, Permission.STAFF_PAGES)
    with pytest.raises(NotPermitted):
        desk.change("speech.volume", "1")


def test_kioskctl_prints_every_setting_and_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = Home(tmp_path)
    owners(home, "[desk]\nwarn_after_seconds = 45\n")

    status = run(Parts(home, {"KIOSK_STAFF_NETWORK": "1"}), ["settings", "--json"])
    facts = {each["name"]: each for each in json.loads(capsys.readouterr().out)["settings"]}
    run(Parts(home, {}), ["settings"])
    words = capsys.readouterr().out

    assert status == 0
    assert (facts["desk.warn_after_seconds"]["value"], facts["desk.warn_after_seconds"]["source"]) == ("45", "file")
    assert facts["desk.staff_may_switch_network"]["source"] == "environment"
    assert "desk.warn_after_seconds = 45 (from kiosk.toml; default: 90)\n" in words


def test_a_window_knows_that_its_settings_are_old_once_staff_have_changed_them(desk: SettingsDesk, home: Home) -> None:
    made = plan(Parts(home, {}), None, fullscreen=False)
    before = made.is_old()

    desk.change("desk.first_language", "cy")

    assert (before, made.is_old()) == (False, True)
    assert plan(Parts(home, {}), None, fullscreen=False).language is Language.WELSH


def test_doctor_speaks_of_changes_that_were_put_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owners(Home(tmp_path), '[keys]\nsource = "file"\n')
    (tmp_path / NAME).write_text("{", encoding="utf-8")
    parts = Parts(Home(tmp_path), {})

    run(parts, ["doctor", "--json"])

    findings = {each["check"]: each for each in json.loads(capsys.readouterr().out)["findings"]}
    parts.store.close()
    assert findings["settings"]["state"] == "warning"
    assert "was put aside" in findings["settings"]["fact"]
