"""A court desk on a whole kiosk: two clerks and a supervisor, scans that wait, and paper forms as somebody would key them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

from PIL import Image

from kiosk_app.config import FILE_NAME
from kiosk_app.hashing import Argon2Hasher
from kiosk_app.main.capturing import capturing_of
from kiosk_app.main.court import court_batches
from kiosk_app.main.parts import Parts
from kiosk_app.ports.captures import FIRST, BatchLine, ItemLine, Paper, Totals
from kiosk_app.ports.operators import Permission, Role
from kiosk_app.use_cases.capturing import RECEIVED, Capturing
from kiosk_app.use_cases.court_batches import CourtBatches, Envelope
from kiosk_app.use_cases.operators import ManagingOperators, SignIns, Wanted
from kiosk_app.use_cases.scans import KeepingScans
from kiosk_app.use_cases.seat import Seat
from services.bulk_scan.kinds import Classification, DocumentType
from services.forms.problem import to_confirm
from services.visits.slots import slots_on_offer
from sync.attachment_sealing import AttachmentSealer
from tests.services.scans.files import pdf
from tests.ui.staff_room import CHEAP, Steady

SITE = "local"
GWEN, RHYS, HANNAH = "Gwen Pugh", "Rhys Morgan", "Hannah Lloyd"
SECRETS = {GWEN: "284917", RHYS: "739150", HANNAH: "bore da i bawb"}
VISIT, FEE = "prison-visit", "fee-payment"
PO_BOX = "13226"
FORM = DocumentType.FORM


@dataclass
class At:
    """Somebody at work: their seat, and what they can do there."""

    seat: Seat
    batches: CourtBatches
    capturing: Capturing

    def key(self, item: UUID, texts: Mapping[str, str], round_: int = FIRST, marks: Mapping[str, str] | None = None) -> None:
        """Type an item through and finish it, acknowledging every warning."""
        sheet = self.capturing.open(item, round_)
        texts = {RECEIVED: sheet.texts[RECEIVED], **texts} if round_ == FIRST else texts
        self.capturing.save(sheet, texts, marks or {})
        read = sheet.read(sheet.sheet(texts), texts, marks or {})
        self.capturing.finish(sheet, texts, marks or {}, to_confirm(read.checked.problems))


class Court:
    """The desk. `folder` is where batches are handed on."""

    def __init__(self, parts: Parts, folder: Path) -> None:
        self.parts, self.folder = parts, folder
        hasher = Argon2Hasher(CHEAP)
        kept = parts.store.operators
        self._sign_ins = SignIns(kept, hasher, Steady(), SITE)
        self._managing = ManagingOperators(kept, hasher, uuid4, SITE)
        self._scans = KeepingScans(parts.store.scans, AttachmentSealer(), SITE)

    def staffed(self) -> Self:
        """With people who may sign in."""
        self._managing.create_first(Wanted("Alun Price", "150673", frozenset({Role.ADMINISTRATOR})))
        for name, role in ((GWEN, Role.CLERK), (RHYS, Role.CLERK), (HANNAH, Role.SUPERVISOR)):
            self._managing.create(Wanted(name, SECRETS[name], frozenset({role})), "machine")
        return self

    def seat(self) -> Seat:
        return Seat(self._sign_ins, self._managing, self.parts.store.audit, uuid4)

    def at(self, name: str) -> At:
        seat = self.seat()
        seat.sign_in(name, SECRETS[name], Permission.CAPTURE)
        return self.sitting(seat)

    def sitting(self, seat: Seat) -> At:
        """What can be done at a seat, whoever takes it."""
        parts = self.parts
        batches = court_batches(parts, seat)
        return At(seat, batches, capturing_of(parts, seat, batches))

    @cached_property
    def today(self) -> date:
        return self.parts.clock.today()

    def scan(self, content: bytes | None = None) -> UUID:
        """A scan that waits."""
        scan_id = uuid4()
        self._scans.keep(scan_id, "scan.pdf", content or pdf(b"(%s)" % scan_id.hex.encode()))
        return scan_id

    def envelope(self, number: str = "7", declared: Totals | None = None) -> Envelope:
        day = self.today
        return Envelope(number, Classification.NEW_APPLICATION, day, day, declared or Totals(3, 3))

    def batch(self, at: At, *services: str, number: str = "7") -> tuple[BatchLine, list[ItemLine]]:
        """A batch with an item of one paper for each service; its scans are of every kind."""
        line = at.batches.open(self.envelope(number))
        kinds = (pdf(), picture("PNG"), picture("JPEG"), picture("TIFF"))
        items = [
            at.batches.add_item(line.id, each, [Paper(f"{number}00{place}", self.scan(kinds[place % 4]), FORM)])
            for place, each in enumerate(services, start=1)
        ]
        return line, items

    def visit(self, number: str = "A1234BC", **changes: str) -> dict[str, str]:
        """A visit request as it is keyed."""
        context = self.parts.catalogues.context()
        prison = context.catalogue.prison("CFI")
        assert prison is not None
        slot = slots_on_offer(prison, context.today + timedelta(days=2), context.catalogue)[0]
        typed = {
            "prison": "CFI",
            "prisoner": "Dafydd Thomas",
            "prisoner.date_of_birth": "27 03 1985",
            "prisoner.number": number,
            "visitors.0.called": "Siân Thomas",
            "visitors.0.date_of_birth": "27 03 1988",
            "slots.0": f"{slot.day:%d %m %Y} {slot.span.start:%H:%M}",
            "contact.phone": "07700 900982",
        }
        return {**typed, **changes}

    def fee(self, **changes: str) -> dict[str, str]:
        """A fee payment as it is keyed."""
        return {"paid_for.number": "000MC001", "fee.asked": "115-00", "payer": "Siân Thomas", **changes}


def picture(kind: str) -> bytes:
    """A scanned page of that kind."""
    made = io.BytesIO()
    with Image.new("L", (40, 56), 240) as page:
        page.save(made, kind, dpi=(200, 200))
    return made.getvalue()


def only(typed: Mapping[str, str], keys: tuple[str, ...]) -> dict[str, str]:
    """Of what was typed only some boxes."""
    return {key: text for key, text in typed.items() if key in keys}


TWICE_OF_VISIT = ("prisoner", "prisoner.date_of_birth", "prisoner.number", "visitors.0.date_of_birth")
TWICE_OF_FEE = ("paid_for.number", "fee.asked", "fee.claimed")


@contextmanager
def court_desk(parts: Parts, folder: Path) -> Iterator[Court]:
    """A court desk on an enrolled kiosk."""
    folder.mkdir()
    (parts.home.folder / FILE_NAME).write_text(
        f'[desk]\nkind = "court"\n[court]\npo_boxes = ["{PO_BOX}"]\nexport_folder = "{folder}"\n', encoding="utf-8"
    )
    yield Court(Parts(parts.home, {}), folder).staffed()
