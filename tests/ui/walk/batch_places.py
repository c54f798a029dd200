"""The pages of batches: none, some, one with what is in it, its forms, an item that differs, one to release, and a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from kiosk_app.ports.captures import (
    FIRST,
    SECOND,
    ItemLine,
    KeptRound,
    Paper,
    PaymentKind,
    PaymentPaper,
    Totals,
)
from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.court_batches import CourtBatches, Envelope
from kiosk_app.use_cases.court_export import CourtExport
from kiosk_app.use_cases.court_items import CourtItems
from kiosk_app.use_cases.court_rules import CourtRules
from kiosk_app.use_cases.scans import ScanLimits, ScanShelf
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.staff_work import StaffWork
from printing.scans.apart import DrawnApart, own_child
from services.bulk_scan.kinds import Classification, DocumentType
from services.forms.registry import installed_services
from services.forms.service import Service
from services.reject_reasons import RejectReasons
from sync.attachment_sealing import AttachmentSealer
from tests.ui.court_desk.scanned import CLERK, CLERK_PIN, CourtRoom, court_room, pdf
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.scenes import settle_line
from tests.ui.staff_room import SITE, SUPERVISOR, SUPERVISOR_PHRASE, staff_room
from tests.ui.walk.places import Shown
from ui.desk.places import Place

_FEE = {"paid_for.number": "000MC001", "fee.asked": "12,000.00", "payer": "Gwenllïan Ŵyn"}


def batches(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """As a supervisor sees them, who keyed none of it."""
    with TemporaryDirectory() as folder, staff_room(Path(folder)) as room, court_room(room) as court:
        seat, made = room.seat(), bench()
        work = _work(court, seat, made)
        driver = opened(replace(made, seat=seat, work=StaffWork(scan_pages=court.work(seat), batches=work)))
        settle_line(driver)
        session = driver.window.session
        session.staff.operators.enter()
        driver.settle()
        session.staff.operators.sign_in(SUPERVISOR, SUPERVISOR_PHRASE)
        driver.settle()
        session.staff.open(Place.BATCHES)
        driver.settle()
        yield "batches/none", driver
        session.staff.batches.begin_batch()
        driver.settle()
        yield "envelope", driver
        session.view["typed:received"] = "?"
        driver.find("continue").click()  # type: ignore[attr-defined]  # a button
        driver.settle()
        yield "envelope/wrong", driver
        session.leave()
        fee, differing = _filled(court, made)
        session.staff.batches.open()
        driver.settle()
        yield "batches", driver
        yield from _batch(driver, fee, differing)
        session.finish("stopped")
        driver.settle()


def _batch(driver: Driver, fee: ItemLine, differing: ItemLine) -> Shown:
    session, asked = driver.window.session, driver.window.session.staff.batches
    asked.open_batch(fee.batch)
    driver.settle()
    yield "batch", driver
    asked.export()
    driver.settle()
    yield "batch/not-now", driver
    session.view["why-aside"] = "1"
    session.redraw()
    driver.settle()
    yield "batch/why-aside", driver
    session.view.pop("why-aside")
    session.view["closing"] = "1"
    session.redraw()
    driver.settle()
    yield "batch/closing", driver
    session.view.pop("closing")
    session.over(Place.TOTALS)
    driver.settle()
    yield "totals", driver
    session.leave()
    driver.settle()
    session.over(Place.PAYMENT)
    driver.settle()
    yield "payment", driver
    session.leave()
    driver.settle()
    asked.begin_item()
    driver.settle()
    yield "papers", driver
    session.leave()
    driver.settle()
    asked.open_item(differing.id)
    driver.settle()
    yield "item/differs", driver
    session.view["typing-again"] = "fee.asked"
    session.redraw()
    driver.settle()
    yield "item/again", driver
    session.leave()
    driver.settle()
    asked.open_item(fee.id)
    driver.settle()
    yield "item/to-release", driver
    session.over(Place.REJECTION)
    driver.settle()
    yield "rejection", driver
    session.leave()
    driver.settle()


def _work(court: CourtRoom, seat: Seat, bench: Bench) -> CourtBatches:
    store, catalogues = court.room.store, bench.catalogues()
    shelf = ScanShelf(store.scans, AttachmentSealer(), SITE, ScanLimits())
    services = _services()
    items = CourtItems(
        seat,
        store.captures,
        CourtRules(release_from=1_000_000),
        services=services,
        context=lambda received: replace(catalogues.context(), today=received),
        submitting=bench.submitting(),
        scans=shelf,
        reasons=RejectReasons.shipped(),
        name_of=lambda _operator: CLERK,
    )
    exporting = CourtExport(seat, store.captures, items, sealer=AttachmentSealer(), pdfs=DrawnApart(own_child()), to=None)
    return CourtBatches(
        seat,
        store.captures,
        shelf,
        items=items,
        exporting=exporting,
        services=services,
        clock=bench.clock,
        new_id=uuid4,
        name_of=lambda _operator: CLERK,
        jurisdiction="CIVIL",
        po_boxes=("13226", "13227"),
    )


def _services() -> Mapping[str, Service]:
    return {key: each for key, each in installed_services().items() if each.paper is not None}


def _filled(court: CourtRoom, bench: Bench) -> tuple[ItemLine, ItemLine]:
    """A batch of a clerk: an item to release, one that differs, one that is new, a cheque, and a scan that waits."""
    seat = court.room.seat()
    seat.sign_in(CLERK, CLERK_PIN, Permission.CAPTURE)
    work, captures, today = _work(court, seat, bench), court.room.store.captures, bench.clock.today()
    line = work.open(Envelope("417", Classification.NEW_APPLICATION, today, today, Totals(2, 2)))
    made = [
        work.add_item(line.id, key, [Paper(f"41700{number}", court.scan(pdf(1)), DocumentType.FORM)])
        for number, key in enumerate(("fee-payment", "fee-payment", "prison-visit"), start=1)
    ]
    work.add_payment(line.id, PaymentPaper("417009", PaymentKind.CHEQUE, 1_200_000))
    for item, second in zip(made[:2], ("12,000.00", "21,000.00"), strict=True):
        captures.save(SITE, KeptRound(item.id, FIRST, str(court.clerk.id), _FEE, finished=True))
        again = {"paid_for.number": "000MC001", "fee.asked": second}
        captures.save(SITE, KeptRound(item.id, SECOND, "00000000-0000-0000-0000-000000000001", again, finished=True))
    work.view(line.id)
    court.scan(pdf(2))
    return made[0], made[1]
