"""What anybody may ask: to be enrolled with a code, for the key list, and whether the service is there."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from central_api.api.bodies import EnrolmentBody, HealthBody
from central_api.api.documents import ENROLLED, SIGNED, problems, signed_response
from central_api.api.problems import Problem
from central_api.clock import Clock
from central_api.enrolment import EnrolmentRefused, EnrolmentRequest, Enrolments
from central_api.keys import Signer
from central_api.published import Publications
from central_api.rate_limits import RateLimits
from sync.envelope import Purpose, base64_text, canonical, instant_text, read_base64


def public_router(
    enrolments: Enrolments, publications: Publications, signer: Signer, clock: Clock, *, rates: RateLimits, schema: str
) -> APIRouter:
    """Routes without a signature."""
    router = APIRouter(prefix="/v1")

    @router.post(
        "/enrolments",
        status_code=201,
        response_class=Response,
        responses=ENROLLED | problems(Problem.ENROLMENT_REFUSED, Problem.TOO_MANY_REQUESTS),
    )
    def enrol(body: EnrolmentBody, request: Request) -> Response:
        """Make a device known, once for each code."""
        address = request.client.host if request.client else ""
        rates.enrolment(address)
        enrolled = enrolments.enrol(_request(body))
        rates.enrolled(address)
        keys = publications.key_list()
        payload = {
            "device_id": str(enrolled.device_id),
            "device_name": enrolled.device_name,
            "root_key": base64_text(keys.root_key),
            "key_list": base64_text(keys.wire),
            "nonce": body.nonce,
            "time": instant_text(clock()),
        }
        return signed_response(signer.sign(Purpose.ENROLMENT, payload), status=201)

    @router.get("/keys", response_class=Response, responses=SIGNED)
    def keys() -> Response:
        """The newest key list, signed by the root key."""
        return signed_response(publications.key_list().wire)

    @router.get("/health", response_model=HealthBody)
    def health() -> dict[str, str]:
        """Whether the service answers."""
        return {"status": "ok", "time": instant_text(clock()), "schema": schema}

    return router


def _request(body: EnrolmentBody) -> EnrolmentRequest:
    """Raises `EnrolmentRefused` when a part is not base64."""
    try:
        signing_key, proof = read_base64(body.signing_key), read_base64(body.proof)
    except ValueError:
        raise EnrolmentRefused from None
    return EnrolmentRequest(body.lookup, signing_key, canonical(body.model_dump(exclude={"proof"})), proof)
