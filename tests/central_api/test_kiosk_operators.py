"""The centre's owner prepares operators for a site: the code is shown once, and only devices of that site are told."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from central_api.cli import main
from central_api.kiosk_operators import KioskOperators, UnusableOperator
from central_api.models import Device, Site
from central_api.operator_model import KioskOperator
from kiosk_app.hashing import Argon2Hasher
from sync.envelope import Purpose
from tests.central_api.conftest import Centre, Kiosk

NONCE = "a" * 32


@pytest.fixture
def operators(centre: Centre) -> KioskOperators:
    return KioskOperators(centre.database, centre.clock)


@pytest.fixture
def at_cardiff(centre: Centre, kiosk: Kiosk) -> Kiosk:
    with centre.database.write() as session:
        session.add(Site(code="CFI"))
        session.flush()
        device = session.get_one(Device, kiosk.device_id)
        device.site_code = "CFI"
    return kiosk


def told(kiosk: Kiosk, after: int = 0) -> dict[str, object]:
    response = kiosk.request("GET", "/v1/operators", f"after={after}&nonce={NONCE}")
    return dict(kiosk.believe(response, Purpose.OPERATORS, NONCE))


def test_a_device_of_the_site_is_told_who_and_the_hash_of_their_code(operators: KioskOperators, at_cardiff: Kiosk) -> None:
    code = operators.add("CFI", "Sioned  Parry", ["supervisor", "helper"])
    operators.add("SWI", "Somebody Else", ["clerk"])

    said = told(at_cardiff)

    (sioned,) = said["operators"]  # type: ignore[misc]
    assert (said["version"], sioned["name"], sioned["roles"]) == (2, "Sioned Parry", ["helper", "supervisor"])
    assert (sioned["issue"], sioned["removed"]) == (1, False)
    assert Argon2Hasher().fits(code.replace("-", ""), sioned["code"])


def test_nothing_newer_is_no_content(operators: KioskOperators, at_cardiff: Kiosk) -> None:
    operators.add("CFI", "Sioned Parry", ["helper"])

    assert at_cardiff.request("GET", "/v1/operators", f"after=1&nonce={NONCE}").status_code == 204


def test_a_device_without_a_site_is_told_nothing(operators: KioskOperators, kiosk: Kiosk) -> None:
    operators.add("CFI", "Sioned Parry", ["helper"])

    assert kiosk.request("GET", "/v1/operators", f"after=0&nonce={NONCE}").status_code == 204


def test_every_change_is_a_newer_list_and_who_was_removed_stays_on_it(operators: KioskOperators, at_cardiff: Kiosk) -> None:
    operators.add("CFI", "Sioned Parry", ["helper"])
    operators.give_code("CFI", "sioned parry")
    second = told(at_cardiff, 1)
    operators.remove("CFI", "Sioned Parry")

    last = told(at_cardiff, 2)

    assert (second["version"], second["operators"][0]["issue"]) == (2, 2)  # type: ignore[index]
    assert (last["version"], last["operators"][0]["removed"], last["operators"][0]["code"]) == (3, True, "")  # type: ignore[index]


def test_a_code_is_in_no_row(operators: KioskOperators, centre: Centre) -> None:
    code = operators.add("CFI", "Sioned Parry", ["helper"])

    with centre.database.read() as session:
        kept = session.scalars(select(KioskOperator.code)).one()
    assert kept.startswith("$argon2id$")
    assert code.replace("-", "") not in kept


@pytest.mark.parametrize(("name", "roles"), [("", ["helper"]), ("x" * 61, ["helper"]), ("a\tb\x00", ["helper"]), ("Rhys", [])])
def test_who_cannot_be_an_operator_is_refused(operators: KioskOperators, name: str, roles: list[str]) -> None:
    with pytest.raises(UnusableOperator):
        operators.add("CFI", name, roles)


def test_a_name_is_taken_until_its_holder_is_removed(operators: KioskOperators) -> None:
    operators.add("CFI", "Sioned Parry", ["helper"])
    with pytest.raises(UnusableOperator):
        operators.add("CFI", "SIONED PARRY", ["helper"])

    operators.remove("CFI", "Sioned Parry")

    operators.add("CFI", "Sioned Parry", ["helper"])
    assert [each.removed for each in operators.lines("CFI")] == [True, False]


def test_the_commands_add_list_give_a_code_and_remove(centre: Centre, capsys: pytest.CaptureFixture[str]) -> None:
    whose = ["--data", str(centre.data), "--site", "CFI", "--name", "Sioned Parry"]

    assert main(["operators", "add", *whose, "--role", "helper"]) == 0
    first = capsys.readouterr().out.strip()
    assert main(["operators", "code", *whose]) == 0
    second = capsys.readouterr().out.strip()
    assert main(["operators", "remove", *whose]) == 0
    assert main(["operators", "remove", *whose]) == 1
    capsys.readouterr()
    assert main(["operators", "list", "--data", str(centre.data), "--json"]) == 0

    (listed,) = json.loads(capsys.readouterr().out)
    assert (len(first), first != second) == (19, True)
    assert (listed["name"], listed["codes"], listed["removed"]) == ("Sioned Parry", 2, True)
