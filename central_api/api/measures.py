"""What kiosks count, and comments, over HTTP. Requests and answers are signed; each answer names its message."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from central_api.api.bodies import CommentBody, MeasuresBody
from central_api.api.documents import REFUSED_DEVICE, SIGNED, signed_response
from central_api.api.gate import DeviceId, Gate
from central_api.api.queries import only_known_members
from central_api.clock import Clock
from central_api.keys import Signer
from central_api.measured import MeasureIntake, OneCount, Taken
from sync.envelope import Purpose, instant_text, read_base64


class MeasureRoutes:
    """The routes of counters and comments, with what they need."""

    def __init__(self, *, gate: Gate, intake: MeasureIntake, signer: Signer, clock: Clock) -> None:
        self._intake = intake
        self._signer = signer
        self._clock = clock
        self.router = APIRouter(prefix="/v1", dependencies=[Depends(gate), Depends(only_known_members)], responses=REFUSED_DEVICE)
        add = self.router.add_api_route
        add("/measures", self.measures, methods=["POST"], response_class=Response, responses=SIGNED)
        add("/comments", self.comment, methods=["POST"], response_class=Response, responses=SIGNED)

    def measures(self, device: DeviceId, body: MeasuresBody) -> Response:
        """Keep what was counted on a day, in the place of any earlier revision of it."""
        counts = [OneCount(each.service, each.counter, each.detail, each.count) for each in body.counts]
        taken = self._intake.take_day(device, body.day, body.revision, counts)
        return self._signed(device, body.nonce, taken, {"day": body.day, "revision": body.revision})

    def comment(self, device: DeviceId, body: CommentBody) -> Response:
        """Keep a comment, sealed as it is, once."""
        try:
            sealed = read_base64(body.sealed)
        except ValueError:
            taken = Taken.REFUSED
        else:
            taken = self._intake.take_comment(device, UUID(body.id), body.day, sealed)
        return self._signed(device, body.nonce, taken, {"id": body.id})

    def _signed(self, device: UUID, nonce: str, taken: Taken, named: Mapping[str, object]) -> Response:
        payload = {"device": str(device), "nonce": nonce, "time": instant_text(self._clock()), **named, "result": taken.value}
        return signed_response(self._signer.sign(Purpose.MEASURES, payload))
