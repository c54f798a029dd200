"""Requests made up from the contract, by who may make them: no fault of ours, and no answer the contract does not know.

A few dozen for each operation in an ordinary run; thousands, on both databases, under HYPOTHESIS_PROFILE=soak. Of what no schema
can say, a reference, a version or a time that there is, most of the valid ones are given some.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
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
from sqlalchemy import func, select
from uuid6 import uuid7

from central_api.models import Hold
from services.catalogue import embedded_catalogue
from services.visits.slots import slots_on_offer
from sync.envelope import Purpose, sign_request
from tests.central_api.conftest import NOW, Centre, Kiosk
from tests.central_api.staff_desk import LEFT_TO_STAFF, Desk, ask, desk_at

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
STAFF: Final = "/v1/staff/cases"
UNREACHED: Final = frozenset({401, 405, 415})  # answered before it is asked who somebody is, or because they are nobody
TOO_HURRIED: Final = "urn:justice-kiosk:problem:too-many-requests"

pytestmark = [
    pytest.mark.hypothesis,  # scripts/soak runs what has this mark
    pytest.mark.parametrize("kind", ["sqlite", "postgresql"] if IS_SOAK else ["sqlite"], indirect=True),
    pytest.mark.timeout(7_200 if IS_SOAK else 300),
]


@pytest.fixture
def settings_file() -> str:
    limits = "requests_per_device = 1_000_000\nstatus_per_device = 1_000_000\nholds_per_device = 1_000\n"
    return f"[limits]\n{limits}{LEFT_TO_STAFF}"


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


class WithToken(AuthBase):
    """Gives the token of a member of staff, whatever was made up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._desk.token}"
        return request


@dataclass
class Answers:
    """How the requests to one operation were answered."""

    admitted: int = 0
    turned_away: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def count(self, response: requests.Response) -> None:
        status = response.status_code
        self.statuses[status] += 1
        if status in UNREACHED or (status == 429 and response.json()["type"] == TOO_HURRIED):
            self.turned_away += 1
        else:
            self.admitted += 1


@dataclass(frozen=True)
class Known:
    """What there is at the centre: put into a made-up request, it makes one that can be granted."""

    hold: str
    read: str  # references of cases: one that is only looked at, and one for each thing that can be done
    parked: str
    waiting: str
    decided: str
    desk: Desk

    def into(self, case: Case) -> None:
        """Put what there is into a request."""
        changes: dict[str, Callable[[Case], None]] = {
            "/v1/holds": self._a_place,
            "/v1/holds/{hold_id}/renewals": self._the_hold,
            "/v1/holds/{hold_id}/release": self._the_hold,
            f"{STAFF}/{{reference}}": lambda case: self._the_case(case, self.read),
            f"{STAFF}/{{reference}}/decision": self._a_decision,
            f"{STAFF}/{{reference}}/park": lambda case: self._the_case(case, self.waiting),
            f"{STAFF}/{{reference}}/release": lambda case: self._the_case(case, self.parked),
        }
        change = changes.get(case.operation.path)
        if change is not None:
            change(case)

    def _a_place(self, case: Case) -> None:
        case.body = {"nonce": secrets.token_hex(16), "id": str(uuid7()), **a_place(0)}

    def _the_hold(self, case: Case) -> None:
        case.path_parameters["hold_id"] = self.hold

    def _a_decision(self, case: Case) -> None:
        self._the_case(case, self.decided)
        case.body = {"decision": "accept"}

    def _the_case(self, case: Case, reference: str) -> None:
        case.path_parameters["reference"] = reference
        case.headers["If-Match"] = f'"{self.desk.open(reference)["version"]}"'


def a_place(number: int) -> dict[str, Any]:
    """One of the sessions of a prison of the catalogue whose places are held: at Cardiff, here, staff decide."""
    catalogue = embedded_catalogue()
    prison = catalogue.prison("SWI")
    assert prison is not None
    slot = slots_on_offer(prison, NOW.date(), catalogue)[number]
    return {"prison": prison.code, "part": "", "slot": slot.value, "visitors": 2}


def known(centre: Centre, kiosk: Kiosk, http: httpx.Client) -> Known:
    """Cases that are with staff, and a place that is held."""
    desk, hold = desk_at(centre, http), str(uuid7())
    assert kiosk.post("/v1/holds", Purpose.HOLD, id=hold, **a_place(1))["state"] == "held"
    read, parked, waiting, decided = (ask(centre, kiosk, lead=lead) for lead in range(4))
    assert desk.post(f"cases/{parked}/park", desk.open(parked)["version"], reason="staff-check").status_code == 200
    return Known(hold, read, parked, waiting, decided, desk)


def needs(operation: APIOperation[Any, Any, Any, Any]) -> str:
    """Who may ask: "device", "staff", or anybody."""
    said = str(operation.definition.raw.get("security"))
    return "device" if "signature" in said else "staff" if "staffToken" in said else ""


def test_requests_made_up_from_the_contract_never_find_a_fault_of_ours(centre: Centre, kiosk: Kiosk, http: httpx.Client) -> None:
    there_is = known(centre, kiosk, http)
    schema = schemathesis.openapi.from_url(f"{centre.url}/openapi.json")
    schema.config.update(base_url=centre.url)
    ways = {"device": SignedBy(kiosk), "staff": WithToken(there_is.desk), "": None}
    answers: dict[str, dict[str, Answers]] = {who: {} for who in ways}

    with requests.Session() as session:
        session.trust_env = False
        for found in schema.get_all_operations():
            operation = found.ok()
            who, heard = needs(operation), Answers()
            answers[who][operation.label] = heard
            for mode in GenerationMode:
                tell(operation, mode, session=session, auth=ways[who], answers=heard, there_is=there_is)

    assert sum(map(len, answers.values())) == sum(len(found) for found in schema.raw_schema["paths"].values())
    assert {who: len(operations) >= 5 for who, operations in answers.items()} == dict.fromkeys(ways, True)
    inside = answers["device"] | answers["staff"]
    assert {name: each for name, each in inside.items() if each.admitted <= each.turned_away} == {}
    granted = {
        name: each.statuses[200] or each.statuses[204] for name, each in inside.items()
    }  # the latter: nothing that is newer
    assert [name for name, times in granted.items() if not times] == [], "nothing was granted there"
    with centre.database.read() as database:
        assert (database.scalar(select(func.count()).select_from(Hold)) or 0) > 1


def tell(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    *,
    session: requests.Session,
    auth: AuthBase | None,
    answers: Answers,
    there_is: Known,
) -> None:
    """Requests of one kind to one operation, each answer held against the contract."""

    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode), is_known=st.sampled_from([True, True, True, False]))
    def asks(case: Case, *, is_known: bool) -> None:
        if is_known and mode is GenerationMode.POSITIVE:
            there_is.into(case)
        response = case.call(session=session, auth=auth)
        answers.count(response)
        case.validate_response(response, checks=CHECKS)

    try:
        asks()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing in this operation can be wrong
