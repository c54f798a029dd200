"""What an enrolled device may ask. Every request is signed, and every answer that matters is a signed document with its nonce."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from central_api import audit, chain
from central_api.api.bodies import EnvelopesBody, Nonce, StatementBody
from central_api.api.documents import NOTHING_NEWER, REFUSED_DEVICE, SIGNED, problems, signed_response
from central_api.api.gate import By, DeviceId, Gate
from central_api.api.problems import Problem
from central_api.api.queries import only_known_members, out_of_place
from central_api.clock import Clock
from central_api.db import Database
from central_api.intake import Intake
from central_api.keys import Signer
from central_api.kiosk_operators import KioskOperators
from central_api.models import RecordedOutcome
from central_api.outcomes import Outcomes, newest
from central_api.positions import MOST_CHARACTERS, PATTERN, packed, unpacked
from central_api.published import Publications, catalogue_version
from central_api.rate_limits import RateLimits
from central_api.status import Status, StatusLookups
from sync.envelope import Purpose, instant_text, read_base64

_Position = Annotated[int, Query(ge=0, lt=2**53)]
_Scope = Annotated[
    Literal["device", "site"], Query(description="Of this device, or of every device of its site; without a site, of this device")
]
_After = Annotated[int, Query(ge=0, lt=2**53, description="`next` of the last answer, 0 at first; not with the scope site")]
_SitePosition = Annotated[
    str,
    Query(
        pattern=PATTERN,
        max_length=MOST_CHARACTERS,
        description="`position` of the last answer, unread; nothing at first; only with the scope site",
    ),
]
_NOTHING_KNOWN = dict.fromkeys(("service", "received", "state", "codes", "params", "decided"))


class DeviceRoutes:
    """The routes of devices, with what they need."""

    def __init__(
        self,
        *,
        gate: Gate,
        database: Database,
        intake: Intake,
        outcomes: Outcomes,
        lookups: StatusLookups,
        publications: Publications,
        operators: KioskOperators,
        signer: Signer,
        clock: Clock,
        rates: RateLimits,
        outcomes_per_page: int,
    ) -> None:
        self._database = database
        self._intake = intake
        self._outcomes = outcomes
        self._lookups = lookups
        self._publications = publications
        self._operators = operators
        self._signer = signer
        self._clock = clock
        self._rates = rates
        self._outcomes_per_page = outcomes_per_page
        self.router = APIRouter(prefix="/v1", dependencies=[Depends(gate), Depends(only_known_members)], responses=REFUSED_DEVICE)
        add = self.router.add_api_route
        too_large, limited = problems(Problem.TOO_LARGE), problems(Problem.TOO_MANY_LOOKUPS)
        add("/envelopes", self.envelopes, methods=["POST"], response_class=Response, responses=SIGNED | too_large)
        add("/statements", self.statement, methods=["POST"], response_class=Response, responses=SIGNED)
        add("/outcomes", self.outcomes, methods=["GET"], response_class=Response, responses=SIGNED)
        add("/status/{reference}", self.status, methods=["GET"], response_class=Response, responses=SIGNED | limited)
        add("/operators", self.operators, methods=["GET"], response_class=Response, responses=SIGNED | NOTHING_NEWER)
        add("/catalogue", self.catalogue, methods=["GET"], response_class=Response, responses=SIGNED | NOTHING_NEWER)

    def envelopes(self, device: DeviceId, body: EnvelopesBody) -> Response:
        """Take envelopes in; a signed result for each, in order."""
        self._rates.envelopes(device, len(body.envelopes))
        answers = self._intake.receive(device, [_wire(text) for text in body.envelopes])
        return self._signed(Purpose.RESULTS, device, body.nonce, {"results": [answer.entry() for answer in answers]})

    def statement(self, by: By, body: StatementBody) -> Response:
        """How far the device's chain has arrived without a gap, and what there is that the device may not have yet."""
        keys = self._publications.key_list().key_list.version
        with self._database.write() as session:
            device = by.device_id
            said_of_audit = audit.Report(device, body.epoch, body.audit_count, body.audit_head, by.signed)
            audit.report(session, said_of_audit, self._clock())
            head = chain.head_of(session, device, body.epoch)
            said = {
                "epoch": body.epoch,
                "highest_contiguous": head.sequence,
                "head_digest": head.digest.hex(),
                "outcomes": newest(session, device),
                "catalogue": catalogue_version(session),
                "keys": keys,
            }
        return self._signed(Purpose.STATEMENT, device, body.nonce, said)

    def outcomes(
        self,
        *,
        device: DeviceId,
        nonce: Annotated[Nonce, Query()],
        scope: _Scope = "device",
        after: _After = 0,
        position: _SitePosition = "",
        limit: Annotated[int, Query(ge=1)] = 200,
    ) -> Response:
        """What was decided about what this device brought, after a cursor; or about what its whole site brought."""
        most = min(limit, self._outcomes_per_page)
        if scope == "site":
            if after:
                raise out_of_place("after")
            return self._signed(Purpose.OUTCOMES, device, nonce, self._of_site(device, position, most))
        if position:
            raise out_of_place("position")
        page = self._outcomes.page(device, after, most)
        said = {"outcomes": [_outcome(row) for row in page.outcomes], "next": page.next, "more": page.more}
        return self._signed(Purpose.OUTCOMES, device, nonce, said)

    def status(self, device: DeviceId, reference: str, nonce: Annotated[Nonce, Query()]) -> Response:
        """What is known of a reference: states only."""
        found = self._lookups.look_up(device, reference)
        payload = {"reference": reference, "nonce": nonce, "time": instant_text(self._clock()), **_known(found)}
        return signed_response(self._signer.sign(Purpose.STATUS, payload))

    def catalogue(self, _device: DeviceId, after: _Position = 0) -> Response:
        """The newest catalogue, when the device's is older."""
        payload = self._publications.catalogue_payload(after)
        if payload is None:
            return Response(status_code=204)
        return signed_response(self._signer.sign(Purpose.CATALOGUE, payload))

    def operators(self, device: DeviceId, nonce: Annotated[Nonce, Query()], after: _Position = 0) -> Response:
        """Who may sign in at the kiosks of this device's site, when its list is older. Names and hashes of one-time codes."""
        told = self._operators.told(device, after)
        return Response(status_code=204) if told is None else self._signed(Purpose.OPERATORS, device, nonce, told)

    def _of_site(self, device: UUID, position: str, most: int) -> Mapping[str, object]:
        page = self._outcomes.site_page(device, unpacked(position), most)
        told = [{"device": str(row.device_id), **_outcome(row)} for row in page.outcomes]
        return {"site": page.site, "outcomes": told, "position": packed(page.next), "more": page.more}

    def _signed(self, purpose: Purpose, device: UUID, nonce: str, said: Mapping[str, object]) -> Response:
        payload = {"device": str(device), "nonce": nonce, "time": instant_text(self._clock()), **said}
        return signed_response(self._signer.sign(purpose, payload))


def _wire(text: str) -> bytes | None:
    try:
        return read_base64(text)
    except ValueError:
        return None


def _outcome(row: RecordedOutcome) -> dict[str, object]:
    return {
        "cursor": row.cursor,
        "submission_id": str(row.submission_id),
        "reference": row.reference,
        "state": row.state,
        "codes": row.codes,
        "params": row.params,
        "decided": instant_text(row.decided),
    }


def _known(found: Status | None) -> dict[str, object]:
    if found is None:
        return {"known": False, **_NOTHING_KNOWN}
    latest = found.latest
    return {
        "known": True,
        "service": found.service,
        "received": instant_text(found.received),
        "state": latest.state if latest else "",
        "codes": latest.codes if latest else [],
        "params": latest.params if latest else {},
        "decided": instant_text(latest.decided) if latest else None,
    }
