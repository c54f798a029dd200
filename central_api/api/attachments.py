"""Attachments over HTTP: one address, asked with a manifest and any of its pieces, answered with what is still missing."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response

from central_api.api.bodies import AttachmentBody
from central_api.api.documents import REFUSED_DEVICE, SIGNED, problems, signed_response
from central_api.api.gate import DeviceId, Gate
from central_api.api.problems import Problem
from central_api.api.queries import only_known_members
from central_api.attachments import AttachmentIntake
from central_api.clock import Clock
from central_api.intake import BatchTooLarge
from central_api.keys import Signer
from central_api.rate_limits import RateLimits
from sync.envelope import Purpose, instant_text, read_base64


class AttachmentRoutes:
    """The route of attachments, with what it needs."""

    def __init__(
        self, *, gate: Gate, intake: AttachmentIntake, signer: Signer, clock: Clock, rates: RateLimits, most_chunks: int
    ) -> None:
        self._intake = intake
        self._signer = signer
        self._clock = clock
        self._rates = rates
        self._most_chunks = most_chunks
        admitted = [Depends(gate), Depends(only_known_members)]
        self.router = APIRouter(prefix="/v1", dependencies=admitted, responses=REFUSED_DEVICE)
        answers = SIGNED | problems(Problem.TOO_LARGE)
        self.router.add_api_route("/attachments", self.receive, methods=["POST"], response_class=Response, responses=answers)

    def receive(self, device: DeviceId, body: AttachmentBody) -> Response:
        """Take pieces of an attachment in; signed, whether it is whole, and which are missing."""
        if len(body.chunks) > self._most_chunks:
            raise BatchTooLarge
        self._rates.chunks(device, len(body.chunks))
        pieces = [(chunk.number, _bytes(chunk.sealed)) for chunk in body.chunks]
        answer = self._intake.receive(device, _bytes(body.manifest), pieces)
        payload: dict[str, object] = {
            "device": str(device),
            "nonce": body.nonce,
            "time": instant_text(self._clock()),
            "sealed": answer.sealed.hex(),
            "result": answer.result.value,
            "missing": list(answer.missing),
        }
        return signed_response(self._signer.sign(Purpose.ATTACHMENTS, payload))


def _bytes(text: str) -> bytes:
    """The bytes of base64; of anything else none, which are no manifest and no piece."""
    try:
        return read_base64(text)
    except ValueError:
        return b""
