"""A helper desk with real records: operators, clients they help, and what became of what was submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from uuid6 import uuid7

from kiosk_app.main.adapters import KeptCatalogue
from kiosk_app.ports.device import Enrolment, Outcome
from kiosk_app.ports.drafts import DraftClaim, NewDraft
from kiosk_app.ports.helping import Agreed, Agreement, Given, HelpedCase, NewHelp, Relationship
from kiosk_app.ports.operators import Operator
from kiosk_app.ports.submissions import NewSubmission, Sealed, Settled, Settlement
from kiosk_app.site import Site
from kiosk_app.use_cases.case_list import CaseLists
from kiosk_app.use_cases.caseload import Caseload
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.seat import Seat
from local_store import Store, prepare
from services.common.references import new_reference
from services.forms.service import Service
from services.language import Language
from services.money_claims.service import SERVICE as CLAIM
from services.possession_claims.service import SERVICE as POSSESSION
from services.visits.service import SERVICE as VISIT
from tests.ui.fake_desk import SITE as WHERE
from tests.ui.fake_desk import StillClock
from tests.ui.staff_room import StaffRoom

SERVICES: Mapping[str, Service] = {each.key: each for each in (CLAIM, POSSESSION, VISIT)}
CLAIMED: Mapping[str, object] = {
    "claimant": "Dilys R", "claimants": 1, "defendants": 1, "fee": 11500, "fee_row": "", "priced_on": "2026-11-20",
    "payment": "link", "help_asked": False, "signing": "", "claimed": 184000, "interest": 0, "way": "paper", "separately": False,
}  # fmt: skip
VISITING: Mapping[str, object] = {
    "prison": "CFI", "prison_en": "HMP Cardiff", "prison_cy": "Carchar Caerdydd", "prisoner": "David T", "number": "A1234BC",
    "visitors": ["Amina H"], "slots": ["2026-11-28T14:00/15:30"], "adults": 1, "children": 0, "contact": "text",
    "answer_by": "2026-11-25", "phone": "", "address_en": [], "address_cy": [],
}  # fmt: skip
FIELDS = {CLAIM.key: CLAIMED, VISIT.key: VISITING}


@dataclass
class CaseRoom:
    """See the module. Time passes only as a test says."""

    store: Store
    clock: StillClock
    staff: StaffRoom
    path: Path
    printed: list[tuple[Language, str]] = field(default_factory=list)

    def caseload(self, seat: Seat, site: Site = WHERE) -> Caseload:
        """What whoever sits there may see."""
        store = self.store
        return Caseload(
            seat,
            helped=store.helped,
            standings=store.standings,
            drafts=store.drafts,
            catalogues=Catalogues(None, KeptCatalogue(), self.clock),
            services=SERVICES,
            receipts=Receipts(store.submissions, store.device, SERVICES, site, self.clock),
            prints=store.prints,
            audit=store.audit,
            clock=self.clock,
            print_list=lambda language, operator: self.printed.append((language, operator)),
        )

    def lists(self) -> CaseLists:
        return CaseLists(self.store.helped, self.store.standings, self.store.audit, SERVICES, self.clock)

    def client(self, operator: Operator, name: str, service: Service = CLAIM) -> HelpedCase:
        """Somebody who agreed to be helped, with an empty draft."""
        agreement = Agreement(
            name, Relationship.ADVISER, "Taff Street Advice Centre", Agreed.PAPER, frozenset({Given.TYPED}), self.clock.now()
        )
        draft = NewDraft(uuid7(), service.key, service.version, Language.ENGLISH)
        return self.store.helped.start(operator.owner, NewHelp(uuid7(), agreement, draft, 10))

    def submitted(self, operator: Operator, name: str, service: Service = CLAIM, **fields: object) -> str:
        """Somebody whose application was submitted; its reference."""
        case = self.client(operator, name, service)
        assert case.line.draft is not None
        kept = self.store.drafts.find(operator.owner, case.line.draft)
        new = NewSubmission(
            id=kept.id,
            reference=new_reference(),
            service=service.key,
            schema_version=service.version,
            language=Language.ENGLISH,
            created=self.clock.now(),
            receipt={**FIELDS[service.key], **fields},
            print_copies=0,
            draft=DraftClaim(kept.id, operator.owner, kept.revision),
        )
        self.store.submissions.submit(new, lambda _position: Sealed(b"sealed", new.id.bytes * 2))
        return new.reference

    def received(self, reference: str) -> None:
        """The centre has it."""
        submission = self._id(reference)
        for leased in self.store.outbox.lease(self.clock.now(), 100, 1 << 20):
            how = Settled.ACKNOWLEDGED if leased.id == submission else Settled.PAUSED
            self.store.outbox.settle([Settlement(leased.id, how)], self.clock.now())

    def put_aside(self, reference: str) -> UUID:
        """The centre refused it; its id."""
        submission = self._id(reference)
        self.store.outbox.settle([Settlement(submission, Settled.QUARANTINED, "malformed")], self.clock.now())
        return submission

    def decided(self, reference: str, state: str, *codes: str, **params: str) -> None:
        """The centre decided."""
        cursor = self.store.device.outcome_cursor() + 1
        outcome = Outcome(self._id(reference), cursor, state, codes, params, self.clock.now())
        self.store.device.record_outcomes([outcome], cursor)

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.clock.at += timedelta(**time)

    def _id(self, reference: str) -> UUID:
        found = self.store.submissions.find(reference)
        assert found is not None
        return found.id


@contextmanager
def case_room(folder: Path, clock: StillClock | None = None) -> Iterator[CaseRoom]:
    """Records without anybody in them, on an enrolled kiosk."""
    path, key, clock = folder / "kiosk.db", bytes(range(32)), clock or StillClock()
    prepare(path, key, clock)
    store = Store.open(path, key, clock)
    store.device.enrol(Enrolment(UUID(int=1), "CFI-2", "https://centre.example", bytes(32), clock.now()))
    try:
        yield CaseRoom(store, clock, StaffRoom(store), path)
    finally:
        store.close()
