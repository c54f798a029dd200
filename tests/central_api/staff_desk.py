"""A member of staff at their desk: asks over HTTP, with a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from central_api.staff.accounts import StaffAccounts
from central_api.staff.people import Role
from services.common.references import new_reference
from tests.central_api.conftest import Centre, Kiosk, visit_answers

LEFT_TO_STAFF = '[[staff_decides]]\nprison = "CFI"\n'
ONE_PLACE = '[[capacity]]\nprison = "*"\nplaces = 1\nfrom = 2026-01-01\nsource = "test"\n'
PROBLEM = "urn:justice-kiosk:problem:"


@dataclass
class Desk:
    """One person's desk."""

    http: httpx.Client
    token: str

    def get(self, path: str, **params: Any) -> httpx.Response:
        return self.http.get(f"/v1/staff/{path}", params=params, headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, version: str | None, **said: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.http.post(f"/v1/staff/{path}", headers=headers, json=said or None)

    def listed(self, **params: Any) -> list[str]:
        response = self.get("cases", **params)
        assert response.status_code == 200, response.text
        return [case["reference"] for case in response.json()["cases"]]

    def open(self, reference: str) -> dict[str, Any]:
        response = self.get(f"cases/{reference}")
        assert response.status_code == 200, response.text
        assert response.headers["ETag"] == f'"{response.json()["version"]}"'
        opened: dict[str, Any] = response.json()
        return opened

    def decide(self, reference: str, version: str | None = None, **said: Any) -> httpx.Response:
        """Decide on the case as it is now, unless a version is given."""
        return self.post(f"cases/{reference}/decision", version or self.open(reference)["version"], **said)

    def accept(self, reference: str, version: str | None = None, **said: Any) -> httpx.Response:
        return self.decide(reference, version, decision="accept", **said)

    def refuse(self, reference: str, *reasons: str, **said: Any) -> httpx.Response:
        return self.decide(reference, decision="refuse", reasons=reasons, **said)


def desk_at(centre: Centre, http: httpx.Client, name: str = "Nia", *sites: str, role: Role = Role.CASEWORKER) -> Desk:
    return Desk(http, StaffAccounts(centre.database, centre.clock).add(name, role, sites))


def ask(centre: Centre, kiosk: Kiosk, *, lead: int = 0, **changes: Any) -> str:
    """A visit is asked for at a kiosk and looked at by the worker; its reference."""
    reference, sealed = new_reference(), {"confirmed": changes.pop("confirmed", ())}
    kiosk.send(kiosk.seal(visit_answers(lead=lead, **changes), reference=reference, **sealed))
    centre.worker().run_once()
    return reference


def told(kiosk: Kiosk, reference: str) -> list[tuple[str, list[str], dict[str, str]]]:
    """What the kiosk hears of a reference, signed, after "requested"."""
    heard = [each for each in kiosk.outcomes()["outcomes"] if each["reference"] == reference]
    assert heard[0]["state"] == "requested"
    return [(each["state"], each["codes"], each["params"]) for each in heard[1:]]


def problem(response: httpx.Response) -> tuple[int, str]:
    """The status and the type of a refusal, both as the problem says them."""
    assert response.headers["Content-Type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == response.status_code
    return said["status"], said["type"].removeprefix(PROBLEM)
