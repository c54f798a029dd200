"""A paper form on which something could not be read: the centre keeps it whole, and leaves it to staff."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from central_api.models import Case
from services.forms.marks import Mark
from services.money_claims import SERVICE
from tests.central_api.claim_cases import ClaimCases
from tests.services.sheet_samples import N1, read

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(("marked", "standing"), [(True, ("with-staff", "")), (False, ("parked", "invalid-answers"))])
def test_a_claim_with_a_box_that_nobody_could_read_is_left_to_staff(
    new_database: Callable[[], str], *, marked: bool, standing: tuple[str, str]
) -> None:
    typed = {key: text for key, text in N1.items() if key != "claim.details"}
    _sheet, found = read(SERVICE, typed, {"claim.details": Mark.ILLEGIBLE})
    said = [{"path": each.path, "code": each.code} for each in found.checked.to_confirm]

    with closing(ClaimCases(new_database())) as claims:
        claims.clock.instant = FRIDAY
        reference = claims.case("money-claim", found.checked.frozen(), created=FRIDAY)
        with claims.database.write() as session:
            session.execute(update(Case).where(Case.reference == reference).values(confirmed=said if marked else []))
        claims.decide()

        assert claims.standing(reference) == standing
