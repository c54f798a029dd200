"""Every claim that a kiosk lets through gets a decision, whenever it came and whatever it says; never an exception."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from uuid6 import uuid7

from central_api.db import Database
from central_api.decisions import Application, Decision
from central_api.decisions.claim_kinds import MONEY, POSSESSION, ClaimKind
from central_api.decisions.claim_reading import ClaimReader
from central_api.decisions.claims import ClaimDecisions
from central_api.decisions.payments import Paid
from central_api.states import OutcomeState, Parked
from services.common.civil import local
from services.common.references import new_reference
from services.forms.check import check_answers
from services.forms.context import Context
from tests.services.claim_samples import Hands
from tests.services.money_claims import claims as money
from tests.services.possession_claims import claims as possession
from tests.services.samples import CATALOGUE

Made = tuple[ClaimKind, Hands, dict[str, Any]]
PAYMENTS = st.sampled_from(
    [
        {"how": "link"},
        {"how": "counter"},
        {"how": "account", "account": "PBA0012345"},
        {"how": "help"},
        {"how": "help", "reference": "HWF-A1B-23C"},
    ]
)
SIGNINGS = st.builds(
    lambda way, by: {"way": way, "by": by, "name": "Ada Lovelace", "role": "Director"},
    st.sampled_from(["here", "paper"]),
    st.sampled_from(["claimant", "friend", "representative"]),
)
PLACES = st.sampled_from(["CH1 2HJ", "EH1 1AA", "BT1 1AA", "JE2 3AB", "TD15 1AA", "ZE1 0AA", "CF10 1EP", "GIR 0AA", ""])
ADDRESSES = PLACES.map(
    lambda postcode: {"line1": "1 Road", "town": "Town", **({"postcode": postcode} if postcode else {"country": "France"})}
)
PARTIES = st.one_of(
    st.builds(lambda address: money.company(address=address), ADDRESSES),
    st.builds(
        lambda address, protected: money.person(address=address, protected=protected), ADDRESSES, st.sampled_from(["yes", "no"])
    ),
)
INTERESTS = st.sampled_from(
    [
        {"basis": "none"},
        {"basis": "statutory", "start": "submission", "until": "judgment"},
        {"basis": "statutory", "start": "date", "from_date": "1999-01-01", "from_reason": "Due", "until": "submission"},
        {"basis": "other", "rate": "12.5", "rate_reason": "Agreed", "start": "submission", "until": "judgment"},
    ]
)
SUMS = st.lists(st.integers(1, 9_999_999_99), min_size=1, max_size=12).map(
    lambda sums: [{"reason": "Invoice", "amount": each} for each in sums]
)
MONEY_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "payment": PAYMENTS,
        "signing": SIGNINGS,
        "claimants": st.lists(PARTIES, min_size=1, max_size=2),
        "defendants": st.lists(PARTIES, min_size=1, max_size=3),
        "interest": INTERESTS,
        "amounts": SUMS,
    },
)
POSSESSION_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "payment": PAYMENTS,
        "signing": SIGNINGS,
        "property": ADDRESSES.map(lambda address: {"address": address}),
        "claimants": st.lists(
            st.sampled_from([possession.landlord(), possession.landlord(protected="yes"), possession.organisation()]), min_size=1
        ),
    },
)
CLAIMS = st.one_of(
    MONEY_CHANGES.map(lambda changed: (MONEY, money.HANDS, money.claim(**changed))),
    POSSESSION_CHANGES.map(lambda changed: (POSSESSION, possession.HANDS, possession.english(**changed))),
    POSSESSION_CHANGES.map(lambda changed: (POSSESSION, possession.HANDS, possession.welsh(**changed))),
)
CAPTURED = st.integers(0, 170 * 24 * 60).map(lambda minutes: datetime(2026, 9, 11, tzinfo=UTC) + timedelta(minutes=minutes))
ON_THE_WAY = st.timedeltas(timedelta(days=-2), timedelta(days=400))  # a kiosk's clock may run ahead
PAID = st.builds(Paid, st.integers(0, 11_000_00), st.none() | CAPTURED)


@dataclass
class Fixed:
    """So much is paid for everything."""

    paid_for_all: Paid

    def paid(self, session: Session, reference: str) -> Paid:  # noqa: ARG002 - a port's shape
        return self.paid_for_all

    def payments_for(self, session: Session, claim: str) -> Sequence[str]:  # noqa: ARG002 - a port's shape
        return ()


@pytest.fixture(scope="module")
def database(prepared: Path) -> Iterator[Database]:
    """As `init` leaves it; nothing is kept in it."""
    made = Database(f"sqlite:///{prepared / 'centre.sqlite3'}")
    yield made
    made.close()


@given(claim=CLAIMS, captured=CAPTURED, on_the_way=ON_THE_WAY, paid=PAID)
def test_every_claim_that_a_kiosk_lets_through_is_decided_on(
    database: Database, claim: Made, captured: datetime, on_the_way: timedelta, paid: Paid
) -> None:
    kind, hands, answers = claim
    received = captured + on_the_way
    context = Context(local(min(captured, received)).date(), CATALOGUE)
    checked = check_answers(kind.service, hands.sealed(answers, context), context)
    assume(not checked.blocked)
    application = Application(uuid7(), new_reference(), checked.frozen(), captured, received)
    reader = ClaimReader(kind, lambda _session: CATALOGUE, Fixed(paid))

    with database.read() as session:
        ruling = ClaimDecisions(reader).decide(session, application, received)

    if isinstance(ruling, Decision):
        assert ruling.state is OutcomeState.ISSUED
        assert date.fromisoformat((ruling.params or {})["issued_on"]) >= local(received).date()
        return
    assert ruling.parked in {None, Parked.FEE_NOT_KNOWN}
    assert ruling.parked or ruling.with_staff or (ruling.with_person and ruling.told is not None)
    for path in (ruling.told.params or {})["field"].split() if ruling.told else ():
        assert kind.service.field_at(path) is not None
