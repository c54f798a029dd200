"""The page on which a paper form is typed: empty, filled, with something wrong, a warning, a mark, and a number to go to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from kiosk_app.ports.captures import FIRST, SECOND, KeptRound
from tests.services.sheet_samples import N1
from tests.ui.court_desk.typed_forms import TypingRoom, sign_in, typing_room
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.scenes import settle_line
from tests.ui.staff_room import SITE
from tests.ui.walk.places import Shown

_FEE = {"paid_for.number": "000MC001", "fee.asked": "115.00", "payer": "Gwenllïan Ŵyn"}
_SCOTTISH = {**N1, "defendants.0.address": "1 Royal Mile, Edinburgh EH1 1AA"}


def typed(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """As a clerk sees it."""
    with TemporaryDirectory() as folder, typing_room(Path(folder)) as room:
        empty, filled = room.item("prison-visit"), room.item("money-claim")
        work = room.at_work()
        work.save(work.open(filled, FIRST), {**_SCOTTISH, "amounts.0.amount": "some"}, {"claim.details": "illegible"})
        seat, made = room.room.seat(), bench()
        driver = opened(replace(made, seat=seat, work=room.work(seat, made)))
        settle_line(driver)
        sign_in(driver)
        keying = driver.window.session.staff.keying
        keying.open(empty)
        driver.settle()
        yield "sheet", driver
        keying.accept()
        driver.settle()
        yield "sheet/missing", driver
        keying.open(filled)
        driver.settle()
        keying.accept()
        driver.settle()
        yield "sheet/wrong", driver
        keying.go("amounts.0.amount")
        keying.form.type("1840-00")
        keying.accept()
        driver.settle()
        yield "sheet/warning", driver
        for key in ("claim.details", "particulars.text", "interest.basis"):
            keying.go(key)
            driver.settle()
            yield f"sheet/{key}", driver
        driver.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        yield "sheet/go-to", driver
        yield from _again(driver, room)
        if not driver.has("scan-page"):
            driver.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
            yield "sheet/page", driver
        driver.window.session.finish("stopped")
        driver.settle()


def _again(driver: Driver, room: TypingRoom) -> Shown:
    """A form of somebody else's, keyed again, in which a box differs."""
    item, keying = room.item("fee-payment"), driver.window.session.staff.keying
    room.room.store.captures.save(SITE, KeptRound(item, FIRST, "00000000-0000-0000-0000-000000000001", _FEE, finished=True))
    keying.open(item, SECOND)
    driver.settle()
    yield "sheet/second", driver
    for key, text in {"paid_for.number": "000MC001", "fee.asked": "511.00"}.items():
        keying.go(key)
        keying.form.type(text)
    keying.accept()
    driver.settle()
    yield "sheet/differs", driver
    keying.type_again()
    driver.settle()
    yield "sheet/again", driver
