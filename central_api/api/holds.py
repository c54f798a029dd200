"""Holding places, over HTTP. Requests and answers are signed, as all of a device's; an answer names the hold and our nonce."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from central_api.api.bodies import HoldBody, NonceBody
from central_api.api.documents import REFUSED_DEVICE, SIGNED, signed_response
from central_api.api.gate import DeviceId, Gate
from central_api.api.queries import only_known_members
from central_api.clock import Clock
from central_api.holding import Holding, Told, Wanted
from central_api.keys import Signer
from sync.envelope import Purpose, instant_text

_HoldId = Annotated[UUID, Path(description="The id that the device made")]


class HoldRoutes:
    """The routes of holds, with what they need."""

    def __init__(self, *, gate: Gate, holding: Holding, signer: Signer, clock: Clock) -> None:
        self._holding = holding
        self._signer = signer
        self._clock = clock
        admitted = [Depends(gate), Depends(only_known_members)]
        self.router = APIRouter(prefix="/v1/holds", dependencies=admitted, responses=REFUSED_DEVICE)
        add = self.router.add_api_route
        add("", self.hold, methods=["POST"], response_class=Response, responses=SIGNED)
        add("/{hold_id}/renewals", self.renew, methods=["POST"], response_class=Response, responses=SIGNED)
        add("/{hold_id}/release", self.release, methods=["POST"], response_class=Response, responses=SIGNED)

    def hold(self, device: DeviceId, body: HoldBody) -> Response:
        """Hold a place for a while, before anybody is named who would take it. The same id again holds once."""
        wanted = Wanted(body.prison, body.part, body.slot, body.visitors)
        hold_id = UUID(body.id)
        return self._signed(device, body.nonce, hold_id, self._holding.hold(device, hold_id, wanted))

    def renew(self, device: DeviceId, hold_id: _HoldId, body: NonceBody) -> Response:
        """Hold it for as long again."""
        return self._signed(device, body.nonce, hold_id, self._holding.renew(device, hold_id))

    def release(self, device: DeviceId, hold_id: _HoldId, body: NonceBody) -> Response:
        """Give it back."""
        return self._signed(device, body.nonce, hold_id, self._holding.release(device, hold_id))

    def _signed(self, device: UUID, nonce: str, hold_id: UUID, told: Told) -> Response:
        payload: dict[str, object] = {
            "device": str(device),
            "nonce": nonce,
            "time": instant_text(self._clock()),
            "id": str(hold_id),
            "state": told.state.value,
            "expires": instant_text(told.expires) if told.expires else None,
            "renewals": told.renewals,
        }
        return signed_response(self._signer.sign(Purpose.HOLD, payload))
