"""A day of an administrator: everything they do is in the audit log, with who did it, and as the catalogue declares it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kiosk_app.config import Home
from kiosk_app.events import Event
from kiosk_app.ports.operators import OperatorState, Permission, Role
from kiosk_app.ports.records import Walked
from kiosk_app.purge_rounds import FilePurgeRounds
from kiosk_app.staff_errors import SignInRefused
from kiosk_app.use_cases.operators import Wanted
from kiosk_app.use_cases.records import Wanted as WantedRecords
from kiosk_app.use_cases.seat import Hidden, Left
from kiosk_app.use_cases.staff_work import StaffWork
from services.forms.words import Translator
from services.language import Language
from tests.ui.admin_desk.records_desk import Sticks, records_work
from tests.ui.staff_room import ADMIN, ADMIN_PIN, HELPER_PIN, staff_room

CATALOGUE = Path(__file__).parents[2] / "kiosk_app" / "events.toml"


def test_all_that_an_administrator_does_is_in_the_log_with_who_did_it(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    with staff_room(tmp_path) as room:
        administrator, supervisor, helper = room.staff()
        seat = room.seat()
        work = records_work(seat, room, tmp_path, Sticks([tmp_path / "stick"]), StaffWork())
        assert work.records is not None
        assert work.settings is not None
        assert work.retaining is not None
        try:
            seat.sign_in(ADMIN, "000111", Permission.RECORDS)
        except SignInRefused:
            seat.sign_in(ADMIN, ADMIN_PIN, Permission.RECORDS)
        work.records.begin(WantedRecords(event=Event.OPERATOR_REFUSED))
        assert work.records.check(Walked()).broken is None
        work.records.export(work.records.media()[0])
        work.settings.change("speech.volume", "2")
        work.retaining.ask()
        seat.change_roles(supervisor.id, frozenset({Role.SUPERVISOR, Role.CLERK}))
        seat.change_state(helper.id, OperatorState.LOCKED)
        seat.change_state(helper.id, OperatorState.ACTIVE)
        seat.change_state(helper.id, OperatorState.REMOVED)
        seat.create(Wanted("Nia Evans", HELPER_PIN, frozenset({Role.HELPER})))
        seat.hide(Hidden.ASKED)
        seat.resume(ADMIN, ADMIN_PIN)
        seat.change_secret(ADMIN_PIN, "503826")
        seat.leave(Left.LEFT)

        rows = room.store.audit.rows()

        declared = {each["value"]: set(each["details"]) for each in tomllib.loads(CATALOGUE.read_text())["event"]}
        assert all(set(row.details) <= declared[row.event.value] for row in rows)
        done = {
            Event.OPERATOR_SIGNED_IN, Event.RECORDS_READ, Event.RECORDS_CHECKED, Event.RECORDS_EXPORTED, Event.SETTING_CHANGED,
            Event.PURGE_ASKED, Event.OPERATOR_ROLES_CHANGED, Event.OPERATOR_LOCKED, Event.OPERATOR_UNLOCKED,
            Event.OPERATOR_REMOVED, Event.OPERATOR_HIDDEN, Event.OPERATOR_RESUMED, Event.OPERATOR_SIGN_IN_CHANGED,
            Event.OPERATOR_SIGNED_OUT,
        }  # fmt: skip
        assert {row.event for row in rows} >= done | {Event.OPERATOR_REFUSED, Event.OPERATOR_CREATED, Event.STORE_CREATED}
        assert all(row.details["operator"] == str(administrator.id) for row in rows if row.event in done)
        narrowed = next(row for row in rows if row.event is Event.RECORDS_READ)
        assert narrowed.details["narrowed"] == "event"
        assert FilePurgeRounds(Home(tmp_path).folder).is_asked()


def test_every_event_has_words_in_both_languages() -> None:
    from kiosk_app.event_words import EVENT_WORDS

    english, welsh = Translator(Language.ENGLISH), Translator(Language.WELSH)

    assert set(EVENT_WORDS) == set(Event)
    assert [event.value for event, words in EVENT_WORDS.items() if english(words) == welsh(words)] == []
