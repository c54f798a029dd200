"""Has the centre hold a place while somebody types. A person may be waiting for nothing of this, so an exchange is short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from kiosk_app.errors import NotOurCentre
from kiosk_app.ports.centre import HoldAnswer, HoldState
from services.forms.holding import WantedPlace
from sync.asking import Asking
from sync.envelope import Purpose, read_instant
from sync.http import Limits

QUICK: Final = Limits(connect_seconds=2.0, read_seconds=3.0, total_seconds=5.0, longest_seconds=5.0, answer_bytes=64 * 1024)


class CentreHolds:
    """Asks for holds (`kiosk_app.ports.centre.PlaceHolds`)."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def hold(self, hold_id: UUID, wanted: WantedPlace) -> HoldAnswer:
        """Hold a place under an id made here. Raises as the port says."""
        said = {"id": str(hold_id), "prison": wanted.site, "part": wanted.part, "slot": wanted.slot, "visitors": wanted.people}
        return self._ask(hold_id, "/v1/holds", said)

    def renew(self, hold_id: UUID) -> HoldAnswer:
        """Hold it for as long again. Raises as the port says."""
        return self._ask(hold_id, f"/v1/holds/{hold_id}/renewals", {})

    def release(self, hold_id: UUID) -> HoldAnswer:
        """Give it back. Raises as the port says."""
        return self._ask(hold_id, f"/v1/holds/{hold_id}/release", {})

    def _ask(self, hold_id: UUID, path: str, said: Mapping[str, object]) -> HoldAnswer:
        with self._asking.question() as (line, question):
            document = line.document(line.post(path, said, question), Purpose.HOLD, question)
        try:
            return _answer(document, hold_id)
        except (KeyError, TypeError, ValueError):
            raise NotOurCentre(reason="unreadable-answer") from None


def _answer(document: Mapping[str, object], hold_id: UUID) -> HoldAnswer:
    state = HoldState(str(document["state"]))
    if document["id"] != str(hold_id):
        raise ValueError("another hold")
    if state is not HoldState.HELD:
        return HoldAnswer(state)
    until, renewals = read_instant(document["expires"]), document["renewals"]
    if type(renewals) is not int:
        raise TypeError("shape")
    return HoldAnswer(state, until, (until - read_instant(document["time"])).total_seconds(), renewals)
