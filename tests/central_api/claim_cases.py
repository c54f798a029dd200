"""Cases of claims on a real database, and the payments that are matched to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.decisions.claim_kinds import MONEY, POSSESSION
from central_api.decisions.claim_reading import ClaimReader
from central_api.decisions.claims import ClaimDecisions
from central_api.decisions.payments import reconsider
from central_api.models import IssuedClaim
from central_api.payments import Event, Happened, PaymentLedger, Way
from central_api.settings import StaffRule
from services.catalogue import embedded_catalogue
from tests.central_api.visit_cases import Cases
from tests.services.money_claims import claims as money
from tests.services.possession_claims import claims as possession

ACCOUNT = {"how": "account", "account": "PBA0012345"}


def matched(session: Session, reference: str, pence: int, now: datetime) -> bool:
    """Money is matched to a claim; whether that was waiting for it."""
    PaymentLedger().write_down(session, Event(Happened.MATCHED, Way.CHEQUE, pence, claim=reference), now)
    return reconsider(session, reference)


class ClaimCases(Cases):
    """A centre's database with one kiosk, where claims are decided on."""

    def __init__(self, url: str, rules: tuple[StaffRule, ...] = (), closed: Collection[date] = ()) -> None:
        super().__init__(url)
        self.readers = {
            kind.service.key: ClaimReader(kind, lambda _session: embedded_catalogue(), PaymentLedger(), closed)
            for kind in (MONEY, POSSESSION)
        }
        self.steps |= {key: ClaimDecisions(reader, rules) for key, reader in self.readers.items()}

    def money(self, *, created: datetime | None = None, **changed: object) -> str:
        """A signed money claim, paid from a fee account unless said otherwise; its reference."""
        return self.case("money-claim", self.answers("money-claim", **changed), created=created)

    def possession(self, *, created: datetime | None = None, **changed: object) -> str:
        """A signed claim for a home in England, paid from a fee account unless said otherwise."""
        return self.case("possession-claim", self.answers("possession-claim", **changed), created=created)

    def answers(self, service: str, **changed: object) -> dict[str, Any]:
        """Those of such a claim."""
        said = {"payment": ACCOUNT, **changed}
        if service == "money-claim":
            return money.sealed(money.claim(**said))
        return possession.sealed(possession.english(**said))

    def pay(self, reference: str, pence: int) -> bool:
        """A payment comes; whether a claim was waiting for it."""
        with self.database.write() as session:
            return matched(session, reference, pence, self.clock())

    def decided(self, reference: str) -> tuple[str, list[str], Mapping[str, Any]]:
        """What its kiosk heard last, once the worker has done what waits."""
        self.decide()
        return self.told(reference)[-1]

    def issued(self) -> list[IssuedClaim]:
        """Every claim that was issued, by its number."""
        with self.database.read() as session:
            return list(session.scalars(select(IssuedClaim).order_by(IssuedClaim.number)))
