"""A fee that changed while a form was on its way: the one of the day it was captured, and the one of the day it arrived."""

from __future__ import annotations

from dataclasses import dataclass

from services.common.money import Pence
from services.fees.quotes import Priced, Quote


@dataclass(frozen=True, slots=True)
class FeeChange:
    """A fee that is another one on the day of receipt. `row` names the line of the schedule that holds then."""

    captured: Pence
    received: Pence
    row: str

    def params(self) -> dict[str, str]:
        """What an outcome says of it: both sums in pence, and the row."""
        return {"fee_captured": str(self.captured), "fee_received": str(self.received), "fee_row": self.row}


def change_between(captured: Quote, received: Quote) -> FeeChange | None:
    """How two quotes differ; None where they do not, or where one of them is not known."""
    if isinstance(captured, Priced) and isinstance(received, Priced) and captured.fee != received.fee:
        return FeeChange(captured.fee, received.fee, received.row.id)
    return None
