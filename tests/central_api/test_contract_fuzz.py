"""Requests made up from the contract, signed by an enrolled device: no fault of ours, and no answer the contract does not know.

A few dozen for each operation in an ordinary run, thousands under HYPOTHESIS_PROFILE=soak.
"""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from requests.auth import AuthBase
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sync.envelope import sign_request
from tests.central_api.conftest import Centre, Kiosk

FEW, MANY = 10, 1_000  # of valid and of broken requests each, for each operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
IS_SOAK = settings.get_current_profile_name() == "soak"
SETTINGS = settings(
    max_examples=MANY if IS_SOAK else FEW,
    phases=[Phase.explicit, Phase.generate],
    database=None,
    suppress_health_check=list(HealthCheck),
)

pytestmark = [pytest.mark.parametrize("kind", ["sqlite"], indirect=True), pytest.mark.timeout(3_600 if IS_SOAK else 300)]


class SignedBy(AuthBase):
    """Signs whatever is about to leave, as the device would."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        where = urlsplit(str(request.url))
        body = request.body or b""
        for header in ("Signature", "Signature-Input", "Content-Digest"):
            request.headers.pop(header, None)  # made up, like all else
        request.headers.update(
            sign_request(
                str(request.method),
                where.path,
                where.query,
                body.encode() if isinstance(body, str) else body,
                device_id=self._kiosk.device_id,
                key=self._kiosk.key,
                created=self._kiosk.clock(),
                nonce=secrets.token_hex(16),
            )
        )
        return request


@dataclass
class Answers:
    """How the requests of devices were answered."""

    admitted: int = 0
    turned_away: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def count(self, status: int) -> None:
        self.statuses[status] += 1
        if status == 401:
            self.turned_away += 1
        else:
            self.admitted += 1


def test_signed_requests_made_up_from_the_contract_never_find_a_fault_of_ours(centre: Centre, kiosk: Kiosk) -> None:
    schema = schemathesis.openapi.from_url(f"{centre.url}/openapi.json")
    schema.config.update(base_url=centre.url)
    device, stranger = Answers(), Answers()
    asked = 0

    with requests.Session() as session:
        session.trust_env = False
        for found in schema.get_all_operations():
            operation: APIOperation = found.ok()
            of_a_device = "signature" in str(operation.definition.raw.get("security"))
            for mode in GenerationMode:
                tell(operation, mode, session, SignedBy(kiosk), device if of_a_device else stranger)
            asked += 1

    assert asked == sum(len(found) for found in schema.raw_schema["paths"].values())
    assert device.admitted > device.turned_away, device
    assert device.admitted > 5 * FEW
    assert device.statuses[200] > FEW
    assert stranger.admitted


def tell(operation: APIOperation, mode: GenerationMode, session: requests.Session, auth: SignedBy, answers: Answers) -> None:
    """Requests of one kind to one operation, each answer held against the contract."""

    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode))
    def asks(case: Case) -> None:
        response = case.call(session=session, auth=auth)
        answers.count(response.status_code)
        case.validate_response(response, checks=CHECKS)

    try:
        asks()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing in this operation can be wrong
