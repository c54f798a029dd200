"""Claims and the payments announced for them on a real database, with the centre's own record of payments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from central_api.decisions.claim_kinds import MONEY, POSSESSION
from central_api.decisions.claim_reading import ClaimReader
from central_api.decisions.claims import ClaimDecisions
from central_api.decisions.fee_payments import FeePayments
from central_api.models import PaymentEvent, StaffAct
from central_api.payments import PaymentLedger, Way
from central_api.staff.people import Person, Role
from central_api.staff.takings import Balance, Money, Takings
from services.catalogue import embedded_catalogue
from services.fee_payment.choices import SERVICE_KEY
from tests.central_api.visit_cases import Cases
from tests.services.fee_payment.payments import asked
from tests.services.money_claims import claims as money

NIA = Person("Nia", Role.CASEWORKER)
LINK = {"how": "link"}
FEE = 45_500  # of the money claim that is tried


class PaymentCases(Cases):
    """A centre's database with one kiosk."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.ledger = PaymentLedger()
        self.takings = Takings(self.database, self.ledger, self.clock)
        readers = {
            kind.service.key: ClaimReader(kind, lambda _session: embedded_catalogue(), self.ledger)
            for kind in (MONEY, POSSESSION)
        }
        self.steps |= {key: ClaimDecisions(reader) for key, reader in readers.items()}
        self.steps[SERVICE_KEY] = FeePayments(self.ledger)

    def claim(self, reference: str = "", **changed: object) -> str:
        """A money claim whose fee is paid online; its reference."""
        return self.case("money-claim", money.sealed(money.claim(**{"payment": LINK, **changed})), reference=reference)

    def pay(self, number: str, pence: int = FEE, **changed: Any) -> str:
        """Somebody announces a payment; its reference."""
        return self.case(SERVICE_KEY, asked(pence, paid_for={"number": number}, **changed))

    def received(self, number: str, pence: int = FEE, way: Way = Way.CASH, mark: str = "", person: Person = NIA) -> Balance:
        """Staff write down money."""
        return self.takings.received(person, number, Money(way, pence, mark))

    def last(self, reference: str) -> tuple[str, dict[str, str]]:
        """What its kiosk heard last once the worker has done what waits: the state, and what it is told with it."""
        self.decide()
        state, _codes, params = self.told(reference)[-1]
        return state, params

    def events(self) -> list[tuple[str, str, str, int]]:
        """Kind, payment, claim and pence of all that happened."""
        with self.database.read() as session:
            rows = session.scalars(select(PaymentEvent).order_by(PaymentEvent.number))
            return [(row.kind, row.payment, row.claim, row.amount) for row in rows]

    def acts(self) -> list[tuple[str, str, dict[str, Any]]]:
        """What staff did: the act, who, and with what."""
        with self.database.read() as session:
            return [(row.act, row.staff, row.detail) for row in session.scalars(select(StaffAct).order_by(StaffAct.number))]
