"""The centre's owner adds somebody; the kiosk of the site has them after a pass, and lets them in without any network."""

from __future__ import annotations

import contextlib
from pathlib import Path

from central_api.app import enrolments
from central_api.clock import utc_now
from central_api.db import Database
from central_api.kiosk_operators import KioskOperators
from central_api.published import Publications
from central_api.settings import load_settings
from kiosk_app.main.operators import seat_of
from kiosk_app.ports.operators import Permission
from tests.support import kiosk_at, new_centre, running_centre


def test_who_was_added_at_the_centre_signs_in_at_the_kiosk_and_is_gone_once_removed(tmp_path: Path) -> None:
    data = tmp_path / "centre"
    new_centre(data)
    settings = load_settings(data)
    parts = kiosk_at(tmp_path / "kiosk")
    with contextlib.closing(Database(settings.database_url)) as database, running_centre(data) as url:
        root_key = Publications(database, utc_now).key_list().root_key
        parts.enroller.enrol(url, enrolments(settings, database).issue_code(root_key, "CFI-2", "CFI").to_text(), "CFI-2")
        operators = KioskOperators(database, utc_now)
        code = operators.add("CFI", "Sioned Parry", ["supervisor"])
        parts.engine.sync_once()

        parts.switch.set(on=False)
        seat = seat_of(parts)
        first = seat.sign_in("Sioned Parry", code, Permission.STAFF_PAGES)
        seat.change_secret(code, "bore da i bawb")
        mine = seat_of(parts).sign_in("Sioned Parry", "bore da i bawb", Permission.STAFF_PAGES)
        parts.switch.set(on=True)
        operators.remove("CFI", "Sioned Parry")
        parts.engine._listed = None  # as an hour later
        parts.engine.sync_once()

    assert (first.operator.renew, mine.operator.renew) == (True, False)
    assert not parts.store.operators.exist()
    parts.store.close()
